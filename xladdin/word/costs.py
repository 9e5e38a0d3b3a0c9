"""基本支出: 公用经费, 三公经费, 政府采购, 人员编制 from the 基础数据表."""

from collections.abc import Iterator

from xladdin.checks.base_data import column_name
from xladdin.checks.sums import Part
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.entry import NOTHING, Entry
from xladdin.scoring.rates import rate_figure
from xladdin.scoring.words import amount
from xladdin.values.rounding import percent
from xladdin.word.draft import Block, Noted, Piece, Pieces, Prompt, Table, body, listed, one_line
from xladdin.word.stated import Subject, against, count, money, of_all_spending, rate

_STAFF_SPENDING = "主要包括的内容，如基本工资、津贴补贴、奖金、社会保险缴费、住房公积金、对个人和家庭的补助"
_MAIN_PARTS = ("公务用车购置和运行维护费", "因公出国（境）费", "公务接待费")
_OFFICE_SPENDING = "主要包括的内容，如办公费、水费、电费、差旅费、会议费、培训费、工会经费"


def staff(subject: Subject) -> Iterator[Block]:
    """编制, 在职 and 控制率."""
    form = subject.filing.base_data or _NO_FORM
    posts, staffed = Part("编制", form.people.posts), Part("在职", form.people.staff)
    controlled = rate(form, "在职人员控制率", form.people.control_rate, staffed, posts)
    yield body(
        f"截至{subject.year}年末，编制数", count(posts.entry, "编制数"), "人，实际在职人数",
        count(staffed.entry, "实际在职人数"), "人，在职人员控制率", controlled, "。",
    )  # fmt: skip


def basic(subject: Subject) -> Iterator[Block]:
    """基本支出 as a whole, then 公用经费, 三公经费, 政府采购 and what is done to save money."""
    department = subject.filing.department
    spent = department.basic_spending if department else NOTHING
    purpose = "是为保障机构正常运转、完成日常工作任务而发生的支出，包括人员经费和公用经费"
    yield of_all_spending(subject, "基本支出", spent, purpose)
    yield body("人员经费", Prompt(f"{subject.year}年度人员经费", _staff_hint(subject, spent)), "万元，",
               Prompt(_STAFF_SPENDING), "。")  # fmt: skip
    yield from _office(subject)
    yield from _three_public(subject)
    yield from _procurement(subject)
    form = subject.filing.base_data
    if form and form.thrift.text:
        yield body(f"厉行节约保障措施：{one_line(form.thrift.text)}。")


def _staff_hint(subject: Subject, spent: Entry) -> str:
    form = subject.filing.base_data
    office = form.office.final.number if form else None
    if spent.number is None or office is None:
        return "各表没有人员经费，请按部门决算填写"
    return f"各表没有人员经费，请按部门决算填写；基本支出减去公用经费为 {amount(spent.number - office)} 万元，供核对"


def _office(subject: Subject) -> Iterator[Block]:
    form = subject.filing.base_data or _NO_FORM
    rows = (
        ("办公经费", form.office_expenses), ("水费、电费、差旅费", form.utilities), ("会议费、培训费", form.meetings),
        ("其他公用经费", form.other_office),
    )  # fmt: skip
    told = [_told(name, row) for name, row in rows if _is_filled(row)]
    content = ("从支出内容看，", *listed(told, "；")) if told else (Prompt(_OFFICE_SPENDING),)
    yield body(*_compared(subject.year, "公用经费", form.office), *content, "。")


def _told(name: str, row: Amounts) -> Pieces:
    return f"{name}决算数", money(row.final, f"{name}决算数"), "万元"


