"""Blocks of cells as UNO gives and takes them <-> as xlwings does: one call for the values of a block.

UNO knows numbers, texts and nothing. Dates are numbers in a date format, found with one more call for the block; an
error comes as nothing, and what it is called is asked cell by cell, because errors are few.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from xladdin.calc.formulas import calc_formula
from xladdin.calc.runtime import struct

Rows = Sequence[Sequence[Any]]

_DAY_ZERO = datetime(1899, 12, 30)
_DATED_CELLS = 2  # com.sun.star.sheet.CellFlags.DATETIME
_DATE, _TRUTH = 2, 1024  # com.sun.star.util.NumberFormat


class ErrorValue(str):
    """The error in a cell, `#DIV/0!`: None for who does not ask for errors as text."""

    __slots__ = ()


def read_block(cells: Any) -> list[list[Any]]:
    """The values of a UNO cell range: floats, texts, datetimes, `ErrorValue`, and "" for an empty cell."""
    rows = [list(row) for row in cells.getDataArray()]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is None:
                values[column] = ErrorValue(cells.getCellByPosition(column, row).String)
    where = cells.RangeAddress
    for dated in cells.queryContentCells(_DATED_CELLS).RangeAddresses:
        for row in range(dated.StartRow - where.StartRow, dated.EndRow - where.StartRow + 1):
            for column in range(dated.StartColumn - where.StartColumn, dated.EndColumn - where.StartColumn + 1):
                rows[row][column] = _DAY_ZERO + timedelta(days=rows[row][column])
    return rows


def write_block(document: Any, cells: Any, rows: Rows) -> None:
    """Write values; a text that begins with = becomes a formula, a date gets a date format, as in Excel."""
    cells.setDataArray(tuple(tuple(_plain(value) for value in row) for row in rows))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str) and value.startswith("=") and len(value) > 1:
                cells.getCellByPosition(column, row).Formula = calc_formula(value)
            elif isinstance(value, (date, bool)):
                _set_format(document.NumberFormats, cells.getCellByPosition(column, row), value)


def formula_texts(rows: Rows) -> tuple[tuple[str, ...], ...]:
    """What UNO takes for a block of formulas and values."""
    return tuple(tuple(_formula_text(value) for value in row) for row in rows)


def _formula_text(value: Any) -> str:
    if not isinstance(value, str):
        plain = _plain(value)
        return plain if isinstance(plain, str) else repr(plain)
    return calc_formula(value) if value.startswith("=") else value  # "12" becomes a number, as in Excel


def _plain(value: Any) -> float | str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _DAY_ZERO) / timedelta(days=1)
    if isinstance(value, date):
        return float((datetime(value.year, value.month, value.day) - _DAY_ZERO).days)
    if isinstance(value, (bool, int, float, Decimal)):
        return float(value)
    return str(value)


def _set_format(formats: Any, cell: Any, value: date | bool) -> None:
    kind = _TRUTH if isinstance(value, bool) else _DATE
    if not formats.getByKey(cell.NumberFormat).Type & kind:
        cell.NumberFormat = formats.getStandardFormat(kind, struct("lang.Locale"))
