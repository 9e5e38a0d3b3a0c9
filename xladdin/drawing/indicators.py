"""目标 and 绩效指标: what forms B, C and E share below the money, and the helper columns beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from xladdin.drawing import validation
from xladdin.drawing.book import RULEBOOK_CELL, Book
from xladdin.drawing.formulas import cell, failed, span, sum_of
from xladdin.drawing.labels import Labels, in_two_lines
from xladdin.drawing.marks import sum_mark
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation, Goal, Indicator, Section
from xladdin.rulebooks.schema import Heading
from xladdin.scoring.filing import is_cost
from xladdin.scoring.indicator import COST, names_cost, score_indicator

HELPERS = {"计算得分": 0, "定性档次": 1, "校验": 2, "得分说明": 3}
HELPER_WIDTHS = (10, 16, 10, 60)

_OPEN_ROWS = 2  # below a 一级指标 of which no 二级指标 is known
_UNKNOWN = (Heading(name="", weight=None),) * 3  # where no document says what the place prints
_FIRST_LEVEL = validation.hint("一级指标", "写明名称和分值，例如 产出指标（50分），分值以当地文件为准。")


@dataclass(frozen=True)
class Layout:
    """Where the columns of a form stand: field -> first column and width."""

    columns: int
    goal: dict[str, tuple[int, int]]
    indicator: dict[str, tuple[int, int]]
    rows_of_a_second: int = 1

    @property
    def scored(self) -> bool:
        """Form E has neither weights nor scores."""
        return "score" in self.indicator

    @property
    def helpers(self) -> int:
        """The first helper column; one is left free."""
        return self.columns + 1


class Line(NamedTuple):
    """One row of 绩效指标; `second` is None where the cell above goes on. Of costs, less is better."""

    second: str | None
    indicator: Indicator | None
    cost: bool


class Block(NamedTuple):
    """One 一级指标 with its rows."""

    heading: str
    weight: Decimal | None
    lines: Sequence[Line]


def draw_goals(sheet: Sheet, row: int, layout: Layout, labels: Labels, form: Evaluation | None) -> int:
    """年度总体目标; gives the next row."""
    goals: Sequence[Goal | None] = (form.goals if form else ()) or (None,)
    sheet.text(row, 0, "年度总体\n目标", Look.HEADING, 1, len(goals) + 1)
    for name, label in labels.of("goal").items():
        column, width = layout.goal[name]
        sheet.text(row, column, label, Look.HEADING, width)
        for line, goal in enumerate(goals, row + 1):
            sheet.enter(line, column, entered_in(goal, name), Look.TEXT, width)
            sheet.at_least(line, 84)
    return row + 1 + len(goals)


def blocks_of(headings: Sequence[Heading], form: Evaluation | None, rows_of_a_second: int) -> list[Block]:
    """What was filed, else what the rulebook prints: a row for each 二级指标; what it leaves open can be filled in."""
    if form and form.sections:
        return [_filed(section) for section in form.sections]
    blocks = []
    for heading in headings or _UNKNOWN:
        points = f"\n（{heading.weight:f}分）" if heading.weight is not None else ""
        lines = [
            Line(second if number == 0 else None, None, names_cost(heading.name) or names_cost(second))
            for second in heading.second or ("",) * _OPEN_ROWS
            for number in range(rows_of_a_second)
        ]
        blocks.append(Block(f"{heading.name}{points}", heading.weight, lines))
    return blocks


def _filed(section: Section) -> Block:
    lines = []
    before: Entry | None = None
    for indicator in section.indicators:
        goes_on = before is not None and indicator.second == before
        lines.append(Line(None if goes_on else indicator.second.text, indicator, is_cost(section, indicator)))
        before = indicator.second
    return Block(section.heading.text, section.weight, lines)


def draw_indicators(
    book: Book, sheet: Sheet, row: int, layout: Layout, labels: Labels, blocks: Sequence[Block]
) -> tuple[int, list[tuple[int, Indicator | None]]]:
    """The table of 绩效指标; gives the row after it and the rows that hold indicators."""
    first = row + 1
    last = row + sum(len(block.lines) + book.grows for block in blocks)
    sheet.text(row, 0, "绩效指标", Look.HEADING, 1, last - row + 1)
    sheet.text(row, 1, "一级指标", Look.HEADING)
    for name, label in labels.of("indicator").items():
        if name in layout.indicator:
            column, width = layout.indicator[name]
            sheet.text(row, column, in_two_lines(label), Look.HEADING, width)
    if layout.scored:
        for label, offset in HELPERS.items():
            sheet.text(row, layout.helpers + offset, label, Look.HELPER_HEADING)
    drawn: list[tuple[int, Indicator | None]] = []
    line = first
    for block in blocks:
        drawn += _block(book, sheet, line, layout, block)
        line += len(block.lines) + book.grows
    if layout.scored and book.grows:
        _validate(sheet, first, last, layout)
    return line, drawn


def _validate(sheet: Sheet, first: int, last: int, layout: Layout) -> None:
    weight, score = layout.indicator["weight"][0], layout.indicator["score"][0]
    sheet.validate(first, weight, last, weight, validation.WEIGHT)
    sheet.validate(first, score, last, score, validation.score_up_to(cell(first, weight)))
    target = layout.indicator["target"][0]
    sheet.validate(first, target, last, target + 1, validation.suggested(
        "=LIST_UNITS", "指标值",
        "写明数和单位，例如 ≥98%、不超过3个工作日、75个；目标值和完成值用同一个单位，列表里是常用单位。"
        "不能用数说明的写明要达到的状况。"))  # fmt: skip
    reason = layout.indicator["reason"][0]
    sheet.validate(first, reason, last, reason, validation.hint("偏差原因", "得分低于分值的必须填写。"))
    bands = layout.helpers + HELPERS["定性档次"]
    sheet.validate(first, bands, last, bands, validation.chosen(
        "=LIST_BANDS", "定性档次", "定性指标选择达成的档次，得分应在该档之内。"))  # fmt: skip


def _block(book: Book, sheet: Sheet, row: int, layout: Layout, block: Block) -> Iterator[tuple[int, Indicator | None]]:
    """One 一级指标: its rows and a thin one, before which rows can be inserted."""
    end = row + len(block.lines) - (not book.grows)
    to_be_named = book.grows and layout.scored and block.weight is None
    sheet.text(row, 1, block.heading, Look.TEXT_CENTRE if to_be_named else Look.HEADING, 1, end - row + 1)
    if to_be_named:
        sheet.validate(row, 1, row, 1, _FIRST_LEVEL)
    fields = [(name, *layout.indicator[name], look) for name, look in _LOOKS.items() if name in layout.indicator]
    for number, line in enumerate(block.lines, row):
        if line.second is not None:
            look = Look.LABEL if line.second else Look.TEXT_CENTRE
            sheet.text(number, 2, line.second, look, 1, _rows_of_second(block.lines, number - row))
        for name, column, width, look in fields:
            entry = getattr(line.indicator, name) if line.indicator else None
            crammed = entry is not None and "\n" in entry.raw and "\n" in entry.raw.strip()
            sheet.enter(number, column, entry, Look.TEXT if crammed else look, width)
        sheet.at_least(number, 30 if layout.scored else 19)
        if layout.scored and book.grows:
            _computed(book, sheet, number, layout, line)
        yield number, line.indicator
    if book.grows:
        if layout.scored and block.weight is not None:
            _weight_mark(sheet, row, end, layout, block)
        _thin(sheet, end, layout)


def _rows_of_second(lines: Sequence[Line], first: int) -> int:
    """How many rows a 二级指标 is merged over."""
    following = (place for place in range(first + 1, len(lines)) if lines[place].second is not None)
    return next(following, len(lines)) - first


_LOOKS = {
    "name": Look.TEXT, "target": Look.ANY, "actual": Look.ANY, "weight": Look.WEIGHT, "score": Look.SCORE,
    "reason": Look.TEXT,
}  # fmt: skip


def _thin(sheet: Sheet, row: int, layout: Layout) -> None:
    for name, (column, width) in layout.indicator.items():
        sheet.text(row, column, "……" if name == "second" else "", Look.MORE, width)
    sheet.height(row, 12)


def _computed(book: Book, sheet: Sheet, row: int, layout: Layout, line: Line) -> None:
    """计算得分 and 得分说明: what the rule gives, beside what was entered."""
    column = layout.helpers
    target, actual, weight = (cell(row, layout.indicator[name][0]) for name in ("target", "actual", "weight"))
    arguments = ",".join([target, actual, weight, RULEBOOK_CELL, *([f'"{COST}"'] if line.cost else [])])
    indicator = line.indicator
    points: Decimal | str | None = None
    said = ""
    if indicator and indicator.target.raw.strip() and indicator.weight.raw.strip():
        score = score_indicator(
            indicator.target, indicator.actual, indicator.weight, book.rulebook.indicator, cost=line.cost
        )
        points = failed(score.problem) if score.score is None else score.score
        said = score.explanation if isinstance(points, Decimal) else points
    empty = f'OR({target}="",{weight}="")'
    sheet.helper(row, column, f'=IF({empty},"",SCORE_INDICATOR({arguments}))', points, Look.HELPER_NUMBER)
    sheet.enter(row, column + HELPERS["定性档次"], None, Look.HELPER_INPUT)
    explain = f'=IF({empty},"",EXPLAIN_SCORE("SCORE_INDICATOR",{arguments}))'
    sheet.helper(row, column + HELPERS["得分说明"], explain, said, Look.HELPER_TEXT)


def _weight_mark(sheet: Sheet, row: int, end: int, layout: Layout, block: Block) -> None:
    """校验: the weights of a 一级指标 add up to the weight in its heading."""
    weights = span(row, layout.indicator["weight"][0], end)
    added = sum_of(line.indicator.weight.number for line in block.lines if line.indicator)
    shown = "" if added is None else sum_mark(block.weight, added)
    formula = f'=IF(COUNT({weights})=0,"",CHECK_SUM({block.weight:f},{weights}))'
    sheet.helper(row, layout.helpers + HELPERS["校验"], formula, shown, Look.HELPER_TEXT)
