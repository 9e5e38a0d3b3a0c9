"""项目表 that come into the open workbook: drawn as in the template, then copied sheet by sheet."""

import re
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from xlwings import Book, Sheet

from xladdin.drawing import draw_template
from xladdin.drawing.book import project_sheet
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.ribbon.changes import Changes, formulas_of
from xladdin.ribbon.desk import Desk
from xladdin.ribbon.looking import Live

_NUMBERED = re.compile(r"项目(\d+)")


def bring_in(
    changes: Changes, desk: Desk, live: Live, projects: Sequence[ProjectEvaluation] = (), names: Sequence[str] = ()
) -> list[Sheet]:
    """A sheet for each filled form, then an empty one for each name, behind the project sheets that are there."""
    drawn = BytesIO()
    filing = Filing(source=live.filing.source, forms=tuple(projects))
    draw_template(
        live.rulebook, drawn, unit=live.filing.unit, year=live.filing.year, projects=names, filing=filing,
        only_project=True,
    )  # fmt: skip
    wanted = [*(project.name.text for project in projects), *names]
    with tempfile.TemporaryDirectory(prefix="xladdin-") as folder:
        file = Path(folder) / "项目表.xlsx"
        file.write_bytes(drawn.getvalue())
        source = desk.book.app.books.open(str(file))
        try:
            return _copy(changes, desk.book, source, wanted)
        finally:
            source.close()
            desk.book.activate()


def _copy(changes: Changes, book: Book, source: Book, names: Sequence[str]) -> list[Sheet]:
    alerts = book.app.display_alerts
    book.app.display_alerts = False  # Excel would ask whether names that both workbooks have are the same
    copied = []
    try:
        for sheet, name in zip([sheet for sheet in source.sheets if sheet.visible], names, strict=True):
            new = sheet.copy(after=_last_project(book), name=_free_name(book, name))
            changes.adopt(new)
            _without_links(changes, sheet, new)
            copied.append(new)
    finally:
        book.app.display_alerts = alerts
    return copied


def _last_project(book: Book) -> Sheet:
    """The sheet behind which a project's belongs."""
    projects = [sheet for sheet in book.sheets if _NUMBERED.match(sheet.name)]
    visible = [sheet for sheet in book.sheets if sheet.visible]
    return (projects or visible)[-1]


def _free_name(book: Book, project: str) -> str:
    """`项目15 帮代办工作经费`: the number behind the highest one that is there."""
    numbers = [int(found[1]) for sheet in book.sheets if (found := _NUMBERED.match(sheet.name))]
    return project_sheet(max(numbers, default=0) + 1, project)


def _without_links(changes: Changes, sheet: Sheet, copy: Sheet) -> None:
    """Where the host has turned a name of this workbook into a link to the other file, the formula is written anew."""
    here = copy.used_range
    for row, (before, after) in enumerate(zip(formulas_of(sheet), formulas_of(copy), strict=True), here.row):
        for column, (formula, copied) in enumerate(zip(before, after, strict=True), here.column):
            if "[" in copied and copied != formula and formula.startswith("="):
                changes.open(copy)
                copy.range((row, column)).formula = formula
