"""The registry of the cell functions, walked: names, descriptions, signatures, the reference page, how light it is."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import udfs
from udfs.arguments import MISSING
from udfs.reference import PAGE, page
from udfs.registry import CATEGORY, CELL, FUNCTIONS, CellFunction, Family
from xladdin.rulebooks.loader import load
from xladdin.scoring.rates import RATES

LONGEST = 255
# Words that VBA keeps for itself and that could be taken for an argument's name.
RESERVED = {"function", "sub", "end", "next", "loop", "name", "type", "date", "string", "property", "with", "in", "to"}


def is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_names_and_descriptions(function: CellFunction) -> None:
    assert function.name.isascii() and function.name.isupper() and function.name.isidentifier()
    assert len(function.name) <= 31  # what VBA allows a module's procedure is more, what people can read is not
    assert is_chinese(function.description) and len(function.description) <= LONGEST
    for argument in function.arguments:
        assert argument.name.isascii() and argument.name.islower() and argument.name.isidentifier()
        assert argument.name not in RESERVED | {CELL}
        assert is_chinese(argument.label)
        assert is_chinese(argument.description) and len(argument.description) <= LONGEST


def test_category() -> None:
    assert CATEGORY == "绩效自评"


def test_what_the_package_offers_is_what_is_registered() -> None:
    assert set(udfs.__all__) == set(FUNCTIONS)
    for name in FUNCTIONS:
        assert getattr(udfs, name).__name__ == name


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_signature(function: CellFunction) -> None:
    """xlwings takes no keyword-only arguments, and not optional ones together with repeated ones."""
    parameters = inspect.signature(getattr(udfs, function.name)).parameters.values()
    kinds = {parameter.kind for parameter in parameters}
    assert kinds <= {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        assert all(parameter.default is inspect.Parameter.empty for parameter in parameters)
    required = [not argument.optional for argument in function.arguments]
    assert required == sorted(required, reverse=True)


def test_order_of_arguments() -> None:
    """Figures, then the weight, then the rulebook."""
    for function in FUNCTIONS.values():
        names = [argument.name for argument in function.arguments]
        if "rulebook" in names:
            after = names[names.index("rulebook") + 1 :]
            assert after in ([], ["heading"], ["headings"]), function.name
        if "weight" in names and "rulebook" in names:
            assert names.index("rulebook") == names.index("weight") + 1, function.name


def test_every_rule_of_the_scoring_table_and_every_rate_has_a_function() -> None:
    rules = load("hunan").rules
    by_rule = {known.rule: known for known in FUNCTIONS.values() if known.family is Family.SCORE_TABLE}
    assert set(by_rule) == set(rules)
    assert {known.rule for known in FUNCTIONS.values() if known.family is Family.RATES} == set(RATES)
    for key, rule in rules.items():
        names = tuple(argument.name for argument in by_rule[key].arguments[: by_rule[key].inputs])
        if rule.rate is not None:
            assert names == tuple(wanted.name for wanted in RATES[rule.rate].inputs)
        else:
            assert len(names) == len(rule.inputs)


def test_only_rows_of_the_scoring_table_take_their_inputs_from_the_workbook() -> None:
    for function in FUNCTIONS.values():
        assert (function.from_workbook is not None) == (function.family is Family.SCORE_TABLE)


def test_missing_and_surplus_arguments_are_named() -> None:
    assert udfs.RATE_CONTROL(188) == "错误：没有给出编制数"
    assert udfs.SCORE_CONTROL_RATE(188) == "错误：没有给出编制数"
    assert udfs.SCORE_CONTROL_RATE(MISSING, 195) == "错误：没有给出在职人数"
    assert udfs.SCORE_TOTAL() == "错误：没有给出得分"
    explained = udfs.EXPLAIN_SCORE("RATE_CONTROL", 1, 2, 3)
    assert explained == "错误：RATE_CONTROL 最多有 2 个参数，给出了 3 个"


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "docs/functions.md 已过时，请运行 python -m udfs.reference"


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    return set(done.stdout.split())


def test_import_loads_nothing_heavy() -> None:
    modules = loaded_by("import udfs; udfs.RATE_CONTROL(188, 195)")
    heavy = {"pandas", "numpy", "openpyxl", "docx", "typer", "rich", "xlsxwriter", "python_calamine", "xlwings"}
    assert not modules & heavy
    assert "yaml" not in modules and "pydantic" not in modules  # they come with the first rulebook
