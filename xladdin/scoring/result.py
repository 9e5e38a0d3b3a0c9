"""What every scoring function gives back: the points or a figure, or in words why there are none."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one rule (得分) with the sentence that explains them."""

    rule: str  # key of the rule, e.g. "control_rate"
    score: Decimal | None  # None: could not be computed, `problem` says why
    rate: Decimal | None  # exact; it is rounded only where it is printed
    explanation: str  # the Chinese sentence
    problem: str = ""  # Chinese; empty when there is a score


@dataclass(frozen=True, slots=True)
class Figure:
    """A rate or a sum that is not a score."""

    value: Decimal | None  # None: `problem` says why
    explanation: str
    problem: str = ""


def unscored(rule: str, problem: str, rate: Decimal | None = None) -> Score:
    """No score, and why: a failed score must never look like a 0."""
    return Score(rule, None, rate, problem, problem)


def no_figure(problem: str) -> Figure:
    """No figure, and why."""
    return Figure(None, problem, problem)
