"""The rates (比率) as data: which figures are divided by which. What a rate is worth stands in the rulebooks.

`field` is the place of an input in the forms (rows of buildings are added up), for calls without arguments.
Fields of 补充数据: last_three_public_budget, carried_in, initial_budget, added_budget, carried_out,
last_carried_out, paid, procurement_budget, systems, disclosure, violations, key_work_score, key_work_total,
benefit, admin_efficiency, satisfaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from xladdin.scoring.result import Figure, no_figure
from xladdin.scoring.words import Given, amount, blank, complaint, decimal_of, rate_text
from xladdin.values.number import digits


class Input(NamedTuple):
    """One figure of a rate: `name` in the sentence, `label` for the person, `field` in the forms."""

    name: str
    label: str
    field: str = ""
    instead: str = ""  # the field to take where `field` is blank
    signed: bool = False  # below 0 where the budget was cut (调减)


Parts = tuple[Fraction, Fraction]  # numerator, denominator


def _divided(actual: Fraction, base: Fraction) -> Parts:
    return actual, base


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: inputs in the order of the arguments, and the sentence that shows the sum."""

    key: str
    name: str
    inputs: tuple[Input, ...]
    shown: str
    base: str  # the Chinese name of the denominator
    parts: Callable[..., Parts] = _divided
    counts: bool = False  # persons, not amounts
    below_zero: str = ""  # why a numerator below 0 cannot be; empty: it can


@dataclass(frozen=True, slots=True)
class Measured:
    """A rate that was worked out exactly, or why not."""

    value: Fraction | None
    shown: str = ""
    problem: str = ""
    without_base: bool = False  # nothing at all was entered: no project, no building


def _change(actual: Fraction, base: Fraction) -> Parts:
    return actual - base, base


def _completed(carried_in: Fraction, initial: Fraction, added: Fraction, carried_out: Fraction) -> Parts:
    available = carried_in + initial + added
    return available - carried_out, available


def _ratio(key: str, name: str, actual: Input, base: Input, shown: str, counts: bool = False) -> Rate:
    return Rate(key, name, (actual, base), shown, base.label, counts=counts)


_BUDGET, _FINAL = "base_data.{}.budget", "base_data.{}.final"

