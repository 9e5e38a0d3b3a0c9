"""Marks in the open workbook: a fill and a note at each cell with a finding, and what was there given back.

A note of a person's own stays as it is, as in the annotated copy: what was found there stands in 校验结果. A fill that
a person has changed since the check belongs to that person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlwings import Range, Sheet

from xladdin.annotating.annotate import by_cell, colour_at, note_text
from xladdin.annotating.colours import FILLS
from xladdin.annotating.notes import HEAD
from xladdin.checks.finding import Finding
from xladdin.checks.report import Report, cell_in_book
from xladdin.ribbon.changes import Changes, Colour
from xladdin.ribbon.desk import SHEETS_A_STEP, Desk
from xladdin.ribbon.memory import Kept


@dataclass(frozen=True)
class Mark:
    """What is to be seen at a cell."""

    colour: Colour
    note: str


def rgb(fill: str) -> Colour:
    """`FFC9C4` as xlwings takes it."""
    return int(fill[:2], 16), int(fill[2:4], 16), int(fill[4:], 16)


def place_of(finding: Finding, sheets: Sequence[str]) -> tuple[str, str] | None:
    """Sheet and cell of a finding; of one that is about a whole sheet the first cell, which is not marked."""
    whole = (finding.sheet, "A1") if finding.sheet in sheets else None
    return cell_in_book(finding, sheets) or whole


def marks_of(report: Report, sheets: Sequence[str]) -> dict[str, dict[str, Mark]]:
    """Sheet → cell → mark."""
    return {
        sheet: {
            cell: Mark(rgb(FILLS[colour_at(those, report)]), note_text(those, report)) for cell, those in cells.items()
        }
        for sheet, cells in by_cell(report, sheets).items()
    }


def set_marks(
    changes: Changes, desk: Desk, wanted: Mapping[str, Mapping[str, Mark]], former: Sequence[Kept]
) -> dict[tuple[str, str], Kept]:
    """Mark what is wanted, give back what is marked no longer; gives what was there before, by sheet and cell."""
    marked: dict[str, dict[str, Kept]] = defaultdict(dict)
    for item in former:
        if item.marked:
            marked[item.sheet][item.cell] = item
    kept = {}
    names = [sheet.name for sheet in desk.book.sheets]
    concerned = [name for name in names if wanted.get(name) or marked.get(name)]
    for number, name in enumerate(concerned, 1):
        if number % SHEETS_A_STEP == 1:
            desk.progress(f"正在标记 {number}/{len(concerned)}……")
        for item in _mark_sheet(changes, desk.book.sheets[name], wanted.get(name, {}), marked.get(name, {})):
            kept[item.sheet, item.cell] = item
    desk.at_rest()
    return kept


def _mark_sheet(changes: Changes, sheet: Sheet, wanted: Mapping[str, Mark], marked: Mapping[str, Kept]) -> list[Kept]:
    """One sheet, opened once; its fills are set in one call."""
    changes.open(sheet)
    name = sheet.name
    now: dict[str, Colour] = {}
    colours: dict[str, Colour] = {}
    notes = {note.location.address.replace("$", ""): note.text for note in sheet.notes}
    kept = []
    for address in dict.fromkeys([*marked, *wanted]):
        cell = sheet.range(address)
        before, mark = marked.get(address), wanted.get(address)
        now[address] = cell.color
        ours = before is not None and before.colour == now[address]
        original = before.former if ours and before is not None else now[address]
        colours[address] = mark.colour if mark else original
        noted = _note(changes, cell, notes.get(address), mark, before)
        if mark:
            kept.append(Kept("", name, address, True, original, mark.colour, noted))
    changed = {address: colour for address, colour in colours.items() if colour != now[address]}
    changes.fill(sheet, changed, {address: now[address] for address in changed})
    return kept


def _note(changes: Changes, cell: Range, text: str | None, mark: Mark | None, before: Kept | None) -> bool:
    """Whether the cell bears a note of ours afterwards."""
    wanted = mark.note if mark else None
    if text is not None and not (text.startswith(HEAD) or (before is not None and before.noted)):
        return False
    if wanted != text:
        changes.note(cell, text, wanted)
    return wanted is not None
