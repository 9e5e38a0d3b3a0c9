"""Addresses of cells: `B5`, `$A$1:C3`, `5:7`, `A:C` <-> positions counted from 0."""

import re
from dataclasses import dataclass
from typing import Any, Self

from xladdin.errors import InputError
from xladdin.reading.grid import column_letters, column_number

_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_ROWS = re.compile(r"\$?(\d+):\$?(\d+)")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")


@dataclass(frozen=True)
class Area:
    """A rectangle of cells; all its edges belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of_uno(cls, address: Any) -> Self:
        return cls(address.StartRow, address.StartColumn, address.EndRow, address.EndColumn)

    @classmethod
    def of_tuple(cls, given: tuple[int, ...]) -> Self:
        """(row, column) or (row, column, rows, columns), counted from 1."""
        row, column, *size = given
        rows, columns = size or (1, 1)
        if 0 in given:
            raise IndexError("Excel 的行号和列号从 1 开始。")
        return cls(row - 1, column - 1, row + rows - 2, column + columns - 2)

    def to(self, other: "Area") -> "Area":
        """The smallest area that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    @property
    def whole_rows(self) -> bool:
        return self.left == 0 and self.right >= _last_column(self.right)

    @property
    def whole_columns(self) -> bool:
        return self.top == 0 and self.bottom >= _LAST_ROW


def _last_column(right: int) -> int:
    """LibreOffice's sheets have 1,024 or 16,384 columns, by their settings."""
    return 1023 if right == 1023 else _LAST_COLUMN


def parse(address: str) -> Area:
    """The area of one address; a sheet's name in front of it is not looked at."""
    plain = address.rpartition("!")[2].upper()
    if rows := _ROWS.fullmatch(plain):
        first, last = sorted(int(row) - 1 for row in rows.groups())
        return Area(first, 0, last, _LAST_COLUMN)
    if columns := _COLUMNS.fullmatch(plain):
        first, last = sorted(column_number(column) for column in columns.groups())
        return Area(0, first, _LAST_ROW, last)
    corners = [_corner(part, address) for part in plain.split(":")]
    return corners[0].to(corners[-1])


def _corner(cell: str, address: str) -> Area:
    found = _CELL.fullmatch(cell)
    if found is None:
        raise InputError(f"“{address}”不是单元格地址。")
    column, row = column_number(found[1]), int(found[2]) - 1
    return Area(row, column, row, column)


def written(area: Area) -> str:
    """`$A$1:$B$2` as Excel writes it; whole rows and columns without the other half."""
    if area.whole_columns:
        return f"${column_letters(area.left)}:${column_letters(area.right)}"
    if area.whole_rows:
        return f"${area.top + 1}:${area.bottom + 1}"
    first, last = (
        f"${column_letters(column)}${row + 1}" for row, column in ((area.top, area.left), (area.bottom, area.right))
    )
    return first if first == last else f"{first}:{last}"
