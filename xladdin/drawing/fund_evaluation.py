"""Form E, 专项资金绩效目标自评表: goals and indicators as in forms B and C, without weights and scores."""

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.formulas import cell, ratio_formula, span, sum_formula, sum_of
from xladdin.drawing.frame import draw_heading, note_of
from xladdin.drawing.indicators import Layout, blocks_of, draw_goals, draw_indicators
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.evaluation import TOTAL_MONEY, FundEvaluation, Money
from xladdin.values.rounding import ratio_of

_LAYOUT = Layout(
    columns=8,
    goal={"expected": (1, 4), "reached": (5, 3)},
    indicator={"second": (2, 1), "name": (3, 2), "target": (5, 1), "actual": (6, 1), "reason": (7, 1)},
    rows_of_a_second=3,
)
_WIDTHS = (10.5, 11, 14.5, 15, 15, 16, 16, 19)
_AMOUNTS = {"budget": (4, 2), "spent": (6, 1)}
_RATE = 7
_NOTES = (
    "注：1、其他资金包括和中央、省、市补助、地方财政资金共同投入到同一项目的自有资金、社会资金，以及以前年度的结转结余资金等。\n"
    "2、定量指标，主管部门汇总时，对绝对值直接累加计算，相对值按照资金额度加权平均计算。\n"
    "3、定性指标根据指标完成情况分为：全部或基本达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档，"
    "分别按照100％－80％（含）、80％－60％（含）、60％－0％合理填写完成比例。"
)


def draw_fund_evaluation(book: Book, name: str, form: FundEvaluation | None, annex: str) -> None:
    """专项资金绩效目标自评表 on a sheet of this name."""
    sheet = book.sheet(name, _WIDTHS)
    labels = book.labels("fund")
    printed = labels.of()
    row = draw_heading(sheet, annex, book.title("fund"), _LAYOUT.columns)
    for line, (left, right) in enumerate((("name", "contact"), ("supervisor", "implementer")), row):
        sheet.text(line, 0, printed[left], Look.LABEL, 2)
        sheet.enter(line, 2, entered_in(form, left), Look.TEXT_CENTRE, 2)
        sheet.text(line, 4, printed[right], Look.LABEL, 2)
        sheet.enter(line, 6, entered_in(form, right), Look.TEXT_CENTRE, 2)
        sheet.at_least(line, 30)
    row = _money(book, sheet, row + 2, form)
    row = draw_goals(sheet, row, _LAYOUT, labels, form)
    sheet.repeat(row)
    blocks = blocks_of(book.rulebook.evaluation.for_projects, form, _LAYOUT.rows_of_a_second)
    row, _ = draw_indicators(book, sheet, row, _LAYOUT, labels, blocks)
    sheet.text(row, 0, printed["problems"], Look.HEADING)
    sheet.enter(row, 1, entered_in(form, "problems"), Look.TEXT, _LAYOUT.columns - 1)
    sheet.validate(row, 1, row, 1, validation.hint(
        printed["problems"], "简要说明各级监督检查中发现的问题及其所涉及的金额，如没有请填无。"))  # fmt: skip
    sheet.at_least(row, 34)
    sheet.text(row + 1, 0, note_of(form, _NOTES), Look.NOTE, _LAYOUT.columns)
    sheet.finish(row + 2, _LAYOUT.columns)


def _money(book: Book, sheet: Sheet, row: int, form: FundEvaluation | None) -> int:
    """年度资金总额 is the sum of its parts; every row has its own rate."""
    labels = book.labels("fund")
    headings = labels.of("money")
    sheet.text(row, 0, "项目资金\n（万元）", Look.HEADING, 1, 5)
    sheet.text(row, 1, "", Look.HEADING, 3)
    for field, suffix in (("budget", "（A）"), ("spent", "（B）")):
        column, width = _AMOUNTS[field]
        sheet.text(row, column, f"{headings[field]}{suffix}", Look.HEADING, width)
    sheet.text(row, _RATE, f"{headings['rate']}（B／A）", Look.HEADING)
    parts = form.parts if form else ()
    for line, name in enumerate(("total", "grants", "county", "other"), row + 1):
        money: Money | None = getattr(form, name) if form else None
        label = TOTAL_MONEY.text if name == "total" else labels.of()[name]
        sheet.text(line, 1, label, Look.LABEL_LEFT, 3)
        for field, (column, width) in _AMOUNTS.items():
            entry = getattr(money, field) if money else None
            if name == "total":
                computed = sum_of(getattr(part, field).number for part in parts)
                formula = sum_formula(span(row + 2, column, row + 4))
                sheet.result(line, column, formula, computed, Look.SUM, entry, width)
            else:
                sheet.enter(line, column, entry, Look.AMOUNT, width)
        figures = (money.spent.number, money.budget.number) if money else (None, None)
        formula = ratio_formula(cell(line, _AMOUNTS["spent"][0]), cell(line, _AMOUNTS["budget"][0]))
        sheet.result(line, _RATE, formula, ratio_of(*figures), Look.RATIO, entered_in(money, "rate"))
    sheet.validate(row + 2, 4, row + 4, 6, validation.AMOUNT)
    return row + 5
