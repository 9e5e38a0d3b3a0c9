"""The sheet 校验结果, drawn in a workbook of its own: what was found, how many a sheet, and where to explain it."""

import io
import re
from collections.abc import Sequence
from itertools import islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xladdin.annotating.colours import FILLS, STRONG, colour_of
from xladdin.checks.finding import Finding
from xladdin.checks.report import CHINESE, EXPLAINED, NOT_LOOKED_AT, Report, counted, place_of
from xladdin.drawing.heights import HIGHEST, needed
from xladdin.reading.explanations import CODE, COLUMNS, EXPLANATION, ID, MESSAGE, PLACE, SHEET, STATE, Explanation

WIDTHS = (8, 6, 8, 23, 13, 16, 11, 50, 32, 27, 30, 14)
_LONGEST_NAME = 13  # of a sheet in the column 位置; a link is not wrapped everywhere
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?")
_CHART_ROW, _CHART_SHEETS = 3, 12
_COUNTS = len(WIDTHS) + 2  # the first of the hidden columns with the figures of the chart
_DRAWN_AFTER = "先有一张"  # the first sheet of a workbook is the selected one; ours must not be


class _Drawing:
    """The open workbook with its formats."""

    def __init__(self, file: io.BytesIO) -> None:
        self.book = Workbook(file, {"in_memory": True})
        self.book.add_worksheet(_DRAWN_AFTER)
        self.sheet: Worksheet = self.book.add_worksheet(SHEET)
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, **properties: object) -> Format:
        """A format; equal ones are made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({**_FONT, **properties})
        return self._made[key]

    def cell(self, **properties: object) -> Format:
        """A format of a cell of the table."""
        return self.look(border=1, border_color="#BFBFBF", text_wrap=True, **properties)


def draw_result_sheet(report: Report) -> tuple[bytes, int]:
    """A workbook whose second sheet is 校验结果, and the row from 0 of the table's headings."""
    file = io.BytesIO()
    drawing = _Drawing(file)
    sheet = drawing.sheet
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    _draw_top(drawing, report)
    heading = _draw_chart(drawing, report) if report.findings else _CHART_ROW
    _draw_table(drawing, report, heading)
    _set_up_page(sheet, heading, len(rows_of(report)))
    drawing.book.close()
    return file.getvalue(), heading


def _draw_top(drawing: _Drawing, report: Report) -> None:
    sheet = drawing.sheet
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, SHEET, drawing.look(font_size=18, bold=True))
    sheet.write_string(1, 0, facts_of(report), drawing.look())
    hint = hint_of(report)
    wrapped = drawing.look(text_wrap=True, font_color="#595959")
    sheet.merge_range(2, 0, 2, len(WIDTHS) - 1, hint, wrapped)
    sheet.set_row(2, min(HIGHEST, max(18, needed(hint, sum(WIDTHS), 10))))


def facts_of(report: Report) -> str:
    """The line below the title: the rulebook and the counts."""
    return f"规则集：{report.rulebook_name}（{report.rulebook_id}）　{report.summary}"


def hint_of(report: Report) -> str:
    """What to do with the table, and which explanations belong to nothing any more."""
    hint = f"警告需要在“{EXPLANATION}”一栏写明情况，保存后再校验即记为{EXPLAINED}；错误只能改正。"
    if report.waiting:
        hint += f"\n{report.about_waiting}"
    for explanation in report.dropped:
        hint += f"\n问题已改正或已变化，原来的说明不再保留：{explanation.code} {explanation.place}“{explanation.text}”"
    return hint


def _draw_chart(drawing: _Drawing, report: Report) -> int:
    """Bars of the sheets with most findings; gives the row below it."""
    sheet, counts = drawing.sheet, _counts(report)
    for row, (name, numbers) in enumerate(counts, _CHART_ROW):
        sheet.write_string(row, _COUNTS, name)
        sheet.write_row(row, _COUNTS + 1, numbers)
    sheet.set_column(_COUNTS, _COUNTS + len(CHINESE), None, None, {"hidden": True})
    chart = drawing.book.add_chart({"type": "bar", "subtype": "stacked"})
    last = _CHART_ROW + len(counts) - 1
    for offset, (severity, word) in enumerate(CHINESE.items(), 1):
        chart.add_series({
            "name": word,
            "categories": [SHEET, _CHART_ROW, _COUNTS, last, _COUNTS],
            "values": [SHEET, _CHART_ROW, _COUNTS + offset, last, _COUNTS + offset],
            "fill": {"color": f"#{STRONG[severity]}"},
            "gap": 45,
            "data_labels": {"value": True, "num_format": "0;;", "font": {"color": "white", "size": 8}},
        })  # fmt: skip
    small = {"name": "宋体", "size": 9}
    chart.set_title({"name": "各表的问题（处）", "name_font": {"name": "宋体", "size": 11, "bold": True}})
    chart.set_y_axis({"reverse": True, "num_font": small, "line": {"none": True}, "major_tick_mark": "none"})
    chart.set_x_axis({"num_font": small, "min": 0, "num_format": "0", "major_gridlines": {"visible": False},
                      "visible": False})  # fmt: skip
    chart.set_legend({"position": "right", "font": small})
    chart.show_hidden_data()
    rows = max(6, len(counts) + 3)
    chart.set_size({"width": 640, "height": rows * 20})
    sheet.insert_chart(_CHART_ROW, 0, chart, {"x_offset": 4, "y_offset": 4, "object_position": 3})
    return _CHART_ROW + rows + 1


