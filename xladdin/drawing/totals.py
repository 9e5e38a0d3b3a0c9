"""总分 of forms B and C: weights and scores of the money row and of all indicators, and the grade beside it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.drawing.book import RULEBOOK_CELL, Book
from xladdin.drawing.formulas import cell, span, sum_formula, sum_of
from xladdin.drawing.indicators import HELPERS, Layout
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.evaluation import TOTAL_SCORE, Evaluation, Indicator
from xladdin.scoring.grade import grade, total


class Execution(NamedTuple):
    """Weight and score of the money row: where they stand and what stands there."""

    weight: str
    score: str
    weight_value: Decimal | None
    score_value: Decimal | None


def draw_total(
    book: Book,
    sheet: Sheet,
    row: int,
    layout: Layout,
    form: Evaluation | None,
    execution: Execution | None,
    indicators: Sequence[tuple[int, Indicator | None]],
) -> int:
    """总分; without `execution` as it was entered, with it worked out from the money row and all indicators."""
    weight, score = layout.indicator["weight"][0], layout.indicator["score"][0]
    sheet.text(row, 0, TOTAL_SCORE.text, Look.HEADING, weight)
    if execution is None:
        sheet.enter(row, weight, entered_in(form, "total_weight"), Look.TOTAL_WEIGHT)
        sheet.enter(row, score, entered_in(form, "total_score"), Look.POINTS)
    else:
        _worked_out(book, sheet, row, layout, form, execution, indicators)
    sheet.text(row, layout.indicator["reason"][0], "", Look.LABEL)
    sheet.at_least(row, 26)
    return row + 1


def _worked_out(
    book: Book,
    sheet: Sheet,
    row: int,
    layout: Layout,
    form: Evaluation | None,
    execution: Execution,
    indicators: Sequence[tuple[int, Indicator | None]],
) -> None:
    """Weights and scores of the money row and of all indicators, and the grade beside it.

    The sum as it is: where a rulebook caps the total by the execution rate (封顶), check 110 says so.
    """
    weight, score = layout.indicator["weight"][0], layout.indicator["score"][0]
    first = indicators[0][0] if indicators else row - 1
    filled = [indicator for _, indicator in indicators if indicator]
    weights = sum_of([execution.weight_value, *(indicator.weight.number for indicator in filled)])
    parts = (execution.weight, span(first, weight, row - 1))
    entered = entered_in(form, "total_weight")
    sheet.result(row, weight, sum_formula(*parts), weights, Look.TOTAL_WEIGHT, entered)
    numbers = [execution.score_value, *(indicator.score.number for indicator in filled)]
    computed = total(numbers).score if any(number is not None for number in numbers) else None
    listed = f"{execution.score},{span(first, score, row - 1)}"
    formula = f'=IF(COUNT({listed})=0,"",SCORE_TOTAL({listed}))'
    entered = entered_in(form, "total_score")
    sheet.result(row, score, formula, computed, Look.POINTS, entered)
    shown = entered.number if entered else computed
    name = "" if shown is None else grade(book.rulebook, shown).name
    place = cell(row, score)
    sheet.helper(row, layout.helpers + HELPERS["定性档次"],
                 f'=IF({place}="","",SCORE_GRADE({place},{RULEBOOK_CELL}))', name, Look.HELPER_TEXT)  # fmt: skip
