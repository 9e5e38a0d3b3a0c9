"""Project rows of the 基础数据表 against the 项目表 (KB101, KB102). Other comparisons: `agreement.py`."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks import tolerance
from xladdin.checks.base_data import column_name, project_name
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.matching import alike, paired
from xladdin.checks.registry import Context, check
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.scoring.words import amount
from xladdin.values.label import key, name_key
from xladdin.values.number import digits

_BASIS = "基础数据表“专项资金（一个专项一行）”与项目支出绩效自评表（一个一级项目支出一张表）"


class Pair(NamedTuple):
    """A project row and its table."""

    form: BaseData
    row: Amounts
    table: ProjectEvaluation


class Matched(NamedTuple):
    """The rows and tables that belong together by name, those that do by their amounts, and what is left of both."""

    pairs: list[Pair]
    rows: list[tuple[BaseData, Amounts]]
    tables: list[ProjectEvaluation]
    renamed: list[Pair]


def matched(context: Context) -> Matched:
    """All project rows beside all project tables, whoever asks; nothing where one side is missing altogether."""
    return context.once(_matched, context.filing, context.under("KB101").number("similarity"))


def _matched(filing: Filing, similarity: Decimal) -> Matched:
    form, tables = filing.base_data, list(filing.projects)
    if form is None or not tables:
        return Matched([], [], [], [])
    rows = [row for group in form.groups for row in group.items if project_name(row)]
    pairs = paired([row.label.text for row in rows], [table.name.text for table in tables], similarity)
    for one, other in pairs.items():
        if _gaps(Pair(form, rows[one], tables[other])):
            pairs[one] = _fitting(form, rows[one], tables, other, set(pairs.values()))
    found = [Pair(form, rows[one], tables[other]) for one, other in sorted(pairs.items())]
    left = [row for position, row in enumerate(rows) if position not in pairs and _is_due(row)]
    heads = [group.head for group in form.groups if not group.items and _is_due(group.head)]
    paired_tables = set(pairs.values())
    alone = [table for position, table in enumerate(tables) if position not in paired_tables]
    if len(heads) == len(alone) == 1 and not left:
        return Matched([*found, Pair(form, heads[0], alone[0])], [], [], [])
    renamed = _same_amounts(form, left, alone)
    rest = [(form, row) for row in left if not any(pair.row is row for pair in renamed)]
    alone = [table for table in alone if not any(pair.table is table for pair in renamed)]
    return Matched(found, rest, [] if heads else alone, renamed)  # which tables belong to a head cannot be told


def _same_amounts(form: BaseData, rows: list[Amounts], tables: list[ProjectEvaluation]) -> list[Pair]:
    """Rows and tables with other names and the same amounts, where no other row and no other table has them."""
    by_amount: dict[Decimal | None, list[ProjectEvaluation]] = defaultdict(list)
    for table in tables:
        by_amount[table.total.spent.number].append(table)
    found = [Pair(form, row, table) for row in rows if row.final.number for table in by_amount[row.final.number]]
    fitting = [pair for pair in found if not _gaps(pair)]
    return [pair for pair in fitting
            if sum(pair.row is other.row or pair.table is other.table for other in fitting) == 1]  # fmt: skip


def _fitting(form: BaseData, row: Amounts, tables: list[ProjectEvaluation], chosen: int, taken: set[int]) -> int:
    """Of several tables that the row's name fits as well as the chosen one, that whose amounts fit, else this one."""
    name = tables[chosen].name.text
    called = name_key if name_key(row.label.text) == name_key(name) else key
    same = [number for number, table in enumerate(tables)
            if number not in taken and called(table.name.text) == called(name)]  # fmt: skip
    return next((number for number in same if not _gaps(Pair(form, row, tables[number]))), chosen)


def _is_due(row: Amounts) -> bool:
    """A row with a budget or spending of this year needs a table; last year's figure alone does not."""
    return bool(row.budget.number or row.final.number)


