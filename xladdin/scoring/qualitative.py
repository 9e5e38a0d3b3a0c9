"""Qualitative indicators (定性指标): three bands, each a part of the weight, and whether a score lies in its band.

Which bands there are and on which side a bound belongs stands in the rulebook.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from xladdin.scoring.result import Score, unscored
from xladdin.scoring.words import complaint, decimal_of, points, rate_text
from xladdin.values.label import fold
from xladdin.values.number import digits
from xladdin.values.rounding import percent, two_places

_KEY = "qualitative"


class Band(Protocol):
    """One level (档次): its names and its bounds as parts of the weight."""

    @property
    def name(self) -> str: ...
    @property
    def also(self) -> Sequence[str]: ...
    @property
    def at_most(self) -> Decimal: ...
    @property
    def at_most_included(self) -> bool: ...
    @property
    def at_least(self) -> Decimal: ...
    @property
    def at_least_included(self) -> bool: ...


class PermittedRange(NamedTuple):
    """The scores that a band permits for a weight."""

    lowest: Decimal
    lowest_included: bool
    highest: Decimal
    highest_included: bool

    def __str__(self) -> str:
        def side(included: bool) -> str:
            return "（含）" if included else "（不含）"

        lowest = f"{points(self.lowest)}{side(self.lowest_included)}"
        return f"{lowest}至 {points(self.highest)}{side(self.highest_included)}分"


def band_named(bands: Sequence[Band], name: str) -> Band | None:
    """The band with this name, one of its other names, or the beginning of its name (`部分达成`)."""
    wanted = fold(name)
    for band in bands:
        if wanted in {fold(known) for known in (band.name, *band.also)}:
            return band
    beginning = [band for band in bands if wanted and fold(band.name).startswith(wanted)]
    return beginning[0] if len(beginning) == 1 else None


def band_of(bands: Sequence[Band], rate: Fraction) -> Band | None:
    """The band in which a part of the weight lies."""
    return next((band for band in bands if _holds(band, rate)), None)


def permitted(band: Band, weight: Decimal) -> PermittedRange:
    """The scores that the band permits: 8（含）to 10（含）for 80%–100% of 10."""
    lowest = decimal_of(Fraction(weight) * Fraction(band.at_least))
    highest = decimal_of(Fraction(weight) * Fraction(band.at_most))
    return PermittedRange(lowest, band.at_least_included, highest, band.at_most_included)


def score_qualitative(bands: Sequence[Band], weight: Decimal | str | None, level: Decimal | str | None) -> Score:
    """The points of a chosen percentage (0.85 or `85%` read before), or why a band's name alone gives none."""
    problem = complaint("分值", weight)
    if problem or not isinstance(weight, Decimal):
        return unscored(_KEY, problem)
    if isinstance(level, str) and level.strip():
        return _of_name(bands, weight, level)
    problem = complaint("评定比例", level)
    if problem or not isinstance(level, Decimal):
        return unscored(_KEY, problem)
    band = band_of(bands, Fraction(level))
    shown = rate_text(Fraction(level), *(bound for known in bands for bound in (known.at_most, known.at_least)))
    if band is None:
        return unscored(_KEY, f"评定比例 {shown} 不在任何一档里（{_all(bands)}）")
    score = two_places(decimal_of(Fraction(weight) * Fraction(level)))
    return Score(_KEY, score, level, f"{band.name}，得 {digits(weight)} × {shown} = {points(score)} 分")


def _of_name(bands: Sequence[Band], weight: Decimal, name: str) -> Score:
    """A band of one point gives its score; a wider one leaves the choice to a person."""
    band = band_named(bands, name)
    if band is None:
        return unscored(_KEY, f"没有“{name.strip()}”这一档，应为：{_all(bands)}")
    if band.at_most == band.at_least:
        score = two_places(weight * band.at_most)
        return Score(_KEY, score, band.at_most, f"{band.name}，得 {points(score)} 分")
    return unscored(_KEY, f"{band.name}可得 {permitted(band, weight)}，请填写具体比例")


def _holds(band: Band, rate: Fraction) -> bool:
    lowest, highest = Fraction(band.at_least), Fraction(band.at_most)
    above = rate >= lowest if band.at_least_included else rate > lowest
    below = rate <= highest if band.at_most_included else rate < highest
    return above and below


def _all(bands: Sequence[Band]) -> str:
    return "、".join(f"{band.name} {percent(band.at_most)}–{percent(band.at_least)}" for band in bands)
