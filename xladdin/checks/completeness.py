"""What is missing in a form: blanks, placeholders, foot (WZ101–103). Missing forms: `presence.py`."""

import re
from collections.abc import Iterator

from xladdin.checks.evaluation import filled_rows
from xladdin.checks.finding import Flaw, Severity
from xladdin.checks.indicators import called
from xladdin.checks.known_scores import known_score
from xladdin.checks.money import has_money
from xladdin.checks.registry import Context, check
from xladdin.forms.base_data import BaseData
from xladdin.forms.describe import described, name_of
from xladdin.forms.entry import NOTHING, Entry, Form, entries_of
from xladdin.forms.evaluation import DepartmentEvaluation, Evaluation, FundEvaluation, Indicator, ProjectEvaluation
from xladdin.forms.tables import FundTable, ScoreTable, Supplement, WorkAssessment
from xladdin.values.label import key
from xladdin.values.number import Kind, digits

Wanted = tuple[Entry, str, Severity]
_BLANK, _ERROR = Kind.BLANK, Kind.ERROR


def is_blank_form(form: Form) -> bool:
    """Nothing was filled in: only what is printed stands there, to which a template adds the unit's name."""
    if isinstance(form, Evaluation):
        return not any(entry.raw.strip() for entry in _filled_in(form))
    if isinstance(form, ScoreTable):
        return not any(row.score.raw.strip() for row in form.rows)
    if isinstance(form, BaseData):
        parts = (form.people, form)  # the first figures answer for nearly every form
        return all(entry.number is None and not entry.is_error for part in parts for _, entry in entries_of(part))
    if isinstance(form, FundTable):
        rows = (*form.rows, form.total)
        return not form.nothing.text and all(entry.number is None for row in rows for entry in vars(row).values())
    if isinstance(form, Supplement):
        return not any(vars(form)[name].raw.strip() for name, _ in described(Supplement))
    return False


def _filled_in(form: Evaluation) -> Iterator[Entry]:
    """What a unit enters; in nearly every form the first of them answers whether it is blank."""
    yield vars(form).get("name", NOTHING)
    yield from (form.total.initial, form.total.budget, form.total.spent)
    for goal in form.goals:
        yield from (goal.expected, goal.reached)
    for section in form.sections:
        for row in section.indicators:
            yield from (row.target, row.actual)
    if isinstance(form, DepartmentEvaluation):
        yield from (*form.incomes, *form.spendings)


def filled_forms(context: Context) -> Iterator[Form]:
    """The forms that the unit fills in, without those that are wholly blank (WZ105 reports them)."""
    for form in context.filing.forms:
        if not isinstance(form, WorkAssessment) and not context.once(is_blank_form, form):
            yield form


@check("WZ101", "error", "必填的格空白", "各表的必填栏目")
def required(context: Context) -> Iterator[Flaw]:
    """1. 基础数据表：编制数、实际在职人数、三公经费和公用经费的预算数、决算数不能空白。
    2. 自评表、项目表：名称、全年预算数、全年执行数、执行率得分、总分不能空白；资金的某一行填了数的，
       全年预算数、全年执行数都应填；主管部门、实施单位、年度总体目标空白的是警告。
    3. 有分值的指标，年度指标值、实际完成值、得分不能空白；写了三级指标的，分值不能空白。“无”“——”在文字栏算填写。
    4. 评分表有分值的行，得分不能空白。
    5. 整张表空白的由 WZ105 报告；错误值由 WZ104 报告。
    """
    for form in filled_forms(context):
        for entry, field, severity in _wanted(form, context):
            if entry.is_blank:
                expected = known_score(form, entry, context)
                yield Flaw(
                    form, entry, field,
                    f"{field}没有填写" + (f"，应为 {digits(expected)}" if expected is not None else ""),
                    entry.raw.strip(), digits(expected) if expected is not None else "必填", None,
                    f"填写{field}" if expected is None else f"填 {digits(expected)}",
                    digits(expected) if expected is not None else None, severity=severity,
                )  # fmt: skip


def _wanted(form: Form, context: Context) -> Iterator[Wanted]:
    """The entries that must be filled in; those of text fields only where really nothing stands."""
    if isinstance(form, BaseData):
        yield form.people.posts, "编制数", "error"
        yield form.people.staff, "实际在职人数", "error"
        for amounts, name in ((form.three_public, "三公经费"), (form.office, "公用经费")):
            yield amounts.budget, f"{name}预算数", "error"
            yield amounts.final, f"{name}决算数", "error"
    elif isinstance(form, Evaluation):
        yield from _heads(form)
        yield from _rows(form, context)
    elif isinstance(form, ScoreTable):
        for row, following in zip(form.rows, [*form.rows[1:], None], strict=True):
            shared = following is not None and following.weight.is_blank and not following.score.is_blank
            if row.weight.number and not shared:
                yield row.score, f"{row.name.text} 得分", "error"


def _is_empty(entry: Entry) -> bool:
    """Not even 无 or ——, which are an answer in a column of texts."""
    return not entry.raw.strip()


