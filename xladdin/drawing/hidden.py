"""The sheets that nobody needs to see: lists for the drop-downs, texts, settings with the named cell RULEBOOK."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from xladdin import __version__
from xladdin.drawing.book import RULEBOOK_CELL, Book, quoted

LISTS_SHEET, TEXTS_SHEET, SETTINGS_SHEET = "列表", "文本", "设置"
TICK = ("√",)
YES_NO = ("是", "否")
# The official forms have no column for units: they are written behind the figure. Spelt as targets are understood.
UNITS = ("%", "个", "次", "项", "人", "人次", "户", "家", "套", "件", "份", "期", "处", "座", "台", "辆", "公里",
         "平方米", "亩", "万元", "元", "天", "个工作日", "个月", "小时")  # fmt: skip


def draw_hidden(book: Book) -> None:
    """Lists, texts and settings. They come last; the names exist for every sheet before them."""
    lists = _hidden(book, LISTS_SHEET)
    for column, (name, values) in enumerate(_lists(book).items()):
        lists.write_string(0, column, name)
        lists.write_column(1, column, values)
        letter = chr(ord("A") + column)
        book.workbook.define_name(name, f"={quoted(LISTS_SHEET)}!${letter}$2:${letter}${len(values) + 1}")
    texts = _hidden(book, TEXTS_SHEET)
    for row, rule in enumerate(book.rulebook.rules.values()):
        texts.write_string(row, 0, rule.name)
        texts.write_string(row, 1, rule.standard)
    settings = _hidden(book, SETTINGS_SHEET)
    for row, (name, value) in enumerate((
        ("评分规则", book.rulebook.id),
        ("规则版本", book.rulebook.version),
        ("规则摘要", book.rulebook.digest),
        ("加载项版本", __version__),
        ("年度", str(book.year)),
    )):  # fmt: skip
        settings.write_string(row, 0, name)
        settings.write_string(row, 1, value)
    book.workbook.define_name(RULEBOOK_CELL, f"={quoted(SETTINGS_SHEET)}!$B$1")


def _lists(book: Book) -> dict[str, Sequence[str]]:
    """Defined name -> the values of the list."""
    lists: dict[str, Sequence[str]] = {
        "LIST_TICK": TICK,
        "LIST_YES_NO": YES_NO,
        "LIST_UNITS": UNITS,
        "LIST_BANDS": [band.name for band in book.rulebook.qualitative.bands],
    }
    for key, rule in book.rulebook.rules.items():
        if rule.method and rule.method.kind == "chosen" and rule.method.entered == "levels":
            lists[f"LIST_{key.upper()}"] = [level.name for level in rule.method.levels]
    return lists


def _hidden(book: Book, name: str) -> Worksheet:
    sheet: Worksheet = book.workbook.add_worksheet(name)
    sheet.hide()
    sheet.set_column(0, 9, 30)
    return sheet
