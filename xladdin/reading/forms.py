"""Where forms begin in a grid: each kind of form is known by labels that only it has in one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from xladdin.forms.base_data import Staff
from xladdin.forms.entry import Form
from xladdin.forms.evaluation import DepartmentEvaluation, FundEvaluation, Money, ProjectEvaluation
from xladdin.forms.tables import (
    SUPPLEMENT_COLUMNS,
    FundRow,
    ScoreRow,
    WorkRow,
)
from xladdin.forms.vocabulary import BUILT_IN, Vocabulary
from xladdin.reading.base_data import read_base_data
from xladdin.reading.evaluation import read_department, read_fund, read_project
from xladdin.reading.grid import Grid
from xladdin.reading.heading import Heading, heading_of, heading_row
from xladdin.reading.region import Region
from xladdin.reading.tables import read_fund_table, read_score_table, read_supplement, read_work_assessment
from xladdin.values.label import key

_REACH = 8

Reader = Callable[[Region, Heading], Form]


@dataclass(frozen=True)
class Anchor:
    """A form is there where a row has one label of each group and none of `without`; one of `below` must follow."""

    groups: tuple[frozenset[str], ...]
    read: Reader
    without: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()

    def holds(self, labels: Mapping[str, int]) -> bool:
        """Whether the form begins in the row with these labels."""
        return all(not group.isdisjoint(labels) for group in self.groups) and self.without.isdisjoint(labels)


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


def read_forms(grid: Grid, vocabulary: Vocabulary = BUILT_IN) -> list[Form]:
    """All forms of a grid, from the top."""
    starts = _starts(grid, anchors(vocabulary))
    forms = []
    above = 0
    for position, (row, anchor) in enumerate(starts):
        first = heading_row(grid, row, above)
        following = starts[position + 1][0] if position + 1 < len(starts) else len(grid.rows)
        last = (heading_row(grid, following, row + 1) if position + 1 < len(starts) else following) - 1
        region = Region(grid, row, last, vocabulary)
        forms.append(anchor.read(region, heading_of(grid, first, row)))
        above = last + 1
    return forms


def _starts(grid: Grid, known: tuple[Anchor, ...]) -> list[tuple[int, Anchor]]:
    """Row and anchor of every form. A label of B or C that recurs before the form's table does not count."""
    found: list[tuple[int, Anchor]] = []
    for number, row in enumerate(grid.rows):
        if not row.labels:
            continue
        for anchor in known:
            if anchor.holds(row.labels) and _is_followed(grid, number, anchor):
                found.append((number, anchor))
                break
    return found


def _is_followed(grid: Grid, number: int, anchor: Anchor) -> bool:
    """A name alone may stand on a cover or in a list: a table of money must follow close below it."""
    if not anchor.below:
        return True
    return any(not anchor.below.isdisjoint(row.labels) for row in grid.rows[number : number + _REACH])
