"""What CHECK_SUM and CHECK_RATE show beside a cell: nothing when it is right, `差 0.01` when not."""

from decimal import Decimal

from xladdin.drawing.formulas import ratio_of, rounded
from xladdin.values.number import digits


def sum_mark(total: Decimal | None, parts: Decimal | None) -> str:
    """The mark of a total beside the sum of its parts."""
    if total is None:
        return ""
    return _difference(total, parts or Decimal(0))


def rate_mark(rate: Decimal | None, actual: Decimal | None, base: Decimal | None) -> str:
    """The mark of a rate beside its two figures; two decimals of a per cent must agree."""
    expected = ratio_of(actual, base)
    if rate is None or expected is None:
        return ""
    return _difference(rounded(rate), expected)


def _difference(entered: Decimal, expected: Decimal) -> str:
    return f"差 {digits(abs(entered - expected))}" if entered != expected else ""