@check("KB101", "error", "项目金额", _BASIS)
def project_amounts(context: Context) -> Iterator[Flaw]:
    """1. 基础数据表每个项目的决算数应等于它的项目表的全年执行数。
    2. 预算数应等于项目表的年初预算数或全年预算数；与年初预算数不同而等于全年预算数的，作提示。
    3. 项目按名称对应：先找相同的，再找最相近的（相似程度由规则集规定）；找不到的由 KB102 报告。
    4. 两个项目的金额正好对调、一个项目的预算数与决算数正好对调的，只报告一处“互换”。
    5. 项目表的金额与它下面各行之和也不符、差额相同的，以 XM118 为准。
    6. 空白、不是数字的格不核对。分不清哪一处填错，两个格都列出。
    """
    pairs = matched(context).pairs
    wrong = {position: gaps for position, pair in enumerate(pairs) if (gaps := _gaps(pair))}
    exchanged = _exchanged(pairs, list(wrong))
    for one, other in exchanged:
        yield _exchange_flaw(pairs[one], pairs[other])
    done = {position for couple in exchanged for position in couple}
    for position, pair in enumerate(pairs):
        if position in done:
            continue
        gaps = wrong.get(position, {})
        flaws = [_amount_flaw(pair, column, gap) for column, gap in gaps.items()]
        yield from [_turned_flaw(pair, flaws[0])] if _is_turned(pair, gaps) else flaws
        if flaw := _adjusted_budget(pair):
            yield flaw


def _figures(pair: Pair) -> dict[str, tuple[Entry, list[Entry]]]:
    """Column -> the row's entry and the entries of the table to one of which it must be equal."""
    money = pair.table.total
    return {"final": (pair.row.final, [money.spent]), "budget": (pair.row.budget, [money.initial, money.budget])}


def _gaps(pair: Pair) -> dict[str, Decimal]:
    """Column -> row − table where they differ; two columns with the same difference are one mistake."""
    row, money = pair.row, pair.table.total
    if row.final.number == money.spent.number and row.budget.number in (money.initial.number, money.budget.number):
        return {}  # nearly all
    gaps: dict[str, Decimal] = {}
    for column, (entry, others) in _figures(pair).items():
        value = entry.number
        numbers = [number for other in others if (number := other.number) is not None]
        if value is None or not numbers:
            continue
        if any(abs(value - number) <= tolerance.of_sum(2) for number in numbers):
            continue
        if value - numbers[-1] not in gaps.values():
            gaps[column] = value - numbers[-1]
    return gaps


def _exchanged(pairs: list[Pair], wrong: list[int]) -> list[tuple[int, int]]:
    """Positions of two pairs whose tables would fit if they were exchanged."""
    found: list[tuple[int, int]] = []
    for place, one in enumerate(wrong):
        for other in wrong[place + 1 :]:
            a, b = pairs[one], pairs[other]
            crossed = _gaps(Pair(a.form, a.row, b.table)).keys() | _gaps(Pair(b.form, b.row, a.table)).keys()
            columns = _gaps(a).keys() | _gaps(b).keys()
            if not crossed & columns and not any({one, other} & set(couple) for couple in found):
                found.append((one, other))
    return found


def _exchange_flaw(one: Pair, other: Pair) -> Flaw:
    column = next(iter(_gaps(one)))
    name = "spent" if column == "final" else "budget"
    here = [getattr(pair.row, column) for pair in (one, other)]
    there = [getattr(pair.table.total, name) for pair in (one, other)]
    names = project_name(one.row), project_name(other.row)
    return Flaw(
        one.form, here[0], "、".join(names),
        f"{names[0]}与{names[1]}的金额互换：基础数据表分别为 {amount(_shown(here[0]))} 和 {amount(_shown(here[1]))}，"
        f"项目表分别为 {amount(_shown(there[0]))} 和 {amount(_shown(there[1]))}，分不清哪一处填错",
        digits(_shown(here[0])), digits(_shown(there[0])), _shown(here[0]) - _shown(there[0]),
        "核对预算批复，把填错的一处对调", None,
        (here[1], *there, *_other_columns(one, column), *_other_columns(other, column)),
    )  # fmt: skip


def _other_columns(pair: Pair, column: str) -> list[Entry]:
    """The other column of a row and of its table, when it does not fit either."""
    return [entry for name, (mine, others) in _figures(pair).items() if name != column
            if mine.number not in {other.number for other in others} for entry in (mine, others[-1])]  # fmt: skip


def _shown(entry: Entry) -> Decimal:
    return entry.number if entry.number is not None else Decimal(0)


def _amount_flaw(pair: Pair, column: str, gap: Decimal) -> Flaw:
    entry, others = _figures(pair)[column]
    expected = [other for other in others if other.number is not None]
    shown = "、".join(dict.fromkeys(amount(_shown(other)) for other in expected))
    label = "全年执行数" if column == "final" else "预算数（年初、全年）"
    return Flaw(
        pair.form, entry, f"{project_name(pair.row)}（{column_name(pair.form, column)}）",
        f"{project_name(pair.row)}在基础数据表为 {amount(_shown(entry))}，"
        f"项目表“{pair.table.name.text}”的{label}为 {shown}，"
        f"相差 {amount(abs(gap))}，分不清哪一处填错",
        digits(_shown(entry)), digits(_shown(expected[-1])), gap, "核对两处，改正填错的一处", None, tuple(expected),
        (Cause("118", gap), Cause("KB109")),
    )  # fmt: skip


