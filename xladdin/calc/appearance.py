"""How cells look (the formatting half of xlwings' Range) on LibreOffice."""

from collections import defaultdict
from collections.abc import Sequence
from types import EllipsisType
from typing import Any

from xlwings import base_classes

from xladdin.calc.refusal import UnsupportedInCalc, refusing_the_rest
from xladdin.calc.runtime import struct

_CHARACTER = 7 * 2540 / 96  # Excel's unit of width in hundredths of a millimetre: a digit of 7 pixels,
_EDGES = 5 * 2540 / 96  # and 5 pixels beside it
_VERTICAL = {"top": 1, "center": 2, "bottom": 3}  # com.sun.star.table.CellVertJustify2
_BOLD, _NORMAL = 150.0, 100.0  # com.sun.star.awt.FontWeight

Colour = tuple[int, int, int]


def _number(colour: Colour | int | str) -> int:
    """LibreOffice's number: red first. xlwings also takes `#RRGGBB`, and Excel's number: blue first."""
    if isinstance(colour, str):
        return int(colour.removeprefix("#"), 16)
    if isinstance(colour, int):
        return (colour & 255) << 16 | colour & 0xFF00 | colour >> 16
    red, green, blue = colour
    return red << 16 | green << 8 | blue


def _colour(number: int) -> Colour | None:
    return None if number < 0 else (number >> 16 & 255, number >> 8 & 255, number & 255)


def _cell_address(sheet: int, row: int, column: int) -> Any:
    return struct("table.CellRangeAddress", Sheet=sheet, StartRow=row, EndRow=row, StartColumn=column, EndColumn=column)


class Appearance(base_classes.Range):
    """Fill, format, sizes and alignment of cells."""

    sheet: Any
    cells: Any

    @property
    def color(self) -> Colour | None:
        return _colour(self.cells.CellBackColor)

    @color.setter
    def color(self, value: Colour | int | str | None) -> None:
        self.cells.CellBackColor = -1 if value is None else _number(value)

    def set_colors(self, colors: Sequence[Sequence[Colour | EllipsisType | None]]) -> None:
        """A colour for each cell, `...` for one that stays: one call for each different colour."""
        places: dict[Colour | None, list[Any]] = defaultdict(list)
        where = self.cells.RangeAddress
        for row, along in enumerate(colors, where.StartRow):
            for column, colour in enumerate(along, where.StartColumn):
                if not isinstance(colour, EllipsisType):
                    places[colour].append(_cell_address(where.Sheet, row, column))
        for colour, addresses in places.items():
            together = self.sheet.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
            together.addRangeAddresses(tuple(addresses), True)
            together.CellBackColor = -1 if colour is None else _number(colour)

    @property
    def number_format(self) -> str:
        return str(self.sheet.book.document.NumberFormats.getByKey(self.cells.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        formats, locale = self.sheet.book.document.NumberFormats, struct("lang.Locale", Language="en", Country="US")
        key = formats.queryKey(value, locale, False)
        self.cells.NumberFormat = formats.addNew(value, locale) if key == -1 else key

    @property
    def column_width(self) -> float:
        return float((self.cells.Columns.getByIndex(0).Width - _EDGES) / _CHARACTER)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.cells.Columns.Width = round(value * _CHARACTER + _EDGES)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "r", "rows"):
            self.cells.Rows.OptimalHeight = True
        if axis in (None, "c", "columns"):
            self.cells.Columns.OptimalWidth = True

    @property
    def wrap_text(self) -> bool:
        return bool(self.cells.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.cells.IsTextWrapped = bool(value)

    @property
    def vertical_alignment(self) -> str | None:
        return next((name for name, number in _VERTICAL.items() if number == self.cells.VertJustify), None)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        if value not in _VERTICAL:
            raise UnsupportedInCalc(f"vertical_alignment = {value}")
        self.cells.VertJustify = _VERTICAL[value]

    @property
    def font(self) -> "Font":
        return Font(self.cells)


@refusing_the_rest
class Font(base_classes.Font):
    """The letters in cells. Chinese ones have properties of their own, which are set with the others."""

    def __init__(self, cells: Any) -> None:
        self.cells = cells

    @property
    def bold(self) -> bool:
        return bool(self.cells.CharWeight >= _BOLD)

    @bold.setter
    def bold(self, value: bool) -> None:
        self.cells.CharWeight = self.cells.CharWeightAsian = _BOLD if value else _NORMAL

    @property
    def size(self) -> float:
        return float(self.cells.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self.cells.CharHeight = self.cells.CharHeightAsian = float(value)
