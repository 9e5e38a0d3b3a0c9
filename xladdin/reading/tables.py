"""Forms D, F, G and 补充数据 out of a region: a heading row, rows of one kind, a total."""

from collections.abc import Iterator
from typing import TypeVar

from xladdin.forms.describe import measures
from xladdin.forms.entry import NOTHING, Entry, Frozen
from xladdin.forms.evaluation import TOTAL_SCORE
from xladdin.forms.tables import (
    YES_OR_NO,
    FundRow,
    FundTable,
    ScoreRow,
    ScoreTable,
    Supplement,
    WorkAssessment,
    WorkRow,
)
from xladdin.reading.heading import Heading, common, ends_table
from xladdin.reading.region import Columns, Region
from xladdin.values.label import fold, key

R = TypeVar("R", bound=Frozen)

_TOTAL = frozenset(TOTAL_SCORE.spellings())
_BOX, _TICKS = "□", "☑√✓■"


def read_score_table(region: Region, heading: Heading) -> ScoreTable:
    """评价指标评分表. One weight may stand for two merged rows (经济效益, 社会效益)."""
    rows, total = _rows(region, ScoreRow, carried=("level1", "level2"))
    fields = {"total_weight": total.get("weight", NOTHING), "total_score": total.get("score", NOTHING)}
    return ScoreTable(rows=tuple(rows), **fields, **common(region, heading))


def read_work_assessment(region: Region, heading: Heading) -> WorkAssessment:
    """自评工作考核评分表."""
    rows, total = _rows(region, WorkRow, carried=("level1",))
    return WorkAssessment(rows=tuple(rows), total=total.get("level2", NOTHING), **common(region, heading))


def read_fund_table(region: Region, heading: Heading) -> FundTable:
    """政府性基金、国有资本经营、社会保险基金预算支出情况表."""
    nothing = _nothing_tick(region)
    rows, total = _rows(region, FundRow)
    return FundTable(rows=tuple(rows), total=FundRow(**total), nothing=nothing, **common(region, heading))


def read_supplement(region: Region, heading: Heading) -> Supplement:
    """补充数据: label, value, unit, what it is used for."""
    region.take_row(region.first)
    names, kinds = region.keys(Supplement), measures(Supplement)
    fields: dict[str, Entry] = {}
    for number, row in region.rows(region.first + 1):
        cells = row.cells
        name = names.get(key(cells[0].text)) if cells else None
        if name is None or name in fields:
            if any(cell.text.strip() == YES_OR_NO for cell in cells):
                region.take_row(number)
            continue
        column = cells[0].column + cells[0].width
        value = region.cell_at(number, column)
        fields[name] = region.entry(number, value, kinds[name]) if value else region.nothing(number, column)
        region.take_row(number)
    return Supplement(**fields, **common(region, heading))


def _nothing_tick(region: Region) -> Entry:
    """本单位无此项支出: a tick in the same cell or in the next one. The label alone, or an empty box, is no tick."""
    wanted = region.keys(FundTable)
    for number, row in region.rows():
        for position, cell in enumerate(row.cells):
            if key(fold(cell.text).strip(_BOX + _TICKS)) not in wanted:
                continue
            region.take(number, cell)
            if not set(_TICKS).isdisjoint(cell.text):
                return region.entry(number, cell)
            for following in row.cells[position + 1 : position + 2]:
                region.take(number, following)
                if fold(following.text) != _BOX:
                    return region.entry(number, following)
            return region.nothing(number, cell.column + cell.width)
    return NOTHING


def _rows(region: Region, model: type[R], carried: tuple[str, ...] = ()) -> tuple[list[R], dict[str, Entry]]:
    """The rows below the first one until a total or the foot; `carried` cells hold for the rows below them."""
    columns = Columns(region, region.first, region.keys(model))
    region.take_row(region.first)
    kinds = measures(model)
    carry: dict[str, Entry] = {}
    rows: list[R] = []
    for number in _body(region):
        if columns.repeats(region, number):
            region.take_row(number)
            continue
        cells = columns.split(region, number)
        entries = columns.entries(region, number, cells, kinds)
        if key(region.row(number).cells[0].text) in _TOTAL:
            return rows, entries
        for name in carried:
            if name in cells:
                carry[name] = entries[name]
                if name == "level1":
                    carry.pop("level2", None)
            entries[name] = carry.get(name, entries[name])
        if cells:
            rows.append(model(**entries))
    return rows, {}


def _body(region: Region) -> Iterator[int]:
    """Rows that hold something, until the foot."""
    for number, row in region.rows(region.first + 1):
        cells = row.cells
        if cells and ends_table(cells[0].text):
            return
        if cells:
            yield number
