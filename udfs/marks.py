"""CHECK_…: live marks (校验) beside a cell: empty when the figure is right, the difference when it is not."""

from decimal import Decimal
from fractions import Fraction

from udfs.answers import Mark
from udfs.arguments import Argument, Block, CellError, Takes, Value, cells_of, failed_cell
from udfs.registry import Family, cell_function
from xladdin.errors import InputError
from xladdin.scoring.words import decimal_of
from xladdin.values.number import digits
from xladdin.values.rounding import two_places

RIGHT = Mark("")


def _number(label: str, value: Value) -> Decimal:
    if type(value) is CellError:
        raise InputError(failed_cell(label, value))
    if value is None:
        raise InputError(f"{label}为空")
    if not isinstance(value, Decimal):
        raise InputError(f"{label}不是数字（{value}）")
    if abs(value) >= Decimal(10) ** 15:
        raise InputError(f"{label}的数值过大，请检查单位")
    return value


def _difference(entered: Decimal, right: Decimal, unit: str = "") -> Mark:
    """Both as they are printed: two decimals."""
    gap = abs(two_places(entered) - two_places(right))
    return Mark(f"差 {digits(gap)}{unit}") if gap else RIGHT


def _sum(total: Value, *parts: Block) -> Mark:
    cells = [cell for block in parts for cell in cells_of(block)]
    if (total is None or total == 0) and all(cell is None for cell in cells):
        return RIGHT
    numbers = [_number(f"第 {n} 个分项", cell) for n, cell in enumerate(cells, 1) if cell is not None]
    if not numbers:
        raise InputError("分项为空")
    return _difference(_number("合计", total), sum(numbers, Decimal(0)))


def _rate(rate: Value, numerator: Value, denominator: Value) -> Mark:
    if rate is None and (numerator is None or denominator is None):
        return RIGHT
    entered = _number("比率", rate)
    above, below = _number("分子", numerator), _number("分母", denominator)
    if not below:
        raise InputError("分母为 0，算不出比率")
    return _difference(entered * 100, decimal_of(Fraction(above) / Fraction(below) * 100), " 个百分点")


CHECK_SUM = cell_function(
    "CHECK_SUM", Family.MARKS, "核对合计：正确时为空，不正确时显示相差多少。全部空白时也为空。",
    (Argument("total", "合计", "填报的合计数", Takes.AMOUNT),
     Argument("parts", "分项", "各分项，可以是单元格或区域，可以给出多个", Takes.AMOUNT, block=True, variadic=True)),
    _sum, rule="sum",
)  # fmt: skip
CHECK_RATE = cell_function(
    "CHECK_RATE", Family.MARKS,
    "核对比率：填报的比率与 分子 ÷ 分母 相符（百分数两位小数）时为空，不相符时显示相差几个百分点。",
    (Argument("rate", "比率", "填报的比率，例如 96.41% 或 0.9641", Takes.RATE),
     Argument("numerator", "分子", "分子", Takes.AMOUNT),
     Argument("denominator", "分母", "分母", Takes.AMOUNT)),
    _rate, rule="rate",
)  # fmt: skip
