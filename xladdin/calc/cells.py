"""Cells (xlwings' Range) on LibreOffice: contents and places. How cells look stands in `appearance.py`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from xladdin.calc.addresses import Area, written
from xladdin.calc.appearance import Appearance
from xladdin.calc.formulas import excel_formula
from xladdin.calc.notes import Note, add_note, note_of, notes_in, put_back
from xladdin.calc.refusal import refusing_the_rest
from xladdin.calc.runtime import error
from xladdin.calc.values import formula_texts, read_block, write_block
from xladdin.errors import InputError

if TYPE_CHECKING:
    from xladdin.calc.sheets import Sheet


@refusing_the_rest
class Range(Appearance):
    """A rectangle of cells on one sheet."""

    sheet: "Sheet"

    def __init__(self, sheet: "Sheet", cells: Any) -> None:
        self.sheet = sheet
        self.cells = cells
        self.options: dict[str, Any] = {}

    @property
    def api(self) -> Any:
        return self.cells

    @property
    def area(self) -> Area:
        return Area.of_uno(self.cells.RangeAddress)

    @property
    def first(self) -> Any:
        """The cell at the top left, which stands for the whole where a range has no answer of its own."""
        return self.cells.getCellByPosition(0, 0)

    @property
    def row(self) -> int:
        return self.area.top + 1

    @property
    def column(self) -> int:
        return self.area.left + 1

    @property
    def shape(self) -> tuple[int, int]:
        area = self.area
        return area.bottom - area.top + 1, area.right - area.left + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int | None = None) -> "Range":
        """One cell, counted from 1; it may lie outside. A single number counts along the rows."""
        if column is None:
            above, beside = divmod(row - 1, self.shape[1])
            row, column = above + 1, beside + 1
        return self.sheet.range((self.row + row - 1, self.column + column - 1))

    @property
    def address(self) -> str:
        return written(self.area)

    @property
    def raw_value(self) -> list[list[Any]]:
        self._session.reads[self.sheet.name] += 1
        return read_block(self.cells)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._write(lambda: write_block(self.sheet.book.document, self.cells, self._filled(value)))

    @property
    def formula(self) -> Any:
        self._session.reads[self.sheet.name] += 1
        rows = [tuple(excel_formula(text) for text in row) for row in self.cells.getFormulaArray()]
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else tuple(rows)

    @formula.setter
    def formula(self, value: Any) -> None:
        self._write(lambda: self.cells.setFormulaArray(formula_texts(self._filled(value))))

    def _write(self, write: Callable[[], None]) -> None:
        """Counts a write, and says what is wrong where the sheet does not take it."""
        self._session.writes[self.sheet.name] += 1
        notes = notes_in(self)
        try:
            write()
            put_back(self, notes)
        except error("uno.RuntimeException") as problem:
            if not self.sheet.api.isProtected():
                raise
            raise InputError(f"工作表“{self.sheet.name}”受保护，写不进去，请先撤销工作表保护。") from problem

    def _filled(self, value: Any) -> Any:
        """One value fills all cells."""
        if isinstance(value, (list, tuple)):
            return value
        rows, columns = self.shape
        return [[value] * columns] * rows

    @property
    def _session(self) -> Any:
        return self.sheet.book.app.session

    @property
    def merge_area(self) -> "Range":
        cursor = self.sheet.api.createCursorByRange(self.first)
        cursor.collapseToMergedArea()
        return Range(self.sheet, cursor)

    def select(self) -> None:
        controller = self.sheet.book.document.CurrentController
        if controller is not None:
            controller.select(self.cells)

    @property
    def note(self) -> Note | None:
        return note_of(self)

    def add_note(self, text: str) -> Note:
        return add_note(self, text)
