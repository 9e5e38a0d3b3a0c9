"""Where the forms of a filing hold what a report speaks of: the cells of a name and a column."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.across import matched
from xladdin.checks.base_data import field_of, project_name
from xladdin.checks.matching import paired
from xladdin.checks.registry import Context
from xladdin.checks.sums import sum_of
from xladdin.checks.word.naming import TOTAL, Column
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Money, ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.values.label import key

_STAFF = {"posts": "编制数", "staff": "实际在职人数"}


class Source(NamedTuple):
    """One value of the forms: how it is called, the value, and the cells that it is in (or is the sum of)."""

    called: str
    value: Decimal | None
    entries: tuple[Entry, ...]


def sources_of(filing: Filing, name: str, column: Column, *, last: bool = False) -> list[Source]:
    """The cells that hold a name's amount; several where forms repeat it. Cells without a number are left out."""
    return [source for source in _sources(filing, name, column, last) if source.value is not None]


def _sources(filing: Filing, name: str, column: Column, last: bool) -> Iterator[Source]:
    form, table = filing.base_data, filing.department
    if name in _STAFF:
        if form is not None and not last:
            yield _source(f"基础数据表{_STAFF[name]}", getattr(form.people, name))
        return
    if table is not None and not last and name in (TOTAL, "basic_spending", "project_spending"):
        if name == TOTAL:
            entries = {"全年执行数": table.total.spent} if column in ("", "spent") else _budgets(table.total, column)
            yield from (_source(f"自评表{label}", entry) for label, entry in entries.items())
        elif column in ("", "spent"):
            label = "基本支出" if name == "basic_spending" else "项目支出"
            yield _source(f"自评表{label}", getattr(table, name))
            if getattr(table, name).number is not None:
                return  # KB103 compares it with the 基础数据表
    row = getattr(form, name, None)
    if last and column not in ("", "spent"):
        return  # no form has last year's budget
    wanted = "last" if last else "final" if column in ("", "spent") else "budget"
    if form is None or not isinstance(row, Amounts) or column == "received":
        return
    if name == "project_spending" and getattr(row, wanted).is_blank:
        heads = [getattr(group.head, wanted) for group in form.groups]
        filled = tuple(entry for entry in heads if not entry.is_blank)
        yield Source("基础数据表项目支出各类合计", sum_of(heads), filled)
    else:
        yield _source(f"基础数据表{field_of(form, row, wanted)}", getattr(row, wanted))


def has_other_money(filing: Filing) -> bool:
    """Whether 一般公共预算 may be less than all: there is other income in the 自评表, or no 自评表 to tell."""
    table = filing.department
    return table is None or any(entry.number for entry in (table.government_fund, table.non_tax, table.other_income))


def _budgets(money: Money, column: Column) -> dict[str, Entry]:
    """年初预算 is the initial one; where the words say no more than 预算, either may be meant."""
    initial, budget = {"年初预算数": money.initial}, {"全年预算数": money.budget}
    return initial if column == "initial" else initial | budget


def _source(called: str, entry: Entry) -> Source:
    return Source(called, entry.number, (entry,))


class Project(NamedTuple):
    """One project: its row of the 基础数据表 and its table; one of the two may be missing."""

    name: str
    form: BaseData | None
    row: Amounts | None
    table: ProjectEvaluation | None

    def sources(self, column: Column) -> list[Source]:
        """Its cells for a column; 到位 may be any of the three amounts of the table."""
        found = list(self._sources(column))
        return [source for source in found if source.value is not None]

    def _sources(self, column: Column) -> Iterator[Source]:
        spent = column in ("", "spent")
        if self.table is not None:
            money = self.table.total
            if column != "spent" and column:
                yield from (_source(f"项目表{label}", entry) for label, entry in _budgets(money, "budget").items())
            if spent or column == "received":
                yield _source("项目表全年执行数", money.spent)
        if self.row is not None and self.form is not None and column != "received":
            name = "final" if spent else "budget"
            yield _source(f"基础数据表{field_of(self.form, self.row, name)}", getattr(self.row, name))


def projects_of(context: Context) -> list[Project]:
    """Rows and tables of the same project together, as KB101 pairs them."""
    form, tables = context.filing.base_data, context.filing.projects
    if form is None or not tables:
        rows = [row for group in form.groups for row in group.items if project_name(row)] if form else []
        return [*(Project(project_name(row), form, row, None) for row in rows),
                *(Project(table.name.text, None, None, table) for table in tables)]  # fmt: skip
    found = matched(context)
    both = [Project(project_name(pair.row), pair.form, pair.row, pair.table) for pair in (*found.pairs, *found.renamed)]
    alone = [Project(project_name(row), own, row, None) for own, row in found.rows]
    return [*both, *alone, *(Project(table.name.text, None, None, table) for table in found.tables)]


def belonging(names: list[str], projects: list[Project], similarity: Decimal) -> dict[int, Project]:
    """Position of a name -> its project: by the row's name, then what is left by the table's name."""
    found = {one: projects[other] for one, other in paired(names, [item.name for item in projects], similarity).items()}
    left = [place for place in range(len(names)) if place not in found]
    taken = {id(item) for item in found.values()}
    rest = [item for item in projects if id(item) not in taken and item.table is not None]
    titles = [item.table.name.text if item.table is not None else "" for item in rest]
    for one, other in paired([names[place] for place in left], titles, similarity).items():
        found[left[one]] = rest[other]
    return found


def project_names(projects: list[Project], shortest: int) -> dict[str, str]:
    """Names long enough to be recognized in running text -> `#` and the project's position.

    Running text leaves out notes: a name that is one project's as well as another's (一期, 二期) tells neither.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for place, item in enumerate(projects):
        for title in (item.name, item.table.name.text if item.table is not None else ""):
            if len(key(title)) >= shortest:
                found[key(title)].add(f"#{place}")
    return {name: places.pop() for name, places in found.items() if len(places) == 1}
