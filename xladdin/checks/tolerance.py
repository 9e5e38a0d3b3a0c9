"""How far rounded figures may lie from each other before it is a mistake. The only numbers of this room."""

from decimal import Decimal

from xladdin.values.label import fold

_TWO_ADDENDS = Decimal("0.01")
_EACH_FURTHER = Decimal("0.005")
_AT_MOST = Decimal("0.05")
_RATE = Decimal("0.00005")  # 0.005 个百分点
_CENT = Decimal("0.01")


def of_sum(addends: int) -> Decimal:
    """金额合计: ±0.01 for two addends, ±0.005 for each further one, at most ±0.05. One addend must be equal."""
    if addends < 2:
        return Decimal(0)
    return min(_AT_MOST, _TWO_ADDENDS + _EACH_FURTHER * (addends - 2))


def of_rate(raw: str, *, in_percent: bool) -> Decimal:
    """比率: half a unit of the last printed place, 0.005 to 0.5 percentage points. `raw` is `96.41%`, 96.41 or 0.9641.

    Nobody rounds a rate further than to whole per cents: 1 is 100%, and 0.9 is 90%.
    """
    number = fold(raw).removesuffix("%")
    places = len(number.partition(".")[2])
    allowed = Decimal("0.5").scaleb(-(places + 2 if in_percent else max(places, 2)))
    return max(_RATE, allowed) if number.replace(".", "").isdecimal() else _RATE


def of_written(step: Decimal) -> Decimal:
    """文字里的一个数: half a unit of the last place that is written, 0.05 of 15125.5."""
    return step / 2


def of_written_sum(addends: int, whole: Decimal, finest: Decimal, *, whole_numbers: bool) -> Decimal:
    """文字里的合计: as `of_sum`, wider where fewer places are written. Whole numbers must be equal.

    `whole` and `finest` are one unit of the last written place, of the total and of what is written most exactly.
    """
    if whole_numbers:
        return Decimal(0)
    rounded = whole / 2 if whole > finest else Decimal(0)
    return max(of_sum(addends) * max(Decimal(1), finest / _CENT), rounded)


def is_slight(gap: Decimal, step: Decimal) -> bool:
    """文字里的一个数 cut off instead of rounded, or other by one in the second decimal: to look at, no more."""
    return abs(gap) < step or abs(gap) <= _TWO_ADDENDS
