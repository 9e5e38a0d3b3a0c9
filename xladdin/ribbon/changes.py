"""What an action changes in the open workbook, remembered so that it can be undone: all of it, or nothing.

    with desk.writing() as changes:
        changes.open(sheet)
        changes.write(sheet["C5"], 12)

Whatever happens inside, afterwards the sheets are protected as before, and screen and events are switched on again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, cast

from xlwings import Book, Range, Sheet

from xladdin.reading.grid import column_letters, column_number
from xladdin.ribbon.host import Host

Colour = tuple[int, int, int] | None
_MOST_CELLS = 10_000  # that xlwings colours in one call


class NotRestored(Exception):
    """An action has failed, and what it had changed could not all be undone."""


class Changes:
    """The changes of one action, in their order."""

    def __init__(self, book: Book, host: Host) -> None:
        self.book = book
        self._host = host
        self._undo: list[Callable[[], object]] = []
        self._finish: list[Callable[[], object]] = []
        self._protect: dict[str, Callable[[], None] | None] = {}

    def open(self, sheet: Sheet) -> None:
        """Take the protection off a sheet until the action is over."""
        if sheet.name not in self._protect:
            self._protect[sheet.name] = self._host.unprotect(sheet)

    def write(self, cell: Range, value: Any) -> None:
        """Another content for one cell."""
        former = content_of(cell)
        self._undo.append(lambda: put(cell, former))
        put(cell, value)

    def fill(self, sheet: Sheet, colours: Mapping[str, Colour], former: Mapping[str, Colour]) -> None:
        """Fill cells, address → colour; `former` is what they have now. One call as far as xlwings allows."""
        self._undo.append(lambda: _fill(sheet, former))
        _fill(sheet, colours)

    def note(self, cell: Range, former: str | None, text: str | None) -> None:
        """Another note for one cell instead of the former one; None is no note."""
        self._undo.append(lambda: _set_note(cell, former))
        if former is None and text is not None:
            cell.add_note(text)
        else:
            _set_note(cell, text)

    def add_sheet(self, name: str) -> Sheet:
        """A new sheet at the end."""
        return self.adopt(self.book.sheets.add(name, after=self.book.sheets[-1]))

    def adopt(self, sheet: Sheet) -> Sheet:
        """A sheet that has just come into the workbook: without the action it would not be there."""
        self._undo.append(sheet.delete)
        return sheet

    def replace(self, former: Sheet | None, new: Sheet, name: str) -> None:
        """When all has gone well the new sheet takes the name, and the former one goes."""
        if former is not None:
            self.remove(former)
        self._finish.append(lambda: setattr(new, "name", name))

    def remove(self, sheet: Sheet) -> None:
        """Delete a sheet when all has gone well: nothing could bring it back."""
        self._finish.append(lambda: self._delete(sheet))

    def _delete(self, sheet: Sheet) -> None:
        name = sheet.name
        sheet.delete()
        self._protect.pop(name, None)

    def finish(self) -> None:
        """What could not be undone is done last; one that fails behind another leaves a workbook of neither kind."""
        for number, step in enumerate(self._finish):
            try:
                step()
            except Exception as problem:  # every host has its own errors
                if number:
                    raise NotRestored from problem
                raise

    def undo(self) -> None:
        """Everything as it was, the last change first; one that fails does not keep the others from being undone."""
        failed = None
        for step in reversed(self._undo):
            try:
                step()
            except Exception as problem:  # every host has its own errors
                failed = problem
        if failed is not None:
            raise NotRestored from failed

    def protect_again(self) -> None:
        """Every sheet that was opened gets its protection back, also if another one's fails."""
        with ExitStack() as stack:
            for protect in self._protect.values():
                if protect is not None:
                    stack.callback(protect)


@contextmanager
def writing(book: Book, host: Host) -> Iterator[Changes]:
    """The workbook open for changes; an error inside takes them back before it goes on."""
    app = book.app
    changes = Changes(book, host)
    here = _here(book)
    with ExitStack() as stack:
        stack.callback(setattr, app, "screen_updating", app.screen_updating)
        stack.callback(setattr, app, "enable_events", app.enable_events)
        app.enable_events = False
        app.screen_updating = False
        stack.callback(_go_to, book, *here)
        stack.callback(changes.protect_again)
        try:
            yield changes
            changes.finish()
        except BaseException:
            changes.undo()
            raise


def _here(book: Book) -> tuple[str, str]:
    """Where the person is: sheet and cells, by name, because the sheet may be replaced."""
    sheet, selection = book.sheets.active, book.app.selection
    if selection is None or selection.sheet != sheet:
        return sheet.name, ""
    return sheet.name, selection.address


def _go_to(book: Book, name: str, address: str) -> None:
    if name in [sheet.name for sheet in book.sheets]:
        book.sheets[name].activate()
        if address:
            book.sheets[name].range(address).select()


def content_of(cell: Range) -> Any:
    """The formula of a cell, else its value."""
    formula = cell.formula
    return formula if isinstance(formula, str) and formula.startswith("=") else cell.value


def formulas_of(sheet: Sheet) -> Sequence[Sequence[str]]:
    """The formulas and contents of a sheet's used range as rows: one read."""
    found = sheet.used_range.formula
    return ((found,),) if isinstance(found, str) else cast(Sequence[Sequence[str]], found)


def put(cell: Range, content: Any) -> None:
    """A formula or a value into a cell."""
    if isinstance(content, str) and content.startswith("="):
        cell.formula = content
    else:
        cell.value = content


def _set_note(cell: Range, text: str | None) -> None:
    note = cell.note
    if note is not None:
        if text is None:
            note.delete()
        elif note.text != text:
            note.text = text
    elif text is not None:
        cell.add_note(text)


def _fill(sheet: Sheet, colours: Mapping[str, Colour]) -> None:
    """As few rectangles as xlwings takes; cells between those that are meant keep their colour."""
    places = {split(cell): colour for cell, colour in colours.items()}
    if not places:
        return
    left, right = min(column for _, column in places), max(column for _, column in places)
    rows = max(1, _MOST_CELLS // (right - left + 1))
    top, bottom = min(row for row, _ in places), max(row for row, _ in places)
    for first in range(top, bottom + 1, rows):
        last = min(first + rows - 1, bottom)
        matrix = [
            [places.get((row, column), ...) for column in range(left, right + 1)] for row in range(first, last + 1)
        ]
        sheet.range((first, left), (last, right)).set_colors(matrix)


def split(cell: str) -> tuple[int, int]:
    """`H21` is row 21, column 8."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), column_number(letters) + 1


def joined(row: int, column: int) -> str:
    """Row 21, column 8 is `H21`."""
    return f"{column_letters(column - 1)}{row}"
