"""How a rate, a count or a judgement becomes points. Pure; the parameters come from a rulebook.

Nothing is below 0 and nothing above the weight. Points are exact here and rounded once, by the caller.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from xladdin.scoring.words import Given, bound_text, complaint, decimal_of, exact, gap_text, points, rate_text
from xladdin.values.number import digits
from xladdin.values.rounding import percent, two_places

if TYPE_CHECKING:
    from xladdin.rulebooks.method import Band, Bands, Chosen, Deduct, Items, Level, Violations

_YES = frozenset({"是", "有", "√", "✓", "对", "符合", "1", "Y", "YES", "TRUE"})
_NO = frozenset({"否", "无", "没有", "×", "✗", "错", "不符合", "0", "N", "NO", "FALSE"})


class Outcome(NamedTuple):
    """The exact points and what is said about them, or why there are none."""

    points: Fraction | None
    said: str
    problem: str = ""


def _failed(problem: str) -> Outcome:
    return Outcome(None, "", problem)


def _taken(weight: Decimal, lost: Fraction, said: str) -> Outcome:
    """Points taken from the weight, at most all of them (扣完为止)."""
    if lost >= weight:
        return Outcome(Fraction(0), f"{said}，扣 {points(decimal_of(lost))} 分，扣完为止")
    left = exact(weight) - lost
    taken = weight - two_places(decimal_of(left))  # so that points taken and points left come to the weight
    return Outcome(left, f"{said}，扣 {points(taken)} 分")


def deduct(rate: Fraction, weight: Decimal, rule: "Deduct") -> Outcome:
    """每超过（低于）一档扣若干分. Whole steps: a step that is not full costs nothing."""
    standard = exact(rule.standard)
    if _within(rate, standard, rule.direction):
        sign, shown = _SIGNS[rule.direction], f"= {rate_text(rate, rule.standard)}"
        return Outcome(exact(weight), f"{shown} {sign} {bound_text(rule.standard)}" if sign else shown)
    steps = abs(rate - standard) / exact(rule.step)
    whole = steps.numerator // steps.denominator
    outwards = rule.step if rate > standard else -rule.step
    limits = (rule.standard + whole * outwards, rule.standard + (whole + 1) * outwards)  # of the step it lies in
    shown = f"= {rate_text(rate, rule.standard, *limits)}"
    side = "超出" if rate > standard else "低于标准"
    said = f"{shown}，{side} {gap_text(rate, rule.standard, *limits)}"
    if rule.steps == "whole":
        steps = Fraction(whole)
    if not steps:
        return Outcome(exact(weight), f"{said}，不满 {digits(rule.step * 100)} 个百分点不扣分")
    return _taken(weight, steps * exact(rule.deduct), said)


_SIGNS = {"above": "≤", "below": "≥", "both": ""}


def _within(rate: Fraction, standard: Fraction, direction: str) -> bool:
    """Whether the rate keeps to the standard (标准)."""
    if direction == "above":
        return rate <= standard
    return rate >= standard if direction == "below" else rate == standard


def _holds(band: "Band", rate: Fraction) -> bool:
    return (
        (band.from_ is None or rate >= exact(band.from_))
        and (band.over is None or rate > exact(band.over))
        and (band.at_most is None or rate <= exact(band.at_most))
        and (band.below is None or rate < exact(band.below))
    )


def _band_text(band: "Band") -> str:
    """` ≥ 90%`, ` > 30%` or `，在 0%–10%（含）之间`: which bound belongs to the band is part of the text."""
    lower, upper = band.lower, band.upper
    if lower is None:
        assert upper is not None  # a band has at least one bound: the schema sees to it
        return f" {'≤' if band.at_most is not None else '<'} {percent(upper)}"
    if upper is None:
        return f" {'≥' if band.from_ is not None else '>'} {percent(lower)}"
    included_below = "（含）" if band.from_ is not None else ""
    included_above = "（含）" if band.at_most is not None else ""
    return f"，在 {percent(lower)}{included_below}–{percent(upper)}{included_above or ' '}之间"


def bands(rate: Fraction, weight: Decimal, rule: "Bands") -> Outcome:
    """The band in which the rate lies; another weight than the table's scales every band alike."""
    bounds = [bound for band in rule.bands for bound in (band.lower, band.upper) if bound is not None]
    band = next(band for band in rule.bands if _holds(band, rate))
    scale = exact(weight) / exact(max(band.points for band in rule.bands))
    return Outcome(exact(band.points) * scale, f"= {rate_text(rate, *bounds)}{_band_text(band)}{_scaled(scale)}")


def _scaled(scale: Fraction) -> str:
    return "" if scale == 1 else "，按分值折算"


def items(given: Sequence[Given], label: str, weight: Decimal, rule: "Items") -> Outcome:
    """The items that hold: one yes or no for each item, or how many hold where all are worth the same."""
    if len(given) == 1 and len(rule.items) > 1:
        return _items_counted(given[0], label, weight, rule)
    if len(given) != len(rule.items):
        return _failed(f"{label}应给成立的项数，或者逐项给出 {len(rule.items)} 个“是”或“否”")
    best = sum((Fraction(item.points) for item in rule.items), Fraction(0))
    scale, reached, missing = Fraction(weight) / best, Fraction(0), []
    for number, (item, answer) in enumerate(zip(rule.items, given, strict=True), start=1):
        holds = _answer(answer)
        if holds is None:
            return _failed(f"{label}第 {number} 项（{item.name}）应填“是”或“否”")
        if holds:
            reached += Fraction(item.points) * scale
        else:
            missing.append(item.name)
    held = len(rule.items) - len(missing)
    without = f"，不成立：{'、'.join(missing)}" if missing else ""
    return Outcome(reached, f"{len(rule.items)} 项中 {held} 项成立{without}{_scaled(scale)}")


