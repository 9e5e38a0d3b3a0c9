"""An XML part as bytes with the places of its elements, and edits that change some places and leave all others.

Parsed with expat, so that prefixes, quotes, comments and CDATA are understood; written by cutting and inserting
bytes, so that whatever is not meant to change is the same byte for byte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from xml.parsers import expat

from xladdin.errors import InputError

_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class BrokenPart(InputError):
    """A part of the package is not the XML that it should be."""

    def __init__(self, what: str) -> None:
        super().__init__(f"工作簿的内部写法不常见（{what}），不能另存标记或改正的副本，请用 Excel 或 WPS 另存后再试。")


@dataclass(slots=True)
class Element:
    """One element: `start` to `end` in bytes, its content from `inside` to `close`. Names are without prefix."""

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    def child(self, name: str) -> "Element | None":
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator["Element"]:
        """All elements of that name below this one, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def same_as(self, other: "Element") -> bool:
        """Whether both say the same, wherever they stand. Text is not looked at: what is compared has none."""
        return (
            self.name == other.name
            and self.attributes == other.attributes
            and len(self.children) == len(other.children)
            and all(one.same_as(two) for one, two in zip(self.children, other.children, strict=True))
        )


def outline(data: bytes) -> Element:
    """The root element of a part, with everything below it."""
    if b"\0" in data[:4]:
        raise BrokenPart("UTF-16 编码")
    parser = expat.ParserCreate()
    parser.buffer_text = True
    stack: list[Element] = []
    roots: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        first = parser.CurrentByteIndex
        tag = _TAG.match(data, first)
        if tag is None:
            raise BrokenPart("XML 标记")
        prefix, _, local = name.rpartition(":")
        element = Element(local, f"{prefix}:" if prefix else "", attributes, first, tag.end())
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)

    def end(_name: str) -> None:
        element = stack.pop()
        if data[element.inside - 2 : element.inside] == b"/>":
            element.close = element.end = element.inside
        else:
            element.close = parser.CurrentByteIndex
            element.end = data.index(b">", element.close) + 1

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            raise BrokenPart(f"{encoding} 编码")

    parser.XmlDeclHandler = declaration
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise BrokenPart("XML 有错") from problem
    return roots[0]


class Edits:
    """Cuts and insertions in one part, collected in any order and made at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._edits: list[tuple[int, int, bytes]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in the place of these bytes."""
        self._edits.append((start, end, new.encode()))

    def insert(self, at: int, new: str) -> None:
        """Put `new` before this byte; several insertions at one place follow each other as they were made."""
        self.replace(at, at, new)

    def cut(self, element: Element) -> None:
        """Take an element out."""
        self.replace(element.start, element.end, "")

    def append_to(self, element: Element, new: str) -> None:
        """Put `new` behind the last child, also where the element was written as an empty one."""
        if element.close != element.inside or self._data[element.inside - 2 : element.inside] != b"/>":
            self.insert(element.close, new)
            return
        slash = element.inside - 2
        self.replace(slash, element.inside, f">{new}</{element.prefix}{element.name}>")

    def set_attribute(self, element: Element, name: str, value: str | None) -> None:
        """Change, add or (with None) take away one attribute of an element."""
        head = self._data[element.start : element.inside]
        found = re.search(rb"\s+" + re.escape(name.encode()) + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", head)
        if found is not None:
            new = "" if value is None else f' {name}="{quoted(value)}"'
            self.replace(element.start + found.start(), element.start + found.end(), new)
        elif value is not None:
            at = element.inside - (2 if head.endswith(b"/>") else 1)
            self.insert(at, f' {name}="{quoted(value)}"')

    def made(self) -> bytes:
        """The part with all edits."""
        result, position = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            result += [self._data[position:start], new]
            position = max(position, end)
        return b"".join([*result, self._data[position:]])


def quoted(text: str) -> str:
    """A text as it can stand in an attribute in double quotes."""
    escaped = escape(_CONTROL.sub("", text), quote=False)
    return escaped.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def as_text(text: str) -> str:
    """A text as it can stand between tags; characters that XML does not know are left out."""
    return escape(_CONTROL.sub("", text), quote=False).replace("\r", "")


def written(element: Element, prefix: str) -> str:
    """An element without text as XML, its names with the prefix of the part into which it goes."""
    attributes = "".join(f' {name}="{quoted(value)}"' for name, value in element.attributes.items())
    if not element.children:
        return f"<{prefix}{element.name}{attributes}/>"
    inner = "".join(written(child, prefix) for child in element.children)
    return f"<{prefix}{element.name}{attributes}>{inner}</{prefix}{element.name}>"


def text_in(data: bytes, element: Element) -> str:
    """The text of a cell, a shared text or a note: all its `t`, without what is said about its pronunciation."""
    parts = []
    for child in element.children:
        if child.name == "t":
            parts.append(_plain(data[child.inside : child.close]))
        elif child.name not in ("rPh", "phoneticPr"):
            parts.append(text_in(data, child))
    return "".join(parts)


def _plain(content: bytes) -> str:
    """Character data without its escapes."""
    pieces = re.split(rb"<!\[CDATA\[(.*?)\]\]>", content, flags=re.S)
    texts = [piece.decode("utf-8") for piece in pieces]
    return "".join(text if number % 2 else unescape(text) for number, text in enumerate(texts))
