"""Where forms begin in a grid: each kind of form is known by labels that only it has in one row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from xladdin.forms.base_data import Staff
from xladdin.forms.describe import Measure
from xladdin.forms.entry import NOTHING, Entry, Form
from xladdin.forms.evaluation import DepartmentEvaluation, FundEvaluation, Money, ProjectEvaluation
from xladdin.forms.tables import (
    SUPPLEMENT_COLUMNS,
    FundRow,
    ScoreRow,
    WorkRow,
)
from xladdin.forms.vocabulary import Vocabulary
from xladdin.reading.base_data import read_base_data
from xladdin.reading.evaluation import read_department, read_fund, read_project
from xladdin.reading.grid import Grid, Row
from xladdin.reading.heading import Heading, heading_of, heading_row, with_what_stands_above
from xladdin.reading.region import Region, entry_of
from xladdin.reading.tables import read_fund_table, read_score_table, read_supplement, read_work_assessment
from xladdin.values.label import key
from xladdin.values.number import meaning

_REACH = 8
_COVER, _NAME_ON_COVER = "封面", key("单位名称（盖章）：")

# Sheets of our own on which no form stands; the second line are those that a person never sees.
OWN_SHEETS = frozenset({
    "填报说明", "封面", "目录", "校验结果", "校验说明", "得分概览",
    "列表", "文本", "设置", "校验标记", "_xladdin", "xladdin.conf", "_IntelliSense_",
})  # fmt: skip

Reader = Callable[[Region, Heading], Form]


@dataclass(frozen=True)
class Anchor:
    """A form is there where a row has one label of each group and none of `without`; one of `below` must follow."""

    groups: tuple[frozenset[str], ...]
    read: Reader
    without: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()

    def holds(self, row: Row) -> bool:
        """Whether the form begins in this row. A name may have its value behind a colon in the same cell."""
        present = row.labels.keys() | row.named if self.below else row.labels.keys()
        return all(not group.isdisjoint(present) for group in self.groups) and self.without.isdisjoint(present)


@lru_cache(maxsize=4)
def anchors(vocabulary: Vocabulary) -> tuple[Anchor, ...]:
    """The anchors of all forms, worked out from the labels that are known."""
    labels = vocabulary.labels_of
    level1 = labels(ScoreRow, "level1")
    money = labels(Money, "budget") | labels(Money, "spent")
    return (
        Anchor((labels(Staff, "posts"), labels(Staff, "control_rate")), read_base_data),
        Anchor((labels(DepartmentEvaluation, "unit"),), read_department, below=money),
        Anchor((labels(ProjectEvaluation, "name"),), read_project, below=money),
        Anchor((labels(FundEvaluation, "name"),), read_fund, below=money),
        Anchor((level1, labels(ScoreRow, "weight"), labels(ScoreRow, "standard")), read_score_table),
        Anchor((level1, labels(WorkRow, "standard"), labels(WorkRow, "evidence")), read_work_assessment),
        Anchor(
            (labels(FundRow, "item"), labels(FundRow, "budget"), labels(FundRow, "spent")),
            read_fund_table,
            without=labels(Money, "weight"),
        ),
        Anchor((frozenset({key(SUPPLEMENT_COLUMNS[0])}), frozenset({key(SUPPLEMENT_COLUMNS[1])})), read_supplement),
    )  # fmt: skip


def read_forms(grid: Grid, vocabulary: Vocabulary) -> list[Form]:
    """All forms of a grid, from the top."""
    starts = _starts(grid, anchors(vocabulary))
    forms = []
    above = 0
    for position, (row, anchor) in enumerate(starts):
        first = heading_row(grid, row, above)
        following = starts[position + 1][0] if position + 1 < len(starts) else len(grid.rows)
        last = (heading_row(grid, following, row + 1) if position + 1 < len(starts) else following) - 1
        region = Region(grid, row, min(last, _end_in_word(grid, row)), vocabulary)
        heading = heading_of(grid, first, row)
        if position == 0 and grid.typed:
            heading = with_what_stands_above(heading, grid, first)
        forms.append(anchor.read(region, heading))
        above = last + 1
    return forms


def _end_in_word(grid: Grid, start: int) -> int:
    """A form in Word ends with its table and the text below it; a table that follows at once goes on with it."""
    if grid.typed:
        return len(grid.rows) - 1
    table, text_between = grid.tables[start], False
    for number in range(start, len(grid.rows)):
        here = grid.tables[number]
        if here == 0:
            text_between = text_between or bool(grid.rows[number].cells)
        elif here != table:
            if text_between:
                return number - 1
            table = here
        else:
            text_between = False
    return len(grid.rows) - 1


def _starts(grid: Grid, known: tuple[Anchor, ...]) -> list[tuple[int, Anchor]]:
    """Row and anchor of every form. A label of B or C that recurs before the form's table does not count."""
    found: list[tuple[int, Anchor]] = []
    beginnings = frozenset().union(*(anchor.groups[0] for anchor in known))
    for number, row in enumerate(grid.rows):
        if beginnings.isdisjoint(row.labels) and beginnings.isdisjoint(row.named):
            continue  # most rows
        for anchor in known:
            if anchor.holds(row) and _is_followed(grid, number, anchor):
                found.append((number, anchor))
                break
    return found


def _is_followed(grid: Grid, number: int, anchor: Anchor) -> bool:
    """A name alone may stand on a cover, one beside the money heads a list: the money must follow close below it."""
    if not anchor.below:
        return True
    return any(not anchor.below.isdisjoint(row.labels) for row in grid.rows[number + 1 : number + _REACH])


def cover_unit(grids: Iterable[Grid]) -> Entry:
    """The name that stands behind 单位名称 on our own cover."""
    for grid in grids:
        if grid.name == _COVER:
            for number, row in enumerate(grid.rows):
                position = row.labels.get(_NAME_ON_COVER)
                if position is not None and position + 1 < len(row.cells):
                    cell = row.cells[position + 1]
                    return entry_of(grid.address(number, cell.column), meaning(cell.content), Measure.TEXT)
    return NOTHING


def places_without_form(grid: Grid, forms: list[Form]) -> list[str]:
    """The sheet, or the tables of a Word file, in which something stands but no form was found."""
    read = {number for form in forms for number in range(form.first_row, form.last_row + 1)}
    held: dict[str, bool] = {}
    for number, row in enumerate(grid.rows):
        if row.cells and (grid.typed or len(row.cells) > 1):
            place = grid.address(number, row.cells[0].column).sheet
            held[place] = held.get(place, False) or number in read
    return [place for place, found in held.items() if not found and place not in OWN_SHEETS]
