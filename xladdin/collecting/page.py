"""How every sheet of the summary is printed: A4, as wide as the page, with sheet's name and page number below."""

from xlsxwriter.worksheet import Worksheet


def set_paper(sheet: Worksheet, *, landscape: bool, pages: int = 0) -> None:
    """The printed page of a sheet; `pages` is how many it may have at most, 0 leaves it open."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.fit_to_pages(1, pages)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&L&9&A&C&9第 &P 页 共 &N 页")
    sheet.hide_gridlines(2)
