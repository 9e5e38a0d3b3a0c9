"""A worksheet whose cells are written a row at a time: XlsxWriter's own bytes, in a fraction of its time.

XlsxWriter asks of every cell whether it lies within Excel's limits, which of twelve kinds it is, and which of its
attributes must be escaped. The cells of a form are of four kinds, every one with a format, at places that are right by
construction. So columns, rows, cells and merged areas are written here. Page, protection, validation, marks, links,
charts and the packing stay XlsxWriter's.

Of its inside are used: `str_table`, `merge`, `col_info`, `row_sizes`, `table`, limits and sizes, `_check_dimensions`,
`_convert_date_time`, `_get_xf_index`, `_utf16_truncate`, and the methods with an underscore that are replaced below.
"""

from collections import defaultdict
from datetime import date
from html import escape
from math import isfinite

from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.utility import _utf16_truncate, xl_col_to_name, xl_range
from xlsxwriter.worksheet import ColumnInfo, Worksheet
from xlsxwriter.xmlwriter import xml_escapes

# The format, what follows place and style in the cell's XML, and what a chart shows of the cell.
Cell = tuple[Format, str, float | str]

COLUMNS = tuple(xl_col_to_name(column) for column in range(64))  # no form and no table is wider
_SURELY_SHORT = 16_383  # characters that Excel takes in one cell, whichever they are
_LONGEST = 32_767  # as Excel counts them
_BLOCK = 16  # rows that have `spans` in common
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def fitting(text: str) -> str:
    """As much of a text as Excel takes in one cell."""
    return text if len(text) <= _SURELY_SHORT else str(_utf16_truncate(text, _LONGEST))


def pixels_of(points: float) -> int:
    """The height of a row as XlsxWriter keeps it."""
    return int(points * 4 / 3 + 0.5)


class FormWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """A worksheet of a form. Rows and columns count from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
        self._merged: defaultdict[int, int] = defaultdict(int)  # row -> a bit for every column that is merged

    def write_string(self, row: int, column: int, text: str, form: Format) -> None:
        text = fitting(text)
        number = self.str_table._get_shared_string_index(text)
        self._cells[row][column] = (form, f' t="s"><v>{number}</v></c>', text)

    _write_string = write_string  # of a link

    def write_number(self, row: int, column: int, number: float, form: Format) -> None:
        if not isfinite(number):
            super().write_number(row, column, number, form)  # says what is wrong with it
        self._cells[row][column] = (form, f"><v>{number:.16G}</v></c>", number)

    def write_datetime(self, row: int, column: int, day: date, form: Format) -> None:
        self.write_number(row, column, self._convert_date_time(day), form)

    def write_blank(self, row: int, column: int, _blank: None, form: Format) -> None:
        self._cells[row][column] = (form, "/>", "")

    def write_formula(self, row: int, column: int, formula: str, form: Format, value: float | str) -> None:
        """The formula as it is: a function that is newer than Excel 2007 has its prefix _xlfn. already."""
        kind, shown = "", value
        if isinstance(value, str):  # an empty one too: without its type it would look uncalculated
            kind, shown = ' t="e"' if value in _ERRORS else ' t="str"', escape(value, quote=False)
        formula = escape(formula.removeprefix("="), quote=False)
        self._cells[row][column] = (form, f"{kind}><f>{formula}</f><v>{shown}</v></c>", str(value))

    def merge_range(self, row: int, column: int, last_row: int, last_column: int, _blank: str, form: Format) -> None:
        """Blank cells as one; what stands in the first is written afterwards."""
        blanks = dict.fromkeys(range(column, last_column + 1), (form, "/>", ""))
        bits = (1 << last_column + 1) - (1 << column)
        for line in range(row, last_row + 1):
            if self._merged[line] & bits:
                raise OverlappingRange(f"{self.name}: {xl_range(row, column, last_row, last_column)}")
            self._merged[line] |= bits
            self._cells[line].update(blanks)
        self.merge.append((row, column, last_row, last_column))

    def set_column(self, first: int, last: int, width: float) -> None:
        """No column of a form is narrower than one character, or hidden."""
        pixels = int(width * self.max_digit_width + 0.5) + self.cell_padding
        self.col_info.update(dict.fromkeys(range(first, last + 1), ColumnInfo(pixels)))
        self.col_size_changed = True

    def set_row(self, row: int, points: float) -> None:
        self.row_sizes[row] = (pixels_of(points), False)

    def _write_dimension(self) -> None:
        """Which rows and columns are used is asked once a sheet instead of at every cell."""
        rows = (*self._cells, *self.row_sizes)
        columns = {column for cells in self._cells.values() for column in cells} or {0}
        for limit in (min, max) if rows else ():
            self._check_dimensions(limit(rows), limit(columns))
        super()._write_dimension()

    def _write_cols(self) -> None:
        """Columns beside each other that are equally wide are one element."""
        runs: list[list[int]] = []  # first column, last column, pixels
        for column in sorted(self.col_info):
            pixels = self.col_info[column].width
            if runs and runs[-1][1:] == [column - 1, pixels]:
                runs[-1][1] = column
            else:
                runs.append([column, column, pixels])
        if runs:
            self.fh.write(f"<cols>{''.join([self._col_element(*run) for run in runs])}</cols>")

    def _col_element(self, first: int, last: int, pixels: int) -> str:
        own = "" if pixels == self.default_col_width else ' customWidth="1"'
        width = pixels * 256 // self.max_digit_width / 256
        return f'<col min="{first + 1}" max="{last + 1}" width="{width:.16g}"{own}/>'

    def _write_rows(self) -> None:
        if self.table:
            raise TypeError(f"{self.name}: a kind of cell that no form has")
        styles = _Styles()
        for first in range(0, self.dim_rowmax + 1, _BLOCK):
            used = [row for row in range(first, first + _BLOCK) if row in self._cells or row in self.row_sizes]
            columns = [column for row in used for column in self._cells.get(row, ())]
            spans = f' spans="{min(columns) + 1}:{max(columns) + 1}"' if columns else ""
            for row in used:
                number = row + 1
                written = "".join(
                    [
                        f'<c r="{COLUMNS[column]}{number}" s="{styles[form]}"{content}'
                        for column, (form, content, _) in sorted(self._cells.get(row, {}).items())
                    ]
                )
                start = f'<row r="{number}"{spans}{self._height(row)}'
                self.fh.write(f"{start}>{written}</row>" if written else f"{start}/>")

    def _height(self, row: int) -> str:
        pixels = self.row_sizes[row][0] if row in self.row_sizes else self.default_row_height
        return "" if pixels == self.original_row_height else f' ht="{pixels * 0.75:.16g}" customHeight="1"'

    def _write_merge_cells(self) -> None:
        if self.merge:
            areas = [
                f'<mergeCell ref="{COLUMNS[left]}{top + 1}:{COLUMNS[right]}{bottom + 1}"/>'
                for top, left, bottom, right in self.merge
            ]
            self.fh.write(f'<mergeCells count="{len(areas)}">{"".join(areas)}</mergeCells>')

    def _escape_attributes(self, attribute: object) -> object:
        """A number needs no escaping; XlsxWriter finds that out by an exception."""
        delicate = isinstance(attribute, str) and xml_escapes.search(attribute)
        return super()._escape_attributes(attribute) if delicate else attribute

    def _get_range_data(self, row: int, column: int, last_row: int, last_column: int) -> list[float | str | None]:
        """What a chart keeps of the cells that it shows."""
        places = [(line, at) for line in range(row, last_row + 1) for at in range(column, last_column + 1)]
        shown = [self._cells[line][at][2] if at in self._cells.get(line, ()) else None for line, at in places]
        return [f"{value:.16g}" if isinstance(value, float) else value for value in shown]


class _Styles(dict[Format, int]):
    """The number of a format's style. It is given when the first of its cells is written."""

    def __missing__(self, form: Format) -> int:
        number: int = form._get_xf_index()
        self[form] = number
        return number
