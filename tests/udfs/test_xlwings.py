"""What xlwings learns of the functions, and what a call without inputs asks of an open workbook.

The books here stand in for xlwings' own objects, which need Excel; everything of ours is real.
"""

import importlib
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

import udfs
from udfs.registry import CATEGORY, CELL, FUNCTIONS
from xladdin.addin.wrappers import _real_decorators, _set_aside, wrapper_module

FILINGS = Path(__file__).parents[1] / "fixtures" / "filings"


class Used:
    """xlwings' used range of a sheet."""

    def __init__(self, sheet: Any) -> None:
        self.row, self.column = sheet.min_row, sheet.min_column
        self.value = [list(row) for row in sheet.iter_rows(sheet.min_row, values_only=True)]

    def options(self, **options: object) -> "Used":
        assert options == {"ndim": 2, "err_to_str": True}
        return self


class OpenBook:
    """xlwings' view of a workbook that is open in Excel."""

    def __init__(self, path: Path, hidden: tuple[str, ...] = (), rulebook: str | None = None) -> None:
        book = openpyxl.load_workbook(path, data_only=True)
        self.name = path.name
        self.sheets = [
            SimpleNamespace(name=sheet.title, visible=sheet.title not in hidden, used_range=Used(sheet))
            for sheet in book.worksheets
        ]
        cell = SimpleNamespace(options=lambda **_: SimpleNamespace(value=rulebook))
        self.names = (
            [SimpleNamespace(name="RULEBOOK", refers_to="=设置!$B$1", refers_to_range=cell)] if rulebook else []
        )
        self.volatile = 0
        self.app = SimpleNamespace(api=SimpleNamespace(Volatile=self._volatile))

    def _volatile(self) -> None:
        self.volatile += 1

    @property
    def cell(self) -> SimpleNamespace:
        return SimpleNamespace(sheet=SimpleNamespace(book=self))


def test_inputs_out_of_the_open_workbook() -> None:
    book = OpenBook(FILINGS / "hengshan_2020.xlsx", rulebook="hunan-hengshan-2020")
    assert udfs.SCORE_THREE_PUBLIC(cell=book.cell) == 7.0
    assert udfs.SCORE_PROCUREMENT(cell=book.cell) == 0.0
    explained = udfs.EXPLAIN_SCORE("SCORE_THREE_PUBLIC", cell=book.cell)
    assert explained == "三公经费 5.52 ÷ 37.00 = 14.92% ≤ 100%，得 7 分"


def test_only_a_call_without_inputs_is_volatile() -> None:
    book = OpenBook(FILINGS / "hengshan_2020.xlsx")
    udfs.SCORE_THREE_PUBLIC(5, 10, cell=book.cell)
    udfs.SCORE_THREE_PUBLIC(None, None, cell=book.cell)
    assert book.volatile == 0
    udfs.SCORE_THREE_PUBLIC(cell=book.cell)
    assert book.volatile == 1


def test_hidden_sheets_are_not_read() -> None:
    path = FILINGS / "hengshan_2020.xlsx"
    names = tuple(openpyxl.load_workbook(path, read_only=True).sheetnames)
    answer = udfs.SCORE_THREE_PUBLIC(cell=OpenBook(path, hidden=names).cell)
    assert isinstance(answer, str) and answer.startswith("错误：工作簿里没有找到基础数据表")


def test_a_workbook_that_excel_does_not_let_read() -> None:
    book = OpenBook(FILINGS / "hengshan_2020.xlsx")
    book.sheets = [SimpleNamespace(visible=True)]  # as when COM refuses: no used range
    answer = udfs.SCORE_THREE_PUBLIC(cell=book.cell)
    assert answer == "错误：当前工作簿暂时读不出来，请按 Ctrl+Alt+F9 重新计算"


@pytest.fixture(scope="module")
def source() -> str:
    return wrapper_module("udfs", "book.xlsm").source


def test_one_vba_function_for_each(source: str) -> None:
    found = re.findall(r"^Function (\w+)\((.*)\)$", source, re.MULTILINE)
    assert [name for name, _ in found] == sorted(FUNCTIONS)
    for name, arguments in found:
        names = [re.sub(r"Optional |ParamArray |\(\)", "", argument) for argument in arguments.split(", ")]
        assert names == [argument.name for argument in FUNCTIONS[name].arguments]


def test_vba_hands_over_the_calling_cell_only_where_nothing_is_given(source: str) -> None:
    bare = "IIf(IsMissing(actual), Application.Caller, Nothing)"
    assert f'"SCORE_CONTROL_RATE", Array(actual, base, weight, rulebook, {bare}), ThisWorkbook' in source
    assert source.count("IIf(IsMissing(") == 2 * sum(function.knows_cell for function in FUNCTIONS.values())
    assert "Application.Volatile" not in source  # decided in the call
    assert source.isascii()


def test_what_the_decorators_say() -> None:
    with _set_aside("udfs"), _real_decorators():
        decorated = importlib.import_module("udfs")
        for name, function in FUNCTIONS.items():
            known = getattr(decorated, name).__xlfunc__
            assert (known["name"], known["category"], known["volatile"]) == (name, CATEGORY, False)
            assert known["ret"]["doc"] == function.description
            arguments = {argument["name"]: argument for argument in known["args"]}
            assert arguments.pop(CELL, {"options": {"convert": "range"}})["options"] == {"convert": "range"}
            assert [argument["doc"] for argument in arguments.values()] == [
                argument.description for argument in function.arguments
            ]
            assert all(argument["options"] == {"err_to_str": True} for argument in arguments.values())
