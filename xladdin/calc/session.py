"""What all parts of the engine share: the office, its documents, and what UNO does not remember for us."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


@dataclass(frozen=True)
class Question:
    """A message that an action shows, with the buttons it offers: ok, ok_cancel, yes_no, yes_no_cancel."""

    text: str
    title: str
    buttons: str


def cautious_reply(question: Question) -> str:
    """The answer where there is nobody to ask: nothing happens that a person did not want."""
    return {"ok": "ok", "ok_cancel": "cancel", "yes_no": "no", "yes_no_cancel": "cancel"}[question.buttons]


@dataclass
class Session:
    """One LibreOffice seen from an action.

    `reads` and `writes` count the blocks that were read and written, by sheet: an action should need two of each.
    `reply` answers questions where no window is open.
    """

    context: Any
    pid: int
    reply: Callable[[Question], str] = cautious_reply
    reads: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    switches: dict[str, bool] = field(
        default_factory=lambda: defaultdict(lambda: True, {"display_alerts": True, "enable_events": True})
    )
    status: str | None = None
    locked: list[Any] = field(default_factory=list)
    last: Any = None  # the document that was opened or activated last: hidden ones are never the current one

    def service(self, name: str) -> Any:
        """A UNO service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", self.context)

    @property
    def desktop(self) -> Any:
        return self.service("frame.Desktop")

    def documents(self) -> Iterator[Any]:
        """The open workbooks."""
        components = self.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if is_workbook(component):
                yield component

    def active(self) -> Any | None:
        """The workbook in front, else the one that was used last, else any."""
        open_ones = list(self.documents())
        for candidate in (self.desktop.CurrentComponent, self.last):
            if candidate is not None and candidate in open_ones:
                return candidate
        return open_ones[-1] if open_ones else None


def is_workbook(component: Any) -> bool:
    """Whether a component of the desktop is a workbook, not a text document or the start centre."""
    return bool(hasattr(component, "supportsService") and component.supportsService(_SPREADSHEET))
