"""What an action needs of its host that xlwings' public API does not offer: questions, protection, the desktop.

Excel and LibreOffice each have an edge (`host_excel`, `host_calc`); the actions see only this protocol, and a test
answers through a host of its own. An answer of None means that the person has cancelled.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from xlwings import App, Book, Sheet

from xladdin.hosts import Line


class Host(Protocol):
    """The edge of one host."""

    suffix: str  # of a new workbook

    def text(self, title: str, question: str, proposed: str = "") -> str | None:
        """One line of text from the person."""

    def files(self, title: str, endings: Sequence[str], *, several: bool = False) -> list[Path]:
        """Existing files; none where the person has cancelled."""

    def folder(self, title: str) -> Path | None:
        """An existing folder."""

    def target(self, title: str, proposed: Path) -> Path | None:
        """Where to write; the dialog asks by itself before a file is replaced."""

    def show(self, path: Path) -> None:
        """Open a folder or a page with the program that the desktop has for it."""

    def open_workbook(self, path: Path) -> None:
        """Open a workbook where the person sees it."""

    def unprotect(self, sheet: Sheet) -> Callable[[], None] | None:
        """Take the protection off a sheet; gives what puts it back the same way, or None where there was none."""

    def diagnosis(self) -> list[Line]:
        """What could keep the buttons and functions from working on this machine."""


def host_of(book: Book) -> Host:
    """The edge for the application in which the workbook is open."""
    app: App = book.app
    if app.engine.name == "calc":
        from xladdin.ribbon.host_calc import CalcHost

        return CalcHost(app)
    from xladdin.ribbon.host_excel import ExcelHost

    return ExcelHost(app)
