"""One form's rows in a grid: takes cells out of it as entries, and knows at the end what nobody took."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from xladdin.forms.describe import Measure
from xladdin.forms.entry import Address, Entry
from xladdin.forms.vocabulary import Vocabulary
from xladdin.reading.grid import NO_ROW, Cell, Grid, Row
from xladdin.values.label import fold, key
from xladdin.values.number import Kind, Meaning, amount_in_wan, meaning
from xladdin.values.period import parse_day

Value = Decimal | date | str | None
# A filing has thousands of entries: calling Entry, or asking an enum for its member, takes twice as long.
_new = tuple.__new__
_NUMBER, _BLANK, _ANY, _DATE = Kind.NUMBER, Kind.BLANK, Measure.ANY, Measure.DATE

# The units with which a number is taken as it stands.
_UNITS: Mapping[Measure, frozenset[str]] = {
    Measure.TEXT: frozenset(),
    Measure.AMOUNT: frozenset({""}),
    Measure.COUNT: frozenset({"", "人", "个", "名", "项", "例", "次"}),
    Measure.RATE: frozenset({"", "%"}),
    Measure.SCORE: frozenset({"", "分"}),
    Measure.AREA: frozenset({"", "m2", "平方米", "平方"}),
}

_ENDLESS = sys.maxsize  # the last heading has no end

# Headings of columns that our own templates put beside the official ones; nothing is entered there.
HELPER_HEADINGS = frozenset({"计算得分", "得分说明", "定性档次", "校验", "计算值", "填写提示"})


class Region:
    """Rows `first` to `last` of a grid, both included."""

    def __init__(self, grid: Grid, first: int, last: int, vocabulary: Vocabulary) -> None:
        self.grid = grid
        self.first = first
        self.last = last
        self.vocabulary = vocabulary
        self.taken: set[tuple[int, int]] = set()

    def keys(self, model: type[BaseModel]) -> Mapping[str, str]:
        """Label key -> field name of a model, with what rulebooks add."""
        return self.vocabulary.keys(model)

    def row(self, number: int) -> Row:
        """The row, or an empty one outside the region."""
        return self.grid.rows[number] if self.first <= number <= self.last else NO_ROW

    def numbers(self, first: int | None = None, last: int | None = None) -> range:
        """Row numbers of the region from `first` to `last`."""
        return range(self.first if first is None else first, (self.last if last is None else last) + 1)

    def rows(self, first: int | None = None, last: int | None = None) -> Iterator[tuple[int, Row]]:
        """The rows of the region from `first` to `last` with their numbers."""
        start = self.first if first is None else max(first, self.first)
        stop = (self.last if last is None else min(last, self.last)) + 1
        return zip(range(start, stop), self.grid.rows[start:stop], strict=True)

    def find(self, labels: Iterable[str], first: int | None = None, last: int | None = None) -> int | None:
        """The first row in which all these label keys stand."""
        wanted = tuple(labels)
        for number, row in self.rows(first, last):
            if all(label in row.labels for label in wanted):
                return number
        return None

    def take(self, row: int, cell: Cell) -> None:
        """Remember that the cell is understood."""
        self.taken.add((row, cell.column))

    def take_row(self, row: int) -> None:
        """Remember that all cells of the row are understood."""
        self.taken.update((row, cell.column) for cell in self.row(row).cells)

    def take_left_of(self, column: int, row: int) -> None:
        """Remember that what stands left of a table's columns is understood."""
        for cell in self.row(row).cells:
            if cell[0] >= column:
                break
            self.take(row, cell)

    def entry(self, row: int, cell: Cell, measure: Measure = Measure.TEXT) -> Entry:
        """The cell as an entry of that measure."""
        column, content, _ = cell
        self.taken.add((row, column))
        place, read = self.grid.address(row, column), meaning(content)
        if read[1] is not _NUMBER and measure is not _DATE:
            return _new(Entry, (place, *read, False))  # most cells
        entry = entry_of(place, read, measure)
        if content.__class__ is str and entry.kind is _NUMBER and self.grid.typed and not entry.unit:
            return entry._replace(kept_as_text=True)
        return entry

    def nothing(self, row: int, column: int) -> Entry:
        """A blank entry that knows where the value would stand."""
        return _new(Entry, (self.grid.address(row, column), "", _BLANK, None, "", False))

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell whose columns hold this one."""
        for cell in self.row(row).cells:
            if cell.column <= column < cell.column + cell.width:
                return cell
        return None

    def left_over(self) -> tuple[Entry, ...]:
        """Every cell that nobody took: it is kept and reported."""
        taken, tables = self.taken, self.grid.tables
        return tuple(
            entry_of(self.grid.address(number, cell.column), meaning(cell.content), Measure.ANY)
            for number, row in self.rows()
            if not tables or tables[number]  # running text is for the report
            for cell in row.cells
            if (number, cell[0]) not in taken and fold(cell.text)
        )


def entry_of(place: Address, read: Meaning, measure: Measure) -> Entry:
    """What was read at a place, understood as the field's measure; what does not fit stays text."""
    raw, kind, value, unit = read
    if measure is _DATE:
        kind, value = _as_date(raw, kind, value)
    elif kind is _NUMBER and measure is not _ANY and unit not in _UNITS[measure]:
        kind, value, unit = _converted(raw, read.value, unit, measure)
    return _new(Entry, (place, raw, kind, value, unit, False))


