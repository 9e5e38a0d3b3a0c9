"""Amounts and staff figures in the running text of a report against the cells of the forms (BG101)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xladdin.checks import tolerance
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, check
from xladdin.checks.word.naming import (
    SHARED,
    Named,
    Said,
    column_of,
    named,
    named_in,
    names_of,
    of_share,
    quoted,
    said_in,
)
from xladdin.checks.word.projects import project_flaws
from xladdin.checks.word.sources import (
    Project,
    Source,
    belonging,
    has_other_money,
    project_names,
    projects_of,
    sources_of,
)
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.breakdown import Breakdown, breakdowns
from xladdin.values.number import digits

_JOINED = re.compile(r"^(?:和|及|与|以及|加)")
# The cell may be wrong itself: then the text is right and the finding belongs there.
_OF_THE_TABLE = ("JC102", "JC103", "JC104", "JC105", "JC106", "ZP103", "ZP104", "XM118", "KB101")


@check("BG101", "warning", "报告里的金额", "报告正文；基础数据表、自评表、项目表的对应栏目")
def figures_of_text(context: Context) -> Iterator[Flaw]:
    """1. 报告写的三公经费及其各项、公用经费、政府采购、基本支出、项目支出、支出总额、编制和在职人数，应等于表里的数。
       写“预算”的与预算数比，写“支出、决算、执行”或没有写明的与决算数、全年执行数比，上年的与上年决算数比。
    2. 按名称认出的项目，所写金额应等于基础数据表的一行和项目表；项目支出下面列出的各项按名称相近对应（由规则集规定）。
    3. 项目支出报告写的预算、到位、支出，应等于该项目的项目表：预算与年初或全年预算数比，到位与三个数之一相同即可；
       报告里“共计”的数量与项目表同名数量指标的指标值、完成值都不同的，作提示。
    4. 报告写的小数位少的，按四舍五入比较（15125.49 写成 15125.5 是对的）；只差末位的，作提示。
    5. 一个合计和它的各项都与表不同的，只报告合计一处；表里的数本身有错、差额相同的，以表上的问题为准。
    6. “其中”以外还有别的限定词的（某二级机构的、某一项工作的）、写着“约、以上”的、其他年度的数不核对。
       读的是文字，口径也可能不同，所以都不是错误：改正，或写明原因。
    """
    if not context.filing.reports:
        return
    projects = projects_of(context)
    for report in context.filing.reports:
        if report.kind == "department" or not report.project.text:
            yield from _named_flaws(report, projects, context)
    yield from project_flaws(context, projects)


def _named_flaws(report: Report, projects: list[Project], context: Context) -> Iterator[Flaw]:
    own = names_of(context.texts("names"))
    names = {**project_names(projects, int(context.number("shortest"))), **own}
    for said in said_in(report):
        items = breakdowns(said[0].at.text)
        found: dict[int, Flaw] = {}
        known: set[int] = set()
        understood = named_in(said, names)
        for one, meant in understood:
            if meant.name.startswith("#") and _JOINED.match(one.statement.behind):
                continue  # the project's amount goes on behind 和
            known.add(one.statement.start)
            sources = _sources(context, one, meant, projects)
            if _said_too(said, understood, one, meant, sources):
                continue  # `年初预算260万元，追加后283.70万元`: the form holds one of the two
            if meant.name in SHARED and (meant.share or of_share(one.chapter)) and has_other_money(context.filing):
                sources = [source for source in sources if one.statement.figure.value > (source.value or 0)]
            if flaw := _flaw(report, one, sources, both=_of_project_spent(meant)):
                found[one.statement.start] = flaw
        for item in items:
            found |= _of_projects(report, said, _whole(item, understood, names), item, known, projects, context)
        yield from _once(found, items)


def _sources(context: Context, one: Said, meant: Named, projects: list[Project]) -> list[Source]:
    """The cells for a statement; none where it is of another year, a change or an outlook."""
    here, year = one.statement, context.filing.year
    people = meant.name in ("posts", "staff")
    units = ("人", "个") if meant.name == "posts" else ("人",) if people else ("万元",)
    if here.change or here.outlook or here.figure.unit not in units:
        return []
    last = here.of_last_year or (year is not None and here.year == year - 1)
    if (not last and here.year not in (None, year)) or (here.of_last_year and here.year not in (None, year)):
        return []
    if meant.name.startswith("#"):
        return [] if last else projects[int(meant.name[1:])].sources(meant.column)
    return sources_of(context.filing, meant.name, meant.column, last=last)


def _said_too(
    said: Sequence[Said], understood: Sequence[tuple[Said, Named]], one: Said, meant: Named, sources: Sequence[Source]
) -> bool:
    """Whether the same sentence states the budget that the form holds, in words that are not understood."""
    if meant.name.startswith("#") or meant.column not in ("initial", "budget"):
        return False
    of_others = {other.statement.start for other, its in understood if its.name != meant.name}
    values = {source.value for source in sources}
    return any(
        other.statement.is_amount and other.statement.figure.value in values
        for other in said
        if other.statement.sentence == one.statement.sentence and other.statement.start not in of_others
    )


def _of_project_spent(meant: Named) -> bool:
    return meant.name.startswith("#") and meant.column in ("", "spent")


def _flaw(report: Report, one: Said, sources: Sequence[Source], *, both: bool) -> Flaw | None:
    """The flaw of a figure that is in none of the cells. `both`: it should be in all, what a project has spent."""
    fitting = [source for source in sources if _fits(one, source)]
    other = next((source for source in sources if source not in fitting), None)
    if other is None or other.value is None or (fitting and not both):
        return None
    figure = one.statement.figure
    gap, unit, shown = figure.value - other.value, figure.unit, amount if figure.is_money else digits
    slight = figure.is_money and tolerance.is_slight(gap, figure.step)
    others = "、".join(f"{source.called}为 {shown(source.value or Decimal(0))}" for source in sources)
    return Flaw(
        report, one.at, re.sub(r"^(?:基础数据表|自评表)", "", other.called),
        f"报告写“{quoted(one)}”，{others}{unit}，相差 {shown(abs(gap))}{unit}，"
        f"{'只差末位，请统一' if slight else '分不清哪一处有误'}",
        digits(figure.value), digits(other.value), gap, "核对报告和表，改正填错的一处；口径不同的，填写说明", None,
        tuple(entry for source in (other, *sources) for entry in source.entries),
        (*(Cause(code, gap) for code in _OF_THE_TABLE), *((Cause("KB101"),) if fitting else ())),
        "hint" if slight else None,
    )  # fmt: skip


def _fits(one: Said, source: Source) -> bool:
    figure = one.statement.figure
    return source.value is not None and abs(figure.value - source.value) <= tolerance.of_written(figure.step)


def _of_projects(
    report: Report, said: Sequence[Said], whole: Named | None, item: Breakdown, known: set[int],
    projects: list[Project], context: Context,
) -> dict[int, Flaw]:  # fmt: skip
    """The parts listed under 项目支出 beside the projects that are most like them by name."""
    if whole is None or whole.name != "project_spending" or not projects:
        return {}
    column = column_of(item.whole.words) or whole.column or "spent"
    places = {one.statement.start: one for one in said}
    parts = _joined([places[part.start] for part in item.parts])
    titles = [one.statement.words.removeprefix("其中") for one in parts]
    found: dict[int, Flaw] = {}
    for place, project in belonging(titles, projects, context.number("similarity")).items():
        one = parts[place]
        if one.statement.start not in known:
            flaw = _flaw(report, one, project.sources(column), both=column in ("", "spent"))
            if flaw is not None:
                found[one.statement.start] = flaw
    return found


def _whole(item: Breakdown, understood: Sequence[tuple[Said, Named]], names: Mapping[str, str]) -> Named | None:
    """What a sum is of. `项目支出年初预算数1669.89万元，实际支出4036.15万元，主要……`: what it goes on about."""
    meant = named(item.whole.words, names)
    return meant or next((other for one, other in understood if one.statement.start == item.whole.start), None)


def _joined(parts: list[Said]) -> list[Said]:
    """`甲2万元和乙3万元` is one part of 5万元 with both names."""
    found: list[Said] = []
    for one in parts:
        here = one.statement
        if found and _JOINED.match(here.words) and found[-1].statement.figure.end == here.start:
            first = found[-1].statement
            figure = first.figure._replace(value=first.figure.value + here.figure.value, end=here.figure.end)
            both = replace(first, words=first.words + here.words, quote=first.quote + here.quote, figure=figure)
            found[-1] = Said(one.at, both)
        else:
            found.append(one)
    return found


def _once(found: dict[int, Flaw], items: Sequence[Breakdown]) -> Iterator[Flaw]:
    """Parts that differ from the table together with their sum are named there."""
    for item in items:
        wrong = [part.start for part in item.parts if part.start in found]
        if item.whole.start in found and wrong:
            whole, parts = found[item.whole.start], [found.pop(start) for start in wrong]
            shown = "；".join(f"{part.field}报告写 {part.provided}、表里是 {part.expected}" for part in parts)
            cells = (*whole.cells, *(entry for part in parts for entry in part.cells))
            message = f"{whole.message}；其中各项也不同：{shown}"
            found[item.whole.start] = whole._replace(message=message, cells=cells)
    yield from found.values()
