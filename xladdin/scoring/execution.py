"""执行率得分 = 分值 × min(1, 全年执行数 ÷ 全年预算数): the money row of the self-evaluation tables."""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from xladdin.scoring.rates import measure
from xladdin.scoring.result import Score, unscored
from xladdin.scoring.words import Given, complaint, decimal_of, exact, points, rate_text
from xladdin.values.number import digits
from xladdin.values.rounding import two_places

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rulebook

EXECUTION = "预算执行率"  # how the money row is called among the indicators
_KEY = "execution"


def score_execution(rulebook: "Rulebook", spent: Given, budget: Given, weight: Given = None) -> Score:
    """The score of the money row. More spent than the budget scores full, and the sentence says so."""
    full = rulebook.execution.weight if weight is None else weight
    problem = f"{rulebook.name}没有规定执行率的分值，请填写分值" if full is None else complaint("分值", full)
    if problem or not isinstance(full, Decimal) or not full:
        return unscored(_KEY, problem or "分值应大于 0")
    if isinstance(spent, Decimal) and isinstance(budget, Decimal) and spent.is_finite() and budget.is_finite():
        return _of_amounts(spent, budget, full)
    return unscored(_KEY, measure(_KEY, (spent, budget)).problem)


@lru_cache(maxsize=4096)
def _of_amounts(spent: Decimal, budget: Decimal, full: Decimal) -> Score:
    """Checks, scores, the drawn sheet and the read-back of a package ask for the same."""
    measured = measure(_KEY, (spent, budget))
    rate = measured.value
    if rate is None:
        return unscored(_KEY, measured.problem)
    said = f"{measured.shown} = {rate_text(rate, Decimal(1))}"
    if rate > 1:
        return Score(_KEY, two_places(full), decimal_of(rate), f"{said} > 100%，按满分计，得 {points(full)} 分")
    score = two_places(decimal_of(exact(full) * rate))
    return Score(_KEY, score, decimal_of(rate), f"{said}，分值 {digits(full)} × 执行率，得 {points(score)} 分")
