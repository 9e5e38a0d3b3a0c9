"""Fills at cells (标记). A mark is a conditional format that always holds: the cell's own format is not touched.

So a mark can be taken away without remembering what was there before, also after rows were inserted and after Excel,
WPS or LibreOffice have saved the file and numbered all formats anew.
"""

from collections.abc import Mapping, Sequence

from xladdin.annotating.colours import FILLS
from xladdin.patching.outline import Element
from xladdin.patching.sheet import SheetXml, split_reference
from xladdin.patching.styles import Styles

_SIGN = "校验标记"
_FORMULA = f'"{_SIGN}"="{_SIGN}"'


def set_marks(sheet: SheetXml, styles: Styles, marks: Mapping[str, Sequence[str]]) -> None:
    """Former marks are taken out; `marks`: colour → cells. The first colour wins where a cell has two."""
    _take_out(sheet)
    used = [colour for colour in FILLS if marks.get(colour)]
    others = [rule for rule in sheet.root.all("cfRule") if not _is_mark(sheet, rule)]
    _make_room(sheet, others, len(used))
    prefix = sheet.root.prefix
    new = "".join(
        f'<{prefix}conditionalFormatting sqref="{_ranges(sheet, marks[colour])}">'
        f'<{prefix}cfRule type="expression" dxfId="{styles.differential(_format(colour))}" priority="{priority}">'
        f"<{prefix}formula>{_FORMULA}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>"
        for priority, colour in enumerate(used, 1)
    )
    if new:
        # LibreOffice shows the block that stands first where two overlap, whatever their priorities.
        first = sheet.root.child("conditionalFormatting")
        sheet.edits.insert(first.start if first else sheet.place("conditionalFormatting"), new)


def _format(colour: str) -> str:
    return f'<dxf><fill><patternFill patternType="solid"><bgColor rgb="FF{FILLS[colour]}"/></patternFill></fill></dxf>'


def _ranges(sheet: SheetXml, cells: Sequence[str]) -> str:
    """The cells with all that is merged with them."""
    return " ".join(dict.fromkeys(sheet.merged(*split_reference(cell)).reference for cell in cells))


def _is_mark(sheet: SheetXml, rule: Element) -> bool:
    formula = rule.child("formula")
    return formula is not None and _SIGN.encode() in sheet.data[formula.inside : formula.close]


def _take_out(sheet: SheetXml) -> None:
    for block in sheet.root.all("conditionalFormatting"):
        rules = [child for child in block.children if child.name == "cfRule"]
        marks = [rule for rule in rules if _is_mark(sheet, rule)]
        if rules and len(marks) == len(rules):
            sheet.edits.cut(block)
        else:
            for rule in marks:
                sheet.edits.cut(rule)


def _make_room(sheet: SheetXml, others: Sequence[Element], marks: int) -> None:
    """The smallest priority wins: the sheet's own conditional formats come behind the marks, in their order."""
    priorities = [int(rule.attributes.get("priority", "1")) for rule in others]
    shift = marks + 1 - min(priorities, default=marks + 1)
    if shift > 0:
        for rule, priority in zip(others, priorities, strict=True):
            sheet.edits.set_attribute(rule, "priority", str(priority + shift))
