"""How figures are printed in explanations, and why an input cannot be used."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from xladdin.values.number import digits
from xladdin.values.rounding import two_places

Given = Decimal | date | str | bool | None  # what a cell can give to a rule
_LARGEST = Decimal(10) ** 11  # 万元; a technical bound that keeps every quotient printable, far above any budget
_SMALLEST = 1 / _LARGEST
_EXACTLY = Context(prec=200, rounding=ROUND_HALF_UP)  # so many digits tell any two rates apart that a form can hold
_MOST_PLACES = 100
_CENT = Decimal("0.01")


def amount(value: Decimal) -> str:
    """An amount as the forms print it: two decimals, more only where there are more."""
    return f"{value:.2f}" if value == two_places(value) else digits(value)


@lru_cache(maxsize=1024)
def points(value: Decimal) -> str:
    """Points without trailing zeros: 5, 11.5. The same few come up again and again."""
    return digits(two_places(value))


@lru_cache(maxsize=1024)
def exact(parameter: Decimal) -> Fraction:
    """A rulebook's parameter as a Fraction. The same few recur, and making one takes longer than finding it."""
    return Fraction(parameter)


@lru_cache(maxsize=1024)
def bound_text(bound: Decimal) -> str:
    """A rulebook's bound as it is printed, with all its digits."""
    return f"{digits(bound * 100)}%"


def decimal_of(value: Fraction) -> Decimal:
    """The quotient as a Decimal (28 digits)."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rate_text(rate: Fraction, *bounds: Decimal) -> str:
    """`96.41%`; with more decimals where two would put it on the wrong side of a bound: 100.999% is not 101%."""
    return f"{_trimmed(_printed(rate, bounds))}%"


def gap_text(rate: Fraction, standard: Decimal, *bounds: Decimal) -> str:
    """How far a rate is from its standard, `24.58 个百分点`: the difference of the two as they are printed."""
    gap = _EXACTLY.subtract(_printed(rate, (standard, *bounds)), standard * 100)
    return f"{_trimmed(abs(gap))} 个百分点"


def _printed(rate: Fraction, bounds: Sequence[Decimal]) -> Decimal:
    """A rate in per cent, rounded half up to the fewest places, two or more, that keep its side of every bound."""
    shown = two_places(decimal_of(rate) * 100)
    if all(abs(shown - bound * 100) >= _CENT for bound in bounds) or Fraction(shown) == rate * 100:
        return shown  # no bound is near, or nothing was rounded
    value = _EXACTLY.divide(Decimal(rate.numerator * 100), Decimal(rate.denominator))
    wanted = [(Fraction(bound) * 100, rate - Fraction(bound)) for bound in bounds]
    for places in range(2, _MOST_PLACES):
        shown = _EXACTLY.quantize(value, Decimal(1).scaleb(-places))
        if all(_sign(Fraction(shown) - bound) == _sign(side) for bound, side in wanted):
            return shown
    return value


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _trimmed(value: Decimal) -> str:
    """Without trailing zeros; `digits` would round what is longer than 28."""
    text = f"{value:f}" if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def blank(value: Given) -> bool:
    """Nothing was entered. A blank is never 0."""
    return value is None or (isinstance(value, str) and not value.strip())


def complaint(label: str, value: Given) -> str:
    """Why this cannot be used as a number of at least 0; empty when it can."""
    if isinstance(value, Decimal) and value.is_finite() and (not value or _SMALLEST <= value < _LARGEST):
        return ""  # most values
    if blank(value):
        return f"{label}为空"
    if not isinstance(value, Decimal) or not value.is_finite():
        return f"{label}不是数字（{'是' if value is True else '否' if value is False else value}）"
    if value < 0:
        return f"{label}不能为负数（{digits(value) if -value < _LARGEST else '过大'}）"
    return f"{label}的数值过大或过小，请检查单位"
