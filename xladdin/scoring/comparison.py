"""A completion beside its target (实际完成值 / 年度指标值), both understood as quantities: how far, met or not.

Knows no points and no parameters; `indicator.py` turns what is found here into a score.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from xladdin.values.quantity import Direction, Quantity
from xladdin.values.unit import DEADLINE_UNITS, DURATIONS, PERCENT, same_thing

Kind = Literal["quantity", "completion_rate", "text_equal", "period", "not_computable"]
ALL = Fraction(1)  # of the target, or of the weight; kept, as a Fraction is slow to make


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two quantities gave."""

    kind: Kind
    direction: Direction
    ratio: Fraction | None = None  # completion ÷ target; None where the target is 0 or nothing can be divided
    met: bool | None = None
    unit_mismatch: bool = False
    problem: str = ""  # Chinese; why nothing could be computed
    target: Decimal = Decimal(0)  # the bound that counts: the end of a range for less is better
    completion: Decimal = Decimal(0)


def compare(target: Quantity, completion: Quantity, *, cost: bool) -> Comparison:
    """Which way is better, whether the units agree, and how much of the target was reached."""
    direction = wanted(target, cost=cost)
    if completion.percent and not target.percent and not _is_fraction(target):
        return as_completion_rate(completion.value, direction, unit_mismatch=True)
    problem = _disagreement(target, completion)
    if problem:
        return Comparison("not_computable", direction, unit_mismatch=True, problem=problem)
    if _says_too_little(target, completion, direction):
        return Comparison("not_computable", direction, problem="完成值只写了范围，看不出实际完成多少")
    if _on_the_bound(target, completion, direction):
        return Comparison("not_computable", direction, met=False, problem=_just_not_met(target, completion))
    return _measured(target, completion, direction)


def as_completion_rate(rate: Decimal, direction: Direction, *, unit_mismatch: bool) -> Comparison:
    """A percentage for an amount is the rate of completion (完成率).

    For less is better only 100% has one meaning: 90% of a limit can be 90% used or 90% done.
    """
    if direction == "at_most" and rate != 1:
        return Comparison("not_computable", direction, unit_mismatch=unit_mismatch,
                          problem="完成值写的是百分比，看不出是完成率还是用去的比例，请填写实际数")  # fmt: skip
    return Comparison("completion_rate", direction, Fraction(rate), rate >= 1, unit_mismatch, "", Decimal(1), rate)


def wanted(target: Quantity, *, cost: bool) -> Direction:
    """Which way is better: the words first, then what nobody wants more of, then the kind of the indicator."""
    if target.direction is not None:
        return target.direction
    deadline = target.unit in DEADLINE_UNITS or (target.high is not None and target.unit in DURATIONS)
    return "at_most" if cost or deadline or target.top == 0 else "at_least"


def _is_fraction(quantity: Quantity) -> bool:
    """A number without a unit up to 1: Excel keeps 98% as 0.98."""
    return not quantity.unit and 0 < quantity.top <= 1


def _disagreement(target: Quantity, completion: Quantity) -> str:
    """Why the two cannot be compared, empty when they can. A number without a unit takes that of the other."""
    bare = [side for side in (target, completion) if not side.unit]
    if len(bare) == 1:
        other = completion if bare[0] is target else target
        if other.unit == PERCENT:
            return "" if _is_fraction(bare[0]) or bare[0].top == 0 else "一边是百分比，另一边没有百分号"
        return "" if other.factor == 1 else "一边写了单位，另一边没有单位，看不出是否同一单位"
    if target.unit != completion.unit:
        return f"目标的单位是{target.unit}，完成值的单位是{completion.unit}，不能比较"
    if not same_thing(target.thing, completion.thing):
        return f"目标说的是{target.thing}，完成值说的是{completion.thing}，不能比较"
    if target.per.removesuffix("年") != completion.per.removesuffix("年"):
        return f"目标按{target.per or '年'}计，完成值按{completion.per or '年'}计，不能比较"
    return ""


def _says_too_little(target: Quantity, completion: Quantity, direction: Direction) -> bool:
    """`不超过5个` tells nothing where more is better, nor does `至少50个` where more than 50 are wanted."""
    if completion.direction is None:
        return False
    return completion.direction != direction or _on_the_bound(target, completion, direction)


def _on_the_bound(target: Quantity, completion: Quantity, direction: Direction) -> bool:
    """`50个` where more than 50 are wanted; a completion of `>50个` is beyond it."""
    if not target.strict or completion.strict:
        return False
    if direction == "at_least":
        return completion.value == target.value
    return completion.top == target.top


def _just_not_met(target: Quantity, completion: Quantity) -> str:
    """The number itself is not included; by how much it was missed has no measure, so there are no points for it."""
    return (
        f"目标“{target.text.strip()}”不含本数，完成“{completion.text.strip()}”正好等于这个数，没有达到目标，"
        "得分由填报单位按完成程度填写"
    )


def _measured(target: Quantity, completion: Quantity, direction: Direction) -> Comparison:
    low, top = target.value, target.top
    done = completion.value if direction == "at_least" else completion.top
    met = done >= low if direction == "at_least" else done <= top
    ratio: Fraction | None = ALL
    if not low <= done <= top:
        bound = low if done < low else top
        ratio = Fraction(done) / Fraction(bound) if bound else None
    return Comparison("quantity", direction, ratio, met, False, "", low if direction == "at_least" else top, done)
