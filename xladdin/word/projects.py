"""项目支出: every project by its name and amount, from the 项目表 and what else the 基础数据表 lists."""

from collections.abc import Iterator
from typing import NamedTuple

from xladdin.checks.across import Pair, matched
from xladdin.checks.base_data import column_name, project_name
from xladdin.checks.registry import Context
from xladdin.checks.sums import Part
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import Evaluation, FundEvaluation, ProjectEvaluation
from xladdin.scoring.words import amount
from xladdin.values.number import Kind
from xladdin.values.rounding import percent
from xladdin.word.draft import Block, Noted, Piece, Pieces, Prompt, Table, body, listed, one_line
from xladdin.word.stated import Subject, missing, money, of_all_spending, rate, score, sum_of

_MOST_IN_A_SENTENCE = 40  # more would not be read; the table names them all
_MOST_IN_A_HINT = 10
_NOT_ASKED = "—"  # the column is not in the table that the row comes from


class Listed(NamedTuple):
    """One project: its figures, and where the two tables disagree about it."""

    name: Piece
    initial: Entry | None
    budget: Entry
    spent: Entry
    form: Evaluation | None = None
    remark: str = ""


def projects(subject: Subject) -> Iterator[Block]:
    """What was spent on projects, on which, and how far the budgets were used."""
    spent = _spent(subject)
    yield of_all_spending(subject, "项目支出", spent, "是为完成特定行政工作任务或事业发展目标而发生的支出")
    found = list(_all(subject))
    if not found:
        yield body(Prompt("各项目的名称、金额和用途", "没有项目支出绩效自评表，基础数据表也没有列出项目"), "。")
        return
    yield body(*_sentence(found))
    yield from _rest(spent, found)
    if any(line.form for line in found) or len(found) > _MOST_IN_A_SENTENCE:
        yield _table(found)


def unspent(subject: Subject) -> str:
    """Which projects have not used up their budgets, in a few words, for somebody who writes about problems."""
    left = [
        f"{_called(line)} {amount(line.budget.number - line.spent.number)} 万元"
        for line in _all(subject)
        if line.budget.number is not None and line.spent.number is not None and line.spent.number < line.budget.number
    ]
    more = f"等 {len(left)} 项" if len(left) > _MOST_IN_A_HINT else ""
    return f"预算没有用完的项目：{'；'.join(left[:_MOST_IN_A_HINT])}{more}。" if left else ""


def _spent(subject: Subject) -> Entry:
    """项目支出 of the 自评表, else the row of the 基础数据表."""
    department, form = subject.filing.department, subject.filing.base_data
    if department and not department.project_spending.is_blank:
        return department.project_spending
    if form and not form.project_spending.final.is_blank:
        return form.project_spending.final
    heads = [group.head.final for group in form.groups if not group.head.final.is_blank] if form else []
    total = sum_of(heads)  # the row 项目支出 is a heading in some forms; its groups are what it consists of
    if total is not None:
        return Entry(kind=Kind.NUMBER, value=total)
    return department.project_spending if department else NOTHING


def _all(subject: Subject) -> Iterator[Listed]:
    """The 项目表 first, then the funds, then the rows of the 基础数据表 that have no table."""
    filing = subject.filing
    found = matched(Context(filing, subject.rulebook))
    pairs = {id(pair.table): pair for pair in (*found.pairs, *found.renamed)}
    tables: tuple[ProjectEvaluation | FundEvaluation, ...] = (*filing.projects, *filing.of(FundEvaluation))
    for table in tables:
        if not _is_empty(table):
            yield _of_table(table, pairs.get(id(table)))
    rows = [row for _, row in found.rows] if filing.projects else list(_rows(filing.base_data))
    for row in rows:
        yield Listed(one_line(project_name(row)), None, row.budget, row.final)


def _is_empty(table: ProjectEvaluation | FundEvaluation) -> bool:
    """A table of the template in which nobody has written yet."""
    money = table.total
    return all(entry.is_blank for entry in (table.name, money.initial, money.budget, money.spent))


