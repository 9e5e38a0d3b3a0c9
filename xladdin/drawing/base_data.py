"""Form A, 基础数据表: staff, spending, buildings. Sums and rates are formulas; live marks stand beside the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.formulas import cell, ratio_formula, span, sum_formula, sum_of
from xladdin.drawing.frame import draw_foot, draw_heading, note_of, unit_formula
from xladdin.drawing.labels import in_two_lines
from xladdin.drawing.marks import rate_mark, rate_mark_formula, sum_mark, sum_mark_formula
from xladdin.drawing.sheet import Sheet, entered_in
from xladdin.drawing.styles import Look
from xladdin.forms.base_data import NO_AMOUNTS, Amounts, BaseData, Building, Group
from xladdin.forms.describe import Measure, described
from xladdin.forms.entry import Entry
from xladdin.values.rounding import ratio_of

SHEET = "基础数据表"
_COLUMNS = 7
_WIDTHS = (36, 13.5, 13.5, 13.5, 13.5, 13.5, 13.5, 2, 15, 15, 15)
_MARKS = 8  # the first helper column
_AMOUNTS = tuple(zip((name for name, _ in described(Amounts)), (1, 3, 5), strict=True))
_GROUPS = ("business", "running", "special")
_PARTS: Mapping[str, tuple[str, ...]] = {
    "three_public": ("vehicles", "abroad", "reception"),
    "vehicles": ("vehicle_purchase", "vehicle_running"),
    "office": ("office_expenses", "utilities", "meetings", "other_office"),
}
_INDENT = {
    **dict.fromkeys(("vehicles", "abroad", "reception", *_GROUPS, "office_expenses", "utilities", "meetings",
                     "other_office"), Look.LABEL_INDENT),
    **dict.fromkeys(("vehicle_purchase", "vehicle_running"), Look.LABEL_INDENT_TWICE),
}  # fmt: skip
_NOTHING_LAST_YEAR = ("procurement", "adjustment")
_NOTE = (
    "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。"
    "标“……”的行之前可以插入行，合计会随之扩大。"
)
_TABLE = 5  # the heading row of 经费控制情况


class Line(NamedTuple):
    """One row of 经费控制情况. `field` is empty for a project's row and for `……`."""

    field: str
    label: str
    look: Look
    amounts: Amounts | None


@dataclass(frozen=True)
class Summed:
    """A row that is the sum of others: their references in a column, and their amounts."""

    rows: tuple[tuple[int, int], ...]
    amounts: tuple[Amounts, ...]

    def references(self, column: int) -> tuple[str, ...]:
        """In a block that grows both columns of an amount: Excel does not merge the cells of an inserted row."""
        return tuple(
            span(first, column, last, column + 1) if last > first else cell(first, column) for first, last in self.rows
        )

    def total(self, name: str) -> Decimal | None:
        return sum_of(getattr(amounts, name).number for amounts in self.amounts)


def draw_base_data(book: Book, form: BaseData | None, annex: str) -> None:
    """The sheet 基础数据表."""
    sheet = book.sheet(SHEET, _WIDTHS)
    draw_heading(sheet, annex, book.title("base_data"), _COLUMNS)
    _unit_line(book, sheet, form)
    _staff(book, sheet, form)
    row = _spending(book, sheet, form)
    row = _buildings(book, sheet, form, row)
    sheet.text(row, 0, book.labels("base_data").of()["thrift"], Look.LABEL)
    sheet.enter(row, 1, form.thrift if form else None, Look.TEXT, 6)
    sheet.at_least(row, 50)
    sheet.text(row + 1, 0, note_of(form, _NOTE), Look.NOTE, _COLUMNS)
    end = draw_foot(sheet, row + 2, form, ((0, 1, 2), (3, 2, 2)))
    sheet.repeat(_TABLE)
    sheet.finish(end, _COLUMNS)


def _unit_line(book: Book, sheet: Sheet, form: BaseData | None) -> None:
    filed = form.filling_unit.text if form else ""
    if filed and filed != book.unit:
        sheet.text(2, 0, f"填报单位：{filed}        单位：万元", Look.LINE, _COLUMNS)
        return
    formula = unit_formula(book).removeprefix("=")
    sheet.derived(2, 0, f'="填报单位："&{formula}&"        单位：万元"',
                  f"填报单位：{book.unit}        单位：万元", Look.LINE, _COLUMNS)  # fmt: skip


