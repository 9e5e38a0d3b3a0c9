"""The report of one project against the table of that project: its amounts, and what it counts (BG101)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.checks import tolerance
from xladdin.checks.finding import Flaw
from xladdin.checks.registry import Context
from xladdin.checks.word.naming import Column, Said, column_of, quoted, said_in
from xladdin.checks.word.sources import Project, belonging
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Indicator, ProjectEvaluation
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.breakdown import breakdowns
from xladdin.values.label import key
from xladdin.values.number import digits
from xladdin.values.quantity import parse_quantity

_GENERAL = re.compile(
    r"(?:19|20)\d{2}年(?:度|\d{1,2}月)?|[本此该]|项目|专项|工作|市|县|区|省|级|财政|[我本]单位|[我本]局|其中|截[至止]|"
    r"支出|决算|预算|年初|全年|年度|调整|执行|批复|安排|下达|指标|实际|开支|使用|列支|支付|发生|到位|拨付|拨款|"
    r"总额|总数|总计|合计|共计|累计|共|金额|经费|资金|费用|已|为|是|达|数|额|款|的|有"
)
_OF_PROJECT = re.compile(r"项目|共计|总计|合计|累计|全年")
_COUNTED = re.compile(r"(?:共计|合计|总计|共)$")
_SHORTEST = 3  # signs of a project's name that tell it from others, 帮代办
_FIELDS: dict[Column, str] = {"initial": "预算", "budget": "预算", "received": "到位资金", "spent": "全年执行数"}


def project_flaws(context: Context, projects: list[Project]) -> Iterator[Flaw]:
    """Every report that names its project and has a table to be compared with."""
    reports = [report for report in context.filing.reports if report.kind == "project" and report.project.text]
    found = belonging([report.project.text for report in reports], projects, context.number("similarity"))
    for place, project in sorted(found.items()):
        if project.table is not None:
            yield from _amounts(reports[place], project.table, context)
            yield from _counts(reports[place], project.table, context)


def _amounts(report: Report, table: ProjectEvaluation, context: Context) -> Iterator[Flaw]:
    said = [(one, column) for one, column in _own(report, table, context)]
    right = {column for one, column in said if _fitting(one, _cells(table, column))}
    for one, column in said:
        cells = _cells(table, column)
        titles = _core(report.project.text), _core(table.name.text)
        bare = not _OF_PROJECT.search(one.statement.words) and _core(one.statement.words) not in titles
        if cells and not _fitting(one, cells) and not (bare and column in right):
            yield _amount_flaw(report, one, column, cells)


def _own(report: Report, table: ProjectEvaluation, context: Context) -> Iterator[tuple[Said, Column]]:
    """The amounts that are said of the project itself, with their columns."""
    name = _core(report.project.text), _core(table.name.text)
    for said in said_in(report):
        parts = {part.start for item in breakdowns(said[0].at.text) for part in item.parts}
        for one in said:
            here, column = one.statement, column_of(one.statement.words)
            aside = here.figure.vague or here.of_last_year or here.outlook or here.depth or here.start in parts
            if not here.is_amount or aside or not column or here.year not in (None, context.filing.year):
                continue
            subject = _core(here.words)
            if not subject or any(_same(subject, title) for title in name):
                yield one, column


def _same(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST and (one in other or other in one)


def _core(words: str) -> str:
    """What is left of a name or of words without what any project has."""
    return _GENERAL.sub("", key(words))


def _cells(table: ProjectEvaluation, column: Column) -> list[Entry]:
    money = table.total
    wanted = {"spent": [money.spent], "received": [money.budget, money.initial, money.spent]}
    return [entry for entry in wanted.get(column, [money.budget, money.initial]) if entry.number is not None]


def _fitting(one: Said, cells: Sequence[Entry]) -> bool:
    figure = one.statement.figure
    return any(
        entry.number is not None and abs(figure.value - entry.number) <= tolerance.of_written(figure.step)
        for entry in cells
    )


def _amount_flaw(report: Report, one: Said, column: Column, cells: Sequence[Entry]) -> Flaw:
    figure, expected = one.statement.figure, cells[0].number or Decimal(0)
    gap = figure.value - expected
    shown = "、".join(dict.fromkeys(amount(entry.number or Decimal(0)) for entry in cells))
    label = {"spent": "全年执行数", "received": "全年预算数、年初预算数、全年执行数"}.get(
        column, "全年预算数、年初预算数"
    )
    slight = tolerance.is_slight(gap, figure.step)
    return Flaw(
        report, one.at, _FIELDS[column],
        f"报告写“{quoted(one)}”，项目表的{label}为 {shown}万元，相差 {amount(abs(gap))}万元，"
        f"{'只差末位，请统一' if slight else '分不清哪一处有误'}",
        digits(figure.value), digits(expected), gap, "核对报告和项目表，改正填错的一处；口径不同的，填写说明", None,
        tuple(cells), (), "hint" if slight else None,
    )  # fmt: skip


def _counts(report: Report, table: ProjectEvaluation, context: Context) -> Iterator[Flaw]:
    """`公开招标项目共计14个` beside an indicator of that name."""
    shortest = int(context.number("shortest"))
    for said in said_in(report):
        for one in said:
            here = one.statement
            if here.figure.vague or here.depth or here.change or here.year not in (None, context.filing.year):
                continue
            if not _COUNTED.search(here.words) or here.figure.is_money or here.figure.is_rate:
                continue
            subject = _alike(_COUNTED.sub("", here.words), context)
            row = next(
                (row for row in table.indicators if _ends_in(subject, _alike(row.name.text, context), shortest)), None
            )
            if row is not None and (flaw := _count_flaw(report, one, row)):
                yield flaw


def _alike(text: str, context: Context) -> str:
    """The words with those replaced that mean the same (招投标 and 招标)."""
    words = key(text)
    for pair in context.texts("same"):
        one, _, other = pair.partition("=")
        words = words.replace(one, other)
    return words


def _ends_in(subject: str, name: str, shortest: int) -> bool:
    """The last signs of the subject stand in the name."""
    return len(subject) >= shortest and subject[-shortest:] in name


def _count_flaw(report: Report, one: Said, row: Indicator) -> Flaw | None:
    figure = one.statement.figure
    read = [parse_quantity(entry.text) for entry in (row.target, row.actual)]
    counted = [quantity.value for quantity in read if quantity is not None and quantity.unit == figure.unit]
    if len(counted) < 2 or figure.value in counted:
        return None
    return Flaw(
        report, one.at, row.name.text,
        f"报告写“{quoted(one)}”，项目表指标“{row.name.text}”的指标值为 {row.target.text}、"
        f"完成值为 {row.actual.text}，请核对是不是同一个数",
        digits(figure.value), digits(counted[-1]), figure.value - counted[-1], "核对报告和项目表的数量", None,
        (row.actual, row.target), (), "hint",
    )  # fmt: skip
