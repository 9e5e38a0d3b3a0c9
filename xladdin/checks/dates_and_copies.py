"""Traces of another year and of another project (KB105, KB108): what was copied and not changed."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from xladdin.checks.finding import Flaw, Severity
from xladdin.checks.indicators import called
from xladdin.checks.registry import Context, check
from xladdin.forms.base_data import BaseData
from xladdin.forms.entry import Entry, Form
from xladdin.forms.evaluation import Evaluation, FundEvaluation, Indicator, ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreTable
from xladdin.values.label import fold, name_key, years
from xladdin.values.period import parse_period

_DECEMBER = 12
_YEARLESS = re.compile("[一-鿿，。、；：（）“”%≥≤03-9]*")  # a year of these centuries has a 1 or a 2


@check("KB105", "error", "年度", "各表标题、栏目的年度应与报送年度一致")
def year(context: Context) -> Iterator[Flaw]:
    """1. 各表标题的年度应与报送年度（多数表的年度；一样多时以部门自评表、基础数据表为准）一致。
    2. 基础数据表各栏的年度应为上年决算数、本年预算数、本年决算数；完工项目的年度应为本年。
       一张表的标题和几栏都不对的合并报告一次：多半是用旧年度的表填的。
    3. 填报日期应在年度结束前后：本年 12 月或次年，否则是警告。
    4. 项目名称、指标和评价标准里只写了以前年度的，是警告；年度总体目标里的，是提示。
    5. 没有写年度的、空白的不核对。
    """
    due = usual_year(context.filing)
    if due is None:
        return
    timely: set[str] = set()  # the same few texts stand in many rows
    for form in context.filing.forms:
        if stale := list(_printed(form, due)):
            message, cells = "；".join(flaw.message for flaw in stale), tuple(flaw.at for flaw in stale[1:])
            yield stale[0]._replace(message=message, cells=cells)
        yield from _date(form, due)
        for entry, where, severity in _texts(form):
            if entry.raw in timely:
                continue
            earlier = _only_earlier(entry.raw, due)
            if earlier is None:
                timely.add(entry.raw)
            else:
                field = where if isinstance(where, str) else called(where)
                yield _flaw(form, entry, field, f"{field}写的是 {earlier} 年（“{_start(entry)}”），报送的是 {due} 年度",
                            str(earlier), str(due), severity)  # fmt: skip


def usual_year(filing: Filing) -> int | None:
    """The year of most forms; of equally many that of the department's forms."""
    counted = Counter(form.year for form in filing.forms if form.year is not None)
    most = max(counted.values(), default=0)
    best = [year for year, number in counted.items() if number == most]
    return filing.year if filing.year in best or not best else best[0]


def _flaw(
    form: Form, entry: Entry, field: str, message: str, provided: str, expected: str, severity: Severity | None = None
) -> Flaw:
    return Flaw(form, entry, field, message, provided, expected, None, f"核对后改为 {expected} 年", severity=severity)


def _printed(form: Form, due: int) -> Iterator[Flaw]:
    """The title and the column headings that name another year."""
    if form.year is not None and form.year != due and form.title.text:
        message = f"标题写的是 {form.year} 年度，报送的是 {due} 年度"
        yield _flaw(form, form.title, "标题年度", message, str(form.year), str(due))
    if isinstance(form, BaseData):
        yield from _columns(form, due)


def _columns(form: BaseData, due: int) -> Iterator[Flaw]:
    headings = ((form.last_heading, due - 1), (form.budget_heading, due), (form.final_heading, due),
                (form.buildings_heading, due))  # fmt: skip
    for entry, expected in headings:
        found = years(entry.raw)
        if found and expected not in found:
            yield _flaw(form, entry, f"栏目 {fold(entry.raw)}", f"栏目“{fold(entry.raw)}”应为 {expected} 年",
                        str(found[0]), str(expected))  # fmt: skip


def _date(form: Form, due: int) -> Iterator[Flaw]:
    filled_on = form.foot.filled_on
    day = filled_on.value
    if isinstance(day, date) and not (day.year == due + 1 or (day.year == due and day.month == _DECEMBER)):
        yield Flaw(form, filled_on, "填报日期", f"填报日期 {day.isoformat()} 不在 {due} 年度结束之后的一年内",
                   day.isoformat(), f"{due + 1} 年", None, "核对填报日期", severity="warning")  # fmt: skip


