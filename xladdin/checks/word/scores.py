"""Scores and grades in the running text of a report against 总分 of the forms (BG102)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks import tolerance
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, check
from xladdin.checks.word.naming import Said, headed, quoted, runs_of, said_in
from xladdin.checks.word.sources import Project, belonging, projects_of
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.scoring.grade import grade
from xladdin.values.number import digits
from xladdin.values.sentence import SENTENCE_ENDS, statements_of

_SCORE = re.compile(
    r"(?P<of>.*?)(?:的?(?:自评|综合|评价|评定|最终|绩效|整体)*(?:总?得分|总?评分|自评分|自评总分|绩效总分|(?:(?<=绩效)|(?<=支出)|(?<=[我本].)|(?<=[我本]单位)|(?<=[我本]部门))自评))(?:为|是|达到?|共|[:：])*$"
)
_BARE = re.compile(r"(?:总?得分|总?评分)(?:为|是|达到?|共|[:：])*$")
_TOTAL = re.compile(r"综合|总|整体|最终")
# `执行率95%，得分9.5分` is the score of one indicator, `根据评价结果，得分98.5分` that of the whole.
_OF_ALL = re.compile(r"自评|综合|评价|绩效|整体")
_OF_ONE = re.compile(r"指标|率|分值|\d")
_ANY_YEAR = re.compile(r"(?:19|20)\d{2}")
_OWN = re.compile(
    r"(?:19|20)\d{2}年度?|本年度?|我[局单位部门]+|本[局单位部门]+|部门|单位|预算|整体|支出|绩效|评价|指标|自评|综合|"
    r"根据|按照|对照|经|体系|评分|标准|表|项目|结果|结论|的|最终|本|该|此"
)
_GRADE = re.compile(
    r"(?:等级|等次|档次|评级|级别|结果|结论)(?:(?:评?定?为|是|属于?|[:：])\s*[“\"'‘]?|[“\"'‘])(?P<grade>优秀|良好|中等|[优良中差])"
    r"(?=[”\"'’]|[，。；、,;]|[级等档次]|$)"
)


@check("BG102", "warning", "报告里的得分和等级", "报告正文；自评表、项目表、评分表的“总分”")
def scores_of_text(context: Context) -> Iterator[Flaw]:
    """1. 部门整体支出报告写的自评得分，应等于自评表（没有自评表的，评分表）的总分。
    2. 项目支出报告写的得分，应等于该项目的项目表的总分；写明项目名称的得分，与那个项目的项目表比较。
    3. 报告写的等级，应是所写得分的等级（没有写得分的，按表里的总分），等级的分数线见规则集。
    4. 报告写的小数位少的，按四舍五入比较。表里的总分本身加错、差额相同的，以 ZP110、XM110 为准。
    5. 一项指标的得分、其他年度的得分、表里总分空白的不核对。读的是文字，可能读错，所以不是错误。
    """
    if not context.filing.reports:
        return
    projects = projects_of(context)
    for report, total in _totals(context, projects):
        stated = [one for said in said_in(report) for one in said if _is_score(one, context)]
        own = [one for one in stated if not _OWN.sub("", _about(one))]
        for one in own:
            if flaw := _score_flaw(report, one, total):
                yield flaw
        if not report.project.text:
            yield from _of_projects(report, [one for one in stated if one not in own], projects, context)
        yield from _grades(report, own, total, context)


def _totals(context: Context, projects: list[Project]) -> Iterator[tuple[Report, Entry | None]]:
    """Each report with the cell of its total."""
    filing = context.filing
    named = [report for report in filing.reports if report.kind == "project" and report.project.text]
    found = belonging([report.project.text for report in named], projects, context.number("similarity"))
    tables = {id(named[place]): project.table for place, project in found.items()}
    for report in filing.reports:
        form = filing.department or filing.score_table
        if report.kind == "project":
            table = tables.get(id(report))
            yield report, table.total_score if table is not None else None
        else:
            yield report, form.total_score if form is not None else None


def _is_score(one: Said, context: Context) -> bool:
    here, year, full = one.statement, context.filing.year, context.rulebook.evaluation.full
    words = headed(here.words, one)
    if here.figure.unit != "分" or here.figure.vague or here.change or here.of_last_year or here.outlook:
        return False
    if here.figure.value == full and "总分" in here.words:
        return False  # `总分100分，得分98.5分`: what can be reached
    return here.year in (None, year) and _SCORE.fullmatch(words) is not None and _is_of_all(one, words, full)


def _is_of_all(one: Said, words: str, full: Decimal) -> bool:
    """A bare 得分 takes its meaning from the words before it, 自评得分 from the points right before it."""
    here, text = one.statement, one.at.text
    if _TOTAL.search(words):
        return True
    before = _ANY_YEAR.sub("", SENTENCE_ENDS.split(text[: here.start])[-1])
    if _BARE.fullmatch(words):
        return _OF_ALL.search(before) is not None and not _OF_ONE.search(before)
    points = [
        other for other in statements_of(text) if other.figure.end <= here.start and other.sentence == here.sentence
    ]
    last = points[-1].figure if points and points[-1].figure.unit == "分" else None
    return last is None or last.value == full or last.value < here.figure.value


def _about(one: Said) -> str:
    match = _SCORE.fullmatch(headed(one.statement.words, one))
    return match["of"] if match else ""


def _score_flaw(report: Report, one: Said, total: Entry | None) -> Flaw | None:
    figure, expected = one.statement.figure, total.number if total is not None else None
    if total is None or expected is None or abs(figure.value - expected) <= tolerance.of_written(figure.step):
        return None
    gap = figure.value - expected
    return Flaw(
        report, one.at, "总分", f"报告写“{quoted(one)}”，表里的总分为 {digits(expected)} 分，"
        f"相差 {digits(abs(gap))} 分，分不清哪一处有误",
        digits(figure.value), digits(expected), gap, "核对报告和表，改正写错的一处", None, (total,),
        (Cause("110", gap),),
    )  # fmt: skip


def _of_projects(report: Report, stated: list[Said], projects: list[Project], context: Context) -> Iterator[Flaw]:
    """`甲项目自评得分99.7分，乙项目自评得分95分` in a report on several projects."""
    found = belonging([_about(one) for one in stated], projects, context.number("similarity"))
    for place, project in sorted(found.items()):
        if project.table is not None and (flaw := _score_flaw(report, stated[place], project.table.total_score)):
            yield flaw


def _grades(report: Report, own: list[Said], total: Entry | None, context: Context) -> Iterator[Flaw]:
    """A grade beside the score; two scores that differ leave open which one is meant."""
    scores = {one.statement.figure.value for one in own}
    if not scores and total is not None and total.number is not None:
        scores = {total.number}
    if len(scores) != 1:
        return
    score = scores.pop()
    expected = grade(context.rulebook, score).name
    if expected is None:
        return
    for run in runs_of(report):
        for entry in run:
            for match in _GRADE.finditer(entry.text) if not entry.is_error else ():
                if match["grade"][0] != expected[0] and _is_own_grade(entry.text, match.start(), score):
                    yield Flaw(
                        report, entry, "等级", f"报告写“{match[0].strip()}”，得分 {digits(score)} 分的等级是{expected}",
                        match["grade"], expected, None, "核对得分和等级", None, () if total is None else (total,),
                    )  # fmt: skip


def _is_own_grade(text: str, start: int, score: Decimal) -> bool:
    """Not where another score stands before it in the sentence: that of another year, or that the 财政局 gave."""
    sentence = SENTENCE_ENDS.split(text[:start])[-1]
    opening = start - len(sentence)
    points = [one for one in statements_of(text) if one.figure.unit == "分" and opening <= one.start < start]
    return not points or points[-1].figure.value == score
