"""Forms B and C, the self-evaluation of a department and of a project: names and money above the indicators."""

from collections.abc import Sequence
from decimal import Decimal

from xladdin.drawing import validation
from xladdin.drawing.book import RULEBOOK_CELL, Book
from xladdin.drawing.formulas import cell, ratio_formula, span, sum_formula, sum_of
from xladdin.drawing.frame import draw_foot, draw_heading, note_of, unit_formula
from xladdin.drawing.indicators import (
    HELPER_WIDTHS,
    HELPERS,
    Layout,
    blocks_of,
    draw_goals,
    draw_indicators,
)
from xladdin.drawing.labels import Labels
from xladdin.drawing.marks import rate_mark, rate_mark_formula, sum_mark, sum_mark_formula
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.drawing.totals import Execution, draw_total
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import (
    TOTAL_MONEY,
    DepartmentEvaluation,
    Evaluation,
    Money,
    ProjectEvaluation,
)
from xladdin.rulebooks.schema import Heading
from xladdin.scoring.execution import score_execution
from xladdin.values.rounding import ratio_of

DEPARTMENT_SHEET = "部门整体支出绩效自评表"
_LAYOUT = Layout(
    columns=9,
    goal={"expected": (1, 4), "reached": (5, 4)},
    indicator={
        "second": (2, 1), "name": (3, 1), "target": (4, 1), "actual": (5, 1), "weight": (6, 1), "score": (7, 1),
        "reason": (8, 1),
    },
)  # fmt: skip
_WIDTHS = (5, 10.5, 16, 21, 15, 15, 7, 9, 17.5, 2, *HELPER_WIDTHS)
_FOOT = ((0, 2, 2), (4, 2, 3))
_AMOUNTS = {"initial": 3, "budget": 4, "spent": 5}
_WEIGHT, _RATE, _SCORE = 6, 7, 8
_EXECUTION = (("weight", _WEIGHT, Look.WEIGHT), ("rate", _RATE, Look.RATE), ("score", _SCORE, Look.SCORE))
_CHECK = _LAYOUT.helpers + HELPERS["校验"]
_PROJECT_NOTE = "备注：一个一级项目支出一张表。如，业务工作经费，运行维护经费，其他事业发展类资金……各一张表。"


def draw_department(book: Book, form: DepartmentEvaluation | None, annex: str) -> None:
    """部门整体支出绩效自评表."""
    sheet = book.sheet(DEPARTMENT_SHEET, _WIDTHS)
    labels = book.labels("department")
    row = draw_heading(sheet, annex, book.title("department"), _LAYOUT.columns)
    sheet.text(row, 0, labels.of()["unit"], Look.LABEL, 2)
    _unit(book, sheet, row, 2, entered_in(form, "unit"), 7)
    sheet.at_least(row, 30)
    sheet.text(row + 1, 0, "年度预算申请（万元）", Look.HEADING, 1, 7)
    _money_headings(sheet, row + 1, labels)
    total = row + 2
    sheet.text(total, 1, TOTAL_MONEY.text, Look.LABEL, 2)
    money = form.total if form else None
    for name, column in _AMOUNTS.items():
        sheet.enter(total, column, entered_in(money, name), Look.AMOUNT)
    execution = _execution(book, sheet, total, money)
    _by_nature(sheet, total + 1, labels, form)
    sheet.validate(total, 3, total, 5, validation.AMOUNT)
    end = _below(book, sheet, total + 6, labels, form, execution, book.rulebook.evaluation.headings)
    draw_foot(sheet, end, form, _FOOT)
    sheet.finish(end + 2, _LAYOUT.columns)


