"""Several units into one (表 E 注 2): absolute values are added up, relative ones averaged, weighted by money."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xladdin.scoring.result import Figure, no_figure
from xladdin.scoring.words import Given, amount, blank, complaint, decimal_of
from xladdin.values.number import digits


def aggregate_absolute(values: Sequence[Given]) -> Figure:
    """The sum of what the units completed; blanks are units that have no such figure."""
    numbers: list[Decimal] = []
    for position, value in enumerate(values, start=1):
        if blank(value):
            continue
        problem = complaint(f"第 {position} 个数", value)
        if problem or not isinstance(value, Decimal):
            return no_figure(problem)
        numbers.append(value)
    if not numbers:
        return no_figure("没有可以汇总的数")
    result = sum(numbers, Decimal(0))
    return Figure(result, f"{len(numbers)} 个单位相加，得 {digits(result)}")


def aggregate_relative(values: Sequence[Given], money: Sequence[Given]) -> Figure:
    """The average of the units' rates, each weighted by its amount of money."""
    if len(values) != len(money):
        return no_figure(f"相对值有 {len(values)} 个，资金额有 {len(money)} 个，应一一对应")
    weighted, whole, units = Fraction(0), Fraction(0), 0
    for position, (value, spent) in enumerate(zip(values, money, strict=True), start=1):
        if blank(value) and blank(spent):
            continue
        problem = complaint(f"第 {position} 个相对值", value) or complaint(f"第 {position} 个资金额", spent)
        if problem or not isinstance(value, Decimal) or not isinstance(spent, Decimal):
            return no_figure(problem)
        weighted += Fraction(value) * Fraction(spent)
        whole += Fraction(spent)
        units += 1
    if not whole:
        return no_figure("资金额合计为 0，无法加权平均")
    result = decimal_of(weighted / whole)
    return Figure(result, f"{units} 个单位按资金额 {amount(decimal_of(whole))} 加权平均，得 {digits(result)}")
