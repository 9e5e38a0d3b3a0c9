"""Every case of tests/cases through the cell functions: those of the scoring rules, and five for each function."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import udfs
from udfs.answers import Answer
from udfs.arguments import MISSING
from udfs.registry import FUNCTIONS
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Indicator, Section
from xladdin.scoring.filing import is_cost
from xladdin.values.number import Kind

FOLDER = Path(__file__).parents[1] / "cases"
OWN = yaml.safe_load((FOLDER / "udfs.yaml").read_text("utf-8"))
SITUATIONS = ("成功", "边界", "空白", "错误值", "文字")
RULE_FILES = sorted(file for file in FOLDER.glob("*.yaml") if file.name != "udfs.yaml")


def rule_cases() -> list[Any]:
    cases = [(file.stem, case) for file in RULE_FILES for case in yaml.safe_load(file.read_text("utf-8"))]
    return [
        pytest.param(case, id=f"{stem}: {case['name']}") for stem, case in cases if case.get("function") in FUNCTIONS
    ]


def own_cases() -> list[Any]:
    return [pytest.param(name, situation, id=f"{name}: {situation}") for name in OWN for situation in SITUATIONS]


def call(function: str, args: list[Any], **named: Any) -> Answer:
    """By name for what the function has: a case may name a rulebook that the function does not need."""
    known = {argument.name for argument in FUNCTIONS[function].arguments}
    given = {name: value for name, value in named.items() if name in known and value is not MISSING}
    answer: Answer = getattr(udfs, function)(*args, **given)
    return answer


def agrees(answer: Answer, expected: object) -> bool:
    """Rates are compared at the decimals that are written."""
    if isinstance(answer, float) and isinstance(expected, (int, float)):
        places = len(str(expected).partition(".")[2])
        return round(answer, max(places, 2)) == expected
    return answer == expected


def as_arguments(function: str, args: list[Any]) -> list[Any]:
    """A list of yes and no is one range in a cell's formula."""
    return [args] if function in ("SCORE_SYSTEMS", "SCORE_DISCLOSURE") and len(args) > 1 else args


@pytest.mark.parametrize("case", rule_cases())
def test_case_of_a_rule(case: dict[str, Any]) -> None:
    function = case["function"]
    # The cases of indicators that name no rulebook are written for this one.
    rulebook = case.get("rulebook", "hunan-yueyang-2024")
    heading = "成本指标" if case.get("cost") else MISSING
    named = {"rulebook": rulebook, "weight": case.get("weight", MISSING), "heading": heading}
    args = as_arguments(function, case["args"])
    answer = call(function, args, **named)
    assert agrees(answer, case["expect"]), answer


@pytest.mark.parametrize(("function", "situation"), own_cases())
def test_case_of_a_function(function: str, situation: str) -> None:
    case = OWN[function][situation]
    answer = call(function, case["args"], rulebook=OWN[function].get("rulebook", MISSING))
    assert agrees(answer, case["expect"]), answer


def test_every_function_has_its_five_cases() -> None:
    assert set(OWN) == set(FUNCTIONS)
    for function, cases in OWN.items():
        assert set(SITUATIONS) <= set(cases), function


def test_explanations_of_the_cases() -> None:
    for parameter in rule_cases():
        case = parameter.values[0]
        if "explains" not in case or case["function"] == "SCORE_INDICATORS":
            continue
        function = FUNCTIONS[case["function"]]
        args = as_arguments(function.name, case["args"])
        rest = {"weight": case.get("weight"), "rulebook": case.get("rulebook", "hunan-yueyang-2024")}
        args = args + [rest[known.name] for known in function.arguments[len(args) :] if known.name in rest]
        assert udfs.EXPLAIN_SCORE(function.name, *args) == case["explains"]


@pytest.mark.parametrize(
    ("heading", "score"),
    [("成本指标", 10), ("成本\n指标", 10), ("经济成本\n指标", 10), ("成本指标（20分）", 10), ("经济成本", 10),
     ("（一）社会成本指标", 10), ("数量指标", 9), ("运行成本", 9), ("成本核算次数", 9)],
)  # fmt: skip
def test_a_heading_of_costs_in_every_way_it_is_printed(heading: str, score: float) -> None:
    """9万元 of 10万元: less is better for costs only, and the table's rows are judged by the same words."""
    assert udfs.SCORE_INDICATOR("10万元", "9万元", 10, "hunan-miluo-2023", heading) == score
    row = Indicator(second=Entry(raw=heading, kind=Kind.TEXT, value=heading))
    assert is_cost(Section(name="产出指标"), row) is (score == 10)
