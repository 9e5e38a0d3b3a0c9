"""Forms B, C and E out of a region: names, money, goals, indicators, total."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from xladdin.forms.describe import Measure, measures
from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import (
    TOTAL_MONEY,
    DepartmentEvaluation,
    Evaluation,
    FundEvaluation,
    Goal,
    Indicator,
    Money,
    ProjectEvaluation,
)
from xladdin.forms.vocabulary import Vocabulary
from xladdin.reading.grid import Cell, has_colon
from xladdin.reading.heading import Heading, common
from xladdin.reading.indicators import IndicatorTable, read_indicators
from xladdin.reading.region import Columns, Region, entry_of
from xladdin.values.label import key
from xladdin.values.number import meaning

E = TypeVar("E", bound=Evaluation)

_LABEL_AND_VALUE = re.compile(r"(?P<label>.+)[:：](?P<value>[^:：]*)", re.S)
_TOTAL_MONEY = frozenset(TOTAL_MONEY.spellings())


def read_department(region: Region, heading: Heading) -> DepartmentEvaluation:
    """部门整体支出绩效自评表."""
    return _read(region, heading, DepartmentEvaluation)


def read_project(region: Region, heading: Heading) -> ProjectEvaluation:
    """项目支出绩效自评表."""
    return _read(region, heading, ProjectEvaluation)


def read_fund(region: Region, heading: Heading) -> FundEvaluation:
    """县级专项资金绩效目标自评表."""
    return _read(region, heading, FundEvaluation)


def _read(region: Region, heading: Heading, model: type[E]) -> E:
    money, goals, indicators = _parts(region)
    fields: dict[str, Any] = _names(region, model, money)
    fields |= _money(region, model, money, goals)
    fields["goals"] = _goals(region, goals, indicators)
    table = read_indicators(region, indicators, model)
    fields["sections"] = table.sections
    fields |= _total(region, table)
    if model is FundEvaluation:
        fields["problems"] = _beside(region, "说明", table.total or indicators)
    fields |= common(region, heading)
    return model.model_validate(fields)


def _parts(region: Region) -> tuple[int, int, int]:
    """The heading rows of money, goals and indicators; a part that is missing begins where the next one does."""
    end = region.last + 1
    indicators = _heading_row(region, Indicator, ("name", "target"), region.first, end)
    goals = _heading_row(region, Goal, ("expected",), region.first, indicators)
    money = _heading_row(region, Money, ("budget",), region.first, goals)
    return money, goals, indicators


def _heading_row(
    region: Region, model: type[Money | Goal | Indicator], fields: tuple[str, ...], first: int, end: int
) -> int:
    groups = [region.vocabulary.labels_of(model, field) for field in fields]
    for number, row in region.rows(first, end - 1):
        if not any(group.isdisjoint(row.labels) for group in groups):
            return number
    return end


@lru_cache(maxsize=64)
def _labels(vocabulary: Vocabulary, model: type[Evaluation], measure: Measure) -> Mapping[str, str]:
    """Label key -> name of the fields that hold texts, or amounts of money."""
    kinds = measures(model)
    return {label: name for label, name in vocabulary.keys(model).items() if kinds[name] is measure}


def _names(region: Region, model: type[Evaluation], end: int) -> dict[str, Entry]:
    """Label and value beside each other, above the money: names of unit, project, departments."""
    wanted = _labels(region.vocabulary, model, Measure.TEXT)
    fields: dict[str, Entry] = {}
    for number, row in region.rows(region.first, end - 1):
        cells = row.cells
        for position, cell in enumerate(cells):
            name = wanted.get(key(cell.text))
            label, value = _label_and_value(cell.text)
            if name is None and value and wanted.get(key(label)) not in (None, *fields):
                region.take(number, cell)
                fields[wanted[key(label)]] = entry_of(
                    region.grid.address(number, cell.column), meaning(value), Measure.TEXT
                )
                continue
            if name is None or name in fields:
                continue
            region.take(number, cell)
            following = cells[position + 1] if position + 1 < len(cells) else None
            if following is None or key(following.text) in wanted:
                fields[name] = region.nothing(number, cell.column + cell.width)
            else:
                fields[name] = region.entry(number, following)
    return fields


def _money(region: Region, model: type[Evaluation], row: int, end: int) -> dict[str, Any]:
    """The rows of 年度资金总额 and its parts; in form B also income and spending by nature."""
    fields: dict[str, Any] = {}
    if row >= end:
        return fields
    columns = Columns(region, row, region.keys(Money))
    region.take_row(row)
    rows = {} if model is DepartmentEvaluation else _labels(region.vocabulary, model, Measure.AMOUNT)
    for number, here in region.rows(row + 1, end - 1):
        labels = [cell for cell in here.cells if cell.column < columns.first]
        name = next((found for cell in reversed(labels) if (found := _money_name(cell, rows))), None)
        if name is not None and name not in fields:
            fields[name] = _money_row(region, number, labels[-1], columns)
            for cell in labels:
                region.take(number, cell)
        elif model is DepartmentEvaluation:
            fields |= _by_nature(region, number, fields)
            columns.split(region, number)  # takes what stands in our helper columns
    return fields


def _money_name(cell: Cell, rows: Mapping[str, str]) -> str | None:
    label = key(cell.text)
    return "total" if label in _TOTAL_MONEY else rows.get(label)


def _money_row(region: Region, row: int, label: Cell, columns: Columns) -> Money:
    cells = columns.split(region, row)
    return Money(label=region.entry(row, label), **columns.entries(region, row, cells, measures(Money)))


def _by_nature(region: Region, row: int, fields: Mapping[str, Any]) -> dict[str, Entry]:
    """`其中：一般公共预算：2128.84` in one cell, or the label and the number in cells beside each other."""
    names = _labels(region.vocabulary, DepartmentEvaluation, Measure.AMOUNT)
    found: dict[str, Entry] = {}
    cells = region.row(row).cells
    for position, cell in enumerate(cells):
        label, value = _label_and_value(cell.text)
        name = names.get(key(label))
        if key(label) in ("按收入性质分", "按支出性质分", "年度预算申请"):
            region.take(row, cell)
        if name is None or name in fields or name in found:
            continue
        region.take(row, cell)
        following = cells[position + 1] if position + 1 < len(cells) else None
        place = region.grid.address(row, cell.column)
        if not value.strip() and following is not None and _label_and_value(following.text)[0] == "":
            found[name] = region.entry(row, following, Measure.AMOUNT)
        elif not value.strip() and not cell.text.strip().endswith((":", "：")):
            found[name] = region.nothing(row, cell.column + cell.width)
        else:
            found[name] = entry_of(place, meaning(value), Measure.AMOUNT)
    return found


def _label_and_value(text: str) -> tuple[str, str]:
    """The label before the last colon and what stands behind it; a number alone has no label."""
    match = _LABEL_AND_VALUE.fullmatch(text.strip())
    if match is not None and key(match["label"]) not in ("其中", ""):
        return match["label"], match["value"]
    return ("", text) if meaning(text).kind.value in ("number", "blank") else (text, "")


def _goals(region: Region, row: int, end: int) -> tuple[Goal, ...]:
    """Expected and reached goals in the rows below their heading."""
    if row >= end:
        return ()
    columns = Columns(region, row, region.keys(Goal))
    region.take_row(row)
    goals: list[Goal] = []
    for number in region.numbers(row + 1, end - 1):
        cells = columns.split(region, number)
        region.take_left_of(columns.first, number)
        if cells:
            goals.append(_goal(region, columns, number, cells))
    if not goals and row + 1 < end:
        goals.append(_goal(region, columns, row + 1, {}))
    return tuple(goals)


def _goal(region: Region, columns: Columns, row: int, cells: Mapping[str, Cell]) -> Goal:
    return Goal(**columns.entries(region, row, cells, measures(Goal)))


def _total(region: Region, table: IndicatorTable) -> dict[str, Entry]:
    """总分: the weight under 分值 and the score under 得分; without these columns the first and second number."""
    row, columns = table.total, table.columns
    if row is None or columns is None:
        return {}
    cells = columns.split(region, row)
    label, *others = region.row(row).cells
    region.take(row, label)
    numbers = [cell for cell in others if meaning(cell.content).kind.value != "text"]
    if "weight" not in cells and "score" not in cells:
        cells |= dict(zip(("weight", "score"), numbers, strict=False))
    entries = columns.entries(region, row, cells, {"weight": Measure.SCORE, "score": Measure.SCORE})
    return {"total_weight": entries["weight"], "total_score": entries["score"]}


def _beside(region: Region, label: str, first: int) -> Entry:
    """The text right of a label, or in the rows below it while the label's cell is merged."""
    row = region.find([label], first)
    if row is None:
        return NOTHING
    for number in region.numbers(row, min(row + 1, region.last)):
        cells = [cell for cell in region.row(number).cells if key(cell.text) != label]
        if cells and not has_colon(cells[0].text[:3]):
            region.take_row(row)
            return region.entry(number, cells[0])
    region.take_row(row)
    return region.nothing(row, region.row(row).cells[0].column + 1)