def draw_project(book: Book, name: str, form: ProjectEvaluation | None, annex: str, project: str = "") -> None:
    """项目支出绩效自评表 on a sheet of this name."""
    sheet = book.sheet(name, _WIDTHS)
    labels = book.labels("project")
    printed = labels.of()
    row = draw_heading(sheet, annex, book.title("project"), _LAYOUT.columns)
    sheet.text(row, 0, printed["name"], Look.LABEL, 2)
    sheet.enter(row, 2, entered_in(form, "name"), Look.TEXT_CENTRE, 7, default=project)
    sheet.text(row + 1, 0, printed["supervisor"], Look.LABEL, 2)
    _unit(book, sheet, row + 1, 2, entered_in(form, "supervisor"), 3)
    sheet.text(row + 1, 5, printed["implementer"], Look.LABEL)
    sheet.enter(row + 1, 6, entered_in(form, "implementer"), Look.TEXT_CENTRE, 3)
    for line in (row, row + 1):
        sheet.at_least(line, 28)
    sheet.text(row + 2, 0, "项目资金（万元）", Look.HEADING, 1, 5)
    _money_headings(sheet, row + 2, labels)
    execution = _project_money(book, sheet, row + 3, printed, form)
    end = _below(book, sheet, row + 7, labels, form, execution, book.rulebook.evaluation.for_projects)
    sheet.text(end, 0, note_of(form, _PROJECT_NOTE), Look.NOTE, _LAYOUT.columns)
    draw_foot(sheet, end + 1, form, _FOOT)
    sheet.finish(end + 3, _LAYOUT.columns)


def _unit(book: Book, sheet: Sheet, row: int, column: int, entry: Entry | None, width: int) -> None:
    """The unit's name: from the cover where there is one, and as it was entered where it was entered otherwise."""
    if "cover.unit" in book.places and (entry is None or entry.text == book.unit):
        sheet.derived(row, column, unit_formula(book), book.unit, Look.DERIVED_TEXT, width)
    else:
        sheet.enter(row, column, entry, Look.TEXT_CENTRE, width, default=book.unit)


def _money_headings(sheet: Sheet, row: int, labels: Labels) -> None:
    sheet.text(row, 1, "", Look.HEADING, 2)
    columns = {**_AMOUNTS, "weight": _WEIGHT, "rate": _RATE, "score": _SCORE}
    for name, label in labels.of("money").items():
        sheet.text(row, columns[name], label, Look.HEADING)
    for label in ("校验", "得分说明"):
        sheet.text(row, _LAYOUT.helpers + HELPERS[label], label, Look.HELPER_HEADING)


def _execution(book: Book, sheet: Sheet, row: int, money: Money | None) -> Execution | None:
    """分值, 执行率 and 得分 of 年度资金总额; of a form that is handed in nothing is worked out."""
    if not book.grows:
        for field, column, look in _EXECUTION:
            sheet.enter(row, column, entered_in(money, field), look)
        return None
    budget, spent = (money.budget.number, money.spent.number) if money else (None, None)
    full = money.weight.number if money else book.rulebook.execution.weight
    cells = {name: cell(row, column) for name, column in _AMOUNTS.items()}
    weight, rate, score = (cell(row, column) for column in (_WEIGHT, _RATE, _SCORE))
    if money is None and full is not None:
        sheet.number(row, _WEIGHT, full, Look.WEIGHT)
    else:
        sheet.enter(row, _WEIGHT, entered_in(money, "weight"), Look.WEIGHT)
    computed = ratio_of(spent, budget)
    sheet.result(
        row, _RATE, ratio_formula(cells["spent"], cells["budget"]), computed, Look.RATIO, entered_in(money, "rate")
    )
    arguments = f"{cells['spent']},{cells['budget']},{weight},{RULEBOOK_CELL}"
    guard = f"COUNT({cells['spent']},{cells['budget']})=0"
    given = score_execution(book.rulebook, spent, budget, full) if budget is not None or spent is not None else None
    points = None if given is None else given.score if given.score is not None else f"错误：{given.problem}"
    sheet.result(row, _SCORE, f'=IF({guard},"",SCORE_EXECUTION({arguments}))', points, Look.POINTS,
                 entered_in(money, "score"))  # fmt: skip
    sheet.helper(row, _LAYOUT.helpers + HELPERS["得分说明"],
                 f'=IF({guard},"",EXPLAIN_SCORE("SCORE_EXECUTION",{arguments}))', given.explanation if given else "",
                 Look.HELPER_TEXT)  # fmt: skip
    shown = rate_mark(money.rate.number if money else computed, spent, budget)
    sheet.helper(row, _CHECK, rate_mark_formula(rate, cells["spent"], cells["budget"]), shown,
                 Look.HELPER_TEXT)  # fmt: skip
    value = money.score.number if money else (points if isinstance(points, Decimal) else None)
    return Execution(weight, score, full, value)


