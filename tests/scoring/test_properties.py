"""Whatever is entered: no exception, a score between 0 and the weight, never more points for a worse figure."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.rulebooks.loader import load
from xladdin.rulebooks.method import Deduct
from xladdin.scoring import grade
from xladdin.scoring.aggregate import aggregate_absolute, aggregate_relative
from xladdin.scoring.execution import score_execution
from xladdin.scoring.rates import RATES, rate_figure
from xladdin.scoring.rules import inputs_of, score_rule

RULEBOOK = load("hunan-hengshan-2020")
RULES = sorted(RULEBOOK.rules)
CELLS = st.one_of(
    st.none(), st.booleans(), st.text(max_size=6), st.decimals(), st.just(Decimal("1E+400")),
    st.decimals(min_value=-10, max_value=10**7, allow_nan=False, places=2),
)  # fmt: skip
AMOUNTS = st.decimals(min_value=0, max_value=10**6, allow_nan=False, allow_infinity=False, places=2)
POSITIVE = st.decimals(min_value="0.01", max_value=10**6, allow_nan=False, allow_infinity=False, places=2)


@pytest.mark.parametrize("rule", RULES)
@given(cells=st.lists(CELLS, max_size=5), weight=st.one_of(st.none(), CELLS))
def test_any_cells_give_a_score_or_a_reason(rule: str, cells: list[object], weight: object) -> None:
    result = score_rule(RULEBOOK, rule, *cells, weight=weight)  # type: ignore[arg-type]
    assert result.explanation
    assert (result.score is None) == bool(result.problem)
    if result.score is not None:
        full = weight if isinstance(weight, Decimal) else RULEBOOK.rules[rule].weight
        assert full is not None
        assert 0 <= result.score <= full + Decimal("0.005")


@pytest.mark.parametrize("rate", sorted(RATES))
@given(data=st.data())
def test_any_cells_give_a_rate_or_a_reason(rate: str, data: st.DataObject) -> None:
    wanted = len(RATES[rate].inputs)
    figure = rate_figure(rate, *data.draw(st.lists(CELLS, min_size=wanted, max_size=wanted)))  # type: ignore[arg-type]
    assert (figure.value is None) == bool(figure.problem)


@pytest.mark.parametrize("rule", ["control_rate", "office_cost", "three_public", "building_area", "budget_control"])
@given(first=AMOUNTS, second=AMOUNTS, base=POSITIVE)
def test_more_over_the_standard_never_scores_more(rule: str, first: Decimal, second: Decimal, base: Decimal) -> None:
    less, more = sorted((first, second))
    better, worse = score_rule(RULEBOOK, rule, less, base), score_rule(RULEBOOK, rule, more, base)
    assert better.score is not None and worse.score is not None
    assert better.score >= worse.score


@pytest.mark.parametrize(
    ("rule", "standard", "step"), [("control_rate", 100, 1), ("building_area", 100, 5), ("procurement", 100, 5)]
)
@given(base=st.integers(1, 10**6), beside=st.integers(-3, 3), steps=st.integers(-4, 4))
def test_a_sentence_never_contradicts_itself(
    rule: str, standard: int, step: int, base: int, beside: int, steps: int
) -> None:
    """Whoever reads the printed rate and the printed gap comes to the points that the sentence names."""
    actual = max(Decimal(0), base * (100 + step * Decimal(steps)) / 100 + Decimal(beside) / 100)
    scored = score_rule(RULEBOOK, rule, actual, Decimal(base))
    said = re.search(r" = (-?[\d.]+)%，(?:超出|低于标准) ([\d.]+) 个百分点，(不满|扣 ([\d.]+) 分)", scored.explanation)
    method = RULEBOOK.rules[rule].method
    if said is None:
        assert scored.score == RULEBOOK.rules[rule].weight
        return
    assert isinstance(method, Deduct)
    rate, gap = Decimal(said[1]), Decimal(said[2])
    assert abs(rate - standard) == gap
    assert gap // step * method.deduct == Decimal(said[4] or 0)
    assert (gap < step) == (said[3] == "不满")


@given(first=AMOUNTS, second=AMOUNTS, initial=POSITIVE)
def test_more_left_over_never_scores_more(first: Decimal, second: Decimal, initial: Decimal) -> None:
    nothing = Decimal(0)
    less, more = (min(value, initial) for value in sorted((first, second)))
    better = score_rule(RULEBOOK, "budget_completion", nothing, initial, nothing, less)
    worse = score_rule(RULEBOOK, "budget_completion", nothing, initial, nothing, more)
    assert better.score is not None and worse.score is not None
    assert better.score >= worse.score


@given(rate=st.decimals(min_value=0, max_value=1, allow_nan=False, places=6))
def test_every_satisfaction_lies_in_one_band(rate: Decimal) -> None:
    assert score_rule(RULEBOOK, "satisfaction", rate).score in {Decimal(points) for points in (6, 4, 2, 0)}


@given(spent=CELLS, budget=CELLS, weight=CELLS)
def test_execution_never_raises(spent: object, budget: object, weight: object) -> None:
    result = score_execution(RULEBOOK, spent, budget, weight)  # type: ignore[arg-type]
    assert (result.score is None) == bool(result.problem)


@given(first=AMOUNTS, second=AMOUNTS, budget=POSITIVE)
def test_more_spent_never_scores_less(first: Decimal, second: Decimal, budget: Decimal) -> None:
    less, more = sorted((first, second))
    lower, higher = score_execution(RULEBOOK, less, budget), score_execution(RULEBOOK, more, budget)
    assert lower.score is not None and higher.score is not None
    assert lower.score <= higher.score <= 10


@given(cells=st.lists(CELLS, max_size=6), money=st.lists(CELLS, max_size=6))
def test_sums_and_averages_never_raise(cells: list[object], money: list[object]) -> None:
    assert grade.total(cells).explanation  # type: ignore[arg-type]
    assert aggregate_absolute(cells).explanation  # type: ignore[arg-type]
    assert aggregate_relative(cells, money).explanation  # type: ignore[arg-type]


@given(value=CELLS)
def test_a_total_has_a_grade_or_a_reason(value: object) -> None:
    result = grade.grade(RULEBOOK, value)  # type: ignore[arg-type]
    assert (result.name is None) == bool(result.problem)


def test_every_rule_says_what_it_is_scored_from() -> None:
    for rule in RULES:
        assert all(wanted.label and wanted.field for wanted in inputs_of(RULEBOOK, rule))
