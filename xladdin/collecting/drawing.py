"""The summary as a workbook for reading: an overview with charts, then a sheet for each table, ready to be printed."""

from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xladdin.collecting.overview import Overview, draw_overview
from xladdin.collecting.page import set_paper
from xladdin.collecting.sheet import TableSheet
from xladdin.collecting.summary import Summary
from xladdin.collecting.table import Column, Kind, Table, Value
from xladdin.drawing.heights import HIGHEST, halves_a_line, height_of, needed
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
        _draw_table(workbook.add_worksheet(table.name, TableSheet), styles, table)
    workbook.worksheets()[0].activate()
    workbook.close()
    return stream.getvalue()


def _draw_table(sheet: TableSheet, styles: Styles, table: Table) -> None:
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
    _draw_rows(sheet, styles, heading + 1, table)
    last = heading + max(1, len(table.rows))
    if not table.rows:
        sheet.merge_range(last, 0, last, columns - 1, table.empty, styles.formats[Look.LABEL])
        sheet.set_row(last, 26)
    _set_page(sheet, table, heading, last)


def _heading(sheet: Worksheet, styles: Styles, row: int, columns: tuple[Column, ...]) -> None:
    size = FONT_SIZE[Look.HEADING]
    sheet.set_row(row, max(30.0, *(needed(column.heading, column.width, size) for column in columns)))
    for number, column in enumerate(columns):
        sheet.write_string(row, number, column.heading, styles.formats[Look.HEADING])


def _draw_rows(sheet: TableSheet, styles: Styles, first: int, table: Table) -> None:
    """What is the same for a column is worked out once, not at each of its cells."""
    looks = [_LOOK[column.kind] for column in table.columns]
    room = [
        (halves_a_line(column.width, FONT_SIZE[look]), FONT_SIZE[look])
        for column, look in zip(table.columns, looks, strict=True)
    ]
    for row, values in enumerate(table.rows, first):
        heights = [height_of(value, *at) for value, at in zip(values, room, strict=True) if isinstance(value, str)]
        cells = [(_format(styles, look, value), value) for look, value in zip(looks, values, strict=True)]
        sheet.write_cells(row, round(min(HIGHEST, max([_LOWEST, *heights])), 1), cells)


def _format(styles: Styles, look: Look, value: Value) -> Format:
    looks_like_a_formula = isinstance(value, str) and value.startswith(FORMULA_SIGNS)
    return styles.quoted(look) if looks_like_a_formula else styles.formats[look]


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
