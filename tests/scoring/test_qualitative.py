"""Qualitative indicators: the bands of the rulebook, their bounds and their names."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.rulebooks.loader import load
from xladdin.scoring.qualitative import band_named, band_of, permitted, score_qualitative

BANDS = load("hunan-yueyang-2024").qualitative.bands
TOP, MIDDLE, LOW = BANDS


@pytest.mark.parametrize(
    ("rate", "band"),
    [("1", TOP), ("0.8", TOP), ("0.7999", MIDDLE), ("0.6", MIDDLE), ("0.5999", LOW), ("0", LOW)],
)
def test_a_bound_belongs_to_one_band(rate: str, band: object) -> None:
    assert band_of(BANDS, Fraction(rate)) is band


def test_nothing_above_full() -> None:
    assert band_of(BANDS, Fraction("1.01")) is None


@pytest.mark.parametrize("name", ["部分达成预期指标并具有一定效果", "部分达成", " 部分 达成预期指标"])
def test_a_band_has_several_names(name: str) -> None:
    assert band_named(BANDS, name) is MIDDLE


def test_an_unknown_name_lists_the_bands() -> None:
    score = score_qualitative(BANDS, Decimal(10), "尚可")
    assert score.score is None
    assert score.problem.startswith("没有“尚可”这一档，应为：全部或基本达成预期指标 100%–80%、")


def test_a_name_alone_leaves_the_choice() -> None:
    score = score_qualitative(BANDS, Decimal(10), "部分达成")
    assert score.score is None
    assert score.problem == "部分达成预期指标并具有一定效果可得 6（含）至 8（不含）分，请填写具体比例"


def test_a_percentage_gives_the_score() -> None:
    score = score_qualitative(BANDS, Decimal(15), Decimal("0.85"))
    assert score.score == Decimal("12.75")
    assert score.explanation == "全部或基本达成预期指标，得 15 × 85% = 12.75 分"


@pytest.mark.parametrize("level", [Decimal("1.2"), Decimal(-1), None, "", "很好"])
def test_what_is_no_percentage_is_said(level: Decimal | str | None) -> None:
    score = score_qualitative(BANDS, Decimal(10), level)
    assert score.score is None
    assert score.problem


def test_entered_scores_against_their_band() -> None:
    assert band_of(BANDS, Fraction("0.8")) == TOP
    assert band_of(BANDS, Fraction("0.799")) == MIDDLE
    assert permitted(TOP, Decimal(15))[:] == (Decimal(12), True, Decimal(15), True)


@given(st.decimals(0, 1, places=4), st.decimals(1, 100, places=1))
def test_every_part_of_a_weight_has_its_band(rate: Decimal, weight: Decimal) -> None:
    assert band_of(BANDS, Fraction(rate)) is not None
    assert score_qualitative(BANDS, weight, rate).score is not None
