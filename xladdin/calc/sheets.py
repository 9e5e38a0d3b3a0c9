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

_CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas
_FORMATS = 32 | 64
_EVERYTHING = 1023


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
        chosen = name or self.unused("Sheet")
        self.api.insertNewByName(chosen, self.position(before, after, self.active.index - 1))
        return self(chosen)

    def position(self, before: "Sheet | None", after: "Sheet | None", otherwise: int) -> int:
        """Where a sheet goes, counted from 0."""
        if before is not None:
            return before.index - 1
        return after.index if after is not None else otherwise

    def unused(self, stem: str) -> str:
        """The first name of the kind `Sheet 2` that no sheet has."""
        return next(name for number in range(1, 10_000) if (name := f"{stem}{number}") not in self)


class SheetApi:
    """What `sheet.api` offers on both hosts: the protection of a sheet (工作表保护) under Excel's names.

    xlwings has no members for it. Everything else is UNO's own sheet.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sheet, name)

    @property
    def ProtectContents(self) -> bool:  # Excel's name
        return bool(self._sheet.isProtected())

    def Protect(self, Password: str = "") -> None:
        self._sheet.protect(Password)

    def Unprotect(self, Password: str = "") -> None:
        self._sheet.unprotect(Password)


@refusing_the_rest
class Sheet(base_classes.Sheet):
    """One sheet."""

    book: "Book"

    def __init__(self, book: "Book", sheet: Any) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> "SheetApi":
        return SheetApi(self.sheet)

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
        """`A1`, `A1:B2`, `5:7`, `A:C`, a name, (row, column), (row, column, rows, columns), or two corners."""
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
        names = self.book.document.NamedRanges
        if names.hasByName(given):
            return Area.of_uno(names.getByName(given).ReferredCells.RangeAddress)
        return parse(given)

    def _cells(self, area: Area) -> Any:
        last = self.sheet.RangeAddress
        bottom, right = min(area.bottom, last.EndRow), min(area.right, last.EndColumn)
        return self.sheet.getCellRangeByPosition(area.left, area.top, right, bottom)

    @property
    def cells(self) -> Range:
        return Range(self, self.sheet)

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

    def clear_contents(self) -> None:
        self.sheet.clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        self.sheet.clearContents(_FORMATS)

    def clear(self) -> None:
        self.sheet.clearContents(_EVERYTHING)

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.book.sheets.api.removeByName(self.name)

    def copy(self, before: "Sheet | None", after: "Sheet | None") -> None:
        """Into this workbook or another; the copy is called as LibreOffice calls it, `表_2`."""
        target = before or after
        if target is None:
            raise UnsupportedInCalc("Sheet.copy")
        sheets = target.book.sheets
        position = sheets.position(before, after, 0)
        if target.book.document == self.book.document:
            sheets.api.copyByName(self.name, sheets.unused(f"{self.name}_"), position)
        else:
            sheets.api.importSheet(self.book.document, self.name, position)

    def move(self, before: "Sheet | None", after: "Sheet | None") -> None:
        sheets = self.book.sheets
        sheets.api.moveByName(self.name, sheets.position(before, after, 0))