def _of_table(table: ProjectEvaluation | FundEvaluation, pair: Pair | None) -> Listed:
    name: Piece = one_line(table.name.text) or missing(table.name, "项目名称")
    money = table.total
    return Listed(name, money.initial, money.budget, money.spent, table, _disagreement(pair, money.spent))


def _disagreement(pair: Pair | None, spent: Entry) -> str:
    final = pair.row.final.number if pair else None
    if pair is None or final is None or spent.number is None or final == spent.number:
        return ""
    place = f"基础数据表“{project_name(pair.row)}”的{column_name(pair.form, 'final')}"
    return f"{place}是 {amount(final)} 万元，与项目表不一致，请核对"


def _rows(form: BaseData | None) -> Iterator[Amounts]:
    """The rows of each group; where a group has none, its head."""
    for group in form.groups if form else ():
        for row in group.items or (group.head,):
            if project_name(row) and not (row.budget.is_blank and row.final.is_blank):
                yield row


def _sentence(found: list[Listed]) -> Pieces:
    """How many, how much in all, and each with its amount."""
    evaluated = any(line.form for line in found)
    budgeted, done = ("全年预算数", "全年执行数") if evaluated else ("预算数", "决算数")
    budget, spent = sum_of(line.budget for line in found), sum_of(line.spent for line in found)
    added = f"，{budgeted}合计{amount(budget)}万元" if budget is not None else ""
    added += f"，{done}合计{amount(spent)}万元" if spent is not None else ""
    if evaluated and budget and spent is not None:
        added += f"，执行率{percent(spent / budget)}"
    count = f"{'开展绩效自评的项目' if evaluated else '基础数据表所列的项目支出'}共{len(found)}项{added}"
    if len(found) > _MOST_IN_A_SENTENCE:
        return (f"{count}，详见下表。",)
    return (f"{count}，各项{done}为：", *listed([_told(line) for line in found]), "。")


def _told(line: Listed) -> Pieces:
    stated = money(line.spent, f"{_called(line)}全年执行数")
    if line.remark and isinstance(stated, str):
        stated = Noted(stated, line.remark)
    return line.name, stated, "万元"


def _rest(spent: Entry, found: list[Listed]) -> Iterator[Block]:
    """What was spent on projects that no table names."""
    named = sum_of(line.spent for line in found)
    if spent.number is None or named is None or spent.number <= named:
        return
    yield body(f"上述项目以外还有{amount(spent.number - named)}万元，", Prompt("其他项目支出的内容和金额"), "。")


def _table(found: list[Listed]) -> Table:
    rows = tuple(_row(number, line) for number, line in enumerate(found, 1))
    sums = ("", "合计", *(_sum([getattr(line, name) for line in found]) for name in ("initial", "budget", "spent")))
    return Table(
        "项目支出一览（金额单位：万元）",
        ("序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分"),
        rows if len(rows) == 1 else (*rows, (*sums, "", "")), (11, 40, 23, 23, 23, 18, 18), frozenset({1}),
    )  # fmt: skip


def _row(number: int, line: Listed) -> Pieces:
    name = _called(line)
    return (
        f"{number}", line.name, _NOT_ASKED if line.initial is None else money(line.initial, f"{name}年初预算数"),
        money(line.budget, f"{name}全年预算数"), money(line.spent, f"{name}全年执行数"), _rate(line), _score(line),
    )  # fmt: skip


def _called(line: Listed) -> str:
    """The project's name where a prompt has to say which project is meant."""
    return line.name if isinstance(line.name, str) else "项目"


def _rate(line: Listed) -> Piece:
    if line.form is None:
        return _NOT_ASKED
    spent, budget = Part("全年执行数", line.spent), Part("全年预算数", line.budget)
    return rate(line.form, f"{_called(line)}执行率", line.form.total.rate, spent, budget)


def _score(line: Listed) -> Piece:
    if not isinstance(line.form, ProjectEvaluation):
        return _NOT_ASKED
    return score(line.form.total_score, f"{_called(line)}自评得分")


def _sum(entries: list[Entry | None]) -> str:
    total = sum_of(entry or NOTHING for entry in entries)
    return "" if total is None else amount(total)
