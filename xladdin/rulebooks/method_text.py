"""How a rule gives its points, in one sentence that an accountant reads."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.values.number import digits
from xladdin.values.rounding import percent

if TYPE_CHECKING:
    from xladdin.rulebooks.method import Band, Chosen, Deduct, Level, Method


def method_text(method: Method | None) -> str:
    """How points are given, in one sentence."""
    if method is None:
        return "由人评定"
    if method.kind == "deduct":
        return _deduct_text(method)
    if method.kind == "bands":
        return "；".join(f"{_band_text(band)} 得 {points_text(band.points)}" for band in method.bands)
    if method.kind == "items":
        return "；".join(f"{item.name} {points_text(item.points)}" for item in method.items)
    if method.kind == "violations":
        return f"每{method.unit}扣 {points_text(method.deduct)}，扣完为止"
    if method.kind == "share":
        return "得到的数 ÷ 总数 × 分值"
    return _chosen_text(method)


def _deduct_text(method: Deduct) -> str:
    standard = percent(method.standard)
    full = {"above": f"不高于 {standard} 计满分，每超过", "below": f"不低于 {standard} 计满分，每低于",
            "both": f"等于 {standard} 计满分，每超过或低于"}  # fmt: skip
    steps = "满一档才扣" if method.steps == "whole" else "不满一档的按比例扣"
    step = digits(method.step * 100)
    return f"{full[method.direction]} {step} 个百分点扣 {points_text(method.deduct)}（{steps}），扣完为止"


def _band_text(band: Band) -> str:
    lower = "" if band.lower is None else f"{'≥' if band.from_ is not None else '>'} {percent(band.lower)}"
    upper = "" if band.upper is None else f"{'≤' if band.at_most is not None else '<'} {percent(band.upper)}"
    return " 且 ".join(part for part in (lower, upper) if part)


def _chosen_text(method: Chosen) -> str:
    levels = "；".join(_level_text(level) for level in method.levels)
    return f"{levels}；按所填分数" if method.entered == "any" else levels


def _level_text(level: Level) -> str:
    if level.points is not None:
        return f"{level.name} {points_text(level.points)}"
    return f"{level.name} 为分值的 {percent(level.at_least or Decimal(0))}–{percent(level.at_most or Decimal(0))}"


def points_text(value: Decimal) -> str:
    """`5 分`."""
    return f"{digits(value)} 分"
