"""What the last check has marked, and what was there before: kept in the hidden sheet 校验标记, so also in the file.

A place is kept as a formula, `=ROW('附件3-11'!$H$23)`: when rows are inserted or a sheet is renamed, the host itself
keeps it right, and a cell that was deleted is a #REF!, which nobody looks for any more. The Word reports that were
compared are kept too, those beside the workbook by their names, so that they are found when both have moved.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, cast

from xlwings import Book

from xladdin.ribbon.changes import Changes, Colour
from xladdin.ribbon.desk import Desk

SHEET = "校验标记"
shown_last: dict[str, str] = {}  # workbook → id of the finding that the person was led to: a cell can have several
_FIRST = "本表由校验写入，清除标记时自动删除。"
_PLACE = re.compile(r"=ROW\((?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)\)")
_ID = "id:"  # otherwise a host would read 12e345678901 as a number
_NOTED = "批注"
_REPORTS, _BETWEEN, _SHOWN = "报告：", "|", "已核对"  # no name of a file on Windows holds the sign between


Rows = Sequence[tuple[str, str, str, str, str]]


class Kept(NamedTuple):
    """One finding with its place. A cell's mark stands with the first of its findings: its colour, and the former."""

    id: str
    sheet: str
    cell: str
    marked: bool = False
    former: Colour = None
    colour: Colour = None
    noted: bool = False


class Reports(NamedTuple):
    """The Word reports that were compared last, and whether 校验结果 shows what was found in them."""

    paths: tuple[Path, ...] = ()
    shown: bool = False


class Recalled(NamedTuple):
    """What was kept: the findings in their order, and the reports; nothing where no check was made."""

    kept: list[Kept]
    reports: Reports


def recall(desk: Desk) -> Recalled:
    """What the last check has kept."""
    sheet = desk.sheet(SHEET)
    if sheet is None:
        return Recalled([], Reports())
    found = []
    block = sheet.range((1, 1), (max(2, sheet.used_range.shape[0]), 5))  # two rows at least, so that rows come back
    first, *rows = cast(Rows, block.formula)
    for number, place, former, colour, noted in rows:
        match = _PLACE.fullmatch(place)
        if number.startswith(_ID) and match is not None:
            name = match[1].replace("''", "'") if match[1] else match[2]
            found.append(
                Kept(
                    number.removeprefix(_ID), name, f"{match[3]}{match[4]}", bool(colour), _colour(former),
                    _colour(colour), noted == _NOTED,
                )
            )  # fmt: skip
    names = [name for name in first[1].removeprefix(_REPORTS).split(_BETWEEN) if name]
    paths = tuple(Path(desk.book.fullname).parent / name for name in names)
    return Recalled(found, Reports(paths, first[2] == _SHOWN))


def keep(changes: Changes, book: Book, former: str | None, kept: Sequence[Kept], reports: Reports) -> None:
    """A new sheet with these; it takes the place of the former one when the action has succeeded."""
    sheet = changes.add_sheet(SHEET if former is None else f"{SHEET}新")
    folder = Path(book.fullname).parent
    names = [str(path.relative_to(folder) if path.is_relative_to(folder) else path) for path in reports.paths]
    sheet.range("A1:C1").value = [_FIRST, f"{_REPORTS}{_BETWEEN.join(names)}", _SHOWN if reports.shown else ""]
    if kept:
        rows = [
            (f"{_ID}{item.id}", _reference(item), _text(item.former), _text(item.colour), _NOTED if item.noted else "")
            for item in kept
        ]
        sheet.range((2, 1), (len(rows) + 1, 5)).formula = rows
    sheet.visible = False
    if former is not None:
        changes.replace(book.sheets[former], sheet, SHEET)


def _reference(item: Kept) -> str:
    letters = item.cell.rstrip("0123456789")
    sheet = item.sheet.replace("'", "''")
    return f"=ROW('{sheet}'!${letters}${item.cell[len(letters) :]})"


def _text(colour: Colour) -> str:
    return "" if colour is None else "#{:02X}{:02X}{:02X}".format(*colour)


def _colour(text: str) -> Colour:
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)) if text else None
