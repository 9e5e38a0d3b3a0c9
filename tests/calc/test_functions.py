"""The cell functions in LibreOffice: they calculate, follow edits, and keep their plain names."""

import re
from pathlib import Path
from typing import Any

import pytest
import xlwings
import yaml
from openpyxl import load_workbook

import udfs
from udfs.registry import FUNCTIONS
from xladdin.calc.functions import basic_module

CASES = Path(__file__).parents[1] / "cases"
_SKIPPED = "SCORE_INDICATORS"  # gives a column: tested by itself


def formulas_of(file: Path) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in load_workbook(file).active for cell in row}


@pytest.mark.libreoffice
def test_functions_calculate_and_follow_edits(app: xlwings.App, example: Path) -> None:
    sheet = app.books.open(example).sheets[0]
    sentence = "在职 202 ÷ 编制 200 = 101%，超出 1 个百分点，扣 0.5 分，得 4.5 分（评分表 投入/预算配置）"
    assert sheet["D5:D9"].value == [4.5, 4.5, 9.0, sentence, "错误：在职人数为空"]
    sheet["B5"].value = 205
    assert sheet["D5:D7"].value == [4.0, 4.0, 8.0]
    sheet.api.Rows.insertByIndex(2, 2)
    assert sheet["D7"].formula == "=SCORE_CONTROL_RATE(B7,C7)"
    sheet["B7"].value = 200
    assert sheet["D7:D9"].value == [5.0, 5.0, 10.0]


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", [".xlsx", ".xlsm"])
def test_saved_under_plain_names(app: xlwings.App, example: Path, ending: str) -> None:
    book = app.books.open(example)
    book.sheets[0]["A1"].value = "改过"
    saved = example.with_name(f"另存{ending}")
    book.save(saved)
    before, after = formulas_of(example), formulas_of(saved)
    assert after.pop("A1") == "改过"
    assert {place: text for place, text in after.items() if text is not None} == {
        place: text for place, text in before.items() if text is not None
    }


@pytest.mark.libreoffice
def test_a_column_of_scores(sheet: xlwings.Sheet) -> None:
    sheet["A1:C3"].value = [["≥50个", "52个", 10], [None, None, None], ["98%以上", "97%", 5]]
    sheet["D1:D3"].api.setArrayFormula("=SCORE_INDICATORS(A1:A3;B1:B3;C1:C3)")
    expected = udfs.SCORE_INDICATORS(["≥50个", None, "98%以上"], ["52个", None, "97%"], [10, None, 5])
    assert sheet["D1:D3"].options(ndim=2).value == expected
    sheet["B3"].value = "98%"
    assert sheet["D3"].value == 5


@pytest.mark.libreoffice
@pytest.mark.parametrize("case", yaml.safe_load((CASES / "udfs.yaml").read_text("utf-8"))[_SKIPPED].values())
def test_every_case_of_a_column_equals_python(sheet: xlwings.Sheet, case: dict[str, Any]) -> None:
    blocks = [rows_of(value) for value in case["args"]]
    count = len(blocks[0])
    for column, block in zip("ABC", blocks, strict=True):
        sheet[f"{column}1"].value = block
    sheet[f"D1:D{count}"].api.setArrayFormula(f"=SCORE_INDICATORS(A1:A{count};B1:B{count};C1:C{count})")
    found = sheet[f"D1:D{count}"].options(ndim=2).value
    expected = udfs.SCORE_INDICATORS(*case["args"])
    assert expected == case["expect"]
    assert all(agree(one, other) or one == other for (one,), (other,) in zip(found, expected, strict=True))