def _converted(raw: str, value: Value, unit: str, measure: Measure) -> tuple[Kind, Value, str]:
    """A number with a unit that the field does not have: amounts become 万元, anything else stays text."""
    amount = amount_in_wan(value, unit) if measure is Measure.AMOUNT and isinstance(value, Decimal) else None
    return (Kind.TEXT, raw.strip(), "") if amount is None else (Kind.NUMBER, amount, unit)


def _as_date(raw: str, kind: Kind, value: Value) -> tuple[Kind, Value]:
    if kind in (Kind.DATE, Kind.BLANK, Kind.ERROR):
        return kind, value
    day = parse_day(raw)
    return (Kind.TEXT, raw.strip()) if day is None else (Kind.DATE, day)


class Columns:
    """Which column belongs to which heading: the one it overlaps most; a heading reaches to the next heading."""

    def __init__(
        self, region: Region, row: int, fields: Mapping[str, str], named: Mapping[int, str] | None = None
    ) -> None:
        """`fields`: label key -> field name; `named`: column -> field name where the label alone cannot tell.

        A heading that occurs twice counts at its first place.
        """
        self.cells: dict[str, Cell] = {}
        self._labels: set[str] = set()
        self._headings: list[str | None] = []
        self._starts: list[int] = []
        for cell in region.row(row).cells:
            label = key(cell.text)
            name = fields.get(label) if named is None else named.get(cell.column)
            if name is not None and name not in self.cells:
                self.cells[name] = cell
                self._labels.add(label)
                self._headings.append(name)
            else:
                self._headings.append("*" if label in HELPER_HEADINGS else None)
            self._starts.append(cell.column)
        self._starts.append(_ENDLESS)
        self.first = min((cell.column for cell in self.cells.values()), default=0)
        self._names: dict[tuple[int, int], str | None] = {}

    def _name_of(self, column: int, width: int) -> str | None:
        """The field to which a cell belongs; None where its heading is unknown; `*` for our helper columns.

        It is kept: the rows of a table are divided alike.
        """
        best, most, end = None, 0, column + width
        first = max(bisect_right(self._starts, column) - 1, 0)
        for position in range(first, bisect_left(self._starts, end)):
            shared = min(end, self._starts[position + 1]) - max(column, self._starts[position])
            if shared > most:
                best, most = self._headings[position], shared
        self._names[column, width] = best
        return best

    def repeats(self, region: Region, row: int) -> bool:
        """Whether the row is the heading written again, as below a page break."""
        here = region.row(row).labels
        if self._labels.isdisjoint(here):
            return False  # nearly always
        return len(self._labels & here.keys()) * 2 > len(self._labels)

    def split(self, region: Region, row: int) -> dict[str, Cell]:
        """Field name -> the row's cell; of two cells under one heading the first."""
        found: dict[str, Cell] = {}
        names = self._names
        for cell in region.row(row).cells:
            place = cell[0], cell[2]
            name = names[place] if place in names else self._name_of(*place)
            if name is None:
                continue
            if name == "*":
                region.take(row, cell)
            elif name not in found:
                found[name] = cell
        return found

    def entries(
        self, region: Region, row: int, cells: Mapping[str, Cell], kinds: Mapping[str, Measure]
    ) -> dict[str, Entry]:
        """The entries of these fields in a row, blank with their address where nothing stands."""
        headings = self.cells
        return {
            name: region.entry(row, cells[name], measure)
            if name in cells
            else region.nothing(row, headings[name][0])
            if name in headings
            else Entry()
            for name, measure in kinds.items()
        }
