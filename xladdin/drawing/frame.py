"""What stands around every form: annex number and title above it, the line of signatures below it."""

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import Look
from xladdin.forms.describe import Measure, described
from xladdin.forms.entry import Entry, Foot, Form
from xladdin.rulebooks.schema import FormKey

# Where a rulebook lists no annexes.
_USUAL = ("部门整体支出绩效评价基础数据表", "部门整体支出绩效自评表", "项目支出绩效自评表")


def draw_heading(sheet: Sheet, annex: str, title: str, columns: int) -> int:
    """Annex number and title; gives the next row."""
    sheet.text(0, 0, annex, Look.ANNEX)
    sheet.text(1, 0, title, Look.TITLE, columns)
    sheet.height(1, 36)
    return 2


def draw_foot(
    sheet: Sheet, row: int, form: Form | None, spans: tuple[tuple[int, int, int], tuple[int, int, int]]
) -> int:
    """填表人、填报日期 and so on, two a line; a span is a label's column, its width, and the width of its cell."""
    for position, (name, label) in enumerate(described(Foot)):
        column, width, room = spans[position % 2]
        line = row + position // 2
        entry: Entry | None = getattr(form.foot, name) if form else None
        is_date = label.measure is Measure.DATE
        sheet.text(line, column, f"{label.text}：", Look.FOOT_LABEL, width)
        sheet.enter(line, column + width, entry, Look.FOOT_DATE if is_date else Look.FOOT_INPUT, room)
        if is_date:
            sheet.validate(line, column + width, line, column + width, validation.DATE)
    return row + 2


def note_of(form: Form | None, printed: str) -> str:
    """The note below a form: as it was filed, for somebody may have added something of his own; else as printed."""
    filed = "\n".join(remark.text for remark in form.remarks if remark.text) if form else ""
    return filed or printed


def annex_of(book: Book, form: Form | None, kind: FormKey, part: int = 0) -> str:
    """The number of the annex: as filed, else its place in the rulebook's list of annexes."""
    if form and form.annex.text:
        return form.annex.text
    title = book.rulebook.forms[kind].title
    annexes = book.rulebook.report.annexes or _USUAL
    number = next((place for place, annex in enumerate(annexes, 1) if annex == title), None)
    if number is None:
        return ""
    return f"附件{number}-{part}" if part else f"附件{number}"


def unit_formula(book: Book) -> str:
    """The unit's name, taken from the cover."""
    reference = book.places["cover.unit"].reference
    return f'=IF({reference}="","",{reference})'
