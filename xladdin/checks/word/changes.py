"""Changes in the running text of a report, `较上年减少2.10万元，下降10%`, recomputed from the amounts beside (BG105).

A change is compared only where the sentence itself says from what to what. Where two readings are possible, either of
them makes it right.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.finding import Flaw
from xladdin.checks.word.naming import Said, column_of, quoted
from xladdin.checks.word.rounded import Range, money, quotient, rate_flaw
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.breakdown import breakdowns
from xladdin.values.number import digits
from xladdin.values.sentence import Statement

_COMPARISON = r"较|比|与|同比|环比|相比|上一?年|去年|前一年|同期|(?:19|20)\d{2}年|预算数?|决算数?"
# `较上年减少`, `同比下降`: the change of what was just said; `公务接待费减少` is that of something else.
_PLAIN = re.compile(
    rf"(?:{_COMPARISON}|年初|全年|年?度|支出|执行|批复|总额|实际|数|的|有所|共|各)*"
    r"(?:增加|增长|上升|提高|超支|减少|下降|降低|下浮|回落|节约|节省|压减|增幅|降幅|减幅)"
    r"(?:了|额度?|率|幅度?|比例|比率|资金|金额|支出)*(?:为|达到?|共)?"
)
_COMPARES = re.compile(_COMPARISON)
_OF_TIME = re.compile(
    r"(?:19|20)\d{2}年度?|上一?年度?|去年|前一年|同期|本年度?|当年|今年|全年|年初|支出|决算|预算|实际|执行|收入|总额|合计|共计|"
    r"安排|批复|数|额|为|的|是|达|(?:同比|相比|比|较|与)"
)


class _Step(NamedTuple):
    """A change with the statements before it in its item of the sentence, those in other brackets left out."""

    own: Said
    before: tuple[Statement, ...]

    @property
    def change(self) -> Statement:
        return self.own.statement

    @property
    def previous(self) -> Statement | None:
        return self.before[-1] if self.before else None


def change_flaws(report: Report, one: Said, before: Sequence[Said]) -> Iterator[Flaw]:
    """`before`: what was said before in the sentence."""
    here, text = one.statement, one.at.text
    opening = max(text.rfind("；", 0, here.start), text.rfind(";", 0, here.start))
    within = [other.statement for other in before if other.statement.start > opening]
    step = _Step(one, tuple(other for other in within if other.depth <= here.depth))
    if _PLAIN.fullmatch(here.words):
        yield from _rate(report, step) if here.figure.is_rate else _difference(report, step)


def _difference(report: Report, step: _Step) -> Iterator[Flaw]:
    """增减额 = what is said now − what it is compared with."""
    change = step.change
    base, stated = _base(step), _signed(change)
    if base is None:
        return
    gaps = [now.figure.value - base.figure.value for now in _now(step, base)]
    slacks = [(now.figure.step + base.figure.step + change.figure.step) / 2 for now in _now(step, base)]
    if gaps and all(abs(stated - gap) > slack for gap, slack in zip(gaps, slacks, strict=True)):
        now = _now(step, base)[0]
        yield Flaw(
            report, step.own.at, "增减额",
            f"“{quoted(step.own)}”，按 {money(now.figure)} − {money(base.figure)} 应为{_words(gaps[0])}万元",
            digits(stated), digits(gaps[0]), stated - gaps[0], "核对三个数，改正写错的一处",
        )  # fmt: skip


class _Reading(NamedTuple):
    """One way to read a percentage: a change divided by its base."""

    change: Decimal
    base: Decimal
    slack: Decimal  # of the change
    slack_of_base: Decimal


def _rate(report: Report, step: _Step) -> Iterator[Flaw]:
    """增减幅度 = 增减额 ÷ what it is compared with."""
    rate = step.change.figure
    stated = _signed(step.change)
    readings = [reading for reading in _readings(step) if reading.base > reading.slack_of_base]
    expected = [_bounds(reading) for reading in readings]
    if not readings or any(one.meets(Range(stated - rate.step / 2, stated + rate.step / 2)) for one in expected):
        return
    first = readings[0]
    exact = first.change / first.base
    down = step.change.change < 0
    sums = f"{amount(-first.change if down else first.change)} ÷ {amount(first.base)}"
    yield rate_flaw(report, step.own, "增减幅度", -exact if down else exact, sums)


def _bounds(reading: _Reading) -> Range:
    low, high = abs(reading.change) - reading.slack, abs(reading.change) + reading.slack
    bounds = quotient(
        Range(max(low, Decimal(0)), high),
        Range(reading.base - reading.slack_of_base, reading.base + reading.slack_of_base),
    )
    assert bounds is not None  # the base is positive
    return bounds if reading.change >= 0 else Range(-bounds.high, -bounds.low)


def _readings(step: _Step) -> Iterator[_Reading]:
    previous = step.previous
    if previous is None or (previous.change and not previous.figure.is_money and not _compares(step.change)):
        return
    if previous.change and previous.figure.is_money and not previous.figure.vague:
        if _PLAIN.fullmatch(previous.words) and not _own_comparison(step.change, previous):
            yield from _of_difference(_Step(step.own, step.before[:-1]), previous)
        return
    base = _base(step)
    if base is not None:
        yield from (_between(now, base) for now in _now(step, base))


def _of_difference(step: _Step, change: Statement) -> Iterator[_Reading]:
    """`减少2.10万元，下降10%`: the base is said, or it is what is said now without the change."""
    moved, slack = _signed(change), change.figure.step / 2
    base = _base(_Step(Said(step.own.at, change), step.before))
    if base is not None:
        yield _Reading(moved, base.figure.value, slack, base.figure.step / 2)
        for now in _now(step, base):  # the difference may be wrong: that is found there
            yield _between(now, base)
        return
    for now in _now(step, None):
        rounded = slack + now.figure.step / 2
        yield _Reading(moved, now.figure.value - moved, slack, rounded)
        if not _COMPARES.search(change.words):  # `预算100万元，压减20万元，压减20%`: of the amount itself
            yield _Reading(moved, now.figure.value, slack, now.figure.step / 2)


def _between(now: Statement, base: Statement) -> _Reading:
    slack = (now.figure.step + base.figure.step) / 2
    return _Reading(now.figure.value - base.figure.value, base.figure.value, slack, base.figure.step / 2)


def _base(step: _Step) -> Statement | None:
    """What the change is a change from; None where the sentence does not say it, or says it twice."""
    previous, words = step.previous, step.change.words
    if previous is not None and previous.compared and previous.is_amount and not _COMPARES.search(words):
        return previous
    plain = [one for one in step.before if one.is_amount and not one.compared]
    now = next((one for one in reversed(plain) if not one.of_last_year), None)
    if now is None:
        return None
    last = [one for one in plain if _is_last(one, now)]
    planned = [one for one in plain if one is not now and column_of(one.words) in ("initial", "budget")]
    if "预算" in words:
        found = planned if now is plain[-1] and not any(one.of_last_year for one in planned) else []
    elif _COMPARES.search(words):
        found = last
    else:
        found = last or (planned if column_of(now.words) == "spent" and plain[-1] is now else [])
        found = found if len(plain) == len(found) + 1 else []
    return found[0] if len(found) == 1 and _same_subject(found[0], now) else None


def _is_last(one: Statement, now: Statement) -> bool:
    """Whether an amount is that of the year before."""
    if one is now or _is_planned(one) != _is_planned(now):
        return False
    return one.of_last_year or (one.year is not None and now.year is not None and one.year == now.year - 1)


def _is_planned(one: Statement) -> bool:
    return column_of(one.words) in ("initial", "budget")


def _same_subject(one: Statement, other: Statement) -> bool:
    subjects = {_OF_TIME.sub("", statement.words) for statement in (one, other)} - {""}
    return len(subjects) < 2


def _now(step: _Step, base: Statement | None) -> list[Statement]:
    """What the change is a change to: the last amount that is said for itself, or the sum that it is a part of."""
    plain = [one for one in step.before if one.is_amount and not (one.compared or one.of_last_year or one is base)]
    if not plain or plain[-1].figure.vague:
        return []
    last = plain[-1]
    found = [last]
    for item in breakdowns(step.own.at.text):
        if last.start in {part.start for part in item.parts} and item.whole.start != last.start:
            found.append(item.whole)
    return found


def _compares(change: Statement) -> bool:
    return _COMPARES.search(change.words) is not None


def _own_comparison(rate: Statement, change: Statement) -> bool:
    """`比预算减少2.90万元，比上年下降10%`: another comparison than that of the amount."""
    return _compares(rate) and ("预算" in rate.words) != ("预算" in change.words)


def _signed(change: Statement) -> Decimal:
    """`减少-2.90万元` means a fall as well, `增长-10%` too."""
    value = change.figure.value
    return -abs(value) if change.change < 0 else value


def _words(gap: Decimal) -> str:
    return f"{'增加' if gap >= 0 else '减少'} {amount(abs(gap))}"
