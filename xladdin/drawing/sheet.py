"""A thin layer over a worksheet: text, input and formula cells with merging, heights, validation, page set-up."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xladdin.drawing.heights import HIGHEST, needed
from xladdin.drawing.styles import FONT_SIZE, WRAPPED, Look, Styles
from xladdin.drawing.worksheet import FormWorksheet
from xladdin.forms.entry import Entry, Frozen
from xladdin.values.number import Kind, tidy

Computed = Decimal | str | None
_LOWEST = 19.0
_PROTECTION = {
    "insert_rows": True, "delete_rows": True, "format_cells": True, "format_columns": True, "format_rows": True,
}  # fmt: skip
_UNMARKED = ("number_stored_as_text", "formula_differs", "formula_range", "formula_unlocked", "empty_cell_reference")


def content_of(entry: Entry) -> Decimal | date | str | None:
    """What is written into a cell for an entry: the figure, or the text with its unit as it was entered."""
    if entry.kind is Kind.BLANK:
        return tidy(entry.raw) or None  # 无 and —— are blank, but they were written
    if entry.kind is Kind.NUMBER and entry.unit and entry.value is not None and not _is_amount(entry):
        return tidy(entry.raw)
    return entry.value


def entered_in(part: Frozen | None, field: str) -> Entry | None:
    """What was filed in a field; None in an empty template."""
    entry: Entry | None = getattr(part, field) if part is not None else None
    return entry


def _is_amount(entry: Entry) -> bool:
    return entry.unit in ("", "元", "千元", "百万元", "亿元")


class Sheet:
    """One sheet while it is drawn. Rows and columns count from 0; `width` and `height` are merged cells."""

    pages = 1  # that it prints; counted only where it is known what stands on the sheet

    def __init__(self, worksheet: FormWorksheet, styles: Styles, widths: Sequence[float]) -> None:
        self.worksheet = worksheet
        self.name: str = worksheet.get_name()
        self._styles = styles
        self._formats = styles.formats
        self._widths = [*widths, *[10.0] * 10]
        self._columns = len(widths)
        self._heights: dict[int, float] = {}
        self._tall: list[tuple[int, int, float]] = []
        self._results: list[tuple[int, int, int, int]] = []
        self._set_widths()

    def text(self, row: int, column: int, text: str, look: Look, width: int = 1, height: int = 1) -> None:
        """Printed text."""
        self._merge(row, column, look, width, height)
        if text:
            self._string(row, column, text, look)
            self._measure(row, column, text, look, width, height)
        elif width == height == 1:
            self.worksheet.write_blank(row, column, None, self._formats[look])

    def link(self, row: int, column: int, text: str, target: str, look: Look) -> None:
        """Printed text that leads to another sheet."""
        self.worksheet.write_url(row, column, target, self._formats[look], text)
        self._measure(row, column, text, look, 1, 1)

    def number(self, row: int, column: int, value: Decimal, look: Look, height: int = 1) -> None:
        """A figure that the form brings with it."""
        self._merge(row, column, look, 1, height)
        self.worksheet.write_number(row, column, float(value), self._formats[look])

    def enter(
        self, row: int, column: int, entry: Entry | None, look: Look, width: int = 1, height: int = 1, default: str = ""
    ) -> None:
        """An input cell, with what was entered; `default` stands there until something is."""
        self._merge(row, column, look, width, height)
        content = default or None if entry is None else content_of(entry)
        self._write(row, column, content, look, width, height)

    def result(
        self,
        row: int,
        column: int,
        formula: str,
        computed: Computed,
        look: Look,
        entry: Entry | None = None,
        width: int = 1,
        height: int = 1,
    ) -> None:
        """A worked-out cell with its value. What was entered otherwise stays, and shows by its colour."""
        self._merge(row, column, look, width, height)
        self._results.append((row, column, row + height - 1, column + width - 1))
        if entry is not None and entry.value != computed:
            self._write(row, column, content_of(entry), look, width, height)
            return
        self._formula(row, column, formula, computed, look, width, height)

    def derived(self, row: int, column: int, formula: str, text: str, look: Look, width: int) -> None:
        """A text that a formula takes from elsewhere; it is no figure that somebody could type over."""
        self._merge(row, column, look, width, 1)
        self._formula(row, column, formula, text, look, width, 1)

    def helper(self, row: int, column: int, formula: str, computed: Computed, look: Look) -> None:
        """A formula beside the form, outside the print area; nobody enters anything there."""
        value: float | str = float(computed) if isinstance(computed, Decimal) else computed or ""
        self.worksheet.write_formula(row, column, formula, self._formats[look], value)

    def _formula(
        self, row: int, column: int, formula: str, computed: Computed, look: Look, width: int, height: int
    ) -> None:
        value: float | str = float(computed) if isinstance(computed, Decimal) else computed or ""
        self.worksheet.write_formula(row, column, formula, self._formats[look], value)
        if isinstance(value, str):
            self._measure(row, column, value, look, width, height)

    def _write(
        self, row: int, column: int, content: Decimal | date | str | None, look: Look, width: int, height: int
    ) -> None:
        form = self._formats[look]
        if isinstance(content, Decimal):
            self.worksheet.write_number(row, column, float(content), form)
        elif isinstance(content, date):
            self.worksheet.write_datetime(row, column, content, form)
        elif content:
            self._string(row, column, content, look)
            self._measure(row, column, content, look, width, height)
        elif width == height == 1:
            self.worksheet.write_blank(row, column, None, form)

    def _string(self, row: int, column: int, text: str, look: Look) -> None:
        self.worksheet.write_string(row, column, text, self._formats[look])

    def _set_widths(self) -> None:
        for column, width in enumerate(self._widths[: self._columns]):
            self.worksheet.set_column(column, column, width)

    def _merge(self, row: int, column: int, look: Look, width: int, height: int) -> None:
        if width > 1 or height > 1:
            self.worksheet.merge_range(row, column, row + height - 1, column + width - 1, "", self._formats[look])

    def _measure(self, row: int, column: int, text: str, look: Look, width: int, height: int) -> None:
        """Remember how high the text is; without a line break and short it fits one line."""
        if look not in WRAPPED:
            return
        points = needed(text, sum(self._widths[column : column + width]), FONT_SIZE[look])
        if height > 1:
            self._tall.append((row, height, points))
        elif points > self._heights.get(row, _LOWEST):
            self._heights[row] = points

    def height(self, row: int, points: float) -> None:
        """A row of this height, whatever stands in it."""
        self._heights[row] = points

    def at_least(self, row: int, points: float) -> None:
        """Room to write in an empty form."""
        self._heights[row] = max(points, self._heights.get(row, _LOWEST))

    def validate(self, first: int, column: int, last: int, last_column: int, rule: Mapping[str, Any]) -> None:
        """What may be typed into these cells, with a message."""
        self.worksheet.data_validation(first, column, last, last_column, dict(rule))

    def repeat(self, row: int) -> None:
        """This heading row stands on every page from here on."""
        self.worksheet.repeat_rows(row)

    def finish(self, rows: int, columns: int) -> None:
        """Heights, colours for what was typed over, protection and the printed page: `columns` wide, `rows` long."""
        self._set_heights(rows)
        for area in _joined(self._results):
            self.worksheet.conditional_format(*area, {
                "type": "formula",
                "criteria": f"=NOT(_xlfn.ISFORMULA({xl_rowcol_to_cell(area[0], area[1])}))",
                "format": self._styles.typed_over,
            })  # fmt: skip
        sheet = self.worksheet
        sheet.protect("", dict(_PROTECTION))
        sheet.ignore_errors(dict.fromkeys(_UNMARKED, "A1:Z1000"))
        sheet.set_paper(9)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.65)
        sheet.center_horizontally()
        sheet.set_footer("&C&9第 &P 页 共 &N 页")
        sheet.print_area(0, 0, rows - 1, columns - 1)
        sheet.hide_gridlines(2)

    def _set_heights(self, rows: int) -> None:
        """Every row its own height; a cell merged over rows spreads what it still lacks over them."""
        heights = self._heights
        for row, count, points in self._tall:
            lacking = points - sum(heights.get(number, _LOWEST) for number in range(row, row + count))
            if lacking > 0:
                for number in range(row, row + count):
                    heights[number] = heights.get(number, _LOWEST) + lacking / count
        for row in range(rows):
            self.worksheet.set_row(row, self.row_height(row))

    def row_height(self, row: int) -> float:
        """The height of a row once everything stands in it, points."""
        return round(min(HIGHEST, self._heights.get(row, _LOWEST)), 1)


def _joined(areas: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Areas that stand beside or below each other as one, so that a sheet has few conditional formats."""
    joined: list[tuple[int, int, int, int]] = []
    for area in areas:
        if joined:
            first, left, last, right = joined[-1]
            if (area[0], area[2]) == (first, last) and area[1] == right + 1:
                joined[-1] = (first, left, last, area[3])
                continue
            if (area[1], area[3]) == (left, right) and area[0] == last + 1:
                joined[-1] = (first, left, area[2], right)
                continue
        joined.append(area)
    return joined
