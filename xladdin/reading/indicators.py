"""The table 绩效指标 of forms B, C and E: sections with their headings, and the rows below them."""

import re
from decimal import Decimal
from typing import NamedTuple

from xladdin.forms.describe import measures
from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import TOTAL_SCORE, Evaluation, FundEvaluation, Indicator, Section
from xladdin.reading.grid import Cell, is_more
from xladdin.reading.heading import ends_table
from xladdin.reading.region import Columns, Region
from xladdin.values.label import fold, key

TOTAL = frozenset(TOTAL_SCORE.spellings())
_LEVEL1 = "一级指标"
_SUBTOTAL = "小计"
_POINTS = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]|(?<!\d)(\d+(?:\.\d+)?)\s*分$")


class IndicatorTable(NamedTuple):
    """The sections of 绩效指标, its columns, and the row of 总分 where there is one."""

    sections: tuple[Section, ...] = ()
    columns: Columns | None = None
    total: int | None = None


def read_indicators(region: Region, row: int, model: type[Evaluation]) -> IndicatorTable:
    """The table whose heading stands in this row."""
    if row > region.last:
        return IndicatorTable()
    columns = Columns(region, row, {**region.keys(Indicator), _LEVEL1: "level1"})
    region.take_row(row)
    builder = _Sections(region, columns)
    for number, here in region.rows(row + 1):
        cells = here.cells
        if not cells:
            continue
        first = key(cells[0].text)
        if first == _SUBTOTAL:
            continue  # its figures belong to no indicator: they are reported
        if first in TOTAL:
            return IndicatorTable(builder.finished(), columns, number)
        if ends_table(cells[0].text) or (model is FundEvaluation and first == "说明"):
            break
        builder.add(number)
    return IndicatorTable(builder.finished(), columns)


class _Sections:
    """Collects rows into sections: a merged 一级 or 二级 cell holds for the rows below it."""

    def __init__(self, region: Region, columns: Columns) -> None:
        self._region = region
        self._columns = columns
        self._kinds = {name: kind for name, kind in measures(Indicator).items() if name != "second"}
        self._sections: list[tuple[Entry, list[Indicator]]] = []
        self._second = NOTHING

    def add(self, row: int) -> None:
        """One row of the table."""
        region, columns = self._region, self._columns
        if columns.repeats(region, row):
            region.take_row(row)
            return
        cells = columns.split(region, row)
        region.take_left_of(columns.first, row)  # the vertical heading 绩效指标
        self._first_level(row, cells.pop("level1", None))
        second = cells.pop("second", None)
        if second is not None:
            self._second = region.entry(row, second)
        if all(is_more(cell) for cell in cells.values()) and (cells or second is None or is_more(second)):
            for cell in cells.values():
                region.take(row, cell)
            return
        entries = columns.entries(region, row, cells, self._kinds)
        if not self._sections:
            self._sections.append((NOTHING, []))
        self._sections[-1][1].append(Indicator(second=self._second, **entries))

    def _first_level(self, row: int, cell: Cell | None) -> None:
        if cell is None:
            return
        heading = self._region.entry(row, cell)
        if self._sections and key(self._sections[-1][0].raw) == key(heading.raw):
            return  # a heading that is written again on every row
        self._sections.append((heading, []))
        self._second = NOTHING

    def finished(self) -> tuple[Section, ...]:
        """The sections with the names and weights out of their headings."""
        return tuple(
            Section(
                heading=heading, name=section_name(heading.raw), weight=_points(heading.raw), indicators=tuple(rows)
            )
            for heading, rows in self._sections
        )


def section_name(text: str) -> str:
    """`产出指标\\n(50分)` is 产出指标."""
    return _POINTS.sub("", fold(text))


def _points(text: str) -> Decimal | None:
    match = _POINTS.search(fold(text))
    return Decimal(match[1] or match[2]) if match else None
