"""Every case of tests/cases: what an accountant checked with a pencil, against what the program says."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from xladdin.rulebooks.loader import load
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring import aggregate, grade, work
from xladdin.scoring.execution import score_execution
from xladdin.scoring.rates import rate_figure
from xladdin.scoring.result import Figure, Score
from xladdin.scoring.rules import score_rule

FILES = (
    "control_rate", "three_public_change", "budget_completion", "budget_control", "buildings", "office_cost",
    "three_public", "procurement", "items", "results", "execution", "total_and_grade", "work_and_aggregation",
    "rates",
)  # fmt: skip
FOLDER = Path(__file__).parents[1] / "cases"
Answer = Score | Figure | grade.Grade


def _cases() -> list[Any]:
    cases = [(file, case) for file in FILES for case in yaml.safe_load((FOLDER / f"{file}.yaml").read_text("utf-8"))]
    return [pytest.param(case, id=f"{file}: {case['name']}") for file, case in cases]


def _cell(value: object) -> Any:
    """A cell's content as the functions get it: numbers are Decimals."""
    if isinstance(value, list):
        return [_cell(part) for part in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


OTHERS: dict[str, Callable[[Rulebook, list[Any], Decimal | None], Answer]] = {
    "SCORE_EXECUTION": lambda rulebook, args, weight: score_execution(rulebook, *args, weight=weight),
    "SCORE_TOTAL": lambda _rulebook, args, _weight: grade.total(args),
    "SCORE_GRADE": lambda rulebook, args, _weight: grade.grade(rulebook, *args),
    "SCORE_REPORT_ON_TIME": lambda rulebook, args, weight: work.report_on_time(rulebook, *args, weight=weight),
    "SCORE_REPORT_COMPLETENESS": lambda rulebook, args, _weight: work.report_completeness(rulebook, *args),
    "SCORE_WEIGHTS_AS_REQUIRED": lambda rulebook, args, weight: work.weights_as_required(
        rulebook, *args, weight=weight
    ),
    "AGGREGATE_ABSOLUTE": lambda _rulebook, args, _weight: aggregate.aggregate_absolute(*args),
    "AGGREGATE_RELATIVE": lambda _rulebook, args, _weight: aggregate.aggregate_relative(*args),
}


def _answer(function: str, rulebook: Rulebook, args: list[Any], weight: Decimal | None) -> Answer:
    if function in OTHERS:
        return OTHERS[function](rulebook, args, weight)
    if function.startswith("RATE_"):
        return rate_figure(function.removeprefix("RATE_").lower(), *args)
    return score_rule(rulebook, function.removeprefix("SCORE_").lower(), *args, weight=weight)


def _shown(answer: Answer) -> Decimal | str | None:
    if answer.problem:
        return f"错误：{answer.problem}"
    if isinstance(answer, Score):
        return answer.score
    return answer.value if isinstance(answer, Figure) else answer.name


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    answer = _answer(case["function"], load(case["rulebook"]), _cell(case["args"]), _cell(case.get("weight")))
    shown = _shown(answer)
    expected = _cell(case["expect"])
    if case["function"].startswith("RATE_") and isinstance(expected, Decimal):
        assert isinstance(shown, Decimal)
        shown = shown.quantize(expected)
    assert shown == expected, answer.explanation
    assert answer.explanation == case.get("explains", answer.explanation)


def test_every_rule_of_the_scoring_table_has_cases() -> None:
    tried = {parameter.values[0]["function"] for parameter in _cases()}
    for rule in load("hunan-hengshan-2020").rules:
        assert f"SCORE_{rule.upper()}" in tried
