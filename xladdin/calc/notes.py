"""Notes on cells (批注; xlwings' Note) on LibreOffice."""

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xladdin.calc.refusal import refusing_the_rest

if TYPE_CHECKING:
    from xladdin.calc.cells import Range
    from xladdin.calc.sheets import Sheet


@refusing_the_rest
class Note(base_classes.Note):
    """The note of one cell. LibreOffice keeps no empty notes."""

    def __init__(self, cell: "Range") -> None:
        self.cell = cell

    @property
    def api(self) -> Any:
        return self.cell.first.Annotation

    @property
    def text(self) -> str:
        return str(self.api.String)

    @text.setter
    def text(self, value: str) -> None:
        self.delete()
        add_note(self.cell, value)

    @property
    def location(self) -> "Range":
        return self.cell

    def delete(self) -> None:
        position = self.cell.first.CellAddress
        notes = self.cell.sheet.api.Annotations
        for index in range(notes.Count):
            where = notes.getByIndex(index).Position
            if (where.Row, where.Column) == (position.Row, position.Column):
                notes.removeByIndex(index)
                return


def add_note(cell: "Range", text: str) -> Note:
    """Put a note on a cell that has none."""
    cell.sheet.api.Annotations.insertNew(cell.first.CellAddress, text)
    return Note(cell)


def note_of(cell: "Range") -> Note | None:
    """The note of a cell, if it has one."""
    return Note(cell) if cell.first.Annotation.String else None


def notes_in(cell: "Range") -> list[tuple[Any, str, bool]]:
    """Position, text and visibility of the notes of a range; a single cell is asked alone, which costs one call."""
    if cell.shape == (1, 1):
        alone = cell.first.Annotation
        text = alone.String
        return [(cell.first.CellAddress, text, alone.IsVisible)] if text else []
    notes, where = cell.sheet.api.Annotations, cell.cells.RangeAddress
    found = [notes.getByIndex(index) for index in range(notes.Count)]
    return [
        (note.Position, note.String, note.IsVisible)
        for note in found
        if where.StartRow <= note.Position.Row <= where.EndRow
        and where.StartColumn <= note.Position.Column <= where.EndColumn
    ]


def put_back(cell: "Range", notes: list[tuple[Any, str, bool]]) -> None:
    """The notes that a range had: LibreOffice deletes them where a block of values is written."""
    for position, text, visible in notes:
        there = cell.sheet.api.getCellByPosition(position.Column, position.Row)
        if not there.Annotation.String:
            cell.sheet.api.Annotations.insertNew(position, text)
            there.Annotation.IsVisible = visible


def notes_of(sheet: "Sheet") -> list[Note]:
    """All notes of a sheet."""
    notes = sheet.api.Annotations
    positions = [notes.getByIndex(index).Position for index in range(notes.Count)]
    return [Note(sheet.range((position.Row + 1, position.Column + 1))) for position in positions]