def _texts(form: Form) -> Iterator[tuple[Entry, str | Indicator, Severity]]:
    """The texts in which a year may have been left from an earlier form, and the field or row that holds them."""
    if isinstance(form, (ProjectEvaluation, FundEvaluation)):
        yield form.name, "项目名称", "warning"
    if isinstance(form, Evaluation):
        for goal in form.goals:
            yield goal.expected, "预期目标", "hint"
            yield goal.reached, "实际完成情况", "hint"
        yield from [(entry, row, "warning") for section in form.sections for row in section.indicators
                    for entry in (row.name, row.target, row.actual)]  # fmt: skip
    if isinstance(form, ScoreTable):
        for line in form.rows:
            yield line.standard, f"{line.name.text} 评价标准", "warning"
            yield line.note, f"{line.name.text} 指标说明", "warning"


def _only_earlier(text: str, due: int) -> int | None:
    """The latest year of a text that speaks of earlier years only."""
    if _YEARLESS.fullmatch(text):
        return None  # most texts
    period = parse_period(text)
    found = (period.end.year,) if period else years(text)
    return max(found) if found and max(found) < due else None


def _start(entry: Entry) -> str:
    """The part of a text around its first year."""
    text = " ".join(entry.raw.split())
    place = next((text.index(str(found)) for found in years(text) if str(found) in text), 0)
    return text[max(0, place - 5) : place + 12].strip()


@check("KB108", "hint", "与其他项目雷同", "绩效目标和指标应与本项目相符")
def copied(context: Context) -> Iterator[Flaw]:
    """1. 两个项目的年度总体目标不应一字不差，是警告。
    2. 两个项目的三级指标（名称和目标都相同）多半是复制来的，作提示；规则集所列的通用指标、过短的不核对。
    3. 同一段文字只报告一处，其他的列为关联。空白的不核对；同一个项目交了两张表的，由 KB102 报告。
    """
    shortest, ordinary = int(context.number("shortest")), {fold(text) for text in context.texts("ordinary")}
    goals: dict[str, list[tuple[ProjectEvaluation, Entry]]] = {}
    rows: dict[tuple[str, str], list[tuple[ProjectEvaluation, Entry]]] = {}
    for table in _different(context.filing.projects):
        for goal in table.goals:
            for entry in (goal.expected, goal.reached):
                said = fold(entry.text)
                if len(said) >= shortest:
                    goals.setdefault(said, []).append((table, entry))
        for row in [row for section in table.sections for row in section.indicators]:
            if not _is_words(row):
                continue
            name = fold(row.name.text)
            if len(name) >= shortest and name not in ordinary:
                rows.setdefault((name, fold(row.target.raw)), []).append((table, row.name))
    yield from (_copied(places, "年度总体目标", "warning") for places in goals.values() if _in_two_tables(places))
    yield from (_copied(places, "三级指标", "hint") for places in rows.values() if _in_two_tables(places))


def _different(tables: tuple[ProjectEvaluation, ...]) -> list[ProjectEvaluation]:
    """The tables of different projects: of two with the same name the first."""
    named: dict[object, ProjectEvaluation] = {}
    for table in tables:
        named.setdefault(name_key(table.name.text) or id(table), table)
    return list(named.values())


def _is_words(row: Indicator) -> bool:
    """A target in words; a figure such as 100% says nothing of a copy."""
    return not row.target.is_blank and row.target.number is None


def _in_two_tables(places: list[tuple[ProjectEvaluation, Entry]]) -> bool:
    return len(places) > 1 and len({id(table) for table, _ in places}) > 1


def _copied(places: list[tuple[ProjectEvaluation, Entry]], field: str, severity: Severity) -> Flaw:
    (first, _), (table, entry) = places[0], next(place for place in places[1:] if place[0] is not places[0][0])
    others = [other for _, other in places if other is not entry]
    text = entry.text if len(entry.text) <= 30 else f"{entry.text[:30]}……"
    tables = "、".join(dict.fromkeys(f"“{other.name.text}”" for other, _ in places if other is not table))
    return Flaw(
        table, entry, field, f"{field}“{text}”与{tables}完全相同，请确认是否从“{first.name.text}”复制后没有修改",
        entry.text, "与本项目相符的内容", None, "按本项目改写", None, tuple(others), (), severity,
    )  # fmt: skip
