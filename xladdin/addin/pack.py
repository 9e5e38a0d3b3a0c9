"""Workbooks with a VBA project and the ribbon: the add-in (.xlam) and templates (.xlsm).

XlsxWriter writes the book; what it does not write (the ribbon's part, the marks of an add-in) is added to the
finished package. No time of day goes into a package, so the same sources give the same bytes.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from xlsxwriter import Workbook

from xladdin.addin.vbaproject import WORKBOOK_CODE_NAME, Kind, Module, build
from xladdin.zipping import zipped

Parts: TypeAlias = dict[str, bytes]

RIBBON_PART = "customUI/customUI14.xml"

_RIBBON_RELATIONSHIP = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{RIBBON_PART}"/>'
)
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_CREATED = datetime(2024, 1, 1)


def pack_xlsm(draw: Callable[[Workbook], None], project_name: str, modules: Sequence[Module], ribbon: str) -> bytes:
    """The .xlsm whose sheets `draw` adds to the open book. Modules of the sheets are made here."""
    return zipped(_with_ribbon(_macro_book(draw, project_name, modules), ribbon))


def pack_xlam(draw: Callable[[Workbook], None], project_name: str, modules: Sequence[Module], ribbon: str) -> bytes:
    """The same as an add-in: Excel hides it and keeps its functions and its tab for every workbook."""
    parts = _with_ribbon(_macro_book(draw, project_name, modules), ribbon)
    _replace(parts, "[Content_Types].xml", _MACRO_BOOK, _ADDIN)
    _replace(parts, "xl/workbook.xml", "<workbookView ", '<workbookView visibility="hidden" ')
    # Not deflated: other builds of zlib give other bytes, and a hash of the add-in is published.
    return zipped(parts, deflated=lambda _name: False)


def _macro_book(draw: Callable[[Workbook], None], project_name: str, modules: Sequence[Module]) -> Parts:
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    draw(workbook)
    workbook.set_properties({**workbook.doc_properties, "created": _CREATED})
    _add_project(workbook, project_name, modules)
    workbook.close()
    with zipfile.ZipFile(buffer) as package:
        return {name: package.read(name) for name in package.namelist()}


def _add_project(workbook: Workbook, project_name: str, modules: Sequence[Module]) -> None:
    """Every sheet gets the document module that Excel expects under the sheet's code name."""
    workbook.set_vba_name(WORKBOOK_CODE_NAME)
    given = {module.name for module in modules}
    documents = [] if WORKBOOK_CODE_NAME in given else [Module(WORKBOOK_CODE_NAME, Kind.DOCUMENT)]
    for number, sheet in enumerate(workbook.worksheets(), 1):
        sheet.set_vba_name(sheet.vba_codename or f"Sheet{number}")
        if sheet.vba_codename not in given:
            documents.append(Module(sheet.vba_codename, Kind.DOCUMENT))
    in_order = sorted([*modules, *documents], key=lambda module: module.kind is not Kind.DOCUMENT)
    workbook.add_vba_project(io.BytesIO(build(project_name, in_order)), is_stream=True)


def _with_ribbon(parts: Parts, ribbon: str) -> Parts:
    _replace(parts, "_rels/.rels", "</Relationships>", f"{_RIBBON_RELATIONSHIP}</Relationships>")
    return {**parts, RIBBON_PART: ribbon.encode("utf-8")}


def _replace(parts: Parts, name: str, old: str, new: str) -> None:
    text = parts[name].decode("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{name} does not hold {old!r} exactly once")
    parts[name] = text.replace(old, new).encode("utf-8")
