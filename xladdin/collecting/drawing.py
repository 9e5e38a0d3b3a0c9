"""The summary as a workbook for reading: an overview with charts, then a sheet for each table, ready to be printed."""

from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xladdin.collecting.overview import Overview, draw_overview
from xladdin.collecting.page import set_paper
from xladdin.collecting.summary import Summary
from xladdin.collecting.table import Column, Kind, Table, Value
from xladdin.drawing.heights import HIGHEST, needed
from xladdin.drawing.styles import FONT_SIZE, Look, Styles
from xladdin.drawing.values_only import FORMULA_SIGNS

_LOOK = {
    Kind.TEXT: Look.LABEL,
    Kind.NAME: Look.LABEL_LEFT,
    Kind.COUNT: Look.COUNT,
    Kind.AMOUNT: Look.AMOUNT,
    Kind.SCORE: Look.SCORE,
    Kind.RATE: Look.RATE,
}
_LOWEST = 20.0
_PORTRAIT_WIDTH = 95.0  # column units that are still read well on an upright page
_WIDEST_HEADING = 2


def draw_summary(summary: Summary, overview: Overview) -> bytes:
    """The workbook. Its sheets of tables are written row by row: a thousand submissions need no memory for cells."""
    stream = BytesIO()
    workbook = Workbook(stream, {"constant_memory": True})
    styles = Styles(workbook, plain=True)
    draw_overview(workbook, styles, overview)
    for table in summary.tables:
        _draw_table(workbook.add_worksheet(table.name), styles, table)
    workbook.worksheets()[0].activate()
    workbook.close()
    return stream.getvalue()


def _draw_table(sheet: Worksheet, styles: Styles, table: Table) -> None:
    columns = len(table.columns)
    widths = [column.width for column in table.columns]
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.merge_range(0, 0, 0, columns - 1, table.title, styles.formats[Look.TITLE])
    sheet.set_row(0, 34)
    row = 1
    for note in table.notes:
        sheet.merge_range(row, 0, row, columns - 1, note, styles.formats[Look.NOTE])
        sheet.set_row(row, needed(note, sum(widths), FONT_SIZE[Look.NOTE]))
        row += 1
    heading = row
    _heading(sheet, styles, heading, table.columns)
    for values in table.rows:
        row += 1
        _draw_row(sheet, styles, row, table.columns, values)
    if not table.rows:
        row += 1
        sheet.merge_range(row, 0, row, columns - 1, table.empty, styles.formats[Look.LABEL])
        sheet.set_row(row, 26)
    _set_page(sheet, table, heading, row)


def _heading(sheet: Worksheet, styles: Styles, row: int, columns: tuple[Column, ...]) -> None:
    size = FONT_SIZE[Look.HEADING]
    sheet.set_row(row, max(30.0, *(needed(column.heading, column.width, size) for column in columns)))
    for number, column in enumerate(columns):
        sheet.write_string(row, number, column.heading, styles.formats[Look.HEADING])


def _draw_row(
    sheet: Worksheet, styles: Styles, row: int, columns: tuple[Column, ...], values: tuple[Value, ...]
) -> None:
    height = _LOWEST
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str):
            height = max(height, needed(value, column.width, FONT_SIZE[_LOOK[column.kind]]))
    sheet.set_row(row, round(min(HIGHEST, height), 1))
    for number, (column, value) in enumerate(zip(columns, values, strict=True)):
        _write(sheet, styles, row, number, _LOOK[column.kind], value)


def _write(sheet: Worksheet, styles: Styles, row: int, column: int, look: Look, value: Value) -> None:
    """A text stays a text, also one that looks like a formula."""
    if isinstance(value, (Decimal, int)):
        sheet.write_number(row, column, float(value), styles.formats[look])
    elif value:
        form = styles.quoted(look) if value.startswith(FORMULA_SIGNS) else styles.formats[look]
        sheet.write_string(row, column, value, form)
    else:
        sheet.write_blank(row, column, None, styles.formats[look])


def _set_page(sheet: Worksheet, table: Table, heading: int, last: int) -> None:
    """A4, as wide as the page, the heading on every page; on the screen it stays and can be filtered."""
    columns = len(table.columns)
    set_paper(sheet, landscape=sum(column.width for column in table.columns) > _PORTRAIT_WIDTH)
    sheet.repeat_rows(heading)
    sheet.print_area(0, 0, last, columns - 1)
    sheet.freeze_panes(heading + 1, _WIDEST_HEADING if columns > _WIDEST_HEADING + 2 else 0)
    if table.rows:
        sheet.autofilter(heading, 0, last, columns - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