RATES: dict[str, Rate] = {
    rate.key: rate
    for rate in (
        _ratio(
            "control", "在职人员控制率",
            Input("actual", "在职人数", "base_data.people.staff"), Input("base", "编制数", "base_data.people.posts"),
            "在职 {actual} ÷ 编制 {base}", counts=True,
        ),
        Rate(
            "three_public_change", "“三公经费”变动率",
            (Input("actual", "本年三公经费预算数", "base_data.three_public.budget"),
             Input("base", "上年三公经费预算数", "supplement.last_three_public_budget")),
            "（本年三公预算 {actual} − 上年 {base}）÷ {base}", "上年三公经费预算数", _change,
        ),
        Rate(
            "budget_completion", "预算完成率",
            (Input("carried_in", "上年结转", "supplement.carried_in"),
             Input("initial", "年初预算", "supplement.initial_budget"),
             Input("added", "本年追加预算", "supplement.added_budget", signed=True),
             Input("carried_out", "年末结余", "supplement.carried_out")),
            "（上年结转 {carried_in} + 年初预算 {initial} + 追加 {added} − 年末结余 {carried_out}）"
            "÷（{carried_in} + {initial} + {added}）",
            "上年结转、年初预算与追加之和", _completed,
            below_zero="年末结余大于上年结转、年初预算与追加之和，请核对",
        ),
        _ratio(
            "budget_control", "预算控制率",
            Input("added", "本年追加预算", "supplement.added_budget", signed=True),
            Input("initial", "年初预算", "supplement.initial_budget"),
            "追加 {added} ÷ 年初预算 {initial}",
        ),
        _ratio(
            "building_area", "新建楼堂馆所面积控制率",
            Input("actual", "实际建设面积", "base_data.buildings.actual_area"),
            Input("base", "批准建设面积", "base_data.buildings.approved_area"),
            "实际面积 {actual} ÷ 批准面积 {base}",
        ),
        _ratio(
            "building_investment", "新建楼堂馆所投资概算控制率",
            Input("actual", "实际投资金额", "base_data.buildings.actual"),
            Input("base", "批准投资金额", "base_data.buildings.budget"),
            "实际投资 {actual} ÷ 批准投资 {base}",
        ),
        _ratio(
            "office_cost", "公用经费控制率",
            Input("actual", "公用经费实际支出", _FINAL.format("office")),
            Input("base", "公用经费预算数", _BUDGET.format("office")),
            "公用经费 {actual} ÷ {base}",
        ),
        _ratio(
            "three_public", "“三公经费”控制率",
            Input("actual", "三公经费实际支出", _FINAL.format("three_public")),
            Input("base", "三公经费预算数", _BUDGET.format("three_public")),
            "三公经费 {actual} ÷ {base}",
        ),
        _ratio(
            "procurement", "政府采购执行率",
            Input("actual", "实际政府采购金额", _FINAL.format("procurement")),
            Input("base", "政府采购预算数", _BUDGET.format("procurement"), "supplement.procurement_budget"),
            "政府采购 {actual} ÷ {base}",
        ),
        _ratio(
            "execution", "预算执行率",
            Input("actual", "全年执行数", "department.total.spent"),
            Input("base", "全年预算数", "department.total.budget"),
            "执行 {actual} ÷ 全年预算 {base}",
        ),
        _ratio(
            "budget_adjustment", "预算调整率",
            Input("actual", "预算调整数", "supplement.added_budget", signed=True),
            Input("base", "年初预算", "supplement.initial_budget"),
            "预算调整 {actual} ÷ 年初预算 {base}",
        ),
        _ratio(
            "payment_progress", "支付进度率",
            Input("actual", "实际支付数", "supplement.paid"),
            Input("base", "应支付数", "department.total.budget"),
            "实际支付 {actual} ÷ 应支付 {base}",
        ),
        _ratio(
            "carryover", "结转结余率",
            Input("actual", "年末结转结余", "supplement.carried_out"),
            Input("base", "支出预算数", "department.total.budget"),
            "结转结余 {actual} ÷ 支出预算 {base}",
        ),
        Rate(
            "carryover_change", "结转结余变动率",
            (Input("actual", "本年末结转结余", "supplement.carried_out"),
             Input("base", "上年末结转结余", "supplement.last_carried_out")),
            "（本年结转结余 {actual} − 上年 {base}）÷ {base}", "上年末结转结余", _change,
        ),
    )
}  # fmt: skip


SIGNED = frozenset(wanted.field for rate in RATES.values() for wanted in rate.inputs if wanted.signed)


def measure(key: str, values: Sequence[Given]) -> Measured:
    """The exact rate. Blank, negative and text inputs and a denominator of 0 give a reason instead."""
    rate = RATES[key]
    if len(values) != len(rate.inputs):
        return Measured(None, problem=f"{rate.name}需要 {len(rate.inputs)} 个数，给了 {len(values)} 个")
    numbers: list[Decimal] = []
    for wanted, value in zip(rate.inputs, values, strict=True):
        problem = complaint(wanted.label, value.copy_abs() if wanted.signed and isinstance(value, Decimal) else value)
        if problem or not isinstance(value, Decimal):
            return Measured(None, problem=problem, without_base=_nothing(values))
        numbers.append(value)
    printed = digits if rate.counts else amount
    shown = rate.shown.format(
        **{wanted.name: printed(value) for wanted, value in zip(rate.inputs, numbers, strict=True)}
    )
    numerator, denominator = rate.parts(*(Fraction(value) for value in numbers))
    if denominator <= 0:
        said = "小于 0" if denominator else "为 0"
        return Measured(None, shown, f"{rate.base}{said}，算不出{rate.name}", _nothing(values))
    if numerator < 0 and rate.below_zero:
        return Measured(None, shown, rate.below_zero)
    return Measured(numerator / denominator, shown)


def _nothing(values: Sequence[Given]) -> bool:
    """Whether nothing at all was entered."""
    return all(blank(value) or (isinstance(value, Decimal) and value.is_zero()) for value in values)


def rate_figure(key: str, *values: Given) -> Figure:
    """A rate for a cell, with the sum: `在职 188 ÷ 编制 195 = 96.41%`."""
    measured = measure(key, values)
    if measured.value is None:
        return no_figure(measured.problem)
    return Figure(decimal_of(measured.value), f"{measured.shown} = {rate_text(measured.value)}")
