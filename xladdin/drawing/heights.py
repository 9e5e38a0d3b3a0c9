"""How high a row must be (行高). XlsxWriter and Excel do not fit rows to merged, wrapped text, so it is estimated."""

import unicodedata
from functools import lru_cache

from xladdin.drawing.styles import POINTS_A_LINE

HIGHEST = 409.0  # Excel's limit, points
_PIXELS_A_UNIT = 7.0  # of a column's width
_PIXELS_A_POINT = 96 / 72
_FULL_WIDTH = frozenset({"W", "F", "A"})


@lru_cache(maxsize=8192)
def lines(text: str, halves: int) -> int:
    """Lines of a wrapped text where a line has room for so many half-width characters."""
    return sum([1 if 2 * len(line) <= halves else -(-_halves(line) // halves) for line in text.split("\n")])


def _halves(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_FULL_WIDTH.__contains__, map(unicodedata.east_asian_width, text)))


def halves_a_line(width: float, font_size: float) -> int:
    """Half-width characters that one line of a cell of this width (in column units) has room for."""
    room = width * _PIXELS_A_UNIT / (font_size * _PIXELS_A_POINT / 2)
    # A full-width character that does not fit goes to the next line whole; one half is lost, and a margin.
    return max(2, int(room) - 1)


def height_of(text: str, halves: int, font_size: float) -> float:
    """Points that the text needs where a line has room for so many half-width characters."""
    # Most texts fit one line even if all their characters are wide.
    count = 1 if 2 * len(text) <= halves and "\n" not in text else lines(text, halves)
    return count * font_size * POINTS_A_LINE + 5


def needed(text: str, width: float, font_size: float) -> float:
    """Points that the text needs in a cell of this width (in column units)."""
    return height_of(text, halves_a_line(width, font_size), font_size)
