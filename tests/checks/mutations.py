"""A clean filled workbook as cells, and single mistakes put into them: what a person does wrong in Excel."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from clean_filing import clean
from pydantic import BaseModel

from xladdin.drawing import draw_template
from xladdin.forms.describe import Measure, measures
from xladdin.forms.entry import Address, Entry, Form
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable, ScoreTable
from xladdin.opening import vocabulary
from xladdin.patching.sheet import split_reference
from xladdin.reading.forms import cover_unit, read_forms
from xladdin.reading.grid import NO_ROW, Cell, Grid, row_of, sheet_addresses
from xladdin.reading.guard import admit_bytes
from xladdin.reading.workbook import read_workbook
from xladdin.rulebooks.loader import load

RULEBOOK = "hunan-miluo-2023"
_NOT_FILLED = "预算支出"  # the tables of other budgets, which this department does not have


class Book:
    """Sheets as dicts of cells by row and column, which a mutation changes."""

    def __init__(self, grids: list[Grid]) -> None:
        self.sheets = {
            grid.name: {(number, cell.column): cell for number, row in enumerate(grid.rows) for cell in row.cells}
            for grid in grids
        }
        self.hidden: set[str] = set()
        self.clean = self.filing()

    def filing(self) -> Filing:
        """What the reader makes of the cells."""
        seen = tuple(name for name in self.sheets if name not in self.hidden)
        hidden = tuple(name for name in self.sheets if name in self.hidden)
        return Filing(
            source="江城.xlsx", forms=self._forms(seen), sheets=seen, hidden=hidden, hidden_forms=self._forms(hidden),
            cover_unit=cover_unit(self._grid(name) for name in seen),
        )  # fmt: skip

    def _forms(self, names: tuple[str, ...]) -> tuple[Form, ...]:
        return tuple(form for name in names for form in read_forms(self._grid(name), vocabulary()))

    def _grid(self, name: str) -> Grid:
        rows: dict[int, list[Cell]] = {}
        for (row, _), cell in sorted(self.sheets[name].items()):
            rows.setdefault(row, []).append(cell)
        height = max(rows, default=-1) + 1
        listed = [row_of(rows[number]) if number in rows else NO_ROW for number in range(height)]
        return Grid(name, listed, sheet_addresses(name))

    def entry(self, path: str) -> Entry:
        """The clean entry at a path: `projects[0].sections[1].indicators[0].score`."""
        part: object = self.clean
        for name, number in re.findall(r"(\w+)|\[(\d+)\]", path):
            part = getattr(part, name) if name else part[int(number)]  # type: ignore[index]
        assert isinstance(part, Entry) and part.address.cell, path
        return part

    def put(self, address: Address, content: object) -> None:
        """A cell's content; None empties it. A merged cell stays as wide as it was."""
        cells, place = self.sheets[address.sheet], split_reference(address.cell)
        if content is None:
            cells.pop(place, None)
        else:
            old = cells.get(place)
            cells[place] = Cell(place[1], content, old.width if old else 1)

    def get(self, address: Address) -> object:
        """A cell's content."""
        cell = self.sheets[address.sheet].get(split_reference(address.cell))
        return cell.content if cell else None


Change = Callable[[Book], None]


class Mutation(NamedTuple):
    """What was done, which code must find it, and how."""

    title: str
    code: str
    change: Change


def put(**contents: object) -> Change:
    """Other contents in some cells; a path's dots and brackets are written as `__` and `_0`."""

    def change(book: Book) -> None:
        for path, content in contents.items():
            book.put(book.entry(_path(path)).address, content)

    return change


def _path(name: str) -> str:
    return re.sub(r"_(\d+)(?=\.|$)", r"[\1]", name.replace("__", "."))


def exchange(one: str, other: str) -> Change:
    """Two cells change places."""

    def change(book: Book) -> None:
        first, second = book.entry(one).address, book.entry(other).address
        contents = book.get(first), book.get(second)
        book.put(first, contents[1])
        book.put(second, contents[0])

    return change


def copy(source: str, target: str) -> Change:
    """One cell's content copied over another's."""

    def change(book: Book) -> None:
        book.put(book.entry(target).address, book.get(book.entry(source).address))

    return change


def drop_rows(path: str, number: int = 1) -> Change:
    """Rows deleted, beginning with the one in which the entry stands; what is below moves up."""

    def change(book: Book) -> None:
        address = book.entry(path).address
        first = split_reference(address.cell)[0]
        cells = book.sheets[address.sheet]
        book.sheets[address.sheet] = {
            (row - number if row >= first + number else row, column): cell
            for (row, column), cell in cells.items()
            if not first <= row < first + number
        }

    return change


def one_after_the_other(*changes: Change) -> Change:
    """Several changes."""

    def change(book: Book) -> None:
        for single in changes:
            single(book)

    return change


def in_yuan(path: str) -> Change:
    """All amounts of a form typed in 元, those behind a label in the same cell too."""

    def change(book: Book) -> None:
        form = getattr(book.clean, path.partition("[")[0])
        form = form[0] if "[" in path else form
        for entry in _amounts(form):
            content = book.get(entry.address)
            if isinstance(content, (int, float)):
                book.put(entry.address, content * 10000)
            elif isinstance(content, str):
                book.put(entry.address, re.sub(r"\d[\d.]*", lambda found: f"{float(found[0]) * 10000:.0f}", content))

    return change


def _amounts(part: BaseModel) -> Iterator[Entry]:
    """The amounts in a form, apart from the indicators."""
    for name, value in vars(part).items():
        if isinstance(value, Entry) and measures(type(part)).get(name) is Measure.AMOUNT and value.address.cell:
            yield value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from _amounts(inner)


def hide_sheet(path: str) -> Change:
    """A form's sheet hidden."""

    def change(book: Book) -> None:
        book.hidden.add(book.entry(f"{path}.title").address.sheet)

    return change


def drop_sheet(number: int) -> Change:
    """One project's sheet deleted."""

    def change(book: Book) -> None:
        book.sheets.pop(book.clean.projects[number].sheet)

    return change


def repeat_sheet(path: str) -> Change:
    """A form's sheet copied."""

    def change(book: Book) -> None:
        name = book.entry(f"{path}.title").address.sheet
        book.sheets[f"{name} (2)"] = dict(book.sheets[name])

    return change


def replace_text(path: str, old: str, new: str) -> Change:
    """A piece of the text in a cell replaced."""

    def change(book: Book) -> None:
        address = book.entry(path).address
        before = str(book.get(address))
        assert old in before, before
        book.put(address, before.replace(old, new))

    return change


def split(path: str) -> Change:
    """A merged cell split: its text stays in the first column, a second one is typed beside it."""

    def change(book: Book) -> None:
        address = book.entry(path).address
        row, column = split_reference(address.cell)
        cells = book.sheets[address.sheet]
        cells[row, column] = Cell(column, cells[row, column].content, 1)
        cells[row, column + 1] = Cell(column + 1, "另记", 1)

    return change


@lru_cache(maxsize=1)
def _grids() -> list[Grid]:
    filing = clean(RULEBOOK)
    without = tuple(form for form in filing.forms if not isinstance(form, (ScoreTable, FundTable)))
    file = BytesIO()
    draw_template(load(RULEBOOK), file, filing=filing.model_copy(update={"forms": without}))
    grids = read_workbook(admit_bytes(file.getvalue(), "江城.xlsx")).grids
    return [grid for grid in grids if not grid.name.endswith(_NOT_FILLED)]


def clean_book() -> Book:
    """The clean workbook, fresh."""
    return Book(_grids())
