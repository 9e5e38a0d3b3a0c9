"""What is found out about one 三级指标 (the judgement), and the ways in which it is said."""

from decimal import Decimal
from typing import NamedTuple

from xladdin.scoring.attainment import IndicatorParameters
from xladdin.scoring.comparison import Kind
from xladdin.scoring.result import Score, unscored
from xladdin.scoring.words import points
from xladdin.values.rounding import two_places

KEY = "indicator"  # the rule of every score of an indicator
_SHOWN = 40  # signs of a text that an explanation repeats


class IndicatorJudgement(NamedTuple):
    """The score of an indicator and what was found on the way to it."""

    score: Score
    kind: Kind
    ratio: Decimal | None = None  # completion ÷ target
    unit_mismatch: bool = False
    over_completion: bool = False
    met: bool | None = None  # None: the texts do not tell
    hint: str = ""  # Chinese: what should be written otherwise although it could be computed


class Found(NamedTuple):
    """One indicator while it is judged."""

    target: str
    completion: str
    weight: Decimal
    parameters: IndicatorParameters
    cost: bool


def no_score(problem: str, kind: Kind = "not_computable", met: bool | None = None, *,
             unit_mismatch: bool = False) -> IndicatorJudgement:  # fmt: skip
    """Nothing that can be computed, and why."""
    return IndicatorJudgement(unscored(KEY, problem), kind, None, unit_mismatch, False, met)


def in_full(found: Found, kind: Kind, reason: str, hint: str = "", *, mismatch: bool = False) -> IndicatorJudgement:
    """Full marks, and why."""
    score = two_places(found.weight)
    said = f"{both(found)}，{reason}，得 {points(score)} 分"
    return IndicatorJudgement(Score(KEY, score, Decimal(1), said), kind, Decimal(1), mismatch, False, True, hint)


def both(found: Found) -> str:
    """Target and completion as an explanation names them; long texts are cut."""
    return f"目标 {_shown(found.target)}，完成 {_shown(found.completion)}"


def _shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
