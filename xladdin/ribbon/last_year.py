"""带入上年数据: what last year's filing says about last year, into the columns that ask for it.

Blank cells are filled. Where something else stands already, the person sees the list and decides. A formula stays.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xlwings import Range

from xladdin.checks.matching import same_names
from xladdin.forms.base_data import Amounts, BaseData, Group
from xladdin.forms.entry import NOWHERE, Entry
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FUND_TABLES, FundTable
from xladdin.last_year import open_last_year
from xladdin.ribbon.changes import content_of
from xladdin.ribbon.desk import Desk, listed
from xladdin.ribbon.looking import look
from xladdin.sent import WORKBOOKS
from xladdin.values.label import key
from xladdin.values.number import digits, from_float


class Pair(NamedTuple):
    """A cell of this year's workbook and what last year's filing says."""

    subject: str
    here: Entry
    there: Entry


def carry_forward(desk: Desk) -> None:
    """带入上年数据：把上年的数带入本年工作簿。"""
    live = look(desk)
    files = desk.host.files("上年的自评工作簿或报送包", (*WORKBOOKS, ".zip"))
    if not files:
        return
    before = open_last_year(files[0], live.filing)
    plan = _planned(desk, _pairs(live.filing, before))
    replaced = _confirmed(desk, plan.differing)
    with desk.writing() as changes:
        for pair in (*plan.blank, *replaced):
            changes.open(desk.book.sheets[pair.here.address.sheet])
            assert pair.there.number is not None  # others are no pairs
            changes.write(_cell(desk, pair), float(pair.there.number))
    desk.tell("\n".join(_report(plan, replaced, list(_wrong_formulas(desk, plan.formulas)))))


class _Plan(NamedTuple):
    """What is blank, what has another figure, and what is a formula, which calculates itself."""

    blank: list[Pair]
    differing: list[Pair]
    formulas: list[Pair]


def _planned(desk: Desk, pairs: Iterable[Pair]) -> _Plan:
    plan = _Plan([], [], [])
    for pair in pairs:
        if pair.here.address == NOWHERE or pair.there.number is None or pair.here.number == pair.there.number:
            continue
        if str(content_of(_cell(desk, pair))).startswith("="):
            plan.formulas.append(pair)
        else:
            (plan.blank if pair.here.is_blank else plan.differing).append(pair)
    return plan


def _cell(desk: Desk, pair: Pair) -> Range:
    return desk.book.sheets[pair.here.address.sheet].range(pair.here.address.cell)


def _confirmed(desk: Desk, differing: list[Pair]) -> list[Pair]:
    """All of them or none: figures of two sources side by side would agree with neither."""
    question = f"这 {len(differing)} 处已填的数与上年材料不一致。用上年材料的替换吗？"
    return differing if differing and desk.confirm("\n".join([question, _said(differing)])) else []


def _pairs(now: Filing, before: Filing) -> Iterator[Pair]:
    """上年决算数 of each row ← 决算数 of last year's row; rows of projects are found by their names."""
    if now.base_data and before.base_data:
        yield from _base_data(now.base_data, before.base_data)
    if now.supplement and before.base_data:
        yield Pair("上年三公经费预算数", now.supplement.last_three_public_budget, before.base_data.three_public.budget)
    if now.supplement and before.supplement:
        yield Pair("上年年末结转结余", now.supplement.last_carried_out, before.supplement.carried_out)
    known = {_fund(table): table for table in before.of(FundTable)}
    for table in now.of(FundTable):
        if _fund(table) in known:
            yield from _funds(table, known[_fund(table)])


def _fund(table: FundTable) -> str:
    """Which of the three tables it is: titles bear the year."""
    return next((name for name in FUND_TABLES if key(name) in key(table.title.text)), "")


def _funds(now: FundTable, before: FundTable) -> Iterator[Pair]:
    pairs = same_names([row.item.text for row in now.rows], [row.item.text for row in before.rows])
    for one, other in sorted(pairs.items()):
        yield Pair(now.rows[one].item.text, now.rows[one].last, before.rows[other].spent)
    yield Pair("合计", now.total.last, before.total.spent)


def _base_data(now: BaseData, before: BaseData) -> Iterator[Pair]:
    for name in BaseData.model_fields:
        here, there = getattr(now, name), getattr(before, name)
        if isinstance(here, Amounts):
            yield _row(here, there)
        elif isinstance(here, Group):
            yield _row(here.head, there.head)
            pairs = same_names([item.label.text for item in here.items], [item.label.text for item in there.items])
            yield from (_row(here.items[one], there.items[other]) for one, other in sorted(pairs.items()))


def _row(here: Amounts, there: Amounts) -> Pair:
    return Pair(here.label.text.strip() or "上年决算数", here.last, there.final)


def _wrong_formulas(desk: Desk, formulas: list[Pair]) -> Iterator[str]:
    """A line for each formula that, with the figures brought in, still gives something else."""
    for pair in formulas:
        value = _cell(desk, pair).value
        number = from_float(value) if isinstance(value, float) else None
        if number != pair.there.number:
            result = "空白" if number is None else digits(number)
            yield f"{pair.here.address}　{pair.subject}：算得 {result}，{_there(pair)}"


def _report(plan: _Plan, replaced: list[Pair], wrong: list[str]) -> list[str]:
    lines = [f"带入 {len(plan.blank)} 处上年数。" if plan.blank else "没有空着的上年数要带入。"]
    if replaced:
        lines.append(f"按上年材料替换了 {len(replaced)} 处。")
    elif plan.differing:
        lines += [f"这 {len(plan.differing)} 处与上年材料不一致，没有改动，请核对：", _said(plan.differing)]
    if wrong:
        lines += [f"这 {len(wrong)} 处是公式，结果与上年材料不一致，不改动，请核对：", listed(wrong)]
    return lines


def _said(pairs: list[Pair]) -> str:
    return listed([f"{pair.here.address}　{pair.subject}：已填 {pair.here.text}，{_there(pair)}" for pair in pairs])


def _there(pair: Pair) -> str:
    return f"上年材料是 {pair.there.text}"
