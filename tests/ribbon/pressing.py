"""A person who answers, a user who presses buttons in a workbook, and what stands in it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlwings
from openpyxl import load_workbook

from xladdin.calc.engine import session_of
from xladdin.calc.runtime import properties
from xladdin.calc.session import Question
from xladdin.ribbon import run
from xladdin.ribbon.host_calc import CalcHost

EXAMPLE = Path(__file__).parents[2] / "workbook_templates" / "examples" / "miluo_2023.xlsx"


class Person(CalcHost):
    """LibreOffice without a window, and somebody whose answers are known: what was asked and shown is kept."""

    def __init__(self, app: xlwings.App) -> None:
        super().__init__(app)
        self.texts: list[str | None] = []
        self.chosen: list[Path] = []
        self.place: Path | None = None
        self.asked: list[str] = []
        self.shown: list[Path] = []

    def text(self, _title: str, question: str, _proposed: str = "") -> str | None:
        self.asked.append(question)
        return self.texts.pop(0) if self.texts else None

    def files(self, _title: str, _endings: Sequence[str], *, several: bool = False) -> list[Path]:
        return self.chosen if several else self.chosen[:1]

    def folder(self, _title: str) -> Path | None:
        return self.place

    def target(self, _title: str, _proposed: Path) -> Path | None:
        return self.place

    def open_workbook(self, path: Path) -> None:
        self._app.books.open(path)  # out of sight: in a window messages would wait for somebody

    def show(self, path: Path) -> None:
        self.shown.append(path)


@dataclass
class User:
    """Presses buttons in one workbook and reads the messages."""

    book: xlwings.Book
    person: Person
    agrees: bool = True
    decision: str = "yes"  # where the answer may be no as well as cancel
    messages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        session_of(self.book.app).reply = self._reply

    def _reply(self, question: Question) -> str:
        self.messages.append(question.text)
        if question.buttons == "yes_no_cancel":
            return self.decision
        if question.buttons == "yes_no":
            return "yes" if self.agrees else "no"
        return "ok" if self.agrees else "cancel"

    def press(self, key: str) -> str:
        """The last message, or what stands in the status bar."""
        before = len(self.messages)
        run(key, self.book, self.person)
        return "\n".join(self.messages[before:]) or str(self.book.app.status_bar or "")

    def select(self, sheet: str, cell: str) -> None:
        self.book.sheets[sheet].activate()
        self.book.sheets[sheet].range(cell).select()

    @property
    def selected(self) -> tuple[str, str]:
        selection = self.book.app.selection
        assert selection is not None
        return selection.sheet.name, selection.address.replace("$", "").partition(":")[0]


def everything_in(book: xlwings.Book, tmp_path: Path) -> dict[str, dict[str, tuple[object, object, object, object]]]:
    """Sheet → cell → content, fill, note; and the protection of each sheet: what a failed action must leave alone."""
    file = tmp_path / "zustand.xlsx"
    book.api.storeToURL(file.as_uri(), _as_xlsx())
    found = {}
    for sheet in load_workbook(file).worksheets:
        protection = sheet.protection
        found[sheet.title] = {
            cell.coordinate: (cell.value, cell.fill.fgColor.rgb if cell.fill.fill_type else None,
                              cell.comment.text if cell.comment else None, cell.protection.locked)
            for row in sheet.iter_rows() for cell in row
            if cell.value is not None or cell.fill.fill_type or cell.comment
        }  # fmt: skip
        state = sheet.sheet_state, protection.sheet, protection.formatCells, protection.insertRows
        found[sheet.title]["protection"] = state
    return found


def _as_xlsx() -> tuple[object, ...]:
    return properties(FilterName="Calc MS Excel 2007 XML")
