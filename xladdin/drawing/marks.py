"""What CHECK_SUM and CHECK_RATE show beside a cell: nothing when it is right, `差 0.01` when not."""

from decimal import Decimal

from xladdin.values.number import digits
from xladdin.values.rounding import two_places

# LibreOffice calculates a formula again whose value is an empty text, and shows #NAME? where our functions are not
# installed; so "right" is kept as a hard blank until the functions themselves give nothing.
RIGHT = "\u00a0"


def sum_mark(total: Decimal | None, parts: Decimal | None) -> str:
    """The mark of a total beside the sum of its parts."""
    return "" if total is None or parts is None else _difference(total, parts, "")


def sum_mark_formula(total: str, *parts: str) -> str:
    """The live mark; nothing while a side is blank."""
    listed = ",".join(parts)
    return f'=IF(OR({total}="",COUNT({listed})=0),"",CHECK_SUM({total},{listed}))'


def rate_mark(rate: Decimal | None, actual: Decimal | None, base: Decimal | None) -> str:
    """The mark of a rate beside its two figures; two decimals of a per cent must agree."""
    if rate is None or actual is None or not base:
        return ""
    return _difference(rate * 100, actual / base * 100, " 个百分点")


def rate_mark_formula(rate: str, actual: str, base: str) -> str:
    """The live mark; nothing while a side is blank or the base is 0."""
    return f'=IF(OR({rate}="",{actual}="",N({base})=0),"",CHECK_RATE({rate},{actual},{base}))'


def _difference(entered: Decimal, right: Decimal, unit: str) -> str:
    gap = abs(two_places(entered) - two_places(right))
    return f"差 {digits(gap)}{unit}" if gap else RIGHT
