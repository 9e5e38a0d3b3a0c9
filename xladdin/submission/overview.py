"""得分概览: one page for the head of the unit. Charts are Excel's own; the figures behind them are printed beside."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.chart import Chart

from xladdin.drawing.book import Book
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import SONG, Look
from xladdin.forms.filing import Filing
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import FilingScores
from xladdin.submission.figures import Bar, Lost, by_heading, by_level, execution_rates, lost_points
from xladdin.values.number import digits
from xladdin.values.rounding import ratio_of

SHEET = "得分概览"
_WIDTHS = (26, 34, 9, 9, 9)
_COLUMNS = len(_WIDTHS)
_POINTS_TO_PIXELS = 96 / 72
_BLUE, _GREY, _ORANGE = "#2E75B6", "#BFBFBF", "#C55A11"
_MOST_ROWS = 40  # of lost points; more would not be read


def draw_overview(book: Book, filing: Filing, scores: FilingScores) -> Sheet:
    """The sheet 得分概览."""
    sheet = book.sheet(SHEET, _WIDTHS)
    sheet.text(0, 0, f"{book.year}年度绩效自评得分概览", Look.TITLE, _COLUMNS)
    sheet.height(0, 36)
    sheet.text(1, 0, f"{book.unit}　{_result(scores)}", Look.LINE, _COLUMNS)
    row = 3
    bars = _bars(filing, book.rulebook)
    if bars:
        row = _headings(book, sheet, row, bars)
    rates = execution_rates(filing)
    if rates:
        row = _rates(book, sheet, row, rates)
    if any(line.entered.number is not None for line in scores.lines):
        row = _lost(book, sheet, row, lost_points(filing))
    sheet.finish(row, _COLUMNS)
    return sheet


def _result(scores: FilingScores) -> str:
    whole = scores.total
    if whole is None or whole.entered.number is None:
        return ""
    return f"总分 {digits(whole.entered.number)} 分" + (f"，等级{scores.grade}" if scores.grade else "")


def _bars(filing: Filing, rulebook: Rulebook) -> list[Bar]:
    if filing.department:
        return by_heading(filing.department)
    return by_level(filing.score_table, rulebook) if filing.score_table else []


def _headings(book: Book, sheet: Sheet, row: int, bars: Sequence[Bar]) -> int:
    first = _table(sheet, row, ("一级指标", "", "分值", "得分", "得分率"))
    for line, bar in enumerate(bars, first):
        sheet.text(line, 0, bar.name, Look.LABEL_LEFT, 2)
        sheet.number(line, 2, bar.weight, Look.POINTS)
        sheet.number(line, 3, bar.score, Look.POINTS)
        rate = ratio_of(bar.score, bar.weight)
        if rate is not None:
            sheet.number(line, 4, rate, Look.RATIO)
    last = first + len(bars) - 1
    chart = book.workbook.add_chart({"type": "column"})
    for column, name, colour in ((2, "分值", _GREY), (3, "得分", _BLUE)):
        chart.add_series(_series(sheet, name, (first, last), column, colour))
    return _place(sheet, chart, last + 1, "各一级指标得分与分值", 230)


def _rates(book: Book, sheet: Sheet, row: int, rates: Sequence[tuple[str, Decimal]]) -> int:
    first = _table(sheet, row, ("项目", "", "", "", "执行率"))
    for line, (name, rate) in enumerate(rates, first):
        sheet.text(line, 0, name, Look.LABEL_LEFT, 4)
        sheet.number(line, 4, rate, Look.RATIO)
    last = first + len(rates) - 1
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(_series(sheet, "执行率", (first, last), 4, _BLUE, "0%"))
    chart.set_legend({"none": True})
    chart.set_x_axis({"min": 0, "num_format": "0%", "num_font": _FONT})
    chart.set_y_axis({"reverse": True, "num_font": _FONT})
    return _place(sheet, chart, last + 1, "各项目预算执行率", 90 + 16 * len(rates))


def _lost(book: Book, sheet: Sheet, row: int, lost: Sequence[Lost]) -> int:
    if not lost:
        sheet.text(row, 0, "各项指标均为满分，没有失分。", Look.LINE, _COLUMNS)
        return row + 1
    shown = sorted(lost, key=lambda entry: -entry.points)[:_MOST_ROWS]
    first = _table(sheet, row, ("失分的指标", "", "分值", "得分", "失分"))
    for line, entry in enumerate(shown, first):
        # In one cell, as the chart's name of the bar: 群众满意度 stands in nearly every table.
        sheet.text(line, 0, f"{entry.where}：{entry.name}", Look.LABEL_LEFT, 2)
        for column, number in ((2, entry.weight), (3, entry.score), (4, entry.points)):
            sheet.number(line, column, number, Look.POINTS)
    last = first + len(shown) - 1
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(_series(sheet, "失分", (first, last), 4, _ORANGE))
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _FONT})
    row = _place(sheet, chart, last + 1, "失分在哪里", 90 + 16 * len(shown))
    if len(shown) < len(lost):
        sheet.text(row, 0, f"另有 {len(lost) - len(shown)} 项失分较少，未列出。", Look.LINE, _COLUMNS)
        return row + 1
    return row


_FONT: dict[str, Any] = {"name": SONG, "size": 9}


def _table(sheet: Sheet, row: int, headings: Sequence[str]) -> int:
    """The heading row; a heading without a text is part of the one before it. Gives the first row below."""
    column = 0
    while column < len(headings):
        width = 1
        while column + width < len(headings) and not headings[column + width]:
            width += 1
        sheet.text(row, column, headings[column], Look.HEADING, width)
        column += width
    return row + 1


def _series(
    sheet: Sheet, name: str, rows: tuple[int, int], column: int, colour: str, shown: str = "0.00"
) -> dict[str, Any]:
    """The names of the bars stand in the first column."""
    first, last = rows
    return {
        "name": name,
        "categories": [sheet.name, first, 0, last, 0],
        "values": [sheet.name, first, column, last, column],
        "fill": {"color": colour},
        "gap": 60,
        "data_labels": {"value": True, "font": _FONT, "num_format": shown},
    }


def _place(sheet: Sheet, chart: Chart, row: int, title: str, points: float) -> int:
    """The chart in one high row: a row is never divided between two pages."""
    height = min(400.0, points)
    sheet.text(row, 0, "", Look.LINE, _COLUMNS)
    sheet.height(row, height)
    chart.set_title({"name": title, "name_font": {"name": SONG, "size": 11, "bold": True}, "overlay": False})
    chart.set_size({"width": 600, "height": int(height * _POINTS_TO_PIXELS) - 14})
    sheet.worksheet.insert_chart(row, 0, chart, {"x_offset": 6, "y_offset": 7, "object_position": 1})
    return row + 2
