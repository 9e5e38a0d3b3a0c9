"""A grid: the cells of a sheet, or of a whole Word file, that hold something. Forms are looked for in grids."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from xladdin.forms.entry import Address
from xladdin.values.label import fold, key

LONGEST_LABEL = 60
_MORE = frozenset("…·.。")
_new = tuple.__new__  # calling Address takes twice as long


class Cell(NamedTuple):
    """One cell that holds something; `width` is the number of columns that it spans."""

    column: int
    content: object
    width: int = 1

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content if isinstance(self.content, str) else str(self.content)


def is_more(cell: Cell) -> bool:
    """`……` marks where rows are added."""
    text = cell.text
    return not text[:1].isalnum() and set(fold(text)) <= _MORE


_NOTHING: frozenset[str] = frozenset()


class Row(NamedTuple):
    """The cells of one row from left to right, and the label keys that stand in it with their position.

    `named` are the keys of labels that have their value behind a colon in the same cell. `has_colon`: a label with
    its value may stand in one cell of the row.
    """

    cells: tuple[Cell, ...]
    labels: dict[str, int]
    named: frozenset[str] = _NOTHING
    has_colon: bool = False


def has_colon(text: str) -> bool:
    """Whether a label may have its value behind it in the same text."""
    return ":" in text or "：" in text


def row_of(cells: list[Cell]) -> Row:
    """A row with its labels worked out once: every search for a label is then one look into a dict."""
    labels: dict[str, int] = {}
    with_colon = []
    for position, (_, content, _) in enumerate(cells):
        if content.__class__ is str:
            if len(content) <= LONGEST_LABEL:
                labels.setdefault(key(content), position)
            if has_colon(content):
                with_colon.append(content)
    if not with_colon:
        return _new(Row, (tuple(cells), labels, _NOTHING, False))
    halves = [text.replace("：", ":").partition(":") for text in with_colon if len(text) <= LONGEST_LABEL]
    return Row(tuple(cells), labels, frozenset(key(label) for label, _, value in halves if value.strip()), True)


NO_ROW = Row((), {})


@dataclass(frozen=True)
class Grid:
    """Rows from the top; `address` turns a row and a column into the place that a person knows."""

    name: str
    rows: list[Row]
    address: Callable[[int, int], Address] = field(repr=False)
    tables: tuple[int, ...] = ()  # of a Word file: the number of each row's table, 0 for a paragraph

    @property
    def typed(self) -> bool:
        """Whether numbers and texts are told apart, as on a sheet; in Word all is text."""
        return not self.tables


@lru_cache(maxsize=512)
def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=1024)
def _cells_to_z(row: int) -> tuple[str, ...]:
    return tuple(f"{letter}{row + 1}" for letter in ascii_uppercase)


def sheet_addresses(sheet: str) -> Callable[[int, int], Address]:
    """Addresses as on a sheet: row 0, column 0 is A1."""

    def address(row: int, column: int) -> Address:
        cell = _cells_to_z(row)[column] if column < 26 else f"{column_letters(column)}{row + 1}"
        return _new(Address, (sheet, cell))

    return address
