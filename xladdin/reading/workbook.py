"""A workbook's bytes -> grids, one a sheet. Values through python-calamine, the rest through `marks`."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite

from python_calamine import (
    CalamineError,
    CalamineSheet,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from xladdin.errors import InputError
from xladdin.forms.entry import NOTHING, Address, Entry
from xladdin.reading.forms import OWN_SHEETS
from xladdin.reading.grid import NO_ROW, Cell, Grid, column_number, row_of, sheet_addresses
from xladdin.reading.marks import SheetMarks, WorkbookMarks
from xladdin.reading.marks_xlsx import xlsx_marks
from xladdin.reading.readable import FileKind, Readable
from xladdin.values.number import meaning, shown_as_percent

RULEBOOK_NAME = "RULEBOOK"
_NO_MARKS = SheetMarks()
_NONE_WIDE: Mapping[int, int] = {}
_new = tuple.__new__  # calling Cell takes twice as long
_REFERENCE = re.compile(r"'?(?P<sheet>.+?)'?!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)")


@dataclass(frozen=True)
class Workbook:
    """The grids of the visible sheets, those of the hidden ones that are not our own, and the cell RULEBOOK."""

    grids: list[Grid]
    hidden: list[Grid]
    rulebook: Entry


def read_workbook(file: Readable) -> Workbook:
    """The workbook in a file."""
    try:
        with _without_panic(file.kind):
            return _read(file, _marks(file))
    except (CalamineError, _Panic, ValueError, KeyError, OSError) as problem:
        raise InputError(
            f"“{file.name}”的内容已损坏，读不出来；请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
        ) from problem


class _Panic(Exception):
    """The parser stopped in the middle of a damaged file."""


@contextmanager
def _without_panic(kind: FileKind) -> Iterator[None]:
    """On a damaged .xls the parser can panic: a BaseException, and a message of its own on standard error.

    The message goes nowhere, the panic becomes an ordinary exception. Other formats are checked before (guard).
    """
    if kind is not FileKind.XLS:
        yield
        return
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise _Panic from problem
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _read(file: Readable, marks: WorkbookMarks) -> Workbook:
    grids: list[Grid] = []
    hidden: list[Grid] = []
    for sheet in file.book.sheets_metadata:
        is_hidden = sheet.visible is not SheetVisibleEnum.Visible
        if sheet.typ is SheetTypeEnum.WorkSheet and not (is_hidden and sheet.name in OWN_SHEETS):
            grid = _grid(file.sheet(sheet.name), marks.sheets.get(sheet.name, _NO_MARKS))
            (hidden if is_hidden else grids).append(grid)
    return Workbook(grids, hidden, _rulebook(marks.names.get(RULEBOOK_NAME, ""), file))


def _marks(file: Readable) -> WorkbookMarks:
    """Each format keeps them elsewhere; the modules for .xls and .ods are rarely needed and loaded only then."""
    if file.kind is FileKind.XLS:
        from xladdin.reading.marks_xls import xls_marks

        return xls_marks(file)
    if file.kind is FileKind.ODS:
        from xladdin.reading.marks_ods import ods_marks

        return ods_marks(file.parts)
    return xlsx_marks(file.parts)


def _grid(sheet: CalamineSheet, marks: SheetMarks) -> Grid:
    """The sheet's rows. A cell of which calamine tells nothing may still hold an error: the marks know."""
    widths: dict[int, dict[int, int]] = {}
    for (top, left), (_, right) in sheet.merged_cell_ranges or ():
        widths.setdefault(top, {})[left] = right - left + 1
    first_row, first_column = sheet.start or (0, 0)
    cells_of: dict[int, list[Cell]] = {}
    for number, values in enumerate(sheet.to_python(), first_row):
        wide = widths.get(number, _NONE_WIDE)
        cells = [
            _new(Cell, (column, value, wide.get(column, 1)))
            for column, value in enumerate(values, first_column)
            if value != "" and not (value.__class__ is str and value.isspace())
        ]
        if cells:
            cells_of[number] = cells
    for number in {row for row, _ in marks.percents} & cells_of.keys():
        cells_of[number] = [
            _as_shown(cell) if (number, cell.column) in marks.percents else cell for cell in cells_of[number]
        ]
    for (number, column), error in marks.errors.items():
        width = widths.get(number, _NONE_WIDE).get(column, 1)
        cells_of.setdefault(number, []).append(Cell(column, error, width))
        cells_of[number].sort(key=lambda cell: cell.column)
    height = max(cells_of, default=-1) + 1
    rows = [row_of(cells_of[number]) if number in cells_of else NO_ROW for number in range(height)]
    return Grid(sheet.name, rows, sheet_addresses(sheet.name))


def _as_shown(cell: Cell) -> Cell:
    """A number under a format of per cent."""
    if not isinstance(cell.content, (int, float)) or not isfinite(cell.content):
        return cell
    return cell._replace(content=shown_as_percent(float(cell.content)))


def _rulebook(reference: str, file: Readable) -> Entry:
    """The content of the cell that the name RULEBOOK points to."""
    match = _REFERENCE.fullmatch(reference)
    if match is None or match["sheet"].replace("''", "'") not in file.book.sheet_names:
        return NOTHING
    sheet = match["sheet"].replace("''", "'")
    row, column = int(match["row"]) - 1, column_number(match["column"])
    rows = file.sheet(sheet).to_python(skip_empty_area=False)
    if row >= len(rows) or column >= len(rows[row]):
        return NOTHING
    raw, kind, value, unit = meaning(rows[row][column])
    place = Address(sheet, f"{match['column']}{match['row']}")
    return Entry(address=place, raw=raw, kind=kind, value=value, unit=unit)
