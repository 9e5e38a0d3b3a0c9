"""The application (xlwings' App) on LibreOffice."""

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xladdin.calc.books import Book, Books
from xladdin.calc.cells import Range
from xladdin.calc.refusal import UnsupportedInCalc, refusing_the_rest
from xladdin.calc.runtime import uno_module
from xladdin.calc.session import Question, Session

if TYPE_CHECKING:
    from xladdin.calc.engine import Engine

_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}  # com.sun.star.awt.MessageBoxButtons
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}  # com.sun.star.awt.MessageBoxResults


@refusing_the_rest
class App(base_classes.App):
    """LibreOffice. Its states live in the session: xlwings makes a new App for every question."""

    engine: "Engine"

    def __init__(self, engine: "Engine", session: Session) -> None:
        self.engine = engine
        self.session = session

    @property
    def pid(self) -> int:
        return self.session.pid

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        document = self.session.active()
        if document is None or document.CurrentController is None:
            return None
        selected = document.CurrentSelection
        if not hasattr(selected, "RangeAddress"):
            return None  # a drawing, or several areas
        book = Book(self, document)
        return Range(book.sheets(selected.RangeAddress.Sheet + 1), selected)

    def activate(self, steal_focus: bool = False) -> None:
        window = self._window()
        if window is not None and steal_focus:
            window.toFront()

    @property
    def visible(self) -> bool:
        return self._window() is not None

    @visible.setter
    def visible(self, value: bool) -> None:
        """A window cannot be shown or hidden afterwards; what is asked for must already be so."""

    @property
    def screen_updating(self) -> bool:
        return not self.session.locked

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        session = self.session
        if value:
            while session.locked:
                session.locked.pop().unlockControllers()
        elif not session.locked:
            for document in session.documents():
                document.lockControllers()
                session.locked.append(document)

    @property
    def display_alerts(self) -> bool:
        return self.session.switches["display_alerts"]

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self.session.switches["display_alerts"] = value

    @property
    def enable_events(self) -> bool:
        return self.session.switches["enable_events"]

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self.session.switches["enable_events"] = value

    def calculate(self) -> None:
        for document in self.session.documents():
            document.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self.session.status or False

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        """Shown where a window has a status bar; `False` gives it back."""
        document = self.session.active()
        controller = document and document.CurrentController
        bar = controller.StatusIndicator if controller else None
        if bar is not None and self.session.status is not None:
            bar.end()
        self.session.status = value if isinstance(value, str) else None
        if bar is not None and self.session.status is not None:
            bar.start(self.session.status, 0)

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: Any) -> str:
        """A message; without a window the session answers."""
        if callback is not None:
            raise UnsupportedInCalc("alert(callback)")
        question = Question(prompt or "", title or "", buttons or "ok")
        window = self._window()
        if window is None:
            return self.session.reply(question)
        kind = "ERRORBOX" if mode == "critical" else "QUERYBOX" if question.buttons != "ok" else "INFOBOX"
        box = window.Toolkit.createMessageBox(
            window,
            uno_module().Enum("com.sun.star.awt.MessageBoxType", kind),
            _BUTTONS[question.buttons],
            question.title,
            question.text,
        )
        return _ANSWERS[box.execute()]

    def _window(self) -> Any | None:
        """The window in front, if there is one that a person can see."""
        frame = self.session.desktop.getCurrentFrame()
        window = frame.ContainerWindow if frame is not None else None
        return window if window is not None and window.isVisible() else None
