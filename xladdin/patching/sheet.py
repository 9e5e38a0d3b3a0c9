"""A worksheet part: where its cells stand, one cell's content changed, elements put where the schema wants them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from xladdin.patching.outline import BrokenPart, Edits, Element, as_text, outline, text_in
from xladdin.reading.grid import column_letters, column_number
from xladdin.values.number import digits

# The children of a worksheet in the order of the schema.
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "AlternateContent", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def split_reference(cell: str) -> tuple[int, int]:
    """H21 is row 20, column 7, both from 0."""
    match = _REFERENCE.fullmatch(cell)
    if match is None:
        raise BrokenPart(f"没有单元格 {cell}")
    return int(match[2]) - 1, column_number(match[1])


@dataclass(frozen=True)
class Area:
    """A range of cells, rows and columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is in it."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    @property
    def reference(self) -> str:
        """B2:C3, or B2 for one cell."""
        first = f"{column_letters(self.first_column)}{self.first_row + 1}"
        last = f"{column_letters(self.last_column)}{self.last_row + 1}"
        return first if first == last else f"{first}:{last}"


def area(reference: str) -> Area:
    """The area that a reference names."""
    first, _, last = reference.replace("$", "").partition(":")
    return Area(*split_reference(first), *split_reference(last or first))


class SheetXml:
    """One worksheet part that is being changed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = outline(data)
        self.edits = Edits(data)
        self._rows: dict[int, Element] | None = None

    @property
    def rows(self) -> dict[int, Element]:
        """Row number from 0 → its element; a row without a number follows the one before it."""
        if self._rows is None:
            self._rows = {}
            number = 0
            for row in (self.root.child("sheetData") or self.root).children:
                if row.name == "row":
                    number = int(row.attributes.get("r", number + 1))
                    self._rows[number - 1] = row
        return self._rows

    def cells(self, row: int) -> dict[int, Element]:
        """Column from 0 → the cell's element."""
        found: dict[int, Element] = {}
        column = -1
        element = self.rows.get(row)
        for cell in element.children if element else []:
            if cell.name == "c":
                reference = cell.attributes.get("r")
                column = split_reference(reference)[1] if reference else column + 1
                found[column] = cell
        return found

    def merged(self, row: int, column: int) -> Area:
        """The merged area to which a cell belongs, or the cell alone."""
        for item in self.root.all("mergeCell"):
            merged = area(item.attributes.get("ref", ""))
            if merged.holds(row, column):
                return merged
        return Area(row, column, row, column)

    def place(self, name: str) -> int:
        """The byte before which a new child of the worksheet belongs."""
        later = ORDER[ORDER.index(name) + 1 :]
        seen_cells = False
        for child in self.root.children:
            seen_cells = seen_cells or child.name == "sheetData"
            # AlternateContent can wrap anything; behind the cells it wraps controls.
            if child.name in later and (child.name != "AlternateContent" or seen_cells):
                return child.start
        return self.root.close

    def is_formula(self, cell: str) -> bool:
        """Whether the cell holds a formula."""
        row, column = split_reference(cell)
        element = self.cells(row).get(column)
        return element is not None and element.child("f") is not None

    def text_of(self, cell: str, shared: Sequence[str]) -> str | None:
        """The text in a cell, `shared` being the workbook's list; None where it holds a number or nothing."""
        row, column = split_reference(cell)
        element = self.cells(row).get(column)
        kind = element.attributes.get("t", "n") if element else "n"
        value = element.child("v") if element else None
        if element is not None and kind == "inlineStr":
            return text_in(self.data, element)
        if value is None or kind not in ("s", "str"):
            return None
        content = unescape(self.data[value.inside : value.close].decode())
        return shared[int(content)] if kind == "s" else content

    def own_formula(self, cell: str) -> str:
        """The formula of the cell, if no other cell shares it."""
        row, column = split_reference(cell)
        element = self.cells(row).get(column)
        formula = element.child("f") if element else None
        if formula is None or "t" in formula.attributes:
            return ""
        return unescape(self.data[formula.inside : formula.close].decode())

    def set_content(self, cell: str, content: Decimal | str, *, keep_formula: bool = True) -> None:
        """Put a number or a text into a cell; its format stays. Of a formula that is kept the stored value changes."""
        row, column = split_reference(cell)
        element = self.cells(row).get(column)
        if element is not None:
            self._change(element, content, keep_formula)
            return
        new = self._new_cell(column, row, content)
        if row in self.rows:
            following = (item.start for place, item in self.cells(row).items() if place > column)
            at = next(following, None)
            if at is None:
                self.edits.append_to(self.rows[row], new)
            else:
                self.edits.insert(at, new)
            self.edits.set_attribute(self.rows[row], "spans", None)
        else:
            self._new_row(row, new)

    def _change(self, element: Element, content: Decimal | str, keep_formula: bool) -> None:
        prefix, formula = element.prefix, element.child("f")
        if formula is not None and not keep_formula:
            self.edits.cut(formula)
            formula = None
        if isinstance(content, str) and formula is None:
            kind, inner = "inlineStr", _inline(prefix, content)
        elif isinstance(content, str):
            kind, inner = "str", f"<{prefix}v>{as_text(content)}</{prefix}v>"
        else:
            kind, inner = None, f"<{prefix}v>{digits(content)}</{prefix}v>"
        self.edits.set_attribute(element, "t", kind)
        for child in element.children:
            if child.name in ("v", "is"):
                self.edits.cut(child)
        if formula is not None:
            self.edits.insert(formula.end, inner)
        else:
            self.edits.append_to(element, inner)

    def _new_cell(self, column: int, row: int, content: Decimal | str) -> str:
        prefix = self.root.prefix
        reference = f"{column_letters(column)}{row + 1}"
        if isinstance(content, str):
            return f'<{prefix}c r="{reference}" t="inlineStr">{_inline(prefix, content)}</{prefix}c>'
        return f'<{prefix}c r="{reference}"><{prefix}v>{digits(content)}</{prefix}v></{prefix}c>'

    def _new_row(self, row: int, cell: str) -> None:
        prefix = self.root.prefix
        new = f'<{prefix}row r="{row + 1}">{cell}</{prefix}row>'
        following = (element.start for number, element in sorted(self.rows.items()) if number > row)
        at = next(following, None)
        data = self.root.child("sheetData")
        if data is None:
            raise BrokenPart("没有单元格")
        if at is None:
            self.edits.append_to(data, new)
        else:
            self.edits.insert(at, new)

    def made(self) -> bytes:
        """The part with all changes."""
        return self.edits.made()


def _inline(prefix: str, text: str) -> str:
    return f'<{prefix}is><{prefix}t xml:space="preserve">{as_text(text)}</{prefix}t></{prefix}is>'
