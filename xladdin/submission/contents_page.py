"""目录: every sheet with its annex, a link and the page on which it begins; and the page numbers below the sheets."""

from collections.abc import Sequence
from typing import NamedTuple

from xladdin.drawing.book import Book, quoted
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import Look

SHEET = "目录"
_WIDTHS = (8, 14, 58, 10)
_FIRST = 2


class Listed(NamedTuple):
    """A sheet that the table of contents names."""

    sheet: Sheet
    annex: str
    title: str


def begin_contents(book: Book) -> Sheet:
    """The empty sheet at its place; what it lists is drawn later."""
    return book.sheet(SHEET, _WIDTHS)


def finish_contents(sheet: Sheet, listed: Sequence[Listed]) -> None:
    """Rows, links and page numbers; the cover and this page are not counted."""
    sheet.text(0, 0, "目　录", Look.TITLE, len(_WIDTHS))
    sheet.height(0, 44)
    for column, heading in enumerate(("序号", "附件", "名称", "页码")):
        sheet.text(_FIRST - 1, column, heading, Look.HEADING)
    total = sum(entry.sheet.pages for entry in listed)
    page = 1
    for row, entry in enumerate(listed, _FIRST):
        sheet.text(row, 0, str(row - _FIRST + 1), Look.LABEL)
        sheet.text(row, 1, entry.annex, Look.LABEL)
        sheet.link(row, 2, entry.title, f"internal:{quoted(entry.sheet.name)}!A1", Look.LABEL_LEFT)
        sheet.text(row, 3, str(page), Look.LABEL)
        sheet.at_least(row, 26)
        entry.sheet.worksheet.set_start_page(page)
        entry.sheet.worksheet.set_footer(f"&C&9第 &P 页 共 {total} 页")
        page += entry.sheet.pages
    sheet.repeat(_FIRST - 1)
    sheet.finish(_FIRST + len(listed), len(_WIDTHS))
