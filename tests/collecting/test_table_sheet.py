"""A table written a row at a time has the bytes that XlsxWriter gives it cell by cell."""

import io
import zipfile
from decimal import Decimal

import pytest
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xladdin.collecting.sheet import TableSheet
from xladdin.collecting.table import Value

TEXTS = ("字", " 前后有空格\n", "<a> & \"b\" 'c'", "_x000D_", "\x01\ufffe", "=1+1", "😀" * 16_390, "", "a" * 33_000)
NUMBERS = (Decimal("0.1") + Decimal("0.2"), Decimal("1E+20"), Decimal("-0.005"), 0, -7, 10**17, None)


class CellByCell(Worksheet):
    """XlsxWriter's own way."""

    def write_cells(self, row: int, points: float, cells: list[tuple[Format, Value]]) -> None:
        self.set_row(row, points)
        for column, (form, value) in enumerate(cells):
            if value is None or value == "":
                self.write_blank(row, column, None, form)
            elif isinstance(value, str):
                self.write_string(row, column, value, form)
            else:
                self.write_number(row, column, float(value), form)


def parts(kind: type[Worksheet], *, rows: int) -> dict[str, bytes]:
    """A title, the rows, a sheet behind it whose formats are numbered after those of the rows."""
    stream = io.BytesIO()
    with Workbook(stream, {"constant_memory": True}) as book:
        plain, bold, last = (book.add_format({"font_size": size}) for size in (9, 10, 11))
        sheet = book.add_worksheet("表", kind)
        sheet.merge_range(0, 0, 0, 8, "标题", bold)
        for row in range(1, rows + 1):
            values = TEXTS if row % 2 else NUMBERS
            sheet.write_cells(row, 20 + row / 3, [(last if row == rows else plain, value) for value in values])
        sheet.autofilter(0, 0, rows, 8)
        book.add_worksheet("后").write_string(0, 0, "字", plain)
    with zipfile.ZipFile(stream) as made:
        return {name: made.read(name) for name in made.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("rows", [0, 1, 2, 9])
def test_the_bytes_are_those_of_xlsxwriter(rows: int) -> None:
    assert parts(TableSheet, rows=rows) == parts(CellByCell, rows=rows)


def test_rows_below_the_last_one_of_excel_are_left_out() -> None:
    stream = io.BytesIO()
    with Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("表", TableSheet)
        for row in (1_048_575, 1_048_576):
            sheet.write_cells(row, 20, [(book.add_format(), row)])
    with zipfile.ZipFile(stream) as made:
        assert made.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1