def _staff(book: Book, sheet: Sheet, form: BaseData | None) -> None:
    """财政供养人员情况: posts, staff, control rate."""
    people = form.people if form else None
    sheet.text(3, 0, "财政供养人员情况（人）", Look.HEADING, 1, 2)
    for column, label in zip((1, 3, 5), book.labels("base_data").of("people").values(), strict=True):
        sheet.text(3, column, label, Look.HEADING, 2)
    posts, staff = (people.posts.number, people.staff.number) if people else (None, None)
    sheet.enter(4, 1, entered_in(people, "posts"), Look.COUNT, 2)
    sheet.enter(4, 3, entered_in(people, "staff"), Look.COUNT, 2)
    rate = ratio_of(staff, posts)
    entered = entered_in(people, "control_rate")
    sheet.result(4, 5, ratio_formula("D5", "B5"), rate, Look.RATIO, entered, 2)
    sheet.validate(4, 1, 4, 4, validation.COUNT)
    sheet.text(3, _MARKS, "校验", Look.HELPER_HEADING)
    mark = rate_mark(entered.number if entered else rate, staff, posts)
    sheet.helper(4, _MARKS, rate_mark_formula("F5", "D5", "B5"), mark, Look.HELPER_TEXT)
    book.remember("base_data.people.posts", sheet, "$B$5", posts)
    book.remember("base_data.people.staff", sheet, "$D$5", staff)


def _spending(book: Book, sheet: Sheet, form: BaseData | None) -> int:
    """经费控制情况: one row a kind of spending, projects and funds below the heads of their groups."""
    sheet.text(_TABLE, 0, "经费控制情况（万元）", Look.HEADING)
    headings = book.labels("base_data").of("amounts")
    for position, (name, column) in enumerate(_AMOUNTS):
        sheet.text(_TABLE, column, headings[name], Look.HEADING, 2)
        sheet.text(_TABLE, _MARKS + position, f"校验\n（{headings[name]}）", Look.HELPER_HEADING)
    lines = _lines(book, form)
    first = _TABLE + 1
    sums = _sums(lines, first)
    for row, line in enumerate(lines, first):
        if line.look is Look.MORE:
            _more(sheet, row)
            continue
        if line.field or line.amounts is None:
            sheet.text(row, 0, line.label, line.look)
        if not line.field:
            sheet.enter(row, 0, entered_in(line.amounts, "label"), Look.TEXT)
        _amounts(book, sheet, row, line, sums.get(row))
    last = first + len(lines) - 1
    sheet.validate(first, 1, last, 6, validation.AMOUNT)
    return last + 1


def _more(sheet: Sheet, row: int) -> None:
    """`……`: rows are inserted before it, inside the range of the sum."""
    sheet.text(row, 0, "……", Look.MORE)
    for _, column in _AMOUNTS:
        sheet.text(row, column, "", Look.MORE, 2)
    sheet.height(row, 14)


def _amounts(book: Book, sheet: Sheet, row: int, line: Line, summed: Summed | None) -> None:
    for position, (name, column) in enumerate(_AMOUNTS):
        entry: Entry | None = getattr(line.amounts, name) if line.amounts else None
        computed = summed.total(name) if summed else None
        if summed is None:
            default = "——" if name == "last" and line.field in _NOTHING_LAST_YEAR else ""
            sheet.enter(row, column, entry, Look.AMOUNT, 2, default=default)
        else:
            parts = summed.references(column)
            sheet.result(row, column, sum_formula(*parts), computed, Look.SUM, entry, 2)
            total = cell(row, column)
            mark = sum_mark_formula(total, *parts)
            shown = sum_mark(entry.number if entry else computed, computed)
            sheet.helper(row, _MARKS + position, mark, shown, Look.HELPER_TEXT)
        if line.field:
            value = entry.number if entry else computed
            book.remember(f"base_data.{line.field}.{name}", sheet, f"${cell(0, column)[0]}${row + 1}", value)


