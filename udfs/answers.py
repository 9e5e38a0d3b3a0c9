"""What a function found -> what its cell shows: a number, a word, a column, or a text that begins with 错误：."""

from dataclasses import dataclass
from decimal import Decimal

from udfs.arguments import PROBLEM
from xladdin.scoring.grade import Grade
from xladdin.scoring.result import Figure, Score

LONGEST = 255  # what a function gives back beyond this can show as #VALUE!


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark beside a cell (校验): empty where all is right."""

    text: str
    problem: str = ""

    @property
    def explanation(self) -> str:
        return self.problem or self.text


Single = Score | Figure | Grade | Mark
Column = tuple[Score | None, ...]  # None: a row in which nothing stands
Outcome = Single | Column
Shown = float | str
Answer = Shown | list[list[Shown | None]]


def shown(outcome: Outcome) -> Answer:
    """The cell's content; a column for a column."""
    if isinstance(outcome, tuple):
        return [[None if score is None else _shown(score)] for score in outcome]
    return _shown(outcome)


def _shown(outcome: Single) -> Shown:
    found = _found(outcome)
    if outcome.problem or found is None:
        return problem_text(outcome.problem or "没有结果")
    return float(found) if isinstance(found, Decimal) else found


def _found(outcome: Single) -> Decimal | str | None:
    if isinstance(outcome, Score):
        return outcome.score
    if isinstance(outcome, Figure):
        return outcome.value
    return outcome.text if isinstance(outcome, Mark) else outcome.name


def problem_text(problem: str) -> str:
    """One short text for the cell."""
    return shortened(f"{PROBLEM}{problem.rstrip('。')}")


def shortened(text: str) -> str:
    """As much of a text as a function may give back."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
