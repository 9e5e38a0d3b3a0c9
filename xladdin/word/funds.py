"""政府性基金, 国有资本经营, 社会保险基金预算支出: the tables G in a sentence, or that there is no such spending."""

from collections.abc import Iterator

from xladdin.checks.sums import Part
from xladdin.forms.entry import NOTHING
from xladdin.forms.tables import FUND_TABLES, FundRow, FundTable
from xladdin.scoring.words import amount
from xladdin.word.draft import Block, Prompt, body, listed, one_line
from xladdin.word.stated import Subject, against, missing, money, rate, sum_of

FUNDS = tuple(title.removesuffix("预算支出情况表") for title in FUND_TABLES)
_GOVERNMENT = FUNDS[0]  # the only one that the 自评表 names among the incomes


def fund(subject: Subject, name: str) -> Iterator[Block]:
    """One of the three budgets."""
    form = next((form for form in subject.filing.of(FundTable) if name in form.title.text), None)
    rows = [row for row in form.rows if _is_filled(row)] if form else []
    if form is not None and rows:
        yield from _with_figures(subject, name, form, rows)
    elif form is not None and not form.nothing.is_blank:
        yield body(f"本单位无{name}预算支出。")
    else:
        yield from _unknown(subject, name)


def _is_filled(row: FundRow) -> bool:
    return any(not entry.is_blank for entry in (row.item, row.last, row.initial, row.budget, row.spent))


def _with_figures(subject: Subject, name: str, form: FundTable, rows: list[FundRow]) -> Iterator[Block]:
    whole = form.total if _is_filled(form.total) else rows[0] if len(rows) == 1 else None
    if whole is not None:
        executed = rate(form, "执行率", whole.rate, Part("全年执行数", whole.spent), Part("全年预算数", whole.budget))
        yield body(
            f"{subject.year - 1}年度{name}预算支出决算数", money(whole.last, f"{name}上年决算数"),
            f"万元，{subject.year}年度{name}预算支出年初预算数", money(whole.initial, f"{name}年初预算数"),
            "万元，全年预算数", money(whole.budget, f"{name}全年预算数"),
            "万元，全年执行数", money(whole.spent, f"{name}全年执行数"),
            "万元", against(whole.spent, whole.last, "上年决算数"), "，执行率", executed, "。",
        )  # fmt: skip
    else:
        spent = sum_of(row.spent for row in rows)
        total = Prompt(f"{name}全年执行数") if spent is None else amount(spent)
        yield body(f"{subject.year}年度{name}预算支出全年执行数", total, "万元。")
    told = [
        (one_line(row.item.text) or missing(row.item, "项目"), money(row.spent, "全年执行数"), "万元") for row in rows
    ]
    yield body("按项目分：", *listed(told), "。")


def _unknown(subject: Subject, name: str) -> Iterator[Block]:
    """No table, or one in which nothing stands."""
    department = subject.filing.department
    income = department.government_fund if department and name == _GOVERNMENT else NOTHING
    hint = f"材料里没有填好的{name}预算支出情况表"
    if income.number:
        spent = Prompt(f"{name}预算支出的项目、金额和效果", hint)
        yield body(f"{subject.year}年度政府性基金拨款{amount(income.number)}万元，", spent, "。")
    else:
        yield body(Prompt(f"{name}预算支出情况；没有的写“无”", hint), "。")