def _by_nature(sheet: Sheet, row: int, labels: Labels, form: DepartmentEvaluation | None) -> None:
    """按收入性质分 beside 按支出性质分; each side adds up to a figure of the row above."""
    printed = labels.of()
    sheet.text(row, 1, "按收入性质分：", Look.LABEL_LEFT, 4)
    sheet.text(row, 5, "按支出性质分：", Look.LABEL_LEFT, 4)
    sides = (
        (1, 3, 4, "E", ("general_budget", "government_fund", "non_tax", "other_income"), "budget"),
        (5, 2, 7, "F", ("basic_spending", "project_spending"), "spent"),
    )
    for side, (label, width, column, total, names, whole) in enumerate(sides):
        for line, name in enumerate(names, row + 1):
            sheet.text(line, label, printed[name], Look.LABEL_INDENT, width)
            sheet.enter(line, column, entered_in(form, name), Look.AMOUNT, 2 if side else 1)
        parts = span(row + 1, column, row + len(names))
        sheet.validate(row + 1, column, row + len(names), column, validation.AMOUNT)
        added = sum_of(getattr(form, name).number for name in names) if form else None
        shown = "" if added is None or form is None else sum_mark(getattr(form.total, whole).number, added)
        sheet.helper(row + 1 + side, _CHECK, sum_mark_formula(f"{total}{row}", parts), shown,
                     Look.HELPER_TEXT)  # fmt: skip
    for line in (row + 3, row + 4):
        sheet.text(line, 5, "", Look.LABEL, 4)


def _project_money(
    book: Book, sheet: Sheet, row: int, printed: dict[str, str], form: ProjectEvaluation | None
) -> Execution | None:
    """年度资金总额 and the three rows below it, of which it is the sum."""
    for line, name in enumerate(("fiscal", "carried_in", "other"), row + 1):
        money: Money | None = getattr(form, name) if form else None
        sheet.text(line, 1, printed[name], Look.LABEL_INDENT if name == "fiscal" else Look.LABEL_INDENT_TWICE, 2)
        for field, column in _AMOUNTS.items():
            sheet.enter(line, column, entered_in(money, field), Look.AMOUNT)
        for field, column, look in _EXECUTION:
            entry = entered_in(money, field)
            if entry and entry.raw.strip():  # the form asks for it in the first row only
                sheet.enter(line, column, entry, look)
            else:
                sheet.text(line, column, "", Look.LABEL)
    sheet.text(row, 1, TOTAL_MONEY.text, Look.LABEL, 2)
    total = form.total if form else None
    if book.grows:
        _sums(book, sheet, row, form)
    else:
        for field, column in _AMOUNTS.items():
            sheet.enter(row, column, entered_in(total, field), Look.AMOUNT)
    sheet.validate(row, 3, row + 3, 5, validation.AMOUNT)
    return _execution(book, sheet, row, total)


def _sums(book: Book, sheet: Sheet, row: int, form: ProjectEvaluation | None) -> None:
    """Every amount of 年度资金总额 is added up, and compared with what was entered."""
    parts: Sequence[Money] = form.parts if form else ()
    headings = book.labels("project").of("money")
    for line, (field, column) in enumerate(_AMOUNTS.items(), row + 1):
        computed = sum_of(getattr(part, field).number for part in parts)
        entry = entered_in(form.total, field) if form else None
        sheet.result(row, column, sum_formula(span(row + 1, column, row + 3)), computed, Look.SUM, entry)
        mark = sum_mark(entry.number if entry else computed, computed)
        total, said = cell(row, column), f"{headings[field]}合计"
        sheet.helper(line, _CHECK, sum_mark_formula(total, span(row + 1, column, row + 3)), mark,
                     Look.HELPER_TEXT)  # fmt: skip
        formula = f'=IF(LEN({cell(line, _CHECK)})<2,"","{said}")'
        sheet.helper(line, _CHECK + 1, formula, said if mark.strip() else "", Look.HELPER_TEXT)


def _below(
    book: Book,
    sheet: Sheet,
    row: int,
    labels: Labels,
    form: Evaluation | None,
    execution: Execution | None,
    headings: Sequence[Heading],
) -> int:
    """Goals, indicators, total."""
    row = draw_goals(sheet, row, _LAYOUT, labels, form)
    sheet.repeat(row)
    blocks = blocks_of(headings, form, _LAYOUT.rows_of_a_second)
    row, indicators = draw_indicators(book, sheet, row, _LAYOUT, labels, blocks)
    return draw_total(book, sheet, row, _LAYOUT, form, execution, indicators)
