"""Forms G: 政府性基金, 国有资本经营, 社会保险基金预算支出情况表, one sheet each, with a tick for none."""

from collections.abc import Sequence

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.formulas import cell, ratio_formula, span, sum_formula, sum_of
from xladdin.drawing.frame import draw_foot, draw_heading
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.describe import described
from xladdin.forms.evaluation import TOTAL_SCORE
from xladdin.forms.tables import FUND_TABLES, FundRow, FundTable
from xladdin.values.rounding import ratio_of

_WIDTHS = (30, 13, 13, 13, 13, 11, 20)
_COLUMNS = 7
_FIRST = 3
_EMPTY_ROWS = 5
_AMOUNTS = {"last": 1, "initial": 2, "budget": 3, "spent": 4}
_RATE, _NOTE = 5, 6


def draw_fund_tables(book: Book, forms: Sequence[FundTable]) -> list[tuple[Sheet, str]]:
    """The three tables in their order: their sheets and the annexes that stand there."""
    annexes, drawn = book.rulebook.report.annexes, []
    for title in FUND_TABLES:
        name = title.removesuffix("预算支出情况表")
        form = next((form for form in forms if name in form.title.text), None)
        if form is None and not book.grows:
            continue
        number = f"附件{annexes.index(title) + 1}" if title in annexes else ""
        annex = form.annex.text if form and form.annex.text else number
        drawn.append((_draw(book, title, form, annex), annex))
    return drawn


def _draw(book: Book, title: str, form: FundTable | None, annex: str) -> Sheet:
    sheet = book.sheet(title.removesuffix("情况表"), _WIDTHS)
    draw_heading(sheet, annex, f"{book.year}年度{title}", _COLUMNS)
    for column, label in enumerate(book.labels("fund_table").of("row").values()):
        sheet.text(_FIRST - 1, column, label, Look.HEADING)
    rows: Sequence[FundRow | None] = (form.rows if form else ()) or (None,) * (_EMPTY_ROWS if book.grows else 1)
    for row, filed in enumerate(rows, _FIRST):
        _row(sheet, row, filed)
    last = _FIRST + len(rows) - (not book.grows)
    if book.grows:
        for column in range(_COLUMNS):
            sheet.text(last, column, "", Look.MORE)
        sheet.height(last, 8)
    _total(sheet, last + 1, rows, form)
    sheet.validate(_FIRST, 1, last, 4, validation.AMOUNT)
    ((_, tick),) = described(FundTable)
    sheet.text(last + 2, 0, tick.text, Look.FOOT_LABEL)
    sheet.enter(last + 2, 1, entered_in(form, "nothing"), Look.TEXT_CENTRE)
    sheet.validate(last + 2, 1, last + 2, 1, validation.chosen("=LIST_TICK", tick.text, "没有这类支出的选“√”。"))
    end = draw_foot(sheet, last + 3, form, ((0, 1, 1), (3, 2, 2)))
    sheet.repeat(_FIRST - 1)
    sheet.finish(end, _COLUMNS)
    return sheet


def _row(sheet: Sheet, row: int, filed: FundRow | None) -> None:
    sheet.enter(row, 0, entered_in(filed, "item"), Look.TEXT)
    for name, column in _AMOUNTS.items():
        sheet.enter(row, column, entered_in(filed, name), Look.AMOUNT)
    computed = ratio_of(filed.spent.number, filed.budget.number) if filed else None
    formula = ratio_formula(cell(row, _AMOUNTS["spent"]), cell(row, _AMOUNTS["budget"]))
    sheet.result(row, _RATE, formula, computed, Look.RATIO, entered_in(filed, "rate"))
    sheet.enter(row, _NOTE, entered_in(filed, "note"), Look.TEXT)
    sheet.at_least(row, 28)


def _total(sheet: Sheet, row: int, rows: Sequence[FundRow | None], form: FundTable | None) -> None:
    filed = form.total if form and form.total.item.raw else None
    sheet.text(row, 0, TOTAL_SCORE.also[0], Look.HEADING)
    sums = {}
    for name, column in _AMOUNTS.items():
        sums[name] = sum_of(getattr(line, name).number for line in rows if line)
        entered = getattr(filed, name) if filed else None
        sheet.result(row, column, sum_formula(span(_FIRST, column, row - 1)), sums[name], Look.SUM, entered)
    figures = (filed.spent.number, filed.budget.number) if filed else (sums["spent"], sums["budget"])
    formula = ratio_formula(cell(row, _AMOUNTS["spent"]), cell(row, _AMOUNTS["budget"]))
    sheet.result(row, _RATE, formula, ratio_of(*figures), Look.RATIO, entered_in(filed, "rate"))
    sheet.enter(row, _NOTE, entered_in(filed, "note"), Look.TEXT)
