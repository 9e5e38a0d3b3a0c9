"""One form's rows in a grid: takes cells out of it as entries, and knows at the end what nobody took."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from xladdin.forms.describe import Measure
from xladdin.forms.entry import Address, Entry
from xladdin.forms.vocabulary import BUILT_IN, Vocabulary
from xladdin.reading.grid import NO_ROW, Cell, Grid, Row
from xladdin.values.label import fold, key
from xladdin.values.number import Kind, Meaning, amount_in_wan, meaning
from xladdin.values.period import parse_day

Value = Decimal | date | str | None
_new = tuple.__new__  # of the thousands of entries that a filing has: calling Entry takes twice as long

_UNITS: Mapping[Measure, frozenset[str]] = {
    Measure.COUNT: frozenset({"", "人", "个", "名", "项", "例", "次"}),
    Measure.RATE: frozenset({"", "%"}),
    Measure.SCORE: frozenset({"", "分"}),
    Measure.AREA: frozenset({"", "m2", "平方米", "平方"}),
}

# Headings of columns that our own templates put beside the official ones; nothing is entered there.
HELPER_HEADINGS = frozenset({"计算得分", "得分说明", "定性档次", "校验", "计算值", "填写提示"})


class Region:
    """Rows `first` to `last` of a grid, both included."""

    def __init__(self, grid: Grid, first: int, last: int, vocabulary: Vocabulary = BUILT_IN) -> None:
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

    def find(self, labels: Iterable[str], first: int | None = None, last: int | None = None) -> int | None:
        """The first row in which all these label keys stand."""
        wanted = tuple(labels)
        for number in self.numbers(first, last):
            present = self.grid.rows[number].labels
            if all(label in present for label in wanted):
                return number
        return None

    def take(self, row: int, cell: Cell) -> None:
        """Remember that the cell is understood."""
        self.taken.add((row, cell.column))

    def take_row(self, row: int) -> None:
        """Remember that all cells of the row are understood."""
        self.taken.update((row, cell.column) for cell in self.row(row).cells)

    def entry(self, row: int, cell: Cell, measure: Measure = Measure.TEXT) -> Entry:
        """The cell as an entry of that measure."""
        column, content, _ = cell
        self.taken.add((row, column))
        entry = entry_of(self.grid.address(row, column), meaning(content), measure)
        if entry.kind is Kind.NUMBER and type(content) is str and self.grid.typed and not entry.unit:
            return entry._replace(kept_as_text=True)
        return entry

    def nothing(self, row: int, column: int) -> Entry:
        """A blank entry that knows where the value would stand."""
        return Entry(self.grid.address(row, column))

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell whose columns hold this one."""
        for cell in self.row(row).cells:
            if cell.column <= column < cell.column + cell.width:
                return cell
        return None

    def left_over(self) -> tuple[Entry, ...]:
        """Every cell that nobody took: it is kept and reported."""
        return tuple(
            entry_of(self.grid.address(number, cell.column), meaning(cell.content), Measure.ANY)
            for number in self.numbers()
            if not self.grid.tables or self.grid.tables[number]  # running text is for the report
            for cell in self.row(number).cells
            if (number, cell.column) not in self.taken and fold(cell.text)
        )


def entry_of(place: Address, read: Meaning, measure: Measure) -> Entry:
    """What was read at a place, understood as the field's measure; what does not fit stays text."""
    raw, kind, value, unit = read
    if measure is Measure.DATE:
        kind, value = _as_date(raw, kind, value)
    elif measure is not Measure.ANY and isinstance(value, Decimal):
        kind, value, unit = _measured(raw, value, unit, measure)
    return _new(Entry, (place, raw, kind, value, unit, False))


def _measured(raw: str, value: Decimal, unit: str, measure: Measure) -> tuple[Kind, Value, str]:
    """A number in a field of that measure: amounts become 万元, a unit of another kind makes it text."""
    if measure is Measure.TEXT:
        return Kind.TEXT, raw.strip(), ""
    if measure is Measure.AMOUNT:
        amount = amount_in_wan(value, unit)
        return (Kind.TEXT, raw.strip(), "") if amount is None else (Kind.NUMBER, amount, unit)
    return (Kind.NUMBER, value, unit) if unit in _UNITS[measure] else (Kind.TEXT, raw.strip(), "")


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
        self.names: list[str | None] = []
        self.starts: list[int] = []
        self.cells: dict[str, Cell] = {}
        for cell in region.row(row).cells:
            label = key(cell.text)
            name = fields.get(label) if named is None else named.get(cell.column)
            if name in self.cells:
                name = None
            if name is not None:
                self.cells[name] = cell
            self.names.append(name if name is not None else ("*" if label in HELPER_HEADINGS else None))
            self.starts.append(cell.column)
        self.first = min((cell.column for cell in self.cells.values()), default=0)
        self._labels = [key(cell.text) for cell in self.cells.values()]
        self._found: dict[tuple[int, int], str | None] = {}

    def name_of(self, cell: Cell) -> str | None:
        """The field to which the cell belongs; None where its heading is unknown; `*` for our helper columns."""
        place = (cell.column, cell.width)
        if place not in self._found:
            self._found[place] = self._best(cell)
        return self._found[place]

    def _best(self, cell: Cell) -> str | None:
        end = cell.column + cell.width
        best, overlap = None, 0
        for position, start in enumerate(self.starts):
            stop = self.starts[position + 1] if position + 1 < len(self.starts) else 1 << 20
            shared = min(end, stop) - max(cell.column, start)
            if shared > overlap:
                best, overlap = self.names[position], shared
        return best

    def repeats(self, region: Region, row: int) -> bool:
        """Whether the row is the heading written again, as below a page break."""
        here = region.row(row).labels
        return sum(label in here for label in self._labels) * 2 > len(self._labels)

    def split(self, region: Region, row: int) -> dict[str, Cell]:
        """Field name -> the row's cell; of two cells under one heading the first."""
        found: dict[str, Cell] = {}
        for cell in region.row(row).cells:
            name = self.name_of(cell)
            if name == "*":
                region.take(row, cell)
            elif name is not None:
                found.setdefault(name, cell)
        return found

    def entry(self, region: Region, row: int, cells: Mapping[str, Cell], name: str, measure: Measure) -> Entry:
        """The entry of a field in a row, blank with its address where nothing stands."""
        cell = cells.get(name)
        if cell is not None:
            return region.entry(row, cell, measure)
        heading = self.cells.get(name)
        return Entry() if heading is None else region.nothing(row, heading.column)
