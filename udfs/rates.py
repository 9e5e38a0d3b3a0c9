"""RATE_…: the ratios (比率) that the rules are based on, as numbers that can be formatted as per cent."""

from collections.abc import Callable
from functools import partial

from udfs.answers import Answer
from udfs.arguments import Argument, Takes
from udfs.registry import Family, cell_function
from xladdin.scoring.rates import RATES, rate_figure

_TAKES = {"control": Takes.COUNT, "building_area": Takes.AREA}
_UNITS = {Takes.COUNT: "人", Takes.AREA: "平方米", Takes.AMOUNT: "万元"}


def rate_inputs(key: str) -> tuple[Argument, ...]:
    """The figures of a rate as arguments, in the order of scoring."""
    takes = _TAKES.get(key, Takes.AMOUNT)
    return tuple(
        Argument(wanted.name, wanted.label, f"{wanted.label}（{_UNITS[takes]}）", takes) for wanted in RATES[key].inputs
    )


def _rate(name: str, key: str, formula: str) -> Callable[..., Answer]:
    description = f"{RATES[key].name} = {formula}。返回小数，单元格可设为百分比格式。"
    return cell_function(name, Family.RATES, description, rate_inputs(key), partial(rate_figure, key), rule=key)


RATE_CONTROL = _rate("RATE_CONTROL", "control", "在职人数 ÷ 编制数")
RATE_THREE_PUBLIC_CHANGE = _rate(
    "RATE_THREE_PUBLIC_CHANGE", "three_public_change", "（本年三公经费预算数 − 上年预算数）÷ 上年预算数"
)
RATE_BUDGET_COMPLETION = _rate(
    "RATE_BUDGET_COMPLETION",
    "budget_completion",
    "（上年结转 + 年初预算 + 本年追加 − 年末结余）÷（上年结转 + 年初预算 + 本年追加）",
)
RATE_BUDGET_CONTROL = _rate("RATE_BUDGET_CONTROL", "budget_control", "本年追加预算 ÷ 年初预算")
RATE_BUILDING_AREA = _rate("RATE_BUILDING_AREA", "building_area", "实际建设面积 ÷ 批准建设面积")
RATE_BUILDING_INVESTMENT = _rate("RATE_BUILDING_INVESTMENT", "building_investment", "实际投资金额 ÷ 批准投资金额")
RATE_OFFICE_COST = _rate("RATE_OFFICE_COST", "office_cost", "公用经费实际支出 ÷ 公用经费预算数")
RATE_THREE_PUBLIC = _rate("RATE_THREE_PUBLIC", "three_public", "三公经费实际支出 ÷ 三公经费预算数")
RATE_PROCUREMENT = _rate("RATE_PROCUREMENT", "procurement", "实际政府采购金额 ÷ 政府采购预算数")
RATE_EXECUTION = _rate("RATE_EXECUTION", "execution", "全年执行数 ÷ 全年预算数")
RATE_BUDGET_ADJUSTMENT = _rate("RATE_BUDGET_ADJUSTMENT", "budget_adjustment", "预算调整数 ÷ 年初预算")
RATE_PAYMENT_PROGRESS = _rate("RATE_PAYMENT_PROGRESS", "payment_progress", "实际支付数 ÷ 应支付数")
RATE_CARRYOVER = _rate("RATE_CARRYOVER", "carryover", "年末结转结余 ÷ 支出预算数")
RATE_CARRYOVER_CHANGE = _rate(
    "RATE_CARRYOVER_CHANGE", "carryover_change", "（本年末结转结余 − 上年末结转结余）÷ 上年末结转结余"
)
