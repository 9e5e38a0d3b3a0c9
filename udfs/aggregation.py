"""AGGREGATE_…: several units into one (表 E 注 2)."""

from udfs.arguments import Argument, Block, Takes, cells_of
from udfs.registry import Family, cell_function
from xladdin.scoring.aggregate import aggregate_absolute, aggregate_relative
from xladdin.scoring.result import Figure


def _absolute(values: Block) -> Figure:
    return aggregate_absolute(cells_of(values))


def _relative(values: Block, money: Block) -> Figure:
    return aggregate_relative(cells_of(values), cells_of(money))


AGGREGATE_ABSOLUTE = cell_function(
    "AGGREGATE_ABSOLUTE", Family.AGGREGATION, "多个单位的绝对值直接相加；没有这项的单位留空。",
    (Argument("values", "绝对值", "各单位的数所在的区域", Takes.AMOUNT, block=True),),
    _absolute, rule="aggregation",
)  # fmt: skip
AGGREGATE_RELATIVE = cell_function(
    "AGGREGATE_RELATIVE", Family.AGGREGATION, "多个单位的相对值（比率）按资金额加权平均。",
    (Argument("values", "相对值", "各单位的比率所在的区域", Takes.RATE, block=True),
     Argument("money", "资金额", "各单位的资金额所在的区域，与比率一一对应", Takes.AMOUNT, block=True)),
    _relative, rule="aggregation",
)  # fmt: skip