def _items_counted(given: Given, label: str, weight: Decimal, rule: "Items") -> Outcome:
    problem = complaint(label, given)
    if problem or not isinstance(given, Decimal):
        return _failed(problem)
    if given != given.to_integral_value() or given > len(rule.items):
        return _failed(f"{label}应为 0 至 {len(rule.items)} 的整数，现在是 {digits(given)}")
    if len({item.points for item in rule.items}) > 1:
        return _failed(f"{label}各项分值不同，应逐项填“是”或“否”")
    scale = Fraction(weight) / sum((Fraction(item.points) for item in rule.items), Fraction(0))
    reached = Fraction(rule.items[0].points) * Fraction(given) * scale
    return Outcome(reached, f"{len(rule.items)} 项中 {digits(given)} 项成立{_scaled(scale)}")


def _answer(given: Given) -> bool | None:
    if isinstance(given, bool):
        return given
    text = digits(given) if isinstance(given, Decimal) and given.is_finite() else str(given).strip().upper()
    return True if text in _YES else False if text in _NO else None


def violations(count: Given, label: str, weight: Decimal, rule: "Violations") -> Outcome:
    """Each occurrence costs the same."""
    counted = label if label.endswith("数") else f"{label}{rule.unit.removeprefix('个')}数"
    problem = complaint(counted, count)
    if problem or not isinstance(count, Decimal):
        return _failed(problem)
    if count != count.to_integral_value():
        return _failed(f"{counted}应为整数，现在是 {digits(count)}")
    said = f"{label} {digits(count)} {rule.unit}"
    if not count:
        return Outcome(Fraction(weight), said)
    return _taken(weight, Fraction(count) * Fraction(rule.deduct), f"{said}，每{rule.unit}扣 {points(rule.deduct)} 分")


def share(reached: Given, full: Given, labels: tuple[str, str], weight: Decimal) -> Outcome:
    """得到的分数 ÷ 总分 × 分值; more than the full score (加分) counts as full."""
    problem = complaint(labels[0], reached) or complaint(labels[1], full)
    if problem or not isinstance(reached, Decimal) or not isinstance(full, Decimal):
        return _failed(problem)
    if not full:
        return _failed(f"{labels[1]}为 0，无法折算")
    said = f"{labels[0]} {digits(reached)} ÷ {labels[1]} {digits(full)} × 分值 {digits(weight)}"
    if reached > full:
        return Outcome(Fraction(weight), f"{said}，超过满分，按满分计")
    return Outcome(Fraction(weight) * Fraction(reached) / Fraction(full), said)


def chosen(given: Given, label: str, weight: Decimal, rule: "Chosen") -> Outcome:
    """What a person judged: a named level (好, 一般, 无效果) or a score."""
    best = max((level.points for level in rule.levels if level.points is not None), default=weight)
    scale = Fraction(weight) / Fraction(best)
    if isinstance(given, str) and given.strip():
        return _named_level(given.strip(), label, weight, scale, rule)
    problem = complaint(label, given)
    if problem or not isinstance(given, Decimal):
        return _failed(problem)
    allowed = [Fraction(level.points) * scale for level in rule.levels if level.points is not None]
    if rule.entered == "levels" and Fraction(given) not in allowed:
        return _failed(f"{label}只能是{_levels_text(rule, scale)}，现在是 {digits(given)}")
    if given > weight:
        return _failed(f"{label}填的 {digits(given)} 分超过分值 {digits(weight)}")
    if 0 < given < 1 < weight:  # a cell that shows 90% hands over 0.9
        meant = f"{digits(given * 100)}% 的分值应填 {points(weight * given)} 分"
        return _failed(f"{label}应填分数，填的 {digits(given)} 像是比例；{meant}")
    return Outcome(Fraction(given), f"{label}评定 {digits(given)} 分")


def _named_level(name: str, label: str, weight: Decimal, scale: Fraction, rule: "Chosen") -> Outcome:
    level = next((level for level in rule.levels if name == level.name or name in level.also), None)
    if level is None:
        return _failed(f"{label}填的“{name}”不是评定档次，应为{_levels_text(rule, scale)}")
    if level.points is None:
        return _failed(f"{label}“{name}”应填 {range_text(level, weight)} 的分数")
    return Outcome(Fraction(level.points) * scale, f"{label}评定为“{name}”{_scaled(scale)}")


def range_text(level: "Level", weight: Decimal) -> str:
    """The points that a level can be given: 6 至 8 of 10."""
    least, most = level.at_least or Decimal(0), level.at_most or Decimal(0)
    return f"{points(weight * least)} 至 {points(weight * most)}"


def _levels_text(rule: "Chosen", scale: Fraction) -> str:
    fixed = [
        f"{level.name}（{points(decimal_of(Fraction(level.points) * scale))} 分）"
        for level in rule.levels
        if level.points is not None
    ]
    return "、".join(fixed) or " 0 至分值之间的分数"
