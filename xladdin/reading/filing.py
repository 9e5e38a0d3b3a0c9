"""The door of this room: a file -> a filing."""

from pathlib import Path

from xladdin.forms.entry import NOTHING
from xladdin.forms.filing import Filing
from xladdin.forms.vocabulary import Vocabulary
from xladdin.reading.document import read_document
from xladdin.reading.forms import cover_unit, places_without_form, read_forms
from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind, Readable
from xladdin.reading.workbook import Workbook, read_workbook


def read_filing(path: str | Path, vocabulary: Vocabulary) -> Filing:
    """All forms of a workbook or Word file. Raises InputError where the file cannot be read.

    `vocabulary` knows the labels, those of rulebooks too; see `xladdin.opening`.
    """
    return filing_in(admit(path), vocabulary)


def filing_in(file: Readable, vocabulary: Vocabulary) -> Filing:
    """The filing in a file that the guard has let pass."""
    if file.kind is FileKind.DOCX:
        book = Workbook([read_document(file.data, file.name)], hidden=[], rulebook=NOTHING)
    else:
        book = read_workbook(file)
    return filing_from(file.name, book, vocabulary)


def filing_from(source: str, book: Workbook, vocabulary: Vocabulary) -> Filing:
    """The forms in the grids of a file, or of a workbook that is open."""
    found = [(grid, read_forms(grid, vocabulary)) for grid in book.grids]
    return Filing(
        source=source,
        forms=tuple(form for _, forms in found for form in forms),
        sheets=tuple(grid.name for grid in book.grids),
        hidden=tuple(grid.name for grid in book.hidden),
        hidden_forms=tuple(form for grid in book.hidden for form in read_forms(grid, vocabulary)),
        without_form=tuple(place for grid, forms in found for place in places_without_form(grid, forms)),
        rulebook=book.rulebook,
        cover_unit=cover_unit(book.grids),
    )
