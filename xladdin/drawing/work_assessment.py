"""Form F, 自评工作考核评分表: filled in by the 财政局; a row for each standard of the rulebook."""

from collections.abc import Callable
from itertools import groupby

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.formulas import span, sum_of
from xladdin.drawing.frame import draw_heading
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.evaluation import TOTAL_SCORE
from xladdin.forms.tables import WorkAssessment
from xladdin.rulebooks.schema import Rule

SHEET = "自评工作考核评分表"
_WIDTHS = (11, 14, 50, 26, 10)
_COLUMNS = 5
_STANDARD, _EVIDENCE, _SCORE = 2, 3, 4
_FIRST = 3


def draw_work_assessment(book: Book, form: WorkAssessment | None, annex: str) -> None:
    """The sheet 自评工作考核评分表."""
    sheet = book.sheet(SHEET, _WIDTHS)
    draw_heading(sheet, annex, book.rulebook.forms["work_assessment"].title, _COLUMNS)
    for column, label in enumerate(book.labels("work_assessment").of("row").values()):
        sheet.text(_FIRST - 1, column, label, Look.HEADING)
    filed = {row.standard.text: row for row in form.rows} if form else {}
    rules = list(book.rulebook.work_assessment.values())
    _levels(sheet, rules)
    for row, rule in enumerate(rules, _FIRST):
        sheet.text(row, _STANDARD, rule.standard, Look.LABEL_LEFT)
        before = filed.get(rule.standard)
        sheet.enter(row, _EVIDENCE, entered_in(before, "evidence"), Look.TEXT)
        sheet.enter(row, _SCORE, entered_in(before, "score"), Look.SCORE)
        if rule.weight is not None:
            sheet.validate(row, _SCORE, row, _SCORE, validation.score_at_most(rule.weight))
    row = _FIRST + len(rules)
    full = sum_of(rule.weight for rule in rules)
    sheet.text(row, 0, TOTAL_SCORE.also[0], Look.HEADING, 2)
    sheet.text(row, _STANDARD, f"{full:f}分" if full is not None else "", Look.LABEL)
    sheet.text(row, _EVIDENCE, "", Look.LABEL)
    scores = span(_FIRST, _SCORE, row - 1)
    sheet.result(row, _SCORE, f'=IF(COUNT({scores})=0,"",SCORE_TOTAL({scores}))', None, Look.POINTS)
    sheet.repeat(_FIRST - 1)
    sheet.finish(row + 1, _COLUMNS)


def _levels(sheet: Sheet, rules: list[Rule]) -> None:
    """一级 and 二级 with the points that they hold."""
    levels: tuple[Callable[[Rule], str], ...] = (lambda rule: rule.level1, lambda rule: rule.level2)
    for column, level in enumerate(levels):
        row = _FIRST
        for name, members in groupby(rules, level):
            rows = list(members)
            points = sum_of(rule.weight for rule in rows)
            text = f"{name}\n（{points:f}分）" if points is not None else name
            sheet.text(row, column, text, Look.HEADING, 1, len(rows))
            row += len(rows)
