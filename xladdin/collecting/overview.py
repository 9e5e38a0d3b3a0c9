"""汇总概览: the first sheet. How many came, what became of them, and four distributions with charts of Excel's own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xladdin.collecting.page import set_paper
from xladdin.collecting.ranking import execution_rate
from xladdin.collecting.record import Submission
from xladdin.collecting.summary import Summary, title_of
from xladdin.collecting.table import OVERVIEW
from xladdin.drawing.styles import SONG, Look, Styles
from xladdin.values.number import digits

_BLUE, _ORANGE = "#2E75B6", "#C55A11"
_SCORES = tuple(Decimal(bound) for bound in (60, 70, 80, 85, 90, 95))
_RATES = tuple(Decimal(bound) / 100 for bound in (50, 70, 80, 90, 95, 100))
_FULL = Decimal(100)
_MOST_KINDS = 10
_ROW_HEIGHT = 20
_CHART_ROWS = 12  # rows beside which a chart stands
_WIDTHS = (30, 10, 3, 14, 14, 14, 14)


@dataclass(frozen=True, slots=True)
class Distribution:
    """Names and numbers of one chart."""

    title: str
    heading: str
    counts: tuple[tuple[str, int], ...]
    chart: str = "column"
    colour: str = _BLUE


@dataclass(frozen=True, slots=True)
class Overview:
    """`unfinished` says how far a run got that was broken off."""

    folder: str
    facts: tuple[tuple[str, int], ...]
    distributions: tuple[Distribution, ...]
    others: str = ""
    unfinished: str = ""


def overview_of(summary: Summary, folder: str, others: Mapping[str, int], unfinished: str = "") -> Overview:
    """The first sheet's content."""
    read = [result.submission for result in summary.results if result.submission]
    verified = Counter(submission.verification.intact for submission in read)
    facts = (
        ("已读取（份）", len(read)),
        ("没有读取（份）", len(summary.results) - len(read)),
        ("内容重复，未计（份）", len(summary.copies)),
        ("报送包，核验无改动（份）", verified[True]),
        ("报送包，核验有改动（份）", verified[False]),
        ("未打包，无法核验（份）", verified[None]),
        ("计入等级和得分分布（份）", sum(submission.takes_part for submission in read)),
        ("没有错误和改动的（份）", sum(submission.in_order for submission in read)),
        ("错误（处）", sum(submission.count("error") for submission in read)),
        ("警告（处）", sum(submission.count("warning") for submission in read)),
        ("提示（处）", sum(submission.count("hint") for submission in read)),
    )
    passed_over = "、".join(f"{suffix} {count} 个" for suffix, count in sorted(others.items()))
    return Overview(folder, facts, _distributions(read), passed_over, unfinished)


def _distributions(read: Sequence[Submission]) -> tuple[Distribution, ...]:
    compared = [submission for submission in read if submission.takes_part]
    grades = Counter(submission.grade or "没有等级" for submission in compared)
    totals = [submission.computed for submission in compared if submission.computed is not None]
    rates = [rate for submission in compared if (rate := execution_rate(submission.money)) is not None]
    return (
        Distribution("等级分布", "等级", tuple(sorted(grades.items(), key=lambda grade: _grade_order(grade[0])))),
        Distribution("得分合计分布", "得分合计", _in_bands(totals, _SCORES, _FULL, "")),
        Distribution("执行率分布", "执行率", _in_bands(rates, _RATES, None, "%")),
        Distribution("最多的问题", "问题（错误和警告）", _most_frequent(read), "bar", _ORANGE),
    )  # fmt: skip


def _most_frequent(read: Sequence[Submission]) -> tuple[tuple[str, int], ...]:
    """What the next training should be about; hints are only to look at."""
    kinds: Counter[str] = Counter()
    for submission in read:
        for found in submission.findings:
            if found.severity != "hint":
                kinds[found.code] += found.count
    return tuple((f"{code} {title_of(code)}", count) for code, count in kinds.most_common(_MOST_KINDS))


def _grade_order(grade: str) -> tuple[int, str]:
    return ("优良中差".find(grade) if grade in "优良中差" else 9, grade)


