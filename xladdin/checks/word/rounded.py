"""Figures that were rounded when they were written: between what bounds they lie, and what follows from them."""

from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.finding import Flaw
from xladdin.checks.word.naming import Said, quoted
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.figure import Figure
from xladdin.values.rounding import percent, two_places


class Range(NamedTuple):
    """Bounds of a value."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Range") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


def around(figure: Figure) -> Range:
    """What may have been rounded to a figure."""
    return Range(figure.value - figure.step / 2, figure.value + figure.step / 2)


def quotient(above: Range, below: Range) -> Range | None:
    """Of figures that are not negative; None where the base may be 0."""
    if below.low <= 0 or above.high < 0:
        return None
    return Range(max(above.low, Decimal(0)) / below.high, above.high / below.low)


def rate_flaw(report: Report, one: Said, field: str, exact: Decimal, sums: str, cells: tuple[Entry, ...] = ()) -> Flaw:
    """A percentage that is not the quotient of the amounts beside it."""
    stated = one.statement.figure.value
    return Flaw(
        report, one.at, field, f"“{quoted(one)}”，按 {sums} 应为 {percent(exact)}",
        percent(stated), percent(exact), two_places((stated - exact) * 100),
        "核对比率和金额，改正写错的一处", None, cells,
    )  # fmt: skip


def money(figure: Figure) -> str:
    """An amount as it is shown."""
    return amount(figure.value)
