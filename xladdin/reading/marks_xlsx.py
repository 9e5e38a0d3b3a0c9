"""The marks of an .xlsx or .xlsm.

Looked up in the sheets' XML with regular expressions: a full parse would take longer than reading the values.
"""

import re
from collections.abc import Mapping
from html import unescape

from xladdin.reading.marks import SheetMarks, WorkbookMarks
from xladdin.values.number import UNCALCULATED

_MAIN = "xl/workbook.xml"
_ERROR = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?\bt="e"[^>]*>(?:<f.*?(?:/>|</f>))?<v>([^<]*)</v>')
_FORMULA = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v>([^<]*)</v>|<v/>)?'
)
_XF = re.compile(rb'<xf\b[^>]*?\bnumFmtId="(\d+)"')
_FORMAT = re.compile(rb'<numFmt\b(?=[^>]*\bnumFmtId="(\d+)")(?=[^>]*\bformatCode="([^"]*)")')
_SHEET = re.compile(rb'<sheet\b(?=[^>]*\bname="([^"]*)")(?=[^>]*?\b\w+:id="([^"]*)")')
_RELATION = re.compile(rb'<Relationship\b(?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")')
_NAME = re.compile(rb'<definedName\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)</definedName>')


def xlsx_marks(parts: Mapping[str, bytes]) -> WorkbookMarks:
    """The marks of an .xlsx or .xlsm; empty where the file is not built as expected."""
    marks = WorkbookMarks()
    workbook = parts.get(_MAIN, b"")
    marks.names = {_text(name): _text(target) for name, target in _NAME.findall(workbook)}
    percent = _percent_styles(parts.get("xl/styles.xml", b""))
    targets = _targets(parts.get("xl/_rels/workbook.xml.rels", b""))
    for name, relation in _SHEET.findall(workbook):
        part = targets.get(relation, "")
        if part in parts:
            marks.sheets[_text(name)] = _sheet_marks(parts[part], percent)
    return marks


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))


def _targets(relations: bytes) -> dict[bytes, str]:
    """Relation id -> part name."""
    return {
        relation: target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for relation, target in ((relation, _text(target)) for relation, target in _RELATION.findall(relations))
    }


def _percent_styles(styles: bytes) -> frozenset[int]:
    """The positions in cellXfs whose number format shows per cent."""
    formats = {int(number) for number, code in _FORMAT.findall(styles) if b"%" in code} | {9, 10}
    body = styles.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
    return frozenset(position for position, number in enumerate(_XF.findall(body)) if int(number) in formats)


def _position(letters: bytes, row: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1


def _sheet_marks(xml: bytes, percent: frozenset[int]) -> SheetMarks:
    marks = SheetMarks()
    if b't="e"' in xml:
        for letters, row, error in _ERROR.findall(xml):
            marks.errors[_position(letters, row)] = _text(error)
    if b"<f" in xml:
        for match in _FORMULA.finditer(xml):
            if not match[3] and b't="str"' not in match[0]:
                marks.errors[_position(match[1], match[2])] = UNCALCULATED
    if percent:
        styles = b"|".join(str(style).encode() for style in sorted(percent))
        for letters, row in re.findall(rb'<c r="([A-Z]{1,3})(\d{1,7})" s="(?:' + styles + rb')"', xml):
            marks.percents.add(_position(letters, row))
    return marks
