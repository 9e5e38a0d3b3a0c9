"""The workbook part: where the sheets are, a sheet added, names that belong to a sheet."""

from dataclasses import dataclass

from xladdin.patching.outline import BrokenPart, Edits, Element, as_text, outline, quoted, text_in
from xladdin.patching.package import Package

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BEFORE_NAMES = {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                 "functionGroups", "externalReferences", "AlternateContent", "revisionPtr"}  # fmt: skip


@dataclass(frozen=True)
class SheetPart:
    """One sheet: its name, its part, and its position among the sheets from 0."""

    name: str
    part: str
    position: int


def main_part(package: Package) -> str:
    """The name of the workbook part."""
    for relation in package.related("", "officeDocument"):
        if relation.target in package:
            return relation.target
    raise BrokenPart("没有工作簿部件")


def styles_part(package: Package) -> str:
    """The name of the part with the styles."""
    for relation in package.related(main_part(package), "styles"):
        if relation.target in package:
            return relation.target
    raise BrokenPart("没有样式部件")


def sheet_parts(package: Package) -> list[SheetPart]:
    """All sheets in their order."""
    main = main_part(package)
    targets = {relation.id: relation.target for relation in package.relations(main)}
    sheets = outline(package.read(main)).child("sheets")
    return [
        SheetPart(item.attributes.get("name", ""), targets.get(_relation_id(item), ""), position)
        for position, item in enumerate(sheets.children if sheets else [])
    ]


def shared_texts(package: Package) -> list[str]:
    """The texts that cells refer to by number."""
    for relation in package.related(main_part(package), "sharedStrings"):
        if relation.target in package:
            data = package.read(relation.target)
            return [text_in(data, item) for item in outline(data).children if item.name == "si"]
    return []


def _relation_id(item: Element) -> str:
    return next((value for name, value in item.attributes.items() if name.endswith(":id")), "")


def add_sheet(package: Package, name: str, data: bytes) -> SheetPart:
    """A new sheet behind all others: the positions of the others, to which names refer, stay."""
    main = main_part(package)
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.add(part, data, _SHEET_TYPE)
    relation = package.relate(main, "worksheet", part)
    content = package.read(main)
    root, edits = outline(content), Edits(content)
    sheets = root.child("sheets")
    if sheets is None:
        raise BrokenPart("没有工作表")
    number = max((int(item.attributes.get("sheetId", "0")) for item in sheets.children), default=0) + 1
    prefix = _relations_prefix(root)
    edits.append_to(
        sheets, f'<{root.prefix}sheet name="{quoted(name)}" sheetId="{number}" {prefix}:id="{relation}"{_bound(root)}/>'
    )
    package.write(main, edits.made())
    return SheetPart(name, part, len(sheets.children))


def _relations_prefix(root: Element) -> str:
    for name, value in root.attributes.items():
        if name.startswith("xmlns:") and value.endswith("officeDocument/2006/relationships"):
            return name.removeprefix("xmlns:")
    return "r"


def _bound(root: Element) -> str:
    """The declaration of the prefix, where the root does not have it."""
    if any(value.endswith("officeDocument/2006/relationships") for value in root.attributes.values()):
        return ""
    return ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def set_local_names(package: Package, sheet: SheetPart, names: dict[str, str]) -> None:
    """Names that belong to one sheet (`_xlnm.Print_Titles` …): the former ones are replaced."""
    main = main_part(package)
    content = package.read(main)
    root, edits = outline(content), Edits(content)
    existing = root.child("definedNames")
    new = "".join(_local_name(root.prefix, sheet.position, name, reference) for name, reference in names.items())
    if existing is not None:
        for item in existing.children:
            if item.attributes.get("localSheetId") == str(sheet.position) and item.attributes.get("name") in names:
                edits.cut(item)
        edits.append_to(existing, new)
    else:
        behind = [child for child in root.children if child.name in _BEFORE_NAMES]
        edits.insert(behind[-1].end, f"<{root.prefix}definedNames>{new}</{root.prefix}definedNames>")
    package.write(main, edits.made())


def _local_name(prefix: str, position: int, name: str, reference: str) -> str:
    hidden = ' hidden="1"' if name.endswith("FilterDatabase") else ""
    head = f'<{prefix}definedName name="{name}" localSheetId="{position}"{hidden}>'
    return f"{head}{as_text(reference)}</{prefix}definedName>"


def forget_order_of_formulas(package: Package) -> None:
    """The list in which Excel keeps the order of formulas must not name a cell without one; Excel makes it anew."""
    main = main_part(package)
    for chain in package.related(main, "calcChain"):
        package.unrelate(main, chain.id)
        package.remove(chain.target)


def recalculate_when_opened(package: Package) -> None:
    """Excel works out every formula when it opens the file: values they depend on have changed."""
    main = main_part(package)
    content = package.read(main)
    root, edits = outline(content), Edits(content)
    settings = root.child("calcPr")
    if settings is not None:
        edits.set_attribute(settings, "fullCalcOnLoad", "1")
    else:
        behind = [child for child in root.children if child.name in {*_BEFORE_NAMES, "definedNames"}]
        edits.insert(behind[-1].end, f'<{root.prefix}calcPr fullCalcOnLoad="1"/>')
    package.write(main, edits.made())
