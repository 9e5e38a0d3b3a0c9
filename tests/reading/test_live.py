"""An open workbook read through the values of its sheets: the same forms as from the saved file."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xladdin.forms.base_data import BaseData
from xladdin.forms.entry import Form
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.reading.live import SheetValues, filing_of

FILINGS = Path(__file__).parents[1] / "fixtures" / "filings"
NAMES = ["hengshan_2020.xlsx", "miluo_2023.xlsx", "yueyang_2024.xlsx"]


def sheets_of(path: Path) -> list[SheetValues]:
    """As xlwings hands them over: the used range, whole numbers as floats."""
    book = openpyxl.load_workbook(path, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        rows = sheet.iter_rows(sheet.min_row, sheet.max_row, sheet.min_column, sheet.max_column, values_only=True)
        values = [[float(cell) if isinstance(cell, int) else cell for cell in row] for row in rows]
        sheets.append(SheetValues(sheet.title, sheet.min_row - 1, sheet.min_column - 1, values))
    return sheets


def content(form: Form) -> Any:
    return type(form), form.sheet, form.content()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_forms_as_from_the_file(name: str) -> None:
    live, saved = (
        filing_of(name, sheets_of(FILINGS / name), None, vocabulary()),
        read_filing(FILINGS / name, vocabulary()),
    )
    assert [content(form) for form in live.forms] == [content(form) for form in saved.forms]
    assert (live.year, live.unit, live.sheets) == (saved.year, saved.unit, saved.sheets)


def test_addresses_where_the_used_range_begins_elsewhere() -> None:
    values = [["编制数", "2024年实际在职人数", "控制率"], [195.0, 188.0, -2146826281]]
    filing = filing_of("书.xlsx", [SheetValues("表", 4, 3, values)], None, vocabulary())
    base = filing.base_data
    assert isinstance(base, BaseData)
    assert str(base.people.posts.address) == "表!D6"
    assert base.people.posts.number == 195
    assert base.people.control_rate.is_error and base.people.control_rate.raw == "#DIV/0!"


def test_rulebook_and_empty_sheets() -> None:
    filing = filing_of(
        "书.xlsx", [SheetValues("空", 0, 0, [[None]]), SheetValues("空白", 2, 1, [["  "]])], "hunan-x", vocabulary()
    )
    assert filing.forms == () and filing.sheets == ("空", "空白")
    assert filing.rulebook.text == "hunan-x"


def test_forms_on_hidden_sheets_stand_apart() -> None:
    values = [["编制数", "2024年实际在职人数", "控制率"], [195.0, 188.0, 0.9641]]
    filing = filing_of("书.xlsx", [], None, vocabulary(), [SheetValues("藏", 0, 0, values)])
    assert (filing.forms, filing.hidden) == ((), ("藏",))
    assert [form.sheet for form in filing.hidden_forms] == ["藏"]
