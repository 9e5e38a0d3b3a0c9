"""Percentages and changes in the running text of a report, recomputed from the amounts beside them (BG105)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xladdin.checks.finding import Flaw
from xladdin.checks.registry import Context, check
from xladdin.checks.word.changes import change_flaws
from xladdin.checks.word.formulas import formula_flaws
from xladdin.checks.word.naming import Said, column_of, named, named_in, names_of, quoted, said_in
from xladdin.checks.word.rounded import Range, around, money, quotient, rate_flaw
from xladdin.checks.word.sources import sources_of
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.breakdown import breakdowns
from xladdin.values.figure import Figure
from xladdin.values.number import digits
from xladdin.values.sentence import Statement

_SHARE = re.compile(
    r"^(?P<part>[^占]*?)(?:约|共)?占(?P<whole>.+?)(?:的?(?:比例|比重|百分比)|的|总额的)?(?:约|为|达到?)*$"
)
_BARE_SHARE = re.compile(r"(?:所|约|共)?占比?(?:例|重)?(?:约|为|达到?|是|[:：])*")
_OF_SHARE = re.compile(r"^占")
_EXECUTION = re.compile(
    r"(?:(?:执行率|支出率|支付率|使用率|支付进度|执行进度|支出进度|预算完成率)|(?:完成|占)了?(?:年初|全年|本年|当年|年度|调整后?|批复|的)*预算(?:数|安排|批复)?的?)"
    r"(?:约|为|达到?|是|[:：])*$"
)
_CARRIED = re.compile(r"结转|追加|调增|调减")
# What may stand before 执行率 without being another matter than the amounts before.
_OF_EXECUTION = re.compile(
    r"其中|[本我](?:局|单位|部门|项目)|年初|全年|本年|年度|整体|预算|资金|支出|项目|总|的|(?:19|20)\d{2}年"
)
_OVER = re.compile(r"(?P<name>.+?)超(?:出|过|支)?(?:年初|全年|当年|本年|批复|的)*预算")


@check("BG105", "warning", "增减和比率", "报告正文：增减额、增减幅度、占比、执行率应与同一句里的金额相符")
def rates_of_text(context: Context) -> Iterator[Flaw]:
    """1. “甲100万元，较上年增加20万元，增长25%”：增减幅度 = 增减额 ÷（甲 ∓ 增减额）；
       写了上年数的，增减额 = 甲 − 上年数。
    2. “甲60万元，占乙的60%”：占比 = 甲 ÷ 乙；乙的金额取报告里写的，报告没有写的取自评表。
    3. “预算100万元，支出90万元，执行率90%”：执行率 = 支出 ÷ 预算（或到位资金）。
       写出的算式“188/195=96.41%”也核对。
    4. “支出超年初预算10万元”：等于报告所写的决算数减预算数。
    5. 各数按所写的小数位允许四舍五入的误差；写着“约、余、以上”的数、看不出与哪个数相比的不核对。
       读的是文字，可能读错，所以都不是错误。
    """
    for report in context.filing.reports:
        for entry in report.paragraphs:
            if not entry.is_error:
                yield from formula_flaws(report, entry)
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
                if one.statement.figure.is_rate and one.statement.change:
                    yield from change_flaws(report, one, before)
                elif one.statement.figure.is_rate:
                    yield from _rate_flaws(report, one, before, names, context)
                elif one.statement.over_budget:
                    yield from _over_budget(report, one, names)
                elif one.statement.change and one.statement.figure.is_money:
                    yield from change_flaws(report, one, before)


def _rate_flaws(
    report: Report, one: Said, before: Sequence[Said], names: Mapping[str, str], context: Context
) -> Iterator[Flaw]:
    words = one.statement.words
    previous = before[-1].statement if before else None
    if previous is not None and _OF_SHARE.match(previous.words) and words in ("的", "的比例为", "的比重为"):
        yield from _of_stated(report, one, before[:-1], previous)
    elif _EXECUTION.search(words):
        yield from _execution(report, one, before)
    elif _BARE_SHARE.fullmatch(words):
        yield from _share_of_sum(report, one, before)
    elif share := _SHARE.match(words):
        yield from _share(report, one, before, share, names, context)


def _of_stated(report: Report, one: Said, before: Sequence[Said], base: Statement) -> Iterator[Flaw]:
    """`支出18.90万元，占年初预算21.80万元的86.70%`."""
    if before and before[-1].statement.is_amount and base.is_amount:
        part = before[-1].statement.figure
        yield from _unequal(report, one, "占比", [(part, base.figure)])


def _share_of_sum(report: Report, one: Said, before: Sequence[Said]) -> Iterator[Flaw]:
    """`基本支出812.00万元，占85.47%` in a list: of the sum of the list, or of one that this is part of."""
    if not before or not before[-1].statement.is_amount:
        return
    items = breakdowns(one.at.text)
    part = before[-1].statement
    wholes = [item.whole for item in items if not item.behind and part.start in {own.start for own in item.parts}]
    for whole in wholes:
        wholes += [
            item.whole
            for item in items
            if whole.start in {own.start for own in item.parts} and item.whole not in wholes
        ]
    yield from _unequal(report, one, "占比", [(part.figure, whole.figure) for whole in wholes])


def _unequal(report: Report, one: Said, field: str, pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Flaw]:
    """Nothing where one of the quotients fits, or may not be computed."""
    quotients = [quotient(around(part), around(base)) for part, base in pairs]
    if not any(bounds is None or bounds.meets(around(one.statement.figure)) for bounds in quotients) and pairs:
        part, base = pairs[0]
        yield rate_flaw(report, one, field, part.value / base.value, f"{money(part)} ÷ {money(base)}")


def _share(
    report: Report, one: Said, before: Sequence[Said], share: re.Match[str], names: Mapping[str, str], context: Context
) -> Iterator[Flaw]:
    """`公用经费270万元，占基本支出的33%`, `公用经费占基本支出的33%`."""
    whole = named(share["whole"], names)
    if whole is None and not share["part"] and before and before[-1].statement.is_amount:
        same = [other.statement.figure for other in before[:-1] if other.statement.words == share["whole"]]
        yield from _unequal(report, one, f"占{share['whole']}", [(before[-1].statement.figure, base) for base in same])
    if whole is None or whole.column not in ("", "spent"):
        return
    base = _amount_of(report, whole.name, names, context)
    if share["part"]:
        subject = named(share["part"], names)
        part = _amount_of(report, subject.name, names, context) if subject and not subject.column else None
    elif before and before[-1].statement.is_amount and _is_spent(before[-1].statement):
        part = around(before[-1].statement.figure), before[-1].statement.figure.value, ()
    else:
        part = None
    if part is None or base is None or one.statement.year not in (None, context.filing.year):
        return
    expected = quotient(part[0], base[0])
    if expected is not None and not expected.meets(around(one.statement.figure)):
        sums = f"{amount(part[1])} ÷ {amount(base[1])}"
        yield rate_flaw(report, one, f"占{share['whole']}", part[1] / base[1], sums, (*part[2], *base[2]))


def _is_spent(one: Statement) -> bool:
    return column_of(one.words) in ("", "spent") and not (one.of_last_year or one.compared)


def _amount_of(
    report: Report, name: str, names: Mapping[str, str], context: Context
) -> tuple[Range, Decimal, tuple[Entry, ...]] | None:
    """What the report says was spent under a name, else what the forms say; None where it says two amounts."""
    stated = {said.statement.figure.value: said.statement.figure for said in _stated(report, name, names)}
    if stated:
        figure = max(stated.values(), key=lambda one: one.places)
        return (around(figure), figure.value, ()) if len(stated) == 1 else None
    known = sources_of(context.filing, name, "spent")
    if not known or known[0].value is None:
        return None
    return Range(known[0].value, known[0].value), known[0].value, known[0].entries


def _execution(report: Report, one: Said, before: Sequence[Said]) -> Iterator[Flaw]:
    """支出 ÷ 预算 or 到位资金: whichever of the amounts before fits."""
    opening = max(one.at.text.rfind(sign, 0, one.statement.start) for sign in "；;")
    amounts = [
        other.statement for other in before if other.statement.is_amount and other.statement.start > opening
        if not other.statement.of_last_year
    ]  # fmt: skip
    spent = [step for step in amounts if column_of(step.words) == "spent"]
    bases = [step for step in amounts if column_of(step.words) in ("initial", "budget", "received")]
    subject = _OF_EXECUTION.sub("", _EXECUTION.sub("", one.statement.words))
    carried = any(_CARRIED.search(step.words) for step in amounts)  # it belongs to the base too
    if spent and bases and not carried and (not subject or any(subject in step.words for step in amounts)):
        yield from _unequal(report, one, "执行率", [(spent[-1].figure, base.figure) for base in reversed(bases)])


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
            f"“{quoted(one)}”，按 {money(final)} − {money(planned)} 应为 {amount(gap)}万元",
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