def _compared(year: int, name: str, row: Amounts) -> Pieces:
    """`2022年度公用经费决算数……，2023年度公用经费预算数……，决算数297.69万元，比预算数增加……，比上年决算数减少……。`"""
    if not _is_filled(row):
        return name, Prompt(f"{name}的决算数、预算数和上年决算数", f"基础数据表没有填{name}"), "。"
    return (
        f"{year - 1}年度{name}决算数", money(row.last, f"{name}上年决算数"), f"万元，{year}年度{name}预算数",
        money(row.budget, f"{name}预算数"), "万元，决算数", money(row.final, f"{name}决算数"), "万元",
        against(row.final, row.budget, "预算数"), against(row.final, row.last, "上年决算数"), "。",
    )  # fmt: skip


def _three_public(subject: Subject) -> Iterator[Block]:
    """The sentence, the parts, and the table in which they can be compared."""
    form = subject.filing.base_data or _NO_FORM
    rows = [(name, row) for name, row in _parts_of_three_public(form) if _is_filled(row)]
    if not any(entry.number or entry.is_error for _, row in rows for entry in row.amounts):
        yield body(*_compared(subject.year, "“三公”经费", form.three_public))
        return
    parts = listed([_told(name, row) for name, row in rows if name in _MAIN_PARTS], "，")
    content = ("其中，", *parts, "。") if parts else ()
    yield body(*_compared(subject.year, "“三公”经费", form.three_public), *content)
    yield _table(form, [("“三公”经费合计", form.three_public), *rows])


def _parts_of_three_public(form: BaseData) -> tuple[tuple[str, Amounts], ...]:
    vehicles, abroad, reception = _MAIN_PARTS
    return (
        (vehicles, form.vehicles), ("公务用车购置", form.vehicle_purchase), ("公务用车运行维护", form.vehicle_running),
        (abroad, form.abroad), (reception, form.reception),
    )  # fmt: skip


def _table(form: BaseData, rows: list[tuple[str, Amounts]]) -> Table:
    head = ("项目", column_name(form, "last"), column_name(form, "budget"), column_name(form, "final"),
            "比预算增减", "比上年增减")  # fmt: skip
    lines = tuple(
        (name, *(money(entry, f"{name}（{column}）") for entry, column in zip(row.amounts, head[1:], strict=False)),
         _gap(row.final, row.budget), _gap(row.final, row.last))
        for name, row in rows
    )  # fmt: skip
    return Table("“三公”经费情况（单位：万元）", head, lines, (34, 26, 26, 26, 22, 22), frozenset({0}))


def _gap(now: Entry, before: Entry) -> str:
    if now.number is None or before.number is None:
        return ""
    return amount(now.number - before.number)


def _procurement(subject: Subject) -> Iterator[Block]:
    form = subject.filing.base_data or _NO_FORM
    row, extra = form.procurement, subject.filing.supplement
    budget = extra.procurement_budget if row.budget.is_blank and extra else row.budget
    pieces: list[Piece] = [f"{subject.year}年度政府采购预算数", money(budget, "政府采购预算数"), "万元，决算数",
                           money(row.final, "政府采购决算数"), "万元"]  # fmt: skip
    found = rate_figure("procurement", row.final.number, budget.number)
    if found.value is not None:
        printed = percent(found.value)
        executed: Piece = printed if found.value <= 1 else Noted(printed, "政府采购超过预算，请在存在的问题里说明原因")
        pieces += ["，政府采购执行率", executed]
    yield body(*pieces, "。")


def over_budget(subject: Subject) -> str:
    """What went over its budget, in a few words, for somebody who writes about problems."""
    form = subject.filing.base_data or _NO_FORM
    rows = (("“三公”经费", form.three_public), ("公用经费", form.office), ("政府采购", form.procurement))
    over = [
        f"{name}超出预算 {amount(row.final.number - row.budget.number)} 万元"
        for name, row in rows
        if row.final.number is not None and row.budget.number is not None and row.final.number > row.budget.number
    ]
    return f"超支：{'；'.join(over)}。" if over else ""


def _is_filled(row: Amounts) -> bool:
    return any(not entry.is_blank for entry in row.amounts)


_NO_FORM = BaseData(sheet="", first_row=0, last_row=0)