def _counts(report: Report) -> list[tuple[str, list[int]]]:
    """Sheet and its counts, the most severe first; many sheets with little are put together."""
    by_sheet = [(name, list(counted(found).values())) for name, found in report.by_sheet()]
    by_sheet.sort(key=lambda item: [-number for number in item[1]])
    shown = by_sheet[:_CHART_SHEETS]
    rest = list(islice(by_sheet, _CHART_SHEETS, None))
    if rest:
        columns = zip(*(numbers for _, numbers in rest), strict=True)
        shown.append((f"其余 {len(rest)} 张表", [sum(column) for column in columns]))
    return shown


def _draw_table(drawing: _Drawing, report: Report, heading: int) -> None:
    sheet = drawing.sheet
    head = drawing.cell(bold=True, align="center", bg_color="#E7E6E6")
    for column, name in enumerate(COLUMNS):
        sheet.write_string(heading, column, name, head)
    sheet.set_row(heading, 24)
    for row, (texts, finding) in enumerate(rows_of(report), heading + 1):
        _draw_row(drawing, report, row, texts, finding)
    sheet.autofilter(heading, 0, heading + max(1, len(rows_of(report))), len(COLUMNS) - 1)


def _draw_row(drawing: _Drawing, report: Report, row: int, texts: Sequence[str], finding: Finding | None) -> None:
    sheet = drawing.sheet
    for column, text in enumerate(texts):
        look = _look(drawing, report, finding, column)
        if COLUMNS[column] == PLACE and finding is not None and _is_in_the_book(finding):
            target = f"internal:'{finding.sheet.replace(chr(39), chr(39) * 2)}'!{finding.cell}"
            sheet.write_url(row, column, target, look, _short_place(finding), text)
        elif is_figure(column, text):
            sheet.write_number(row, column, float(text), look)
        else:
            sheet.write_string(row, column, text, look)
    height = max(needed(text, width - 2, 10) for text, width in zip(texts, WIDTHS, strict=True))
    sheet.set_row(row, min(HIGHEST, max(20, height)))


def _is_in_the_book(finding: Finding) -> bool:
    """Whether there is a cell to go to: a report is a file of its own."""
    return bool(finding.sheet and finding.cell) and finding.form != "report"


def is_figure(column: int, text: str) -> bool:
    """Whether the cell of that column holds a number; an id can look like one (12e345678901)."""
    return COLUMNS[column] != ID and _NUMBER.fullmatch(text) is not None


def rows_of(report: Report) -> list[tuple[tuple[str, ...], Finding | None]]:
    """The rows below the headings: the findings, then what waits for a report and belongs to none of them."""
    found = [(_row_texts(report, finding), finding) for finding in report.findings]
    return [*found, *((_waiting_texts(explanation), None) for explanation in report.waiting)]


def _waiting_texts(explanation: Explanation) -> tuple[str, ...]:
    known = {CODE: explanation.code, STATE: NOT_LOOKED_AT, PLACE: explanation.place, MESSAGE: explanation.message,
             EXPLANATION: explanation.text, ID: explanation.id}  # fmt: skip
    return tuple(known.get(column, "") for column in COLUMNS)


def _row_texts(report: Report, finding: Finding) -> tuple[str, ...]:
    """The cells of a row, in the order of the columns."""
    return (
        finding.code, CHINESE[finding.severity], report.state(finding), place_of(finding), finding.provided,
        finding.expected, finding.difference, finding.message, finding.basis, finding.fix,
        report.explanations.get(finding.id, ""), finding.id,
    )  # fmt: skip


def _short_place(finding: Finding) -> str:
    """The place in one line; the whole name of the sheet is shown when the mouse is over it."""
    name, place = finding.sheet, place_of(finding)
    return place if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…{place.removeprefix(name)}"


def _look(drawing: _Drawing, report: Report, finding: Finding | None, column: int) -> Format:
    if column <= 2:
        if finding is None:
            return drawing.cell(align="center", font_color="#7F7F7F")
        colour = colour_of(finding, report)
        bold = {"font_color": f"#{STRONG[colour]}", "bold": True} if column else {}
        return drawing.cell(align="center", bg_color=f"#{FILLS[colour]}", **bold)
    name = COLUMNS[column]
    if name == PLACE and finding is not None and _is_in_the_book(finding):
        return drawing.cell(font_color="#0563C1", underline=1, indent=1)
    if name == EXPLANATION:
        return drawing.cell(bg_color="#FFF9E5", locked=False, indent=1)
    if name == ID:
        return drawing.cell(font_color="#7F7F7F", font_size=9, align="center")
    if column in (4, 5, 6):
        return drawing.cell(align="right", indent=1)
    return drawing.cell(indent=1)


def _set_up_page(sheet: Worksheet, heading: int, rows: int) -> None:
    sheet.set_tab_color(f"#{STRONG['error']}")
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.repeat_rows(heading)
    sheet.print_area(0, 0, heading + max(1, rows), len(WIDTHS) - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
