"""Where a note's box goes: beside its cell and as large as its text, whatever the widths and heights of the cells."""

from collections.abc import Callable

from xladdin.drawing.heights import lines
from xladdin.patching.sheet import SheetXml

_WIDTH = 300  # pixels
_LINE, _FRAME = 18, 14
_CHARACTERS = 42  # half-width ones that fit in a line of that width
_GAP = 12


class Geometry:
    """Pixels of the columns and rows of one sheet."""

    def __init__(self, sheet: SheetXml) -> None:
        self._sheet = sheet
        settings = sheet.root.child("sheetFormatPr")
        given = settings.attributes if settings else {}
        self._row_height = float(given.get("defaultRowHeight", 15))
        self._column_width = float(given.get("defaultColWidth", 8.43))
        columns = sheet.root.child("cols")
        self._widths = {
            number: 0.0 if item.attributes.get("hidden") in ("1", "true") else float(item.attributes.get("width", 8.43))
            for item in (columns.children if columns else [])
            for number in range(int(item.attributes["min"]) - 1, min(int(item.attributes["max"]), 512))
        }

    def _column(self, number: int) -> int:
        width = self._widths.get(number, self._column_width)
        return int(width * 7 + 5) if width else 0

    def _row(self, number: int) -> int:
        row = self._sheet.rows.get(number)
        attributes = row.attributes if row else {}
        if attributes.get("hidden") in ("1", "true"):
            return 0
        return int(float(attributes.get("ht", self._row_height)) * 4 / 3)

    def anchor(self, row: int, column: int, text: str) -> str:
        """Column, pixels, row, pixels of the upper left corner, then of the lower right one."""
        left = self._sheet.merged(row, column).last_column + 1
        right, right_rest = self._walk(left, _WIDTH + _GAP, self._column)
        bottom, bottom_rest = self._walk(row, _LINE * lines(text, _CHARACTERS) + _FRAME, self._row)
        return f"{left}, {_GAP}, {row}, 2, {right}, {right_rest}, {bottom}, {bottom_rest}"

    @staticmethod
    def _walk(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
        number = start
        while pixels >= size(number) and number < start + 300:
            pixels -= size(number)
            number += 1
        return number, pixels
