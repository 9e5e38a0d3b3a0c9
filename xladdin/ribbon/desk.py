"""What an action has before it: the workbook, the host, and the ways to speak to the person."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from xlwings import Book, Sheet

from xladdin.errors import InputError
from xladdin.ribbon.changes import Changes, writing
from xladdin.ribbon.host import Host

SHEETS_A_STEP = 5  # between two lines in the status bar, which take time themselves
_LINES = 18  # of a list in a message; more would not fit on a small screen


@dataclass(frozen=True)
class Desk:
    """One press of a button."""

    book: Book
    host: Host
    title: str

    def tell(self, text: str) -> None:
        """A message with one button."""
        self.book.app.alert(text, title=self.title)

    def confirm(self, text: str) -> bool:
        """Whether the person wants it."""
        answer: str | None = self.book.app.alert(text, title=self.title, buttons="ok_cancel")
        return answer == "ok"

    def decide(self, text: str) -> bool | None:
        """Yes or no; None where the person wants neither and the action should stop."""
        answer: str | None = self.book.app.alert(text, title=self.title, buttons="yes_no_cancel")
        return {"yes": True, "no": False}.get(answer or "")

    def ask(self, text: str) -> bool:
        """Yes or no, where no is not to break off."""
        answer: str | None = self.book.app.alert(text, title=self.title, buttons="yes_no")
        return answer == "yes"

    def show(self, folder: Path) -> None:
        """Open a folder, once the message has said where it is: a desktop that cannot undoes nothing."""
        with suppress(Exception):  # every host has its own errors
            self.host.show(folder)

    def progress(self, text: str) -> None:
        """A line in the status bar."""
        self.book.app.status_bar = text

    def at_rest(self) -> None:
        """The status bar belongs to the host again."""
        self.book.app.status_bar = False

    def writing(self) -> AbstractContextManager[Changes]:
        """The workbook open for changes, which are taken back if the action fails."""
        return writing(self.book, self.host)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name."""
        return next((sheet for sheet in self.book.sheets if sheet.name == name), None)

    @property
    def path(self) -> Path:
        """Where the workbook is saved."""
        path = Path(self.book.fullname)
        if not path.is_file():
            raise InputError("这个工作簿还没有保存到本机，请先保存再试。")
        return path

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        """The number from 0 of one of several things; asked again until the answer is one of them."""
        listed = "\n".join(f"{number}　{option}" for number, option in enumerate(options, 1))
        asked = f"{question}（填序号）\n{listed}"
        while True:
            answer = self.host.text(self.title, asked, "1")
            if answer is None:
                return None
            if answer.strip().isdecimal() and 1 <= int(answer) <= len(options):
                return int(answer) - 1


def listed(lines: Sequence[str]) -> str:
    """The lines below each other; of a long list the beginning and how many there are."""
    if len(lines) <= _LINES:
        return "\n".join(lines)
    return "\n".join([*lines[:_LINES], f"……共 {len(lines)} 处"])
