"""Form D, 评分表: a row a rule. Every score is a function of figures on the other sheets, found by their places."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from xladdin.drawing.book import RULEBOOK_CELL, Book
from xladdin.drawing.formulas import cell, failed, span, sum_formula, sum_of, where_given
from xladdin.drawing.frame import draw_heading
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import TOTAL_SCORE
from xladdin.forms.tables import ScoreRow, ScoreTable
from xladdin.rulebooks.schema import Rule
from xladdin.scoring.grade import grade, total
from xladdin.scoring.rates import Input, rate_figure
from xladdin.scoring.result import Score
from xladdin.scoring.rules import inputs_of, score_rule
from xladdin.values.label import key

SHEET = "评分表"
_WIDTHS = (11, 11, 16, 7, 38, 38, 9, 2, 11, 60)
_NAME, _WEIGHT, _STANDARD, _NOTE, _SCORE = range(2, 7)
_COLUMNS = 7
_RATE, _SAID = 8, 9
_FIRST = 3


class Line(NamedTuple):
    """One row: a rule, or one of the names that share a rule (经济效益、社会效益)."""

    key: str
    rule: Rule
    name: str
    first: bool
    rows: int
    filed: ScoreRow | None

    @property
    def weight(self) -> Decimal | None:
        """As filed, else as the rulebook says."""
        return self.filed.weight.number if self.filed and self.filed.weight.raw else self.rule.weight


def draw_score_table(book: Book, form: ScoreTable | None, annex: str) -> None:
    """The sheet 评分表."""
    sheet = book.sheet(SHEET, _WIDTHS)
    draw_heading(sheet, annex, book.title("score_table"), _COLUMNS)
    labels = book.labels("score_table").of("row").values()
    for column, label in enumerate(labels):
        sheet.text(_FIRST - 1, column, label, Look.HEADING)
    sheet.text(_FIRST - 1, _RATE, "计算值", Look.HELPER_HEADING)
    sheet.text(_FIRST - 1, _SAID, "得分说明", Look.HELPER_HEADING)
    lines = _lines(book, form)
    _levels(sheet, lines)
    scores = [_row(book, sheet, row, line) for row, line in enumerate(lines, _FIRST)]
    _total(book, sheet, _FIRST + len(lines), lines, scores, form)
    sheet.repeat(_FIRST - 1)
    sheet.finish(_FIRST + len(lines) + 1, _COLUMNS)


def _lines(book: Book, form: ScoreTable | None) -> list[Line]:
    filed = {key(row.name.text): row for row in form.rows} if form else {}
    lines = []
    for name, rule in book.rulebook.rules.items():
        names = rule.name.split("、")
        for position, part in enumerate(names):
            lines.append(Line(name, rule, part, position == 0, len(names), filed.get(key(part))))
    return lines


def _levels(sheet: Sheet, lines: list[Line]) -> None:
    """一级 and 二级 are merged over their rows and name the points that they hold."""
    levels: tuple[Callable[[Line], str], ...] = (lambda line: line.rule.level1, lambda line: line.rule.level2)
    for column, level in enumerate(levels):
        row = _FIRST
        for name, members in groupby(lines, level):
            rows = list(members)
            points = sum_of(line.rule.weight for line in rows if line.first)
            text = f"{name}\n（{points:f}分）" if points is not None else name
            sheet.text(row, column, text, Look.HEADING, 1, len(rows))
            row += len(rows)


def _row(book: Book, sheet: Sheet, row: int, line: Line) -> Decimal | None:
    """One row; gives the score that stands in it."""
    rule, filed = line.rule, line.filed
    sheet.text(row, _NAME, line.name, Look.LABEL)
    if line.first:
        if filed and filed.weight.raw:
            sheet.enter(row, _WEIGHT, filed.weight, Look.LABEL, 1, line.rows)
        elif rule.weight is not None:
            sheet.number(row, _WEIGHT, rule.weight, Look.LABEL, line.rows)
        standard = filed.standard.text if filed and filed.standard.raw else rule.standard
        note = filed.note.text if filed and filed.note.raw.strip() else rule.explained
        sheet.text(row, _STANDARD, standard, Look.PRINTED, 1, line.rows)
        sheet.text(row, _NOTE, note, Look.PRINTED, 1, line.rows)
    sheet.at_least(row, 30)
    if not line.first or not book.grows:
        sheet.enter(row, _SCORE, entered_in(filed, "score"), Look.SCORE)
        return filed.score.number if filed else None
    return _scored(book, sheet, row, line, entered_in(filed, "score"))


def _scored(book: Book, sheet: Sheet, row: int, line: Line, entered: Entry | None) -> Decimal | None:
    inputs = inputs_of(book.rulebook, line.key)
    references = [_reference(book, given) for given in inputs]
    values = [_value(book, given) for given in inputs]
    weight = cell(row, _WEIGHT)
    arguments = ",".join([*references, weight, RULEBOOK_CELL])
    name = f"SCORE_{line.key.upper()}"
    given = any(value is not None for value in values)
    always = line.rule.without_base == "full_marks"  # nothing at all is an answer here, and gives full marks
    score = score_rule(book.rulebook, line.key, *values, weight=line.weight) if given or always else None
    formula = f"={name}({arguments})" if always else where_given(references, f"{name}({arguments})")
    points: Decimal | str | None = _points(score)
    sheet.result(row, _SCORE, formula, points, Look.POINTS, entered)
    explain = f'EXPLAIN_SCORE("{name}",{arguments})'
    formula = f"={explain}" if always else where_given(references, explain)
    sheet.helper(row, _SAID, formula, _said(score), Look.HELPER_TEXT)
    if line.rule.rate:
        rate = f"RATE_{line.rule.rate.upper()}({','.join(references)})"
        shown = _rate(line.rule.rate, values) if given else ""
        guard = " + ".join(f"N({reference})" for reference in references) if always else ""
        sheet.helper(row, _RATE, f'=IF({guard}=0,"",{rate})' if always else where_given(references, rate), shown,
                     Look.HELPER_RATE)  # fmt: skip
    if entered is not None:
        return entered.number
    return points if isinstance(points, Decimal) else None


def _rate(name: str, values: Sequence[Decimal | str | None]) -> Decimal | str | None:
    """What RATE_… shows."""
    figure = rate_figure(name, *values)
    return failed(figure.problem) if figure.value is None else figure.value


def _points(score: Score | None) -> Decimal | str | None:
    if score is None:
        return None
    return failed(score.problem) if score.score is None else score.score


def _said(score: Score | None) -> str:
    """What EXPLAIN_SCORE shows."""
    if score is None:
        return ""
    return score.explanation if score.score is not None else failed(score.problem)


def _reference(book: Book, given: Input) -> str:
    """The figure's cell; several buildings are added up; another field where the form's own cell is blank."""
    reference = book.places[given.field].reference
    if ":" in reference:
        return f"SUM({reference})"
    if given.instead:
        return f"IF(ISNUMBER({reference}),{reference},{book.places[given.instead].reference})"
    return reference


def _value(book: Book, given: Input) -> Decimal | str | None:
    value = book.places[given.field].value
    return book.places[given.instead].value if value is None and given.instead else value


def _total(
    book: Book, sheet: Sheet, row: int, lines: list[Line], scores: list[Decimal | None], form: ScoreTable | None
) -> None:
    sheet.text(row, 0, TOTAL_SCORE.also[0], Look.HEADING, _WEIGHT)
    weights, points = span(_FIRST, _WEIGHT, row - 1), span(_FIRST, _SCORE, row - 1)
    weight = sum_of(line.weight for line in lines if line.first)
    filed: Mapping[str, Entry] = (
        {"weight": form.total_weight, "score": form.total_score} if form and form.total_score.raw else {}
    )
    sheet.result(row, _WEIGHT, sum_formula(weights), weight, Look.TOTAL_WEIGHT, filed.get("weight"))
    for column in (_STANDARD, _NOTE):
        sheet.text(row, column, "", Look.LABEL)
    computed = total(scores).score if any(score is not None for score in scores) else None
    formula = f'=IF(COUNT({points})=0,"",SCORE_TOTAL({points}))'
    sheet.result(row, _SCORE, formula, computed, Look.POINTS, filed.get("score"))
    place = cell(row, _SCORE)
    name = "" if computed is None else grade(book.rulebook, computed).name
    sheet.helper(row, _SAID, f'=IF({place}="","",SCORE_GRADE({place},{RULEBOOK_CELL}))', name, Look.HELPER_TEXT)
    sheet.at_least(row, 26)
