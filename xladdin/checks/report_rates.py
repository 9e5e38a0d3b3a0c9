"""Percentages and changes in the running text of a report, recomputed from the amounts beside them (BG105)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.finding import Flaw
from xladdin.checks.registry import Context, check
from xladdin.checks.report_naming import Said, column_of, named, named_in, names_of, quoted, said_in
from xladdin.checks.report_sources import sources_of
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.figure import Figure
from xladdin.values.label import key
from xladdin.values.number import digits
from xladdin.values.rounding import percent, two_places

_SHARE = re.compile(r"^(?:约|共)?占(?P<whole>.+?)(?:的?(?:比例|比重|百分比)|的|总额的)?(?:约|为|达到?)*$")
_EXECUTION = re.compile(r"(?:执行率|支出率|支付率|使用率|支付进度|执行进度|支出进度)(?:为|达到?|是|[:：])*$")
# `较上年减少`, `同比下降`: the change of what was just said; `公务接待费减少` is that of something else.
_PLAIN_CHANGE = re.compile(
    r"(?:较|比|与|同比|环比|年初|全年|预算数?|决算数?|上一?年度?|去年|同期|(?:19|20)\d{2}年度?|相比|数|的)*"
    r"(?:增加|增长|上升|提高|超支|减少|下降|降低|回落|节约|压减)(?:了|额|率|幅度?|比例)?(?:为|达到?)?"
)
_OVER = re.compile(r"(?P<name>.+?)超(?:出|过|支)?(?:年初|全年|当年|本年|批复|的)*预算")


class _Range(NamedTuple):
    """Between what bounds a rounded figure lies, and what follows from it."""

    low: Decimal
    high: Decimal

    def meets(self, other: "_Range") -> bool:
        return self.low <= other.high and other.low <= self.high


def _around(figure: Figure) -> _Range:
    return _Range(figure.value - figure.step / 2, figure.value + figure.step / 2)


def _quotient(above: _Range, below: _Range) -> _Range | None:
    """Of figures that are not negative; None where the base may be 0."""
    if below.low <= 0 or above.high < 0:
        return None
    return _Range(max(above.low, Decimal(0)) / below.high, above.high / below.low)


@check("BG105", "warning", "增减和比率", "报告正文：增减额、增减幅度、占比、执行率应与同一句里的金额相符")
def rates_of_text(context: Context) -> Iterator[Flaw]:
    """1. “甲100万元，较上年增加20万元，增长25%”：增减幅度 = 增减额 ÷（甲 ∓ 增减额）；
       写了上年数的，增减额 = 甲 − 上年数。
    2. “甲60万元，占乙的60%”：占比 = 甲 ÷ 乙；乙的金额取报告里写的，报告没有写的取自评表。
    3. “预算100万元，支出90万元，执行率90%”：执行率 = 支出 ÷ 预算（或到位资金）。
    4. “支出超年初预算10万元”：等于报告所写的决算数减预算数。
    5. 各数按所写的小数位允许四舍五入的误差；写着“约、余、以上”的数、看不出与哪个数相比的不核对。
       读的是文字，可能读错，所以都不是错误。
    """
    for report in context.filing.reports:
        names = names_of(context.texts("names"), context.texts("sums"))
        for said in said_in(report):
            for place, one in enumerate(said):
                if one.statement.figure.vague:
                    continue
                before = [
                    other
                    for other in said[:place]
                    if other.statement.sentence == one.statement.sentence and not other.statement.figure.vague
                ]
                if one.statement.figure.is_rate:
                    yield from _rate_flaws(report, one, before, names, context)
                elif one.statement.over_budget:
                    yield from _over_budget(report, one, names)
                elif one.statement.change and one.statement.figure.is_money:
                    yield from _difference(report, one, before)


def _rate_flaws(
    report: Report, one: Said, before: Sequence[Said], names: Mapping[str, str], context: Context
) -> Iterator[Flaw]:
    words = one.statement.words
    if one.statement.change:
        yield from _change_rate(report, one, before)
    elif share := _SHARE.match(words):
        yield from _share(report, one, before, share["whole"], names, context)
    elif _EXECUTION.search(words):
        yield from _execution(report, one, before)


def _change_rate(report: Report, one: Said, before: Sequence[Said]) -> Iterator[Flaw]:
    """甲, 增减额, 增减幅度; or 上年数 and 甲 without the difference."""
    rate, steps = one.statement, [other.statement for other in before]
    if not _PLAIN_CHANGE.fullmatch(rate.words):
        return
    amounts = [step for step in steps if step.is_amount]
    changes = [step for step in steps if step.change and step.figure.is_money]
    now = [step for step in amounts if not step.of_last_year]
    if changes:
        change = changes[-1]
        stated = [step for step in now if step.start < change.start]
        if len(steps) < 2 or steps[-1] is not change or change.change != rate.change:
            return
        if not stated or steps[-2] is not stated[-1] or not _PLAIN_CHANGE.fullmatch(change.words):
            return
        base_value = stated[-1].figure.value - change.change * change.figure.value
        slack = (stated[-1].figure.step + change.figure.step) / 2
        expected = _quotient(_around(change.figure), _Range(base_value - slack, base_value + slack))
        sums = f"{_money(change.figure)} ÷ {amount(base_value)}"
        exact = change.figure.value / base_value if base_value > 0 else None
    else:
        last = [step for step in amounts if step.of_last_year]
        if len(last) != 1 or len(now) != 1:
            return
        gap = (now[0].figure.value - last[0].figure.value) * rate.change
        slack = (now[0].figure.step + last[0].figure.step) / 2
        expected = _quotient(_Range(gap - slack, gap + slack), _around(last[0].figure))
        sums = f"{amount(gap)} ÷ {_money(last[0].figure)}"
        exact = gap / last[0].figure.value if last[0].figure.value > 0 else None
    if expected is not None and exact is not None and not expected.meets(_around(rate.figure)):
        yield _rate_flaw(report, one, "增减幅度", exact, sums)


def _difference(report: Report, one: Said, before: Sequence[Said]) -> Iterator[Flaw]:
    """The amount before a change against the one that it is compared with: 上年数, or 预算数 where the words say so."""
    change, amounts = one.statement, [other.statement for other in before if other.statement.is_amount]
    now = [step for step in amounts if not step.of_last_year]
    if not now or not _PLAIN_CHANGE.fullmatch(change.words):
        return
    if "预算" in change.words:
        base = [step for step in now[:-1] if column_of(step.words) in ("initial", "budget")]
    else:
        base = [step for step in amounts if step.of_last_year] if len(now) == 1 or "上" in change.words else []
    if len(base) != 1:
        return
    gap = now[-1].figure.value - base[0].figure.value
    stated = change.change * change.figure.value
    if abs(stated - gap) > (now[-1].figure.step + base[0].figure.step + change.figure.step) / 2:
        yield Flaw(
            report, one.at, "增减额",
            f"“{quoted(one)}”，按 {_money(now[-1].figure)} − {_money(base[0].figure)} 应为{_signed(gap)}万元",
            digits(stated), digits(gap), stated - gap, "核对三个数，改正写错的一处",
        )  # fmt: skip


def _share(
    report: Report, one: Said, before: Sequence[Said], whole: str, names: Mapping[str, str], context: Context
) -> Iterator[Flaw]:
    """The amount right before 占…的 is the part."""
    name = names.get(key(whole))
    if not before or not before[-1].statement.is_amount or name is None:
        return
    part = before[-1].statement.figure
    column = column_of(before[-1].statement.words)
    bases = [said.statement.figure for said in _stated(report, name, names)]
    values = {figure.value for figure in bases}
    if len(values) > 1 or column not in ("", "spent") or before[-1].statement.of_last_year:
        return
    cells: tuple[Entry, ...] = ()
    if bases:
        below, base = _around(bases[0]), bases[0].value
    else:
        known = sources_of(context.filing, name, "spent")
        if not known or known[0].value is None:
            return
        base = known[0].value
        below, cells = _Range(base, base), known[0].entries
    expected = _quotient(_around(part), below)
    if expected is not None and not expected.meets(_around(one.statement.figure)):
        yield _rate_flaw(report, one, f"占{whole}", part.value / base, f"{_money(part)} ÷ {amount(base)}", cells)


def _execution(report: Report, one: Said, before: Sequence[Said]) -> Iterator[Flaw]:
    """支出 ÷ 预算 or 到位资金: whichever of the amounts before fits."""
    amounts = [other.statement for other in before if other.statement.is_amount]
    spent = [step for step in amounts if column_of(step.words) == "spent"]
    bases = [step for step in amounts if column_of(step.words) in ("initial", "budget", "received")]
    if not spent or not bases:
        return
    quotients = [_quotient(_around(spent[-1].figure), _around(base.figure)) for base in bases]
    if any(quotient is None or quotient.meets(_around(one.statement.figure)) for quotient in quotients):
        return
    base = bases[-1].figure
    yield _rate_flaw(
        report, one, "执行率", spent[-1].figure.value / base.value, f"{_money(spent[-1].figure)} ÷ {_money(base)}"
    )


def _over_budget(report: Report, one: Said, names: Mapping[str, str]) -> Iterator[Flaw]:
    """The report's own figures of the same name, where it states one of each."""
    match = _OVER.search(one.statement.words)
    meant = named(match["name"], names) if match else None
    if meant is None:
        return
    spent = {said.statement.figure for said in _stated(report, meant.name, names)}
    budget = {said.statement.figure for said in _stated(report, meant.name, names, budget=True)}
    if len(spent) != 1 or len(budget) != 1:
        return
    final, planned, stated = spent.pop(), budget.pop(), one.statement.figure
    gap = final.value - planned.value
    if abs(stated.value - gap) > (final.step + planned.step + stated.step) / 2:
        yield Flaw(
            report, one.at, "超预算金额",
            f"“{quoted(one)}”，按 {_money(final)} − {_money(planned)} 应为 {amount(gap)}万元",
            digits(stated.value), digits(gap), stated.value - gap, "核对三个数，改正写错的一处",
        )  # fmt: skip


def _stated(report: Report, name: str, names: Mapping[str, str], *, budget: bool = False) -> list[Said]:
    """Where the report says this year's amount of a name."""
    wanted = ("initial", "budget") if budget else ("", "spent")
    return [
        one
        for said in said_in(report)
        for one, meant in named_in(said, names)
        if meant.name == name and meant.column in wanted and one.statement.is_amount
        if not (one.statement.of_last_year or one.statement.outlook)
    ]


def _rate_flaw(report: Report, one: Said, field: str, exact: Decimal, sums: str, cells: tuple[Entry, ...] = ()) -> Flaw:
    stated = one.statement.figure.value
    return Flaw(
        report, one.at, field, f"“{quoted(one)}”，按 {sums} 应为 {percent(exact)}",
        percent(stated), percent(exact), two_places((stated - exact) * 100),
        "核对比率和金额，改正写错的一处", None, cells,
    )  # fmt: skip


def _money(figure: Figure) -> str:
    return amount(figure.value)


def _signed(gap: Decimal) -> str:
    return f"{'增加' if gap >= 0 else '减少'} {amount(abs(gap))}"
