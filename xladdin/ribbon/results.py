"""The sheet 校验结果 in the open workbook: the same columns, texts and colours as in the annotated copy."""

from collections.abc import Sequence
from types import EllipsisType

from xlwings import Sheet

from xladdin.annotating.colours import FILLS, colour_of
from xladdin.annotating.result_sheet import WIDTHS, facts_of, hint_of, is_figure, rows_of
from xladdin.checks.report import Report
from xladdin.drawing.values_only import FORMULA_SIGNS
from xladdin.errors import InputError
from xladdin.reading.explanations import COLUMNS, EXPLANATION, ID, PLACE, SHEET, result_heading
from xladdin.ribbon.changes import Changes, Colour
from xladdin.ribbon.desk import Desk
from xladdin.ribbon.marking import rgb

_TITLE, _FACTS, _HINT, HEADING = 1, 2, 3, 4  # rows
_HEADING_FILL, _INPUT_FILL = rgb("E7E6E6"), rgb("FFF9E5")
_COLOURED = 3  # 代码, 级别, 状态
_ROWS_AT_ONCE = 10_000 // len(COLUMNS)


def draw_results(changes: Changes, desk: Desk, report: Report, former: Sequence[Sequence[str]]) -> Sheet:
    """A new sheet with the findings; it takes the place of the former one when the action has succeeded."""
    there = desk.sheet(SHEET)
    if there is not None and result_heading(former) is None:
        raise InputError(f"工作簿里已有一张“{SHEET}”，内容不是校验写的，请把那张表改名后再试。")
    sheet = changes.add_sheet(SHEET if there is None else f"{SHEET}新")
    _write(sheet, report)
    if there is not None:
        changes.replace(there, sheet, SHEET)
    return sheet


def _write(sheet: Sheet, report: Report) -> None:
    """Widths first: rows take their height from them."""
    for column, width in enumerate(WIDTHS, 1):
        sheet.range((1, column)).column_width = width
    rows = [[_content(column, text) for column, text in enumerate(texts)] for texts, _ in rows_of(report)]
    last = HEADING + max(1, len(rows))
    for name in (ID, PLACE):
        column = COLUMNS.index(name) + 1
        sheet.range((HEADING, column), (last, column)).number_format = "@"  # 123456789012 is no number there
    table = sheet.range((HEADING, 1), (last, len(COLUMNS)))
    table.font.size = 10
    table.wrap_text = True
    table.vertical_alignment = "center"
    head = [[SHEET], [facts_of(report)], [hint_of(report)]]
    filler = [""] * (len(COLUMNS) - 1)
    sheet.range("A1").value = [*([*row, *filler] for row in head), list(COLUMNS), *rows]
    sheet.range("A1").font.bold = True
    sheet.range("A1").font.size = 18
    sheet.range((HEADING, 1), (HEADING, len(COLUMNS))).font.bold = True
    table.rows.autofit()
    _colour(sheet, report)


def _content(column: int, text: str) -> str | float:
    """A figure as a number; a text that a host would take for a formula with a blank before it."""
    if is_figure(column, text):
        return float(text)
    return f" {text}" if text.startswith(FORMULA_SIGNS) else text


def _colour(sheet: Sheet, report: Report) -> None:
    input_column = COLUMNS.index(EXPLANATION)
    matrix: list[list[Colour | EllipsisType]] = [[_HEADING_FILL] * len(COLUMNS)]
    for _, finding in rows_of(report):
        row: list[Colour | EllipsisType] = [...] * len(COLUMNS)
        if finding is not None:
            row[:_COLOURED] = [rgb(FILLS[colour_of(finding, report)])] * _COLOURED
        row[input_column] = _INPUT_FILL
        matrix.append(row)
    for first in range(0, len(matrix), _ROWS_AT_ONCE):
        part = matrix[first : first + _ROWS_AT_ONCE]
        top = HEADING + first
        sheet.range((top, 1), (top + len(part) - 1, len(COLUMNS))).set_colors(part)