def _lines(book: Book, form: BaseData | None) -> list[Line]:
    """The rows in the order of the description. 其他公用经费 stands only on the forms of some places."""
    labels = book.labels("base_data")
    lines: list[Line] = []
    for name, note in described(BaseData):
        if note.measure is not Measure.AMOUNT:
            continue
        part = getattr(form, name) if form else None
        if name == "other_office" and not labels.overridden(name) and (part is None or not part.label.raw):
            continue
        head = part.head if isinstance(part, Group) else part
        lines.append(Line(name, labels.of()[name], _INDENT.get(name, Look.LABEL_LEFT), head))
        if name in _GROUPS:
            items: Sequence[Amounts | None] = part.items if isinstance(part, Group) else ()
            lines += [Line("", "", Look.TEXT, item) for item in items or (None,) * book.grows]
            lines += [Line("", "……", Look.MORE, None)] * book.grows
    return lines


def _sums(lines: list[Line], first: int) -> dict[int, Summed]:
    """Row -> the rows that it adds up."""
    rows = {line.field: row for row, line in enumerate(lines, first) if line.field}
    amounts = {line.field: line.amounts or NO_AMOUNTS for line in lines if line.field}
    sums = {}
    for name, parts in _PARTS.items():
        if all(part in rows for part in parts):
            sums[rows[name]] = Summed(
                tuple((rows[part],) * 2 for part in parts), tuple(amounts[part] for part in parts)
            )
    for name in _GROUPS:
        head = rows[name]
        below = lines[head + 1 - first :]
        items = tuple(line.amounts or NO_AMOUNTS for line in takewhile(_is_item, below))
        sums[head] = Summed(((head + 1, head + 1 + len(items)),), items)
    return sums


def _is_item(line: Line) -> bool:
    return not line.field and line.look is not Look.MORE


def _buildings(book: Book, sheet: Sheet, form: BaseData | None, row: int) -> int:
    """楼堂馆所控制情况: one row a building, and a thin one so that rows can be inserted inside the block."""
    buildings: Sequence[Building | None] = (form.buildings if form else ()) or (None,)
    last = row + len(buildings) + book.grows
    sheet.text(row, 0, f"楼堂馆所控制情况\n（{book.year}年完工项目）", Look.HEADING, 1, last - row + 1)
    for column, label in enumerate(book.labels("base_data").of("building").values(), 1):
        sheet.text(row, column, in_two_lines(label), Look.HEADING)
    sheet.text(row, _MARKS, "校验", Look.HELPER_HEADING)
    sheet.text(row, _MARKS + 1, "校验", Look.HELPER_HEADING)
    for number, building in enumerate(buildings, row + 1):
        _building(sheet, number, building)
    if book.grows:
        for column in range(1, _COLUMNS):
            sheet.text(last, column, "", Look.MORE)
        sheet.height(last, 6)
    sheet.validate(row + 1, 1, last, 2, validation.AREA)
    sheet.validate(row + 1, 4, last, 5, validation.AMOUNT)
    for name, column in (("approved_area", 1), ("actual_area", 2), ("budget", 4), ("actual", 5)):
        reference = f"${cell(0, column)[0]}${row + 2}:${cell(0, column)[0]}${last + 1}"
        total = sum_of(getattr(building, name).number for building in buildings if building)
        book.remember(f"base_data.buildings.{name}", sheet, reference, total)
    return last + 1


def _building(sheet: Sheet, row: int, building: Building | None) -> None:
    halves = (
        (1, "approved_area", "actual_area", "area_rate"),
        (4, "budget", "actual", "investment_rate"),
    )
    for position, (column, base, actual, rate) in enumerate(halves):
        planned, reached, entered = (getattr(building, name) if building else None for name in (base, actual, rate))
        sheet.enter(row, column, planned, Look.AMOUNT)
        sheet.enter(row, column + 1, reached, Look.AMOUNT)
        first, second, third = (cell(row, column + offset) for offset in range(3))
        figures = (reached.number, planned.number) if reached and planned else (None, None)
        computed = ratio_of(*figures)
        sheet.result(row, column + 2, ratio_formula(second, first), computed, Look.RATIO, entered)
        mark = rate_mark(entered.number if entered else computed, *figures)
        sheet.helper(row, _MARKS + position, rate_mark_formula(third, second, first), mark,
                     Look.HELPER_TEXT)  # fmt: skip