@pytest.mark.libreoffice
def test_a_failed_cell_and_a_wrong_call(sheet: xlwings.Sheet) -> None:
    sheet["A1"].formula = "=1/0"
    sheet["B1"].formula = "=SCORE_CONTROL_RATE(A1,5)"
    sheet["B2"].formula = '=SCORE_CONTROL_RATE("很多",5)'
    sheet["B3"].formula = "=SCORE_TOTAL(SCORE_CONTROL_RATE(C1,5),3)"
    values = sheet["B1:B3"].options(err_to_str=True).value
    assert values[0] == "#DIV/0!"
    assert values[1:] == [udfs.SCORE_CONTROL_RATE("很多", 5), udfs.SCORE_TOTAL("错误：在职人数为空", 3)]


def rule_cases() -> list[dict[str, Any]]:
    files = [file for file in sorted(CASES.glob("*.yaml")) if file.name != "udfs.yaml"]
    cases = [case for file in files for case in yaml.safe_load(file.read_text("utf-8"))]
    return [case for case in cases if case.get("function") in FUNCTIONS and case["function"] != _SKIPPED]


def own_cases() -> list[dict[str, Any]]:
    written = yaml.safe_load((CASES / "udfs.yaml").read_text("utf-8"))
    return [
        {"function": name, "rulebook": cases.get("rulebook")} | case
        for name, cases in written.items()
        for case in cases.values()
        if isinstance(case, dict) and name != _SKIPPED
    ]


def arguments(case: dict[str, Any]) -> list[Any]:
    """The case's arguments in the function's order; None is a blank cell."""
    function = FUNCTIONS[case["function"]]
    args = list(case["args"])
    if case["function"] in ("SCORE_SYSTEMS", "SCORE_DISCLOSURE") and len(args) > 1:
        args = [args]
    if function.variadic:
        return args
    rest = {"weight": case.get("weight"), "rulebook": case.get("rulebook")}
    padded = [rest.get(known.name) for known in function.arguments[len(args) :]]
    while padded and padded[-1] is None:
        padded.pop()
    return args + padded


def rows_of(value: Any) -> list[list[Any]]:
    """The cells of one argument."""
    if not isinstance(value, list):
        return [[value]]
    return [row if isinstance(row, list) else [row] for row in value]


def agree(found: Any, expected: Any) -> bool:
    if isinstance(found, float) and isinstance(expected, float):
        return abs(found - expected) < 1e-9
    return bool((found or "") == expected)  # an empty text reads as an empty cell


@pytest.mark.libreoffice
def test_every_case_equals_python(book: xlwings.Book) -> None:
    """One sheet with all cases: each argument stands in cells of its own, below each other."""
    values, formulas, expected = book.sheets[0], book.sheets.add("公式"), []
    cells: list[list[Any]] = []
    lines: list[list[str]] = []
    for case in [*rule_cases(), *own_cases()]:
        given = []
        for value in arguments(case):
            rows = rows_of(value)
            top, width = len(cells) + 1, len(rows[0])
            cells += [row + [None] * (8 - width) for row in rows]
            place = values.range((top, 1), (top + len(rows) - 1, width)).address
            given.append(f"'{values.name}'!{place}")
        lines.append([f"={case['function']}({','.join(given)})"])
        expected.append(getattr(udfs, case["function"])(*arguments(case)))
    values["A1"].value = cells
    formulas["A1"].formula = lines
    found = formulas.range((1, 1), (len(lines), 1)).options(ndim=2, err_to_str=True).value
    assert len(lines) > 300
    wrong = [
        (formula, in_calc, in_python)
        for (formula,), (in_calc,), in_python in zip(lines, found, expected, strict=True)
        if not agree(in_calc, in_python)
    ]
    assert not wrong


def test_basic_is_made_from_the_registry() -> None:
    text = basic_module(FUNCTIONS.values())
    assert re.findall(r"^Function (\w+)", text, re.MULTILINE) == list(FUNCTIONS)
    assert "Function SCORE_TOTAL(ParamArray given())" in text
    assert "Function SCORE_GRADE(Optional a0, Optional a1)" in text
    assert max(map(len, text.splitlines())) < 1_023  # Basic reads no longer lines