def _is_turned(pair: Pair, gaps: dict[str, Decimal]) -> bool:
    """The row's two amounts would fit if they changed places."""
    if len(gaps) < 2:
        return False
    turned = pair.row.model_copy(update={"budget": pair.row.final, "final": pair.row.budget})
    return not _gaps(Pair(pair.form, turned, pair.table))


def _turned_flaw(pair: Pair, first: Flaw) -> Flaw:
    row, money = pair.row, pair.table.total
    message = (
        f"{project_name(row)}的预算数与决算数互换：基础数据表分别为 {amount(_shown(row.budget))} 和 "
        f"{amount(_shown(row.final))}，项目表的全年预算数、全年执行数分别为 {amount(_shown(money.budget))} 和 "
        f"{amount(_shown(money.spent))}"
    )
    return first._replace(message=message, fix="核对后把填错的一处对调", cells=(row.budget, money.budget, money.spent))


def _adjusted_budget(pair: Pair) -> Flaw | None:
    """The row holds the budget of the whole year where the initial one was another."""
    value, initial, budget = pair.row.budget.number, pair.table.total.initial.number, pair.table.total.budget.number
    if value is None or initial is None or value == initial or value != budget:
        return None
    return Flaw(
        pair.form, pair.row.budget, f"{project_name(pair.row)}（{column_name(pair.form, 'budget')}）",
        f"{project_name(pair.row)}在基础数据表的预算数 {amount(value)} 是全年预算数，"
        f"项目表的年初预算数是 {amount(initial)}，请确认口径",
        digits(value), digits(initial), value - initial, "按填表说明确认填年初还是全年预算数", None,
        (pair.table.total.initial, pair.table.total.budget), (), "hint",
    )  # fmt: skip


@check("KB102", "warning", "项目与项目表对应", _BASIS)
def rows_and_tables(context: Context) -> Iterator[Flaw]:
    """1. 基础数据表每个有预算或决算的项目应有一张项目表；只有上年决算数的不需要。
    2. 每张项目表应在基础数据表有对应的一行。名称不相近而金额相同的一行和一张表，只报告名称不同。
    3. 同一个项目只有一张项目表。
    4. 项目表在隐藏的工作表里的，以 WZ105 为准。
    5. 文件里没有基础数据表、没有项目表，或基础数据表没有逐项列出项目时不核对。名称空白的由 WZ101 报告。
    """
    found = matched(context)
    for form, row in found.rows:
        yield Flaw(form, row.label, project_name(row), f"{project_name(row)}有预算或决算，没有对应的项目支出绩效自评表",
                   project_name(row), "一个项目一张项目表", None, "补上项目表，或核对项目名称", None,
                   _hidden_names(row, context), (Cause("WZ105"),))  # fmt: skip
    yield from (_renamed_flaw(pair) for pair in found.renamed if pair.table.name.text)
    alone = {id(table) for table in found.tables}
    seen: dict[str, ProjectEvaluation] = {}
    for table in context.filing.projects:
        name = name_key(table.name.text)
        if name and name in seen:
            first = seen[name]
            yield Flaw(table, table.name, "项目支出名称", f"项目“{table.name.text}”有两张项目表", table.name.text,
                       "一个项目一张表",
                       None, "核对项目名称，去掉重复的一张", None, (first.name,))  # fmt: skip
        elif name:
            seen[name] = table
            if id(table) in alone:
                yield Flaw(table, table.name, "项目支出名称", f"项目“{table.name.text}”在基础数据表没有对应的一行",
                           table.name.text,
                           "基础数据表有同名的项目", None, "在基础数据表补上这一行，或核对项目名称")  # fmt: skip


def _hidden_names(row: Amounts, context: Context) -> tuple[Entry, ...]:
    """The names of the tables on hidden sheets that belong to the row."""
    similarity = context.under("KB101").number("similarity")
    tables = [form for form in context.filing.hidden_forms if isinstance(form, ProjectEvaluation)]
    return tuple(table.name for table in tables if alike(table.name.text, project_name(row)) >= similarity)


def _renamed_flaw(pair: Pair) -> Flaw:
    table, name = pair.table, project_name(pair.row)
    return Flaw(
        table, table.name, "项目支出名称",
        f"项目“{table.name.text}”与基础数据表的“{name}”金额相同而名称不同，是同一个项目的请统一名称",
        table.name.text, name, None, "统一两处的项目名称", None, (pair.row.label,),
    )  # fmt: skip
