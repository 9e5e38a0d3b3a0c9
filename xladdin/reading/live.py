"""An open workbook -> a filing: what xlwings gives of each sheet's used range, one read a sheet.

Nothing of xlwings is imported here, so that it works for every host that gives sheets as rows of values.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from xladdin.forms.entry import Entry
from xladdin.forms.filing import Filing
from xladdin.forms.vocabulary import Vocabulary
from xladdin.reading.filing import filing_from
from xladdin.reading.grid import NO_ROW, Cell, Grid, Row, row_of, sheet_addresses
from xladdin.reading.workbook import RULEBOOK_NAME, Workbook
from xladdin.values.cell_error import error_name
from xladdin.values.number import meaning


class SheetValues(NamedTuple):
    """The used range of a visible sheet: where it begins (from 0) and its values row by row."""

    name: str
    first_row: int
    first_column: int
    values: Sequence[Sequence[object]]


def filing_of(
    source: str,
    sheets: Iterable[SheetValues],
    rulebook: object,
    vocabulary: Vocabulary,
    hidden: Iterable[SheetValues] = (),
) -> Filing:
    """The forms on these sheets; `rulebook` is what stands in the cell RULEBOOK, `hidden` the sheets nobody sees."""
    raw, kind, value, unit = meaning(rulebook)
    named = Entry(raw=raw, kind=kind, value=value, unit=unit)
    return filing_from(source, Workbook([*map(grid_of, sheets)], [*map(grid_of, hidden)], named), vocabulary)


def grid_of(sheet: SheetValues) -> Grid:
    """The sheet as the grid in which forms are looked for."""
    rows = [NO_ROW] * sheet.first_row
    rows += [_row(values, sheet.first_column) for values in sheet.values]
    return Grid(sheet.name, rows, sheet_addresses(sheet.name))


def _row(values: Sequence[object], first_column: int) -> Row:
    cells = [
        Cell(column, content)
        for column, value in enumerate(values, first_column)
        if (content := _content(value)) is not None
    ]
    return row_of(cells) if cells else NO_ROW


def _content(value: object) -> object:
    """Nothing for what looks empty, the name of the error for one that xlwings does not know."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, (int, float)) and (name := error_name(value)):
        return name
    return value


def read_book(book: Any, vocabulary: Vocabulary) -> Filing:
    """The filing in an open workbook (an xlwings Book). Reads each visible sheet once, changes nothing."""
    sheets = [sheet_values(sheet) for sheet in book.sheets if sheet.visible]
    return filing_of(book.name, sheets, named_cell(book, RULEBOOK_NAME), vocabulary)


def sheet_values(sheet: Any) -> SheetValues:
    """The values of a sheet (of xlwings): one read."""
    used = sheet.used_range
    # Without err_to_str an error would look like an empty cell.
    values = used.options(ndim=2, err_to_str=True).value
    return SheetValues(sheet.name, used.row - 1, used.column - 1, values)


def named_cell(book: Any, name: str) -> object:
    """What stands in a named cell; nothing where the name is not there or its cell was deleted."""
    for known in book.names:
        if known.name == name and "#REF!" not in known.refers_to:
            return known.refers_to_range.options(err_to_str=True).value
    return None