def _heads(form: Evaluation) -> Iterator[Wanted]:
    if isinstance(form, DepartmentEvaluation):
        yield form.unit, "预算部门名称", "error"
    elif isinstance(form, (ProjectEvaluation, FundEvaluation)):
        yield form.name, name_of(type(form), "name"), "error"
        yield from ((entry, name, "warning") for entry, name in
                    ((form.supervisor, "主管部门"), (form.implementer, "实施单位")) if _is_empty(entry))  # fmt: skip
    yield form.total.budget, "全年预算数", "error"
    yield form.total.spent, "全年执行数", "error"
    if isinstance(form, (ProjectEvaluation, FundEvaluation)):
        for money in form.parts:
            if (money.budget.is_blank or money.spent.is_blank) and has_money(money):
                yield money.budget, f"{key(money.label.text)}全年预算数", "error"
                yield money.spent, f"{key(money.label.text)}全年执行数", "error"
    for goal in form.goals[:1]:
        yield from ((entry, name, "warning") for entry, name in
                    ((goal.expected, "预期目标"), (goal.reached, "实际完成情况")) if _is_empty(entry))  # fmt: skip
    if not isinstance(form, FundEvaluation):
        yield form.total.score, "执行率得分", "error"
        yield form.total_score, "总分", "error"


def _rows(form: Evaluation, context: Context) -> Iterator[Wanted]:
    for row in filled_rows(form, context):
        if not (row.target.is_blank or row.actual.is_blank or row.weight.is_blank or row.score.is_blank):
            continue  # most rows
        field = called(row)
        if isinstance(form, FundEvaluation):
            yield from _texts(row.target, row.actual, field)
            continue
        if row.name.text and not _is_none(row.target, row.actual):
            yield row.weight, f"{field} 分值", "error"
        if row.weight.number:
            yield row.score, f"{field} 得分", "error"
            yield from _texts(row.target, row.actual, field)


def _is_none(target: Entry, actual: Entry) -> bool:
    """A row that only says 无."""
    return target.is_blank and actual.is_blank


def _texts(target: Entry, actual: Entry, field: str) -> Iterator[Wanted]:
    yield from ((entry, f"{field} {name}", "error") for entry, name in
                ((target, "年度指标值"), (actual, "实际完成值")) if _is_empty(entry))  # fmt: skip


@check("WZ102", "warning", "提示文字和占位符", "报送的表不应留有填表提示")
def placeholders(context: Context) -> Iterator[Flaw]:
    """1. 名称、目标、指标各格不应留有提示和占位文字（……、指标2、××、主要反映…等，由规则集列出）。
    2. 空白和错误值不核对；印在表上的说明、备注不核对。
    """
    placeholder = re.compile("|".join(f"(?:{pattern})" for pattern in context.texts("placeholders")))
    clean: set[str] = set()  # the same few texts stand in many rows
    for form in filled_forms(context):
        for entry, where in _filled_texts(form):
            if entry.kind is _BLANK or entry.kind is _ERROR or entry.raw in clean:
                continue
            text = entry.text.strip()
            if placeholder.search(text) is None:
                clean.add(entry.raw)
            else:
                field = where if isinstance(where, str) else f"{key(where.second.text)} 指标"
                yield Flaw(form, entry, field, f"{field}里还是提示文字“{text[:30]}”", text, "实际内容", None,
                           "填写实际内容，或删去这一行")  # fmt: skip


def _filled_texts(form: Form) -> Iterator[tuple[Entry, str | Indicator]]:
    """What a unit writes, and the field or row that holds it."""
    if isinstance(form, Evaluation):
        fields = vars(form)
        yield from [(fields[name], "名称") for name in ("unit", "name", "supervisor", "implementer") if name in fields]
        for goal in form.goals:
            yield goal.expected, "预期目标"
            yield goal.reached, "实际完成情况"
        yield from [(entry, row) for section in form.sections for row in section.indicators
                    for entry in (row.name, row.target, row.actual, row.reason)]  # fmt: skip
    elif isinstance(form, BaseData):
        yield from [(item.label, "项目名称") for group in form.groups for item in group.items]


@check("WZ103", "warning", "表尾", "各表表尾：填表人、填报日期、单位负责人签字")
def foot(context: Context) -> Iterator[Flaw]:
    """1. 表尾印有填表人、填报日期、单位负责人签字的，应填写。
    2. 同一种表缺的栏目合并报告一次，其他的格列为关联。
    3. 没有印这些栏目的表、整张空白的表不核对。
    """
    missing: dict[str, list[tuple[Form, Entry, str]]] = {}
    for form in filled_forms(context):
        last = form.foot
        for entry, name in (last.filled_by, "填表人"), (last.filled_on, "填报日期"), (last.signed_by, "单位负责人签字"):
            if entry.is_blank and entry.address != NOTHING.address:
                missing.setdefault(form.chinese, []).append((form, entry, name))
    for chinese, places in missing.items():
        first = places[0][0]
        names = "、".join(dict.fromkeys(name for _, _, name in places))
        number = len({id(form) for form, _, _ in places})
        where = f"有 {number} 张表尾" if number > 1 else "的表尾"
        yield Flaw(
            first, places[0][1], "表尾", f"{chinese}{where}没有填全：{names}", "", names, None,
            f"填写{names}", None,
            tuple(entry for _, entry, _ in places[1:]),
        )  # fmt: skip
