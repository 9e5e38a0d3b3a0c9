"""The workbook around functions that were called without inputs: `=SCORE_CONTROL_RATE()`.

Two things are different from Excel. LibreOffice does not say which cell calls; and reading other cells in the middle
of a calculation breaks it (Err:522). So the forms are read between calculations, after the workbook was opened and
after every change, and the cells in question are calculated again where the forms have changed.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from udfs.arguments import MISSING
from udfs.registry import FUNCTIONS, CellFunction, Family
from xladdin.calc.runtime import component, uno_module
from xladdin.calc.session import Session
from xladdin.calc.values import read_block
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading.live import SheetValues, filing_of
from xladdin.reading.workbook import RULEBOOK_NAME

NOT_READ_YET = "还没有读取本工作簿的表；同时打开几个自评工作簿时，请在这一个里重新输入公式"


@dataclass
class _Watched:
    """A workbook with such cells: their places, and the forms as they were read last."""

    document: Any
    places: list[tuple[int, int, int]]
    filing: Filing | None = None
    soon: bool = False  # it will be read when LibreOffice has time


@dataclass
class _State:
    watched: dict[str, _Watched] = field(default_factory=dict)
    answering: Filing | None = None
    looking: bool = False
    last_call: float = 0.0


_state = _State()
_QUIET = 0.1  # seconds


def calculated() -> None:
    """A function has just been calculated: probably others of the same calculation follow."""
    _state.last_call = time.monotonic()


def needed(function: CellFunction, given: Sequence[object]) -> bool:
    """Whether this call takes its inputs from the workbook."""
    if function.family is Family.EXPLANATION:
        return len(given) == 1
    return function.from_workbook is not None and all(part is MISSING for part in given[: function.inputs])


def filing() -> Filing | None:
    """The forms that the call in progress refers to; nothing where that is not known yet."""
    if _state.answering is not None:
        return _state.answering
    look_soon()  # the call may stand in a cell that was just entered
    read = [watched.filing for watched in _state.watched.values() if watched.filing is not None]
    return read[0] if len(read) == len(_state.watched) == 1 else None


def look_soon() -> None:
    """Look at all open workbooks when the calculation is over."""
    if not _state.looking:
        _state.looking = True
        _soon(_look)


def _look() -> None:
    _state.looking = False
    session = Session(uno_module().getComponentContext(), 0)
    for document in session.documents():
        places = list(_places(document))
        watched = _state.watched.get(document.RuntimeUID)
        if watched is None and places:
            watched = _state.watched[document.RuntimeUID] = _Watched(document, places)
            document.addModifyListener(component("util.XModifyListener", modified=_modified, disposing=_disposing))
            _refresh(watched, again=True)
        elif watched is not None and watched.places != places:
            watched.places = places
            _refresh(watched, again=True)


def _modified(_listener: Any, event: Any) -> None:
    watched = _state.watched.get(event.Source.RuntimeUID)
    if watched is not None and not watched.soon:
        watched.soon = True
        _soon(lambda: _refresh(watched))


def _disposing(_listener: Any, event: Any) -> None:
    for key, watched in list(_state.watched.items()):
        if watched.document == event.Source:
            del _state.watched[key]


def _refresh(watched: _Watched, again: bool = False) -> None:
    """Read the forms; where they have changed, calculate the cells that depend on them."""
    watched.soon = False
    document = watched.document
    try:
        found = _read(document)
    except InputError:
        return
    if found == watched.filing and not again:
        return
    watched.filing = found
    was_modified = document.isModified()
    with _answering(found):
        for sheet, row, column in watched.places:
            cell = document.Sheets.getByIndex(sheet).getCellByPosition(column, row)
            cell.Formula = cell.Formula  # UNO: entered again, the cell is calculated again
            cell.getError()  # now, not when it is next seen
    document.setModified(was_modified)


@contextmanager
def _answering(found: Filing) -> Iterator[None]:
    _state.answering = found
    try:
        yield
    finally:
        _state.answering = None


def _read(document: Any) -> Filing:
    sheets = document.Sheets
    visible = [sheet for index in range(sheets.Count) if (sheet := sheets.getByIndex(index)).IsVisible]
    names = document.NamedRanges
    cells = names.getByName(RULEBOOK_NAME).ReferredCells if names.hasByName(RULEBOOK_NAME) else None
    rulebook = None if cells is None else read_block(cells)[0][0]
    return filing_of(document.Title, map(_sheet_values, visible), rulebook, vocabulary())


def _sheet_values(sheet: Any) -> SheetValues:
    cursor = _used(sheet)
    where = cursor.RangeAddress
    return SheetValues(sheet.Name, where.StartRow, where.StartColumn, read_block(cursor))


def _places(document: Any) -> Iterator[tuple[int, int, int]]:
    """Where functions are called without inputs: sheet, row, column."""
    for sheet in range(document.Sheets.Count):
        cursor = _used(document.Sheets.getByIndex(sheet))
        where = cursor.RangeAddress
        for row, formulas in enumerate(cursor.getFormulaArray(), where.StartRow):
            for column, formula in enumerate(formulas, where.StartColumn):
                if formula.startswith("=") and _without_inputs().search(formula):
                    yield sheet, row, column


def _used(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)
    cursor.gotoEndOfUsedArea(True)
    return cursor


@cache
def _without_inputs() -> re.Pattern[str]:
    names = "|".join(name for name, function in FUNCTIONS.items() if function.from_workbook is not None)
    return re.compile(rf'\b(?:{names})\(\s*[;)]|\bEXPLAIN_SCORE\(\s*"\w+"\s*\)', re.IGNORECASE)


def _soon(work: Callable[[], None]) -> None:
    """Call on LibreOffice's main thread, when no function has been calculated for a moment.

    A Basic function that takes long lets LibreOffice handle events in between: an event alone would come in the middle
    of a calculation.
    """
    timer = threading.Timer(_QUIET, _when_idle, [work])
    timer.daemon = True
    timer.start()


def _when_idle(work: Callable[[], None]) -> None:
    def notify(_callback: object, _data: object) -> None:
        if time.monotonic() - _state.last_call < _QUIET:
            _soon(work)
        else:
            work()

    context = uno_module().getComponentContext()
    later = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
    later.addCallback(component("awt.XCallback", notify=notify), None)
