"""How far the used cells of a sheet reach, found in its XML without parsing it.

A reader makes room for the whole rectangle from A1 to the last used cell. Blank cells with a format do not count:
a sheet formatted down to row 1,048,576 is small, a sheet with one word in XFD1048576 is not.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_CELLS = 5_000_000

# What every cell of an ordinary form looks like: columns A to Z, rows up to 9999. Anything else is looked at closely.
_UNUSUAL = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z][0-9]{1,4}")')
_ATTRIBUTES = rb"""((?:[^>"'/]|"[^"]*"|'[^']*')*+)"""
_USED_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])" + _ATTRIBUTES + rb">(?!\s*</)")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s>])" + _ATTRIBUTES + rb">")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]*)["']""")

_TABLE = re.compile(rb"<\w+:table(?=[\s>])")
_TABLE_ROW = re.compile(rb"<\w+:table-row(?=[\s/>])")
_TABLE_CELL = re.compile(rb"""<\w+:(?:covered-)?table-cell(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*+)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")
_ENDLESS = 10**9


class Extent(NamedTuple):
    """The last used row and column, counted from 1."""

    rows: int
    columns: int

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def sheet_extent(sheet: bytes) -> Extent:
    """The extent of a worksheet of an .xlsx; an ordinary form counts as A1:Z9999 at most and is not measured."""
    start = sheet.find(b"sheetData")
    if sheet.find(b":c", start) < 0 and _UNUSUAL.search(sheet, start) is None:
        return Extent(0, 0)
    rows = columns = 0
    placeless = False
    for attributes in _USED_CELL.findall(sheet):
        reference = _REFERENCE.search(attributes)
        if reference is None:
            placeless = True
        else:
            columns = max(columns, _column_number(reference[1]))
            rows = max(rows, _number(reference[2]))
    if placeless:
        rows, columns = max(rows, _last_row(sheet)), max(columns, _longest_row(sheet))
    return Extent(rows, columns)


def _last_row(sheet: bytes) -> int:
    """The largest row number, where cells do not say where they are: written or counted."""
    rows = _ROW.findall(sheet)
    written = [_number(reference[2]) for row in rows if (reference := _REFERENCE.search(row))]
    return len(rows) + max(written, default=0)


def _longest_row(sheet: bytes) -> int:
    return max(len(_USED_CELL.findall(row)) for row in _ROW.split(sheet))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:7]:
        number = number * 26 + letter - 64
    return number


def _number(digits: bytes) -> int:
    return int(digits or b"0") if len(digits) < 10 else _ENDLESS


def table_extents(content: bytes) -> Iterator[Extent]:
    """The extents of the tables in the content.xml of an .ods, where rows and cells can be repeated."""
    for table in _TABLE.split(content)[1:]:
        rows = columns = row = 0
        for chunk in _TABLE_ROW.split(table)[1:]:
            row += _times(chunk[: chunk.find(b">") + 1])
            width = _used_width(chunk)
            if width:
                rows, columns = row, max(columns, width)
        yield Extent(rows, columns)


def _used_width(row: bytes) -> int:
    width = column = 0
    for attributes in _TABLE_CELL.findall(row):
        column += _times(attributes)
        if not attributes.endswith(b"/") or b"value" in attributes:
            width = column
    return width


def _times(attributes: bytes) -> int:
    repeated = _REPEATED.search(attributes)
    return _number(repeated[1]) if repeated else 1
