"""Notes (批注) at cells: the comments part and the old drawing (VML) that every note still needs.

A cell that already has a person's note keeps it; what was found there stands in the sheet 校验结果.
"""

import re
from collections.abc import Mapping

from xladdin.annotating.geometry import Geometry
from xladdin.patching.outline import BrokenPart, Edits, as_text, outline, text_in
from xladdin.patching.package import OFFICE, Package
from xladdin.patching.sheet import SheetXml, split_reference

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AUTHOR = "校验"
HEAD = "【校验】"
_SHAPE = re.compile(r"<v:shape\b.*?</v:shape>", re.S)
_NOTE = re.compile(r'ObjectType="Note".*?<x:Row>(\d+)</x:Row>.*?<x:Column>(\d+)</x:Column>', re.S)
_EMPTY_COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
)
_EMPTY_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def set_notes(package: Package, part: str, sheet: SheetXml, notes: Mapping[str, str]) -> None:
    """Former notes of ours are taken out of the sheet in `part`; `notes`: cell → text."""
    comments = next((relation.target for relation in package.related(part, "comments")), "")
    drawing = next((relation.target for relation in package.related(part, "vmlDrawing")), "")
    vml = package.read(drawing).decode("utf-8", "surrogateescape") if drawing else ""
    if comments:
        vml = _take_out(package, comments, vml)
    taken = _noted(package, comments)
    notes = {cell: text for cell, text in notes.items() if cell not in taken}
    if notes and not comments:
        comments = package.free_name("xl/comments{}.xml")
        package.add(comments, _EMPTY_COMMENTS.encode(), _COMMENTS_TYPE)
        package.relate(part, "comments", comments)
    if notes:
        _add_comments(package, comments, notes)
        vml = _with_shapes(vml or _EMPTY_VML.format(number=_free_cluster(package)), sheet, notes)
    elif comments and not taken:
        _drop(package, part, comments)
    _keep_drawing(package, part, sheet, drawing, vml)


def _keep_drawing(package: Package, part: str, sheet: SheetXml, drawing: str, vml: str) -> None:
    """The drawing with its shapes; without any it is taken away."""
    has_shapes = _SHAPE.search(vml) is not None
    if drawing and not has_shapes and "<v:" not in _without_frame(vml):
        _drop(package, part, drawing)
        for element in sheet.root.children:
            if element.name == "legacyDrawing":
                sheet.edits.cut(element)
    elif drawing:
        package.write(drawing, vml.encode("utf-8", "surrogateescape"))
    elif has_shapes:
        package.add_default("vml", _VML_TYPE)
        drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.write(drawing, vml.encode())
        relation = package.relate(part, "vmlDrawing", drawing)
        prefix = sheet.root.prefix
        new = f'<{prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{relation}"/>'
        sheet.edits.insert(sheet.place("legacyDrawing"), new)


def _without_frame(vml: str) -> str:
    return re.sub(r"<v:shapetype\b.*?</v:shapetype>", "", vml, flags=re.S)


def _drop(package: Package, part: str, target: str) -> None:
    for relation in package.relations(part):
        if relation.target == target:
            package.unrelate(part, relation.id)
    package.remove(target)


def _noted(package: Package, comments: str) -> set[str]:
    if not comments:
        return set()
    return {item.attributes.get("ref", "") for item in outline(package.read(comments)).all("comment")}


def _take_out(package: Package, part: str, vml: str) -> str:
    """Our notes out of the comments part, and their shapes out of the drawing; gives the drawing."""
    data = package.read(part)
    root, edits = outline(data), Edits(data)
    gone = set()
    for comment in root.all("comment"):
        if text_in(data, comment).lstrip().startswith(HEAD):
            edits.cut(comment)
            gone.add(split_reference(comment.attributes["ref"]))
    if not gone:
        return vml
    for author in list(root.all("author"))[-1:]:
        if data[author.inside : author.close].decode() == _AUTHOR:
            edits.cut(author)
    package.write(part, edits.made())

    def keep(match: re.Match[str]) -> str:
        note = _NOTE.search(match[0])
        return "" if note and (int(note[1]), int(note[2])) in gone else match[0]

    return _SHAPE.sub(keep, vml)


def _add_comments(package: Package, part: str, notes: Mapping[str, str]) -> None:
    data = package.read(part)
    root, edits = outline(data), Edits(data)
    authors, listed, prefix = root.child("authors"), root.child("commentList"), root.prefix
    if authors is None or listed is None:
        raise BrokenPart("批注")
    number = len(authors.children)
    edits.append_to(authors, f"<{prefix}author>{_AUTHOR}</{prefix}author>")
    font = f'<{prefix}rPr><{prefix}sz val="10"/><{prefix}rFont val="宋体"/></{prefix}rPr>'
    new = "".join(
        f'<{prefix}comment ref="{cell}" authorId="{number}"><{prefix}text><{prefix}r>{font}'
        f'<{prefix}t xml:space="preserve">{as_text(text)}</{prefix}t></{prefix}r></{prefix}text></{prefix}comment>'
        for cell, text in notes.items()
    )
    edits.append_to(listed, new)
    package.write(part, edits.made())


def _free_cluster(package: Package) -> int:
    """Shapes are numbered by the thousand; every drawing has a number of its own."""
    used = [0]
    for name in package.names:
        if name.endswith(".vml"):
            for numbers in re.findall(rb'idmap\b[^>]*\bdata="([\d,]+)"', package.read(name)):
                used += [int(number) for number in numbers.split(b",")]
    return max(used) + 1


def _with_shapes(vml: str, sheet: SheetXml, notes: Mapping[str, str]) -> str:
    """The drawing with one hidden box for each note."""
    cluster = re.search(r'idmap\b[^>]*\bdata="(\d+)', vml)
    used = [int(number) for number in re.findall(r'"_x0000_s(\d+)"', vml)]
    first = max([(int(cluster[1]) if cluster else 1) * 1024, *used]) + 1
    geometry = Geometry(sheet)
    shapes = "".join(
        _shape(number, *split_reference(cell), geometry.anchor(*split_reference(cell), text))
        for number, (cell, text) in enumerate(notes.items(), first)
    )
    kind = "" if 'id="_x0000_t202"' in vml else _SHAPE_TYPE
    at = vml.rindex("</xml>")
    return vml[:at] + kind + shapes + vml[at:]


def _shape(number: int, row: int, column: int, anchor: str) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
        ' fillcolor="#fffbe6" o:insetmode="auto"><v:fill color2="#fffbe6"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
