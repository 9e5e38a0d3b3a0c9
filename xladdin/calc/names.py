"""Names of cells (xlwings' Names) on LibreOffice: those of the whole workbook, such as RULEBOOK."""

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xladdin.calc.formulas import calc_formula, excel_formula
from xladdin.calc.refusal import refusing_the_rest

if TYPE_CHECKING:
    from xladdin.calc.books import Book
    from xladdin.calc.cells import Range


@refusing_the_rest
class Names(base_classes.Names):
    """The workbook's names."""

    def __init__(self, book: "Book") -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.document.NamedRanges

    def snapshot(self) -> list[tuple[str, "Name"]]:
        return [(name, Name(self.book, name)) for name in self.api.ElementNames]


@refusing_the_rest
class Name(base_classes.Name):
    """One name and what it stands for."""

    def __init__(self, book: "Book", name: str) -> None:
        self.book = book
        self._name = name

    @property
    def api(self) -> Any:
        return self.book.document.NamedRanges.getByName(self._name)

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
        self._name = value

    @property
    def refers_to(self) -> str:
        return excel_formula(f"={self.api.Content}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.Content = calc_formula(value.removeprefix("="))

    @property
    def refers_to_range(self) -> "Range":
        cells = self.api.ReferredCells
        return self.book.sheets(cells.RangeAddress.Sheet + 1).of(cells)
