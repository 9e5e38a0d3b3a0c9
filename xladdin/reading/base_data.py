"""Form A, 基础数据表, out of a region."""

import re
from collections.abc import Mapping

from xladdin.forms.base_data import Amounts, BaseData, Building, Group, Staff
from xladdin.forms.describe import described, measures
from xladdin.forms.entry import NOTHING, Entry
from xladdin.reading.grid import Cell, Row, is_more
from xladdin.reading.heading import Heading, common
from xladdin.reading.region import Columns, Region
from xladdin.values.label import key, years

_LAST, _BUDGET, _FINAL = "last", "budget", "final"
_GROUPS = frozenset(name for name, _ in described(BaseData) if name in ("business", "running", "special"))
_BUDGET_HEAD, _FINAL_HEAD = re.compile(r"预算数?$"), re.compile(r"决算数?$")
# A fund may be called like a part of 公用经费; it is that part only below its parent.
_PARENTS = dict.fromkeys(("office_expenses", "utilities", "meetings", "other_office"), "office")


def read_base_data(region: Region, heading: Heading) -> BaseData:
    """The form in this region. The first row is that of 编制数 and 控制率."""
    amounts_row = _amounts_row(region)
    buildings_row = _buildings_row(region)
    people = _table(region, region.first, Staff, (amounts_row or region.last + 1) - 1)
    fields: dict[str, object] = {"people": people[0] if people else _blank_staff(region)}
    if amounts_row is not None:
        fields |= _spending(region, amounts_row, (buildings_row or region.last + 1) - 1)
    if buildings_row is not None:
        last = (_thrift_row(region) or region.last + 1) - 1
        fields["buildings"] = tuple(_table(region, buildings_row, Building, last))
        fields["buildings_heading"] = region.entry(buildings_row, region.row(buildings_row).cells[0])
        region.take_row(buildings_row)
    fields["thrift"] = _thrift(region)
    fields |= common(region, heading)
    fields["year"] = heading.year or _year_of_columns(fields)
    return BaseData.model_validate(fields)


def _buildings_row(region: Region) -> int | None:
    wanted = region.vocabulary.labels_of(Building, "approved_area")
    return next((number for number, row in region.rows() if not wanted.isdisjoint(row.labels)), None)


def _thrift_row(region: Region) -> int | None:
    wanted = region.vocabulary.labels_of(BaseData, "thrift")
    return next((number for number, row in region.rows() if not wanted.isdisjoint(row.labels)), None)


def _amounts_row(region: Region) -> int | None:
    """The heading row of 经费控制情况: a budget and two final accounts."""
    for number, row in region.rows():
        labels = [key(cell.text) for cell in row.cells]
        if any(map(_BUDGET_HEAD.search, labels)) and any(map(_FINAL_HEAD.search, labels)):
            return number
    return None


def _table(region: Region, row: int, model: type[Staff] | type[Building], last: int) -> list[Staff | Building]:
    """The rows below a heading row in which at least one column holds something."""
    columns = Columns(region, row, region.keys(model))
    region.take_row(row)
    kinds = measures(model)
    found = []
    for number in region.numbers(row + 1, last):
        cells = columns.split(region, number)
        if cells:
            found.append(model(**columns.entries(region, number, cells, kinds)))
    return found


def _blank_staff(region: Region) -> Staff:
    """The row below the heading of 编制数, wholly blank: its cells keep their addresses."""
    columns = Columns(region, region.first, region.keys(Staff))
    row = min(region.first + 1, region.last)
    return Staff(**columns.entries(region, row, {}, measures(Staff)))


def _amount_columns(region: Region, row: int) -> Columns:
    """Two columns are called 决算数: the year tells which, else the order."""
    cells = region.row(row).cells
    finals = [cell for cell in cells if _FINAL_HEAD.search(key(cell.text))]
    dated = sorted(finals, key=lambda cell: (years(cell.text) or (0,))[0]) if len(finals) == 2 else finals
    names: dict[int, str] = {}
    for name, cell in zip((_LAST, _FINAL) if len(finals) == 2 else (_FINAL,), dated, strict=False):
        names[cell.column] = name
    for cell in cells:
        if _BUDGET_HEAD.search(key(cell.text)):
            names.setdefault(cell.column, _BUDGET)
    return Columns(region, row, {}, names)


def _spending(region: Region, row: int, last: int) -> dict[str, object]:
    """All rows of 经费控制情况 by their labels; rows below a group's head are its items."""
    columns = _amount_columns(region, row)
    region.take_row(row)
    headings = {
        f"{name}_heading": region.entry(row, columns.cells[name])
        for name in (_LAST, _BUDGET, _FINAL)
        if name in columns.cells
    }
    names = region.keys(BaseData)
    fields: dict[str, object] = dict(headings)
    items: dict[str, list[Amounts]] = {}
    group: str | None = None
    for number, here in region.rows(row + 1, last):
        label = _label(here, columns, names)
        if label is None:
            continue
        name = names.get(key(label.text))
        if name == "thrift":
            break
        if name in fields or (name in _PARENTS and _PARENTS[name] not in fields and group is not None):
            name = None
        if name is None and is_more(label):
            region.take(number, label)
            if not columns.split(region, number):
                continue
        amounts = _amounts(region, number, label, columns) if name or group else None
        if name is not None and amounts is not None:
            fields[name] = amounts
            group = name if name in _GROUPS else None
        elif group is not None and amounts is not None:
            items.setdefault(group, []).append(amounts)
    for name in _GROUPS & fields.keys():
        fields[name] = Group(head=fields[name], items=tuple(items.get(name, ())))
    return fields


def _label(row: Row, columns: Columns, known_labels: Mapping[str, str]) -> Cell | None:
    """The row's label: left of the amounts, of several the rightmost that is known, else the rightmost."""
    left = [cell for cell in row.cells if cell.column < columns.first and isinstance(cell.content, str)]
    known = [cell for cell in left if key(cell.text) in known_labels]
    candidates = known or left
    return candidates[-1] if candidates else None


def _amounts(region: Region, row: int, label: Cell, columns: Columns) -> Amounts:
    amounts = columns.entries(region, row, columns.split(region, row), measures(Amounts))
    return Amounts(label=region.entry(row, label), **amounts)


def _thrift(region: Region) -> Entry:
    """厉行节约保障措施: the text right of its label."""
    row = _thrift_row(region)
    if row is None:
        return NOTHING
    label, *values = region.row(row).cells
    region.take(row, label)
    return region.entry(row, values[0]) if values else region.nothing(row, label.column + label.width)


def _year_of_columns(fields: dict[str, object]) -> int | None:
    heading = fields.get("final_heading")
    return next(iter(years(heading.raw)), None) if isinstance(heading, Entry) else None
