"""Form F, 自评工作考核评分表: filled in by the 财政局; a row for each standard of the rulebook, or as it was filed."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.formulas import span, sum_of
from xladdin.drawing.frame import draw_heading
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.evaluation import TOTAL_SCORE
from xladdin.forms.tables import WorkAssessment, WorkRow
from xladdin.scoring.grade import total

SHEET = "自评工作考核评分表"
_WIDTHS = (11, 14, 50, 26, 10)
_COLUMNS = 5
_STANDARD, _EVIDENCE, _SCORE = 2, 3, 4
_FIRST = 3


class Line(NamedTuple):
    """One standard."""

    level1: str
    level2: str
    standard: str
    weight: Decimal | None
    filed: WorkRow | None


def draw_work_assessment(book: Book, form: WorkAssessment | None, annex: str) -> None:
    """The sheet 自评工作考核评分表."""
    sheet = book.sheet(SHEET, _WIDTHS)
    draw_heading(sheet, annex, book.rulebook.forms["work_assessment"].title, _COLUMNS)
    for column, label in enumerate(book.labels("work_assessment").of("row").values()):
        sheet.text(_FIRST - 1, column, label, Look.HEADING)
    lines = _lines(book, form)
    _levels(sheet, lines)
    for row, line in enumerate(lines, _FIRST):
        sheet.text(row, _STANDARD, line.standard, Look.LABEL_LEFT)
        sheet.enter(row, _EVIDENCE, entered_in(line.filed, "evidence"), Look.TEXT)
        sheet.enter(row, _SCORE, entered_in(line.filed, "score"), Look.SCORE)
        if line.weight is not None:
            sheet.validate(row, _SCORE, row, _SCORE, validation.score_at_most(line.weight))
    _total(sheet, _FIRST + len(lines), lines, form)
    sheet.repeat(_FIRST - 1)
    sheet.finish(_FIRST + len(lines) + 1, _COLUMNS)


def _lines(book: Book, form: WorkAssessment | None) -> list[Line]:
    if form and form.rows:
        return [Line(row.level1.text, row.level2.text, row.standard.text, None, row) for row in form.rows]
    rules = list(book.rulebook.work_assessment.values())
    levels: dict[str, Decimal | None] = {}
    for name in {rule.level1 for rule in rules} | {rule.level2 for rule in rules}:
        levels[name] = sum_of(rule.weight for rule in rules if name in (rule.level1, rule.level2))
    return [
        Line(_with_points(rule.level1, levels), _with_points(rule.level2, levels), rule.standard, rule.weight, None)
        for rule in rules
    ]


def _with_points(name: str, points: dict[str, Decimal | None]) -> str:
    """A level with the points that it holds, as the official form prints it."""
    held = points[name]
    return f"{name}\n（{held:f}分）" if held is not None else name


def _levels(sheet: Sheet, lines: Sequence[Line]) -> None:
    levels: tuple[Callable[[Line], str], ...] = (lambda line: line.level1, lambda line: line.level2)
    for column, level in enumerate(levels):
        row = _FIRST
        for name, members in groupby(lines, level):
            count = len(list(members))
            sheet.text(row, column, name, Look.HEADING, 1, count)
            row += count


def _total(sheet: Sheet, row: int, lines: Sequence[Line], form: WorkAssessment | None) -> None:
    sheet.text(row, 0, TOTAL_SCORE.also[0], Look.HEADING, 2)
    full = sum_of(line.weight for line in lines)
    sheet.text(row, _STANDARD, f"{full:f}分" if full is not None else "100分", Look.LABEL)
    sheet.text(row, _EVIDENCE, "", Look.LABEL)
    scores = [row.score.number for row in form.rows] if form else []
    computed = total(scores).score if any(score is not None for score in scores) else None
    places = span(_FIRST, _SCORE, row - 1)
    sheet.result(row, _SCORE, f'=IF(COUNT({places})=0,"",SCORE_TOTAL({places}))', computed, Look.POINTS)
    sheet.at_least(row, 26)
