"""Cells (xlwings' Range) on LibreOffice: contents and places. How cells look stands in `appearance.py`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from xladdin.calc.addresses import Area, written
from xladdin.calc.appearance import Appearance
from xladdin.calc.formulas import excel_formula
from xladdin.calc.notes import Note, add_note, note_of, notes_in, put_back
from xladdin.calc.refusal import UnsupportedInCalc, refusing_the_rest
from xladdin.calc.runtime import error, uno_module
from xladdin.calc.values import formula_texts, read_block, write_block
from xladdin.errors import InputError

if TYPE_CHECKING:
    from xladdin.calc.sheets import Sheet

_CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas
_FORMATS = 32 | 64
_EVERYTHING = 1023


def _enum(kind: str, name: str) -> Any:
    return uno_module().Enum(f"com.sun.star.sheet.{kind}", name)


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

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        plain = written(self.area, row_absolute, column_absolute)
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{plain}" if external else plain

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

    formula2 = formula

    @property
    def formula_array(self) -> str:
        return excel_formula(self.cells.ArrayFormula.strip("{}"))

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        (text,) = formula_texts([[value]])[0]
        self.cells.setArrayFormula(text)

    @property
    def has_array(self) -> bool:
        return bool(self.cells.ArrayFormula)

    def _write(self, write: Callable[[], None]) -> None:
        """Counts a write, and says what is wrong where the sheet does not take it."""
        self._session.writes[self.sheet.name] += 1
        notes = notes_in(self)
        try:
            write()
            put_back(self, notes)
        except error("uno.RuntimeException") as problem:
            if not self.sheet.api.ProtectContents:
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

    def clear_contents(self) -> None:
        self.cells.clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        self.cells.clearContents(_FORMATS)

    def clear(self) -> None:
        self.cells.clearContents(_EVERYTHING)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Cells or whole rows and columns; LibreOffice takes the format from above or from the left."""
        if copy_origin == "format_from_right_or_below":
            raise UnsupportedInCalc("insert(copy_origin)")
        mode = self._direction(shift, {"down": "DOWN", "right": "RIGHT"})
        self.sheet.api.insertCells(
            self.cells.RangeAddress, uno_module().Enum("com.sun.star.sheet.CellInsertMode", mode)
        )

    def delete(self, shift: str | None = None) -> None:
        mode = self._direction(shift, {"up": "UP", "left": "LEFT"})
        self.sheet.api.removeRange(
            self.cells.RangeAddress, uno_module().Enum("com.sun.star.sheet.CellDeleteMode", mode)
        )

    def _direction(self, shift: str | None, directions: dict[str, str]) -> str:
        area = self.area
        if area.whole_rows:
            return "ROWS"
        if area.whole_columns:
            return "COLUMNS"
        if shift is None:
            rows, columns = self.shape
            shift = list(directions)[0 if columns >= rows else 1]
        return directions[shift]

    def copy(self, destination: Any = None) -> None:
        """To another place of the same workbook, with formats and formulas."""
        if destination is None or destination.sheet.book.impl.document != self.sheet.book.document:
            raise UnsupportedInCalc("Range.copy")
        target = destination.impl
        target.sheet.api.copyRange(target.first.CellAddress, self.cells.RangeAddress)

    def end(self, direction: str) -> "Range":
        """The last filled cell in a direction, as Ctrl and an arrow find it."""
        step_row, step_column = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}[direction]
        used = self.sheet.used_range.area
        area = self.area
        row, column, found = area.top, area.left, (area.top, area.left)
        while used.top <= row + step_row <= used.bottom and used.left <= column + step_column <= used.right:
            row, column = row + step_row, column + step_column
            if not self.sheet.api.getCellByPosition(column, row).Formula:
                break
            found = (row, column)
        return self.sheet.range((found[0] + 1, found[1] + 1))

    @property
    def current_region(self) -> "Range":
        cursor = self.sheet.api.createCursorByRange(self.cells)
        cursor.collapseToCurrentRegion()
        return Range(self.sheet, cursor)

    @property
    def merge_area(self) -> "Range":
        cursor = self.sheet.api.createCursorByRange(self.first)
        cursor.collapseToMergedArea()
        return Range(self.sheet, cursor)

    @property
    def merge_cells(self) -> bool:
        return len(self.merge_area) > 1

    def merge(self, across: bool = False) -> None:
        if across:
            for row in range(self.shape[0]):
                self.cells.getCellRangeByPosition(0, row, self.shape[1] - 1, row).merge(True)
        else:
            self.cells.merge(True)

    def unmerge(self) -> None:
        self.cells.merge(False)

    def select(self) -> None:
        controller = self.sheet.book.document.CurrentController
        if controller is not None:
            controller.select(self.cells)

    @property
    def note(self) -> Note | None:
        return note_of(self)

    def add_note(self, text: str) -> Note:
        return add_note(self, text)

    @property
    def table(self) -> None:
        """LibreOffice has no tables in Excel's sense."""
