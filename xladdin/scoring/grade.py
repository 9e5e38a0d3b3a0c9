"""总分 (total) and 等级 (grade): the last two lines of an evaluation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.scoring.rates import measure
from xladdin.scoring.result import Score, unscored
from xladdin.scoring.words import Given, blank, complaint, exact, points, rate_text
from xladdin.values.number import digits
from xladdin.values.rounding import two_places

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rulebook


@dataclass(frozen=True, slots=True)
class Grade:
    """优, 良, 中 or 差; None with a `problem`."""

    name: str | None
    explanation: str
    problem: str = ""


def total(parts: Iterable[Given | Score], places: Sequence[str] = ()) -> Score:
    """Σ, two decimals. A blank counts for nothing, but a failed score stops the sum: it must not vanish from it.

    `places` names the parts (cells, indicators); without it they are counted.
    """
    numbers: list[Decimal] = []
    for position, part in enumerate(parts):
        value = part.score if isinstance(part, Score) else part
        if isinstance(part, Score) and part.problem:
            return unscored("total", f"{_place(places, position)}没有得分：{part.problem}")
        if isinstance(value, Decimal) and not complaint("", value):
            numbers.append(value)
        elif not blank(value):
            return unscored("total", complaint(_place(places, position), value))
    if not numbers:
        return unscored("total", "没有可以合计的得分")
    score = two_places(sum(numbers, Decimal(0)))
    shown = f"{len(numbers)} 项得分合计 {digits(score)} 分"
    return Score("total", score, None, shown)


def _place(places: Sequence[str], position: int) -> str:
    return places[position] if position < len(places) else f"第 {position + 1} 项"


def capped(rulebook: "Rulebook", whole: Score, spent: Given, budget: Given) -> Score:
    """The total of a self-evaluation table under the rulebook's caps by execution rate (执行率封顶), if it has any."""
    rate = measure("execution", (spent, budget)).value if rulebook.caps else None
    if rate is None:
        return whole
    holding = [cap for cap in rulebook.caps if rate < exact(cap.execution_below)]
    cap = min(holding, key=lambda cap: cap.total_at_most, default=None)
    if cap is None or whole.score is None or whole.score <= cap.total_at_most:
        return whole
    said = (
        f"{whole.explanation}，执行率 {rate_text(rate, cap.execution_below)}，总分最高 {points(cap.total_at_most)} 分"
    )
    return Score(whole.rule, two_places(cap.total_at_most), whole.rate, said)


def grade(rulebook: "Rulebook", value: Given) -> Grade:
    """The grade of a total: each bound belongs to the better grade."""
    problem = complaint("总分", value)
    if problem or not isinstance(value, Decimal):
        return Grade(None, problem, problem)
    rounded, full = two_places(value), rulebook.grades.full
    if rounded > full:
        problem = f"总分 {digits(rounded)} 超过 {digits(full)} 分，请核对各项得分"
        return Grade(None, problem, problem)
    step = next(step for step in rulebook.grades.steps if rounded >= step.from_)
    if step is rulebook.grades.steps[-1]:
        above = rulebook.grades.steps[-2] if len(rulebook.grades.steps) > 1 else step
        return Grade(step.name, f"总分 {digits(rounded)} < {digits(above.from_)}，等级为{step.name}")
    return Grade(step.name, f"总分 {digits(rounded)} ≥ {digits(step.from_)}，等级为{step.name}")
