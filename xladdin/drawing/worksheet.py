"""A worksheet whose cells are written a row at a time: XlsxWriter's own bytes, in a third of its time.

XlsxWriter asks of every cell whether it lies within Excel's limits, which of twelve kinds it is, and which of its
attributes must be escaped. The cells of a form are of five kinds, every one with a format, at places that are right by
construction. So rows, cells and merged areas are written here. Columns, page, protection, validation, marks, links,
charts and the packing stay XlsxWriter's.

Of its inside is used: the tuples that hold cells and `RowInfo`, `table`, `row_info`, `row_sizes`, `merge`, `str_table`,
`dim_rowmax`, `_check_dimensions`, `_get_xf_index`, and the writers that are replaced or called below.
"""

from collections import defaultdict
from html import escape
from math import isfinite
from typing import Any

from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    RowInfo,
    Worksheet,
)

_COLUMNS = tuple(xl_col_to_name(column) for column in range(64))  # no form is wider
_SURELY_SHORT = 16_000  # characters that Excel takes, whichever they are
_BLOCK = 16  # rows that have `spans` in common
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class FormWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """A worksheet of a form. Rows and columns count from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._merged: defaultdict[int, int] = defaultdict(int)  # row -> a bit for every column that is merged

    def write_string(self, row: int, column: int, text: str, form: Format) -> None:
        if len(text) > _SURELY_SHORT:
            super().write_string(row, column, text, form)
            return
        self.table[row][column] = CellStringTuple(self.str_table._get_shared_string_index(text), form)

    def write_number(self, row: int, column: int, number: float, form: Format) -> None:
        if not isfinite(number):
            super().write_number(row, column, number, form)  # says what is wrong with it
        self.table[row][column] = CellNumberTuple(number, form)

    def write_blank(self, row: int, column: int, _blank: None, form: Format) -> None:
        self.table[row][column] = CellBlankTuple(form)

    def write_formula(self, row: int, column: int, formula: str, form: Format, value: float | str) -> None:
        """The formula as it is: a function that is newer than Excel 2007 has its prefix _xlfn. already."""
        self.table[row][column] = CellFormulaTuple(formula.removeprefix("="), form, value)

    def merge_range(self, row: int, column: int, last_row: int, last_column: int, _blank: str, form: Format) -> None:
        """Blank cells as one; what stands in the first is written afterwards."""
        columns = range(column, last_column + 1)
        bits = (1 << last_column + 1) - (1 << column)
        blank = CellBlankTuple(form)
        for line in range(row, last_row + 1):
            if self._merged[line] & bits:
                raise OverlappingRange(f"{self.name}: {xl_range(row, column, last_row, last_column)}")
            self._merged[line] |= bits
            self.table[line].update(dict.fromkeys(columns, blank))
        self.merge.append((row, column, last_row, last_column))

    def set_row(self, row: int, points: float) -> None:
        pixels = int(points * 4 / 3 + 0.5)
        self.row_info[row] = RowInfo(pixels)
        self.row_sizes[row] = (pixels, False)

    def _write_dimension(self) -> None:
        """Which rows and columns are used is asked once a sheet instead of at every cell."""
        rows = (*self.table, *self.row_info)
        columns = {column for cells in self.table.values() for column in cells} or {0}
        for limit in (min, max) if rows else ():
            self._check_dimensions(limit(rows), limit(columns))
        super()._write_dimension()

    def _write_rows(self) -> None:
        styles = _Styles()
        for first in range(0, self.dim_rowmax + 1, _BLOCK):
            block = range(first, first + _BLOCK)
            columns = [column for row in block if row in self.table for column in self.table[row]]
            spans = f' spans="{min(columns) + 1}:{max(columns) + 1}"' if columns else ""
            for row in block:
                if cells := self.table.get(row):
                    self.fh.write(f'<row r="{row + 1}"{spans}{self._height(row)}>')
                    self._write_cells(row, cells, styles)
                    self.fh.write("</row>")
                elif row in self.row_info:
                    self.fh.write(f'<row r="{row + 1}"{spans}{self._height(row)}/>')

    def _height(self, row: int) -> str:
        pixels = self.row_info[row].height if row in self.row_info else self.default_row_height
        return "" if pixels == self.original_row_height else f' ht="{pixels * 0.75:.16g}" customHeight="1"'

    def _write_cells(self, row: int, cells: dict[int, Any], styles: "_Styles") -> None:
        number = row + 1
        written: list[str] = []
        for column, cell in sorted(cells.items()):
            kind = cell.__class__
            start = f'<c r="{_COLUMNS[column]}{number}" s="{styles[cell.format]}"'
            if kind is CellBlankTuple:
                written.append(f"{start}/>")
            elif kind is CellStringTuple:
                written.append(f'{start} t="s"><v>{cell.string}</v></c>')
            elif kind is CellNumberTuple or kind is CellDatetimeTuple:
                written.append(f"{start}><v>{cell.number:.16G}</v></c>")
            elif kind is CellFormulaTuple:
                written.append(f"{start}{_formula(cell.formula, cell.value)}")
            else:
                raise TypeError(f"{self.name}: {kind.__name__} in a form")
        self.fh.write("".join(written))

    def _write_merge_cells(self) -> None:
        if self.merge:
            areas = (
                f'<mergeCell ref="{_COLUMNS[left]}{top + 1}:{_COLUMNS[right]}{bottom + 1}"/>'
                for top, left, bottom, right in self.merge
            )
            self.fh.write(f'<mergeCells count="{len(self.merge)}">{"".join(areas)}</mergeCells>')


class _Styles(dict[Format, int]):
    """The number of a format's style. It is given when the first of its cells is written."""

    def __missing__(self, form: Format) -> int:
        number: int = form._get_xf_index()
        self[form] = number
        return number


def _formula(formula: str, value: float | str) -> str:
    """What follows the place and style of a formula's cell. A text without its type would look uncalculated."""
    kind, shown = "", value
    if isinstance(value, str):
        kind, shown = ' t="e"' if value in _ERRORS else ' t="str"', escape(value, quote=False)
    return f"{kind}><f>{escape(formula, quote=False)}</f><v>{shown}</v></c>"
