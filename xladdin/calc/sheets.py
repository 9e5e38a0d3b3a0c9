"""Sheets (xlwings' Sheets and Sheet) on LibreOffice."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xladdin.calc.addresses import Area, parse
from xladdin.calc.cells import Range
from xladdin.calc.notes import Note, notes_of
from xladdin.calc.refusal import UnsupportedInCalc, refusing_the_rest

if TYPE_CHECKING:
    from xladdin.calc.books import Book


@refusing_the_rest
class Sheets(base_classes.Sheets):
    """The sheets of one workbook; names are compared as Excel does, without regard to case."""

    def __init__(self, book: "Book") -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.document.Sheets

    @property
    def active(self) -> "Sheet":
        controller = self.book.document.CurrentController
        return Sheet(self.book, controller.ActiveSheet if controller else self.api.getByIndex(0))

    def __call__(self, name_or_index: str | int) -> "Sheet":
        if isinstance(name_or_index, str):
            for name in self.api.ElementNames:
                if name.lower() == name_or_index.lower():
                    return Sheet(self.book, self.api.getByName(name))
            raise KeyError(name_or_index)
        return Sheet(self.book, self.api.getByIndex(name_or_index - 1))

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator["Sheet"]:
        return (self(index) for index in range(1, len(self) + 1))

    def __contains__(self, name: str) -> bool:
        return any(name.lower() == known.lower() for known in self.api.ElementNames)

    def add(self, before: "Sheet | None" = None, after: "Sheet | None" = None, name: str | None = None) -> "Sheet":
        if name is None:
            raise UnsupportedInCalc("Sheets.add")
        self.api.insertNewByName(name, self.position(before, after, self.active.index - 1))
        return self(name)

    def position(self, before: "Sheet | None", after: "Sheet | None", otherwise: int) -> int:
        """Where a sheet goes, counted from 0."""
        if before is not None:
            return before.index - 1
        return after.index if after is not None else otherwise


@refusing_the_rest
class Sheet(base_classes.Sheet):
    """One sheet."""

    book: "Book"

    def __init__(self, book: "Book", sheet: Any) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self.sheet

    @property
    def name(self) -> str:
        return str(self.sheet.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.Name = value

    @property
    def index(self) -> int:
        return int(self.sheet.RangeAddress.Sheet) + 1

    def range(self, first: Any, second: Any = None) -> Range:
        """`A1`, `A1:B2`, `5:7`, `A:C`, (row, column), (row, column, rows, columns), or two corners."""
        start = self._area(first)
        return Range(self, self._cells(start if second is None else start.to(self._area(second))))

    def of(self, cells: Any) -> Range:
        """What xlwings calls a range, for cells of this sheet."""
        return Range(self, cells)

    def _area(self, given: Any) -> Area:
        if isinstance(given, Range):
            return given.area
        if isinstance(given, tuple):
            return Area.of_tuple(given)
        return parse(given)

    def _cells(self, area: Area) -> Any:
        last = self.sheet.RangeAddress
        bottom, right = min(area.bottom, last.EndRow), min(area.right, last.EndColumn)
        return self.sheet.getCellRangeByPosition(area.left, area.top, right, bottom)

    @property
    def used_range(self) -> Range:
        cursor = self.sheet.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, cursor)

    @property
    def notes(self) -> list[Note]:
        return notes_of(self)

    def activate(self) -> None:
        controller = self.book.document.CurrentController
        if controller is not None:
            controller.setActiveSheet(self.sheet)

    select = activate

    @property
    def visible(self) -> bool:
        return bool(self.sheet.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.sheet.IsVisible = bool(value)

    def delete(self) -> None:
        self.book.sheets.api.removeByName(self.name)

    def copy(self, before: "Sheet | None", after: "Sheet | None") -> None:
        """Into another workbook, under its own name or one that LibreOffice finds; xlwings gives it the wanted one."""
        target = before or after
        if target is None or target.book.document == self.book.document:
            raise UnsupportedInCalc("Sheet.copy")
        sheets = target.book.sheets
        sheets.api.importSheet(self.book.document, self.name, sheets.position(before, after, 0))
