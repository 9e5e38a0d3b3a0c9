"""A drawn sheet into a package: its cells, formats, drawing and chart become parts of the workbook."""

import io
import re
import zipfile

from xladdin.patching.outline import Edits, outline
from xladdin.patching.package import Package
from xladdin.patching.styles import Styles
from xladdin.patching.workbook import SheetPart, add_sheet, set_local_names, sheet_parts

_DRAWN_SHEET = "xl/worksheets/sheet2.xml"
_STRING = re.compile(rb'( t="s")><v>(\d+)</v></c>')
_ITEM = re.compile(rb"<si>(.*?)</si>", re.S)
_KINDS = {
    "xl/drawings/drawing{}.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/charts/chart{}.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
}
_NAME = re.compile(rb'<definedName name="([^"]+)" localSheetId="1"[^>]*>([^<]*)</definedName>')


def transplant(package: Package, styles: Styles, drawn: bytes, name: str) -> None:
    """The second sheet of the workbook `drawn` becomes the sheet `name`; a sheet of that name gives it its place."""
    with zipfile.ZipFile(io.BytesIO(drawn)) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    content = _with_formats(_with_texts(parts), styles.taken_over(parts["xl/styles.xml"]))
    sheet = next((sheet for sheet in sheet_parts(package) if sheet.name == name), None)
    if sheet is None:
        sheet = add_sheet(package, name, content)
    else:
        content = _as_selected_as(package.read(sheet.part), content)
        _clear(package, sheet.part)
        package.write(sheet.part, content)
    _add_drawing(package, sheet, parts)
    names = {name.decode(): text.decode() for name, text in _NAME.findall(parts["xl/workbook.xml"])}
    set_local_names(package, sheet, {key: text.replace("&apos;", "'") for key, text in names.items()})


def _with_texts(parts: dict[str, bytes]) -> bytes:
    """The cells with their texts in them: the texts of the other workbook's list mean nothing here."""
    texts: list[bytes] = _ITEM.findall(parts["xl/sharedStrings.xml"])

    def inline(match: re.Match[bytes]) -> bytes:
        return b' t="inlineStr"><is>' + texts[int(match[2])] + b"</is></c>"

    return _STRING.sub(inline, parts[_DRAWN_SHEET])


def _with_formats(content: bytes, formats: dict[int, int]) -> bytes:
    root, edits = outline(content), Edits(content)
    for element in root.all("c"):
        if "s" in element.attributes:
            edits.set_attribute(element, "s", str(formats[int(element.attributes["s"])]))
    return edits.made()


def _as_selected_as(former: bytes, content: bytes) -> bytes:
    """The sheet that is in front when the file is opened stays in front."""
    selected = any(view.attributes.get("tabSelected") in ("1", "true") for view in outline(former).all("sheetView"))
    edits = Edits(content)
    if selected:
        for view in outline(content).all("sheetView"):
            edits.set_attribute(view, "tabSelected", "1")
    return edits.made()


def _clear(package: Package, part: str) -> None:
    """Everything that only this part refers to: its drawing, the chart in it, and what Excel has added to them."""
    for relation in package.relations(part):
        package.unrelate(part, relation.id)
        target = relation.target
        if not relation.external and target in package and not _is_referred_to(package, target):
            _clear(package, target)
            package.remove(target)


def _is_referred_to(package: Package, target: str) -> bool:
    return any(
        relation.target == target
        for name in package.names
        if not name.endswith(".rels")
        for relation in package.relations(name)
    )


def _add_drawing(package: Package, sheet: SheetPart, parts: dict[str, bytes]) -> None:
    """The drawing with its chart; the chart is the only thing that is ever in it."""
    if "xl/drawings/drawing1.xml" not in parts:
        return
    names = {}
    for form, content_type in _KINDS.items():
        names[form] = package.free_name(form)
        package.add(names[form], parts[form.format(1)], content_type)
    drawing, chart = names.values()
    # Both were the first of their kind in an empty list, so the ids in the drawn parts are right.
    package.relate(drawing, "chart", chart)
    relation = package.relate(sheet.part, "drawing", drawing)
    content = package.read(sheet.part)
    edits = Edits(content)
    for element in outline(content).all("drawing"):
        edits.set_attribute(element, "r:id", relation)
    package.write(sheet.part, edits.made())
