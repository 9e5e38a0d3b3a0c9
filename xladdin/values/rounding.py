"""How this product rounds: half up, to the number of places that the official forms print."""

from decimal import ROUND_HALF_UP, Context, Decimal

_CENT = Decimal("0.01")
_CENT_OF_A_PERCENT = Decimal("0.0001")
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # room for whatever number a cell can hold


def two_places(value: Decimal) -> Decimal:
    """Amounts and scores: two decimals, half up (0.005 becomes 0.01)."""
    return value.quantize(_CENT, context=_WIDE)


def same_in_print(one: Decimal, other: Decimal) -> bool:
    """Whether two scores are the same as the forms print them: a formula without ROUND has 9.264891 and shows 9.26."""
    return one == other or two_places(one) == two_places(other)


def ratio_of(actual: Decimal | None, base: Decimal | None) -> Decimal | None:
    """actual ÷ base with four decimals (two of a per cent), half up; None without a base."""
    if actual is None or base is None or base <= 0:
        return None
    return _WIDE.divide(actual, base).quantize(_CENT_OF_A_PERCENT, context=_WIDE)


def percent(rate: Decimal) -> str:
    """A rate as the forms print it: 0.92649 is `92.65%`, 1 is `100%`."""
    text = f"{two_places(rate * 100):f}"
    return f"{text.rstrip('0').rstrip('.')}%" if "." in text else f"{text}%"
