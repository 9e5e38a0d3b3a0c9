"""How figures are printed in explanations, and why an input cannot be used."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from xladdin.values.number import digits
from xladdin.values.rounding import percent, two_places

Given = Decimal | date | str | bool | None  # what a cell can give to a rule
_LARGEST = Decimal(10) ** 11  # 万元; a technical bound that keeps every quotient printable, far above any budget
_SMALLEST = 1 / _LARGEST


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
    """A rulebook's bound as it is printed."""
    return percent(bound)


def decimal_of(value: Fraction) -> Decimal:
    """The quotient as a Decimal (28 digits)."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rate_text(rate: Fraction, *bounds: Decimal) -> str:
    """`96.41%`; with more decimals where two would make it look equal to a bound that it does not touch."""
    value = decimal_of(rate)
    text = percent(value)
    if all(text != bound_text(bound) or exact(bound) == rate for bound in bounds):
        return text
    places = 3
    while places < 12 and any(round(value * 100, places) == bound * 100 for bound in bounds):
        places += 1
    return f"{digits((value * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))}%"


def percentage_points(gap: Fraction) -> str:
    """A difference of two rates: `24.58 个百分点`."""
    value = decimal_of(gap) * 100
    shown = two_places(value)
    return f"{digits(shown) if shown else '不到 0.01'} 个百分点"


def blank(value: Given) -> bool:
    """Nothing was entered. A blank is never 0."""
    return value is None or (isinstance(value, str) and not value.strip())


def complaint(label: str, value: Given) -> str:
    """Why this cannot be used as a number of at least 0; empty when it can."""
    if blank(value):
        return f"{label}为空"
    if not isinstance(value, Decimal) or not value.is_finite():
        return f"{label}不是数字（{'是' if value is True else '否' if value is False else value}）"
    if value < 0:
        return f"{label}不能为负数（{digits(value) if -value < _LARGEST else '过大'}）"
    if value >= _LARGEST or 0 < value < _SMALLEST:
        return f"{label}的数值过大或过小，请检查单位"
    return ""