def _in_bands(
    values: Sequence[Decimal], bounds: Sequence[Decimal], full: Decimal | None, unit: str
) -> tuple[tuple[str, int], ...]:
    """How many lie between two bounds; a bound belongs to the band above it. Above `full` is a band of its own."""
    shown = [digits(bound * 100 if unit else bound) for bound in bounds]
    names = [f"{shown[0]}{unit} 以下"]
    names += [f"{low}–{high}{unit}" for low, high in pairwise(shown)]
    names.append(f"{shown[-1]}{unit} 及以上" if full is None else f"{shown[-1]}–{full:f}{unit}")
    counts = Counter(sum(value >= bound for bound in bounds) for value in values if full is None or value <= full)
    bands = [(name, counts[position]) for position, name in enumerate(names)]
    if full is not None:
        bands.append((f"超过 {full:f}{unit}", sum(value > full for value in values)))
    return tuple(bands)


def draw_overview(workbook: Workbook, styles: Styles, overview: Overview) -> None:
    """The sheet 汇总概览: tables on the left, their charts beside them."""
    sheet = workbook.add_worksheet(OVERVIEW)
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, last, "部门整体支出绩效自评汇总", styles.formats[Look.TITLE])
    sheet.set_row(0, 36)
    row = 1
    for line in _lines(overview):
        sheet.merge_range(row, 0, row, last, line, styles.formats[Look.LINE])
        sheet.set_row(row, 20 if len(line) <= 50 else 36)
        row += 1
    for name, count in overview.facts:
        _count(sheet, styles, row, name, count)
        row += 1
    row += 1
    for distribution in overview.distributions:
        row = _draw_distribution(workbook, sheet, styles, row, distribution)
    set_paper(sheet, landscape=False, pages=1)
    sheet.print_area(0, 0, row - 1, last)


def _lines(overview: Overview) -> list[str]:
    lines = [f"文件夹：{overview.folder}"]
    if overview.unfinished:
        lines.append(overview.unfinished)
    if overview.others:
        lines.append(f"其他文件没有处理：{overview.others}。")
    return lines


def _count(sheet: Worksheet, styles: Styles, row: int, name: str, count: int) -> None:
    sheet.set_row(row, _ROW_HEIGHT)
    sheet.write_string(row, 0, name, styles.formats[Look.LABEL_LEFT])
    sheet.write_number(row, 1, count, styles.formats[Look.COUNT])


def _draw_distribution(
    workbook: Workbook, sheet: Worksheet, styles: Styles, row: int, distribution: Distribution
) -> int:
    """Gives the row for the next one. An empty distribution has no chart."""
    if not any(count for _, count in distribution.counts):
        return row
    sheet.write_string(row, 0, distribution.heading, styles.formats[Look.HEADING])
    sheet.write_string(row, 1, "数量", styles.formats[Look.HEADING])
    chart = workbook.add_chart({"type": distribution.chart})
    first = row + 1
    for line, (name, count) in enumerate(distribution.counts, first):
        _count(sheet, styles, line, name, count)
    last = first + len(distribution.counts) - 1
    chart.add_series({
        "name": distribution.title,
        "categories": [OVERVIEW, first, 0, last, 0],
        "values": [OVERVIEW, first, 1, last, 1],
        "fill": {"color": distribution.colour},
        "gap": 60,
        "data_labels": {"value": True, "font": _FONT},
    })  # fmt: skip
    chart.set_title({"name": distribution.title, "name_font": {**_FONT, "size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    _set_axes(chart, distribution)
    chart.set_size({"width": 400, "height": int((_CHART_ROWS - 1) * _ROW_HEIGHT * 96 / 72)})
    sheet.insert_chart(row, 3, chart, {"x_offset": 2, "y_offset": 2, "object_position": 1})
    for line in range(last + 1, row + _CHART_ROWS):
        sheet.set_row(line, _ROW_HEIGHT)
    return max(last + 2, row + _CHART_ROWS)


_FONT: dict[str, Any] = {"name": SONG, "size": 9}


def _set_axes(chart: Any, distribution: Distribution) -> None:
    names: dict[str, Any] = {"num_font": _FONT}
    counts: dict[str, Any] = {"num_font": _FONT, "major_gridlines": {"visible": False}, "min": 0}
    if distribution.chart == "bar":
        chart.set_y_axis({**names, "reverse": True})  # of a bar chart the names stand on this axis
        chart.set_x_axis({**counts, "visible": False})
    else:
        chart.set_x_axis(names)
        chart.set_y_axis({**counts, "visible": False})
