"""Functions called without inputs take them from the forms of their workbook, and follow them."""

import time
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
import xlwings

import udfs
from udfs.workbook import using
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

pytestmark = pytest.mark.libreoffice

FILING = Path(__file__).parents[1] / "fixtures/filings/hengshan_2020.xlsx"
FUNCTIONS = ("SCORE_OFFICE_COST", "SCORE_PROCUREMENT", "SCORE_THREE_PUBLIC", "SCORE_CONTROL_RATE")


def soon(value: Callable[[], object], expected: object) -> object:
    """The value as it is when LibreOffice has had time to read the forms."""
    until = time.monotonic() + 60
    while value() != expected and time.monotonic() < until:
        time.sleep(0.1)
    return value()


@pytest.fixture
def filled(app: xlwings.App, tmp_path: Path) -> xlwings.Book:
    return app.books.open(copy(FILING, tmp_path / "自评.xlsx"))


def enter(book: xlwings.Book) -> xlwings.Sheet:
    sheet = book.sheets.add("得分", after=book.sheets[-1])
    sheet["A1"].formula = [[f"={name}()"] for name in FUNCTIONS]
    sheet["B1"].formula = "=SUM(A1:A4)"
    return sheet


def test_same_as_in_python(filled: xlwings.Book) -> None:
    sheet = enter(filled)
    with using(read_filing(FILING, vocabulary())):
        expected = [getattr(udfs, name)() for name in FUNCTIONS]
    assert soon(lambda: sheet["A1:A4"].value, expected) == expected
    numbers = [value for value in expected if isinstance(value, float)]
    assert sheet["B1"].value == sum(numbers)


def test_an_edit_is_followed(filled: xlwings.Book, tmp_path: Path) -> None:
    """The change is made in a file too: what the program reads there, LibreOffice must show."""
    sheet = enter(filled)
    assert soon(lambda: sheet["A3"].value, 7.0) == 7.0
    filled.sheets["附件2"]["F6"].value = 38.5  # 三公经费：预算 37
    saved = tmp_path / "改过.xlsx"
    filled.save(saved)
    with using(read_filing(saved, vocabulary())):
        expected = [getattr(udfs, name)() for name in FUNCTIONS]
    assert expected[2] < 7
    assert soon(lambda: sheet["A1:A4"].value, expected) == expected


def test_a_workbook_without_forms_says_so(sheet: xlwings.Sheet) -> None:
    sheet["A1"].formula = "=SCORE_CONTROL_RATE()"
    assert soon(lambda: "没有找到基础数据表" in sheet["A1"].value, True)


def test_with_two_workbooks_each_has_its_own(app: xlwings.App, filled: xlwings.Book) -> None:
    sheet = enter(filled)
    empty = app.books.add().sheets[0]
    empty["A1"].formula = "=SCORE_THREE_PUBLIC()"
    assert soon(lambda: "没有找到" in empty["A1"].value, True)
    assert soon(lambda: sheet["A3"].value, 7.0) == 7.0


def test_a_workbook_without_forms_says_which_is_missing(app: xlwings.App) -> None:
    """A new book, never saved: there is nothing to wait for."""
    cell = app.books.add().sheets[0]["A1"]
    cell.formula = "=SCORE_CONTROL_RATE()"
    expected = "错误：工作簿里没有找到基础数据表（需要在职人数），请填好这张表，或者直接给出参数"
    assert soon(lambda: cell.value, expected) == expected
