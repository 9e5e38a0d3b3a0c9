"""From a comparison of quantities to points (得分): full, in proportion, or as less is better."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, Protocol

from xladdin.scoring.comparison import ALL, Comparison
from xladdin.scoring.words import decimal_of, exact, points, rate_text
from xladdin.values.number import digits
from xladdin.values.rounding import two_places

_WHOLE = Decimal(1)
_NOTHING = Fraction(0)


class OverCompletion(Protocol):
    """From which completion ÷ target on over-completion (超额完成) is flagged, and the points that it costs."""

    @property
    def flag_at(self) -> Decimal: ...
    @property
    def deduct(self) -> Decimal: ...


class IndicatorParameters(Protocol):
    """What a rulebook says about indicators: its section `indicator`."""

    def __hash__(self) -> int: ...
    @property
    def reverse(self) -> Literal["linear_to_double", "ratio"]: ...
    @property
    def percent_for_amount(self) -> Literal["rate_of_completion", "refuse"]: ...
    @property
    def over_completion(self) -> OverCompletion: ...


class Attained(NamedTuple):
    """The points, whether the over-completion is one to explain, and the sentence behind target and completion."""

    score: Decimal
    over: bool
    said: str


class _Part(NamedTuple):
    """The part of the weight, why, and how it is written in the multiplication."""

    share: Fraction
    reason: str
    factor: str = ""


def attained(comparison: Comparison, weight: Decimal, parameters: IndicatorParameters) -> Attained:
    """The points of a comparison that could be made. Nothing below 0, nothing above the weight."""
    limit = parameters.over_completion
    part = _more(comparison, limit) if comparison.direction == "at_least" else _less(comparison, parameters.reverse)
    score = two_places(decimal_of(exact(weight) * part.share))
    product = f"{digits(weight)} × {part.factor} = " if part.factor else ""
    over = is_over(comparison, limit)
    deduct = limit.deduct if over else Decimal(0)
    if not deduct:
        return Attained(score, over, f"{part.reason}，得 {product}{points(score)} 分")
    left = max(Decimal(0), two_places(score - deduct))
    return Attained(left, over, f"{part.reason}，超额完成扣 {digits(deduct)} 分，得 {points(left)} 分")


def is_over(comparison: Comparison, limit: OverCompletion) -> bool:
    """Whether so much more than the target was done that it must be explained; spending less is no over-completion."""
    return (
        comparison.direction == "at_least" and comparison.ratio is not None and comparison.ratio >= exact(limit.flag_at)
    )


def _more(comparison: Comparison, limit: OverCompletion) -> _Part:
    rated = comparison.kind == "completion_rate"
    ratio = ALL if comparison.ratio is None else comparison.ratio
    if comparison.met and not rated and ratio <= 1:
        return _Part(ALL, "达到目标")
    shown = rate_text(ratio, _WHOLE, limit.flag_at)
    if comparison.met:
        return _Part(ALL, f"按完成率 {shown} 计" if rated else f"达到目标的 {shown}")
    return _Part(ratio, f"按完成率 {shown} 计" if rated else f"完成率 {shown}", shown)


def _less(comparison: Comparison, reverse: Literal["linear_to_double", "ratio"]) -> _Part:
    if comparison.kind == "completion_rate":
        return _Part(ALL, f"按完成率 {rate_text(Fraction(comparison.completion), _WHOLE)} 计")
    if comparison.met:
        return _Part(ALL, "没有超出目标")
    if not comparison.target:
        return _Part(_NOTHING, "目标为 0，超出目标")
    target, completion = Fraction(comparison.target), Fraction(comparison.completion)
    excess = completion / target - 1
    shown = rate_text(excess, Decimal(0), _WHOLE)
    if reverse == "ratio":
        share = target / completion
        return _Part(share, f"超出目标 {shown}", rate_text(share, Decimal(0), _WHOLE))
    if excess >= 1:
        return _Part(_NOTHING, f"超出目标 {shown}，达到目标的两倍")
    return _Part(1 - excess, f"超出目标 {shown}", f"(1 − {shown})")
