"""Drawing a template beside what XlsxWriter alone takes for the same cells and formats.

The opponent replays what was drawn: every cell, merged range, row height, validation and conditional format, with the
arguments at hand and nothing to work out.
"""

import io
from collections.abc import Callable
from typing import Any

from comparison import Comparison, medians
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xladdin.drawing import draw_template
from xladdin.drawing.template import draw_sheets
from xladdin.rulebooks.loader import load

_PROJECTS = [f"项目名称{number}" for number in range(1, 101)]
_RULEBOOK = load("hunan-miluo-2023")
_REPETITIONS = 5
_RECORDED = (
    "write_string", "write_number", "write_blank", "write_formula", "write_column", "merge_range", "set_row",
    "set_column", "data_validation", "conditional_format", "protect", "print_area", "repeat_rows", "hide", "set_paper",
    "set_portrait", "fit_to_pages", "set_margins", "set_footer", "center_horizontally", "hide_gridlines",
    "ignore_errors",
)  # fmt: skip

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class _Recorder(Worksheet):
    """Remembers what was asked of it; XlsxWriter's own calls from one method to another do not count."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.inside = False


def _recording(name: str) -> Callable[..., Any]:
    original = getattr(Worksheet, name)

    def call(self: _Recorder, *given: Any, **named: Any) -> Any:
        if self.inside:
            return original(self, *given, **named)
        self.calls.append((name, given, named))
        self.inside = True
        try:
            return original(self, *given, **named)
        finally:
            self.inside = False

    return call


for _name in _RECORDED:
    setattr(_Recorder, _name, _recording(_name))


class _RecordingBook(Workbook):
    """Remembers the properties of its formats, and its names."""

    def __init__(self) -> None:
        self.asked: dict[int, dict[str, Any]] = {}
        self.named: list[tuple[str, str]] = []
        super().__init__(io.BytesIO(), {"in_memory": True})
        self.asked.clear()  # every book has XlsxWriter's own formats

    def add_worksheet(self, name: str | None = None, _worksheet_class: type[Worksheet] | None = None) -> Worksheet:
        """Recorded, whichever kind of worksheet was asked for."""
        return super().add_worksheet(name, _Recorder)

    def add_format(self, properties: dict[str, Any] | None = None) -> Format:
        made = super().add_format(properties)
        self.asked[id(made)] = dict(properties or {})
        return made

    def define_name(self, name: str, formula: str) -> Any:
        self.named.append((name, formula))
        return super().define_name(name, formula)


class _Replay:
    """One workbook with the formats and calls of a recorded one, ready to be written."""

    def __init__(self, drawn: _RecordingBook) -> None:
        self._book = Workbook(io.BytesIO(), {"in_memory": True})
        self._formats = {number: self._book.add_format(properties) for number, properties in drawn.asked.items()}
        self._names = drawn.named
        self._sheets = [
            (sheet.get_name(), [(name, tuple(map(self._own, given)), self._own(named)) for name, given, named in calls])
            for sheet in drawn.worksheets()
            for calls in [sheet.calls]
        ]

    def _own(self, given: Any) -> Any:
        if isinstance(given, dict):
            return {name: self._own(part) for name, part in given.items()}
        return self._formats.get(id(given), given) if isinstance(given, Format) else given

    def write(self) -> None:
        for title, calls in self._sheets:
            sheet = self._book.add_worksheet(title)
            for name, given, named in calls:
                getattr(sheet, name)(*given, **named)
        for name, formula in self._names:
            self._book.define_name(name, formula)
        self._book.close()


def drawing_many_projects() -> Comparison:
    """A template with 100 project sheets."""
    drawn = _RecordingBook()
    draw_sheets(drawn, _RULEBOOK, projects=_PROJECTS)
    replays = iter([_Replay(drawn) for _ in range(_REPETITIONS)])
    ours, opponent = medians(
        lambda: draw_template(_RULEBOOK, io.BytesIO(), projects=_PROJECTS),
        lambda: next(replays).write(),
        _REPETITIONS,
    )
    return Comparison("template, 100 project sheets", ours, "XlsxWriter, the same cells", opponent, factor=1.5)
