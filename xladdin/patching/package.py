"""The package: its parts, their content types, and the relationships between them."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass

from xladdin.patching.outline import Edits, outline, quoted
from xladdin.zipping import LONG_AGO

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Relation:
    """One relationship; `target` is the full name of the part, or an address outside the package."""

    id: str
    kind: str
    target: str
    external: bool = False


class Package:
    """Parts by name. What is not written again keeps its bytes, its date and its place in the file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
            self._parts = {name: archive.read(name) for name in self._infos}

    @property
    def names(self) -> list[str]:
        """The names of all parts, in their order."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._parts[name]

    def write(self, name: str, data: bytes) -> None:
        """Replace or add a part."""
        self._parts[name] = data

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part with its content type."""
        self.write(name, data)
        types = self.read(CONTENT_TYPES)
        root, edits = outline(types), Edits(types)
        for override in root.children:
            if override.attributes.get("PartName", "").lower() == f"/{name}".lower():
                edits.cut(override)
        edits.append_to(root, f'<{root.prefix}Override PartName="/{quoted(name)}" ContentType="{content_type}"/>')
        self.write(CONTENT_TYPES, edits.made())

    def add_default(self, extension: str, content_type: str) -> None:
        """Declare the content type of an extension where it is not yet."""
        types = self.read(CONTENT_TYPES)
        root, edits = outline(types), Edits(types)
        if any(item.attributes.get("Extension", "").lower() == extension for item in root.children):
            return
        # Defaults stand before the overrides in every file that Excel writes.
        edits.insert(root.inside, f'<{root.prefix}Default Extension="{extension}" ContentType="{content_type}"/>')
        self.write(CONTENT_TYPES, edits.made())

    def remove(self, name: str) -> None:
        """Take a part out, with its relationships and its content type."""
        for gone in (name, relations_part(name)):
            self._parts.pop(gone, None)
        types = self.read(CONTENT_TYPES)
        edits = Edits(types)
        for item in outline(types).children:
            if item.attributes.get("PartName", "").lower() == f"/{name}".lower():
                edits.cut(item)
        self.write(CONTENT_TYPES, edits.made())

    def free_name(self, form: str) -> str:
        """The first name that no part has: `xl/drawings/drawing{}.xml` → `xl/drawings/drawing3.xml`."""
        taken = {name.lower() for name in self._parts}
        number = 1
        while form.format(number).lower() in taken:
            number += 1
        return form.format(number)

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part; `""` stands for the package itself."""
        name = relations_part(part)
        if name not in self._parts:
            return []
        found = []
        for item in outline(self.read(name)).children:
            external = item.attributes.get("TargetMode") == "External"
            target = item.attributes.get("Target", "")
            full = target if external else _resolved(part, target)
            found.append(Relation(item.attributes.get("Id", ""), item.attributes.get("Type", ""), full, external))
        return found

    def related(self, part: str, kind: str) -> list[Relation]:
        """The relationships of one kind (`worksheet`, `comments` …), in the usual and in the strict spelling."""
        return [relation for relation in self.relations(part) if relation.kind.endswith(f"/{kind}")]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from a part to a part; gives its id."""
        name = relations_part(part)
        data = self._parts.get(name, f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'.encode())
        root, edits = outline(data), Edits(data)
        taken = {item.attributes.get("Id", "") for item in root.children}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        edits.append_to(
            root,
            f'<{root.prefix}Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{quoted(relative)}"/>',
        )
        self.write(name, edits.made())
        return f"rId{number}"

    def unrelate(self, part: str, relation_id: str) -> None:
        """Take a relationship away; without any the part that lists them goes too."""
        name = relations_part(part)
        data = self.read(name)
        root, edits = outline(data), Edits(data)
        left = [item for item in root.children if item.attributes.get("Id") != relation_id]
        for item in root.children:
            if item not in left:
                edits.cut(item)
        if left:
            self.write(name, edits.made())
        else:
            self._parts.pop(name)

    def to_bytes(self) -> bytes:
        """The package as a file."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                old = self._infos.get(name)
                info = zipfile.ZipInfo(name, old.date_time if old else LONG_AGO)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = old.external_attr if old else 0o600 << 16
                archive.writestr(info, data)
        return file.getvalue()


def relations_part(part: str) -> str:
    """Where the relationships of a part are listed."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    """The full name of a part that another one names relative to itself."""
    target = re.sub(r"#.*$", "", target)
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
