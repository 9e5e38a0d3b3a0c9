"""Sheets of values alone (报送表): no formula, helper column, protection or colour of an input cell.

A sheet knows how many pages it prints, so that a table of contents can name them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from xladdin.drawing.sheet import Computed, Sheet
from xladdin.drawing.styles import HELPER_LOOKS, Look
from xladdin.forms.entry import Entry

PAGE_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.7, "bottom": 0.7}  # inches
FORMULA_SIGNS = ("=", "+", "-", "@")

_PAGE_WIDTH, _PAGE_HEIGHT = 595.3 - 72 * 1.2, 841.9 - 72 * 1.4  # A4 without margins, points
# Columns are as wide as the digits of the default font, and where that is missing up to a quarter wider: then all is
# printed smaller and more rows fit a page. Counted for the widest columns there are never too many pages; a program
# that needs a little more room prints the sheet smaller ("fit to pages"). So the number is the same everywhere.
_WIDEST = 1.25
_LARGER = 1.03
_REST = 0.2  # of a page: less than this gets no page of its own, the sheet is printed a little smaller


class ValueSheet(Sheet):
    """A sheet that is handed in: what was entered, as it was entered, in the official layout."""

    quoted_signs = FORMULA_SIGNS
    left_out = HELPER_LOOKS
    _repeated: int | None = None

    def result(
        self,
        row: int,
        column: int,
        formula: str,  # noqa: ARG002
        computed: Computed,  # noqa: ARG002
        look: Look,
        entry: Entry | None = None,
        width: int = 1,
        height: int = 1,
    ) -> None:
        """What was entered; a result that nobody has entered is not handed in."""
        self.enter(row, column, entry, look, width, height)

    def derived(self, row: int, column: int, formula: str, text: str, look: Look, width: int) -> None:  # noqa: ARG002
        self.text(row, column, text, look, width)

    def helper(self, row: int, column: int, formula: str, computed: Computed, look: Look) -> None:
        """Nothing stands beside a form that is handed in."""

    def validate(self, first: int, column: int, last: int, last_column: int, rule: Mapping[str, Any]) -> None:
        """Nothing is typed here any more."""

    def repeat(self, row: int) -> None:
        self._repeated = row
        super().repeat(row)

    def finish(self, rows: int, columns: int) -> None:
        """Heights and the printed page: one page wide, as many pages long as are counted here."""
        heights = self._set_heights(rows)
        for column, width in enumerate(self._widths[:columns]):
            self.worksheet.set_column(column, column, width)
        self.pages = self._count_pages(heights, columns)
        sheet = self.worksheet
        sheet.ignore_errors({"number_stored_as_text": "A1:Z1000"})
        sheet.set_paper(9)
        sheet.set_portrait()
        sheet.fit_to_pages(1, self.pages)
        sheet.set_margins(**PAGE_MARGINS)
        sheet.center_horizontally()
        sheet.print_area(0, 0, rows - 1, columns - 1)
        sheet.hide_gridlines(2)

    def _set_widths(self) -> None:
        """Set at the end, when it is known which columns belong to the form."""

    def _count_pages(self, heights: Sequence[float], columns: int) -> int:
        width = sum(self._pixels(column) for column in range(columns)) * 0.75
        room = _PAGE_HEIGHT * max(1.0, width * _WIDEST / _PAGE_WIDTH) * _LARGER
        repeating = len(heights) if self._repeated is None else self._repeated
        pages, heading, used = 1, 0.0, 0.0
        for row, height in enumerate(heights):
            if used + height > room and used:
                heading = heights[repeating] if row > repeating else 0.0
                pages, used = pages + 1, heading
            used += height
        return pages - 1 if pages > 1 and used - heading < _REST * room else pages

    def _pixels(self, column: int) -> float:
        return self._widths[column] * 7 + 5
