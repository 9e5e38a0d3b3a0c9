"""The styles part: formats of a drawn sheet taken over, formats of marks added; equal ones are there only once."""

from xladdin.patching.outline import BrokenPart, Edits, Element, outline, written

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
          "colors", "extLst")  # fmt: skip
_PARTS_OF_FORMAT = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


class Styles:
    """The styles of one workbook, to which formats are added."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._root = outline(data)
        self._known = {child.name: list(child.children) for child in self._root.children}
        self._added: dict[str, list[Element]] = {}
        if "cellXfs" not in self._known:
            raise BrokenPart("没有单元格格式")

    def position(self, group: str, item: Element) -> int:
        """Where an item stands in `fonts`, `fills`, `dxfs` …; it is appended where nothing like it is there."""
        known = self._known.setdefault(group, [])
        for number, other in enumerate(known):
            if other.same_as(item):
                return number
        known.append(item)
        self._added.setdefault(group, []).append(item)
        return len(known) - 1

    def differential(self, xml: str) -> int:
        """The number of a format for conditional formatting (dxf)."""
        return self.position("dxfs", outline(xml.encode()))

    def taken_over(self, drawn: bytes) -> dict[int, int]:
        """The cell formats of another workbook: number there → number here. Number formats must be built in."""
        root = outline(drawn)
        groups = {child.name: child.children for child in root.children}
        return {
            number: self.position("cellXfs", self._moved(item, groups)) for number, item in enumerate(groups["cellXfs"])
        }

    def _moved(self, item: Element, groups: dict[str, list[Element]]) -> Element:
        attributes = dict(item.attributes)
        for name, group in _PARTS_OF_FORMAT.items():
            attributes[name] = str(self.position(group, groups[group][int(attributes[name])]))
        attributes["xfId"] = "0"
        return Element(item.name, "", attributes, 0, 0, children=item.children)

    def made(self) -> bytes:
        """The part with everything that was added."""
        if not self._added:
            return self._data
        edits = Edits(self._data)
        present = {child.name: child for child in self._root.children}
        prefix = self._root.prefix
        for group, items in self._added.items():
            new = "".join(written(item, prefix) for item in items)
            element, count = present.get(group), str(len(self._known[group]))
            if element is not None:
                edits.set_attribute(element, "count", count)
                edits.append_to(element, new)
            else:
                edits.insert(self._place(group), f'<{prefix}{group} count="{count}">{new}</{prefix}{group}>')
        return edits.made()

    def _place(self, group: str) -> int:
        """Where a group that is missing belongs: the schema prescribes the order."""
        later = _ORDER[_ORDER.index(group) + 1 :]
        following = (child.start for child in self._root.children if child.name in later)
        return next(following, self._root.close)
