"""A thin layer over a worksheet: text, input and formula cells with merging, heights, validation, page set-up."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from xladdin.drawing.heights import HIGHEST, halves_a_line, height_of
from xladdin.drawing.styles import WRAPPED_SIZE, Look, Styles
from xladdin.drawing.worksheet import FormWorksheet
from xladdin.forms.entry import Entry, Frozen
from xladdin.values.number import Kind, tidy

Computed = Decimal | str | None
_BLANK = Kind.BLANK  # every entry is asked for it
_AMOUNTS = frozenset({Look.AMOUNT, Look.SUM})
_LOWEST = 19.0
_PROTECTION = {
    "insert_rows": True, "delete_rows": True, "format_cells": True, "format_columns": True, "format_rows": True,
}  # fmt: skip
_UNMARKED = ("number_stored_as_text", "formula_differs", "formula_range", "formula_unlocked", "empty_cell_reference")


def _content_of(entry: Entry, look: Look) -> Decimal | date | str | None:
    """What is written into a cell for an entry: the figure, or the text with its unit as it was entered.

    In a cell for amounts the figure has become 万元; elsewhere `500元` would lose what it says.
    """
    if entry.kind is _BLANK:
        return tidy(entry.raw) or None  # 无 and —— are blank, but they were written
    if entry.unit and entry.kind is Kind.NUMBER and look not in _AMOUNTS:
        return tidy(entry.raw)
    return entry.value


def entered_in(part: Frozen | None, field: str) -> Entry | None:
    """What was filed in a field; None in an empty template."""
    entry: Entry | None = getattr(part, field) if part is not None else None
    return entry


class Sheet:
    """One sheet while it is drawn. Rows and columns count from 0; `width` and `height` are merged cells."""

    pages = 1  # that it prints; counted only where it is known what stands on the sheet
    quoted_signs: tuple[str, ...] = ()  # with which a text must begin to be marked as a text (quotePrefix)
    left_out: frozenset[Look] = frozenset()  # looks of the cells that such a sheet does not have

    def __init__(self, worksheet: FormWorksheet, styles: Styles, widths: Sequence[float]) -> None:
        self.worksheet = worksheet
        self.name: str = worksheet.get_name()
        self._styles = styles
        self._formats = styles.formats
        self._widths = [*widths, *[10.0] * 10]
        self._columns = len(widths)
        self._halves: dict[tuple[int, int, Look], int] = {}  # column, width, look -> characters a line
        self._heights: dict[int, float] = {}
        self._tall: list[tuple[int, int, float]] = []
        self._results: list[tuple[int, int, int, int]] = []
        self._set_widths()

    def text(self, row: int, column: int, text: str, look: Look, width: int = 1, height: int = 1) -> None:
        """Printed text."""
        if look in self.left_out:
            return
        form = self._formats[look]
        if width > 1 or height > 1:
            self._merge(row, column, form, width, height)
        elif not text:
            self.worksheet.write_blank(row, column, None, form)
        if text:
            quoted = text.startswith(self.quoted_signs)
            self.worksheet.write_string(row, column, text, self._styles.quoted(look) if quoted else form)
            self._measure(row, column, text, look, width, height)

    def link(self, row: int, column: int, text: str, target: str, look: Look) -> None:
        """Printed text that leads to another sheet."""
        self.worksheet.write_url(row, column, target, self._formats[look], text)
        self._measure(row, column, text, look, 1, 1)

    def number(self, row: int, column: int, value: Decimal, look: Look, height: int = 1) -> None:
        """A figure that the form brings with it."""
        self._figure(row, column, value, look, 1, height)

    def enter(
        self, row: int, column: int, entry: Entry | None, look: Look, width: int = 1, height: int = 1, default: str = ""
    ) -> None:
        """An input cell, with what was entered; `default` stands there until something is."""
        content = default if entry is None else _content_of(entry, look)
        if content is None or isinstance(content, str):
            self.text(row, column, content or "", look, width, height)
        else:
            self._figure(row, column, content, look, width, height)

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
        self._results.append((row, column, row + height - 1, column + width - 1))
        if entry is not None and entry.value != computed:
            self.enter(row, column, entry, look, width, height)
        else:
            self._formula(row, column, formula, computed, look, width, height)

    def derived(self, row: int, column: int, formula: str, text: str, look: Look, width: int) -> None:
        """A text that a formula takes from elsewhere; it is no figure that somebody could type over."""
        self._formula(row, column, formula, text, look, width, 1)

    def helper(self, row: int, column: int, formula: str, computed: Computed, look: Look) -> None:
        """A formula beside the form, outside the print area; nobody enters anything there."""
        self.worksheet.write_formula(row, column, formula, self._formats[look], _shown(computed))

    def _formula(
        self, row: int, column: int, formula: str, computed: Computed, look: Look, width: int, height: int
    ) -> None:
        self._merge(row, column, self._formats[look], width, height)
        value = _shown(computed)
        self.worksheet.write_formula(row, column, formula, self._formats[look], value)
        if isinstance(value, str):
            self._measure(row, column, value, look, width, height)

    def _figure(self, row: int, column: int, content: Decimal | date, look: Look, width: int, height: int) -> None:
        form = self._formats[look]
        self._merge(row, column, form, width, height)
        if isinstance(content, Decimal):
            self.worksheet.write_number(row, column, float(content), form)
        else:
            self.worksheet.write_datetime(row, column, content, form)

    def _set_widths(self) -> None:
        for column, width in enumerate(self._widths[: self._columns]):
            self.worksheet.set_column(column, column, width)

    def _merge(self, row: int, column: int, form: Format, width: int, height: int) -> None:
        if width > 1 or height > 1:
            self.worksheet.merge_range(row, column, row + height - 1, column + width - 1, "", form)

    def _measure(self, row: int, column: int, text: str, look: Look, width: int, height: int) -> None:
        """Remember how high the text is."""
        size = WRAPPED_SIZE.get(look)
        if size is None:
            return
        cell = (column, width, look)
        halves = self._halves.get(cell)
        if halves is None:
            halves = halves_a_line(sum(self._widths[column : column + width]), size)
            self._halves[cell] = halves
        points = height_of(text, halves, size)
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

    def _set_heights(self, rows: int) -> list[float]:
        """Every row its own height, in points; a cell merged over rows spreads what it still lacks over them."""
        heights = self._heights
        for row, count, points in self._tall:
            lacking = points - sum(heights.get(number, _LOWEST) for number in range(row, row + count))
            if lacking > 0:
                for number in range(row, row + count):
                    heights[number] = heights.get(number, _LOWEST) + lacking / count
        settled = [round(min(HIGHEST, heights.get(row, _LOWEST)), 1) for row in range(rows)]
        for row, points in enumerate(settled):
            self.worksheet.set_row(row, points)
        return settled


def _shown(computed: Computed) -> float | str:
    """What a formula shows as its value."""
    return float(computed) if isinstance(computed, Decimal) else computed or ""


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
