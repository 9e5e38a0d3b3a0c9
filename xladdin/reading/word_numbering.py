"""The numbers that Word puts in front of paragraphs by itself (自动编号): they are not in the text of a .docx."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from xladdin.values.numbering import in_chinese

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                      "ideographDigital", "chineseLegalSimplified"})  # fmt: skip
_SHOWN_BELOW = 100  # what is numbered beyond is no heading, and Chinese numerals are written up to here


class _Level(NamedTuple):
    format: str
    text: str  # `%1、`, `（%2）`
    start: int


class AutomaticNumbers:
    """Counts as Word does: each paragraph of a list raises its level and resets the deeper ones."""

    def __init__(self, document: Any) -> None:
        """`document`: the file as python-docx has opened it."""
        self._lists = _lists_of(document)
        self._styles = _styles_of(document)
        self._counts: dict[str, dict[int, int]] = {}

    def before(self, paragraph: Any) -> str:
        """What Word shows in front of this paragraph; called once for each, in the order of the file."""
        number = self._place(paragraph)
        if number is None:
            return ""
        list_id, depth = number
        levels = self._lists[list_id]
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda match: _shown(levels, counts, int(match[1]) - 1), levels[depth].text)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, else those of its style."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        of_style = self._styles.get(style.get(f"{_W}val")) if style is not None else None
        list_id, depth = _number_of(paragraph.find(f"{_W}pPr/{_W}numPr"), of_style)
        if list_id not in self._lists or depth not in self._lists[list_id]:
            return None  # `0` takes a paragraph out of the list of its style
        return list_id, depth


def _number_of(element: Any, otherwise: tuple[str, int] | None) -> tuple[str, int]:
    list_id, depth = otherwise or ("", 0)
    if element is None:
        return list_id, depth
    values = {child.tag: child.get(f"{_W}val", "") for child in element}
    level = values.get(f"{_W}ilvl", "")
    return values.get(f"{_W}numId", list_id), int(level) if level.isdecimal() else depth


def _shown(levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
    level = levels.get(depth)
    value = counts.get(depth, level.start if level else 0)
    if level is None or level.format in ("bullet", "none") or not 0 < value < _SHOWN_BELOW:
        return ""
    return in_chinese(value) if level.format in _CHINESE else str(value)


def _lists_of(document: Any) -> dict[str, dict[int, _Level]]:
    """Levels by the id of a list; lists of bullets number nothing."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a file without numbered lists has no such part
        return {}
    abstract = {
        element.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl")): _level(level) for level in element.findall(f"{_W}lvl")
        }
        for element in root.findall(f"{_W}abstractNum")
    }
    lists = {}
    for element in root.findall(f"{_W}num"):
        of = element.find(f"{_W}abstractNumId")
        levels = abstract.get(of.get(f"{_W}val"), {}) if of is not None else {}
        lists[element.get(f"{_W}numId")] = {depth: level for depth, level in levels.items() if level.format != "bullet"}
    return lists


def _level(element: Any) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{_W}{name}")
        return default if found is None else str(found.get(f"{_W}val", default))

    start = value("start", "1")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdecimal() else 1)


def _styles_of(document: Any) -> dict[str, tuple[str, int]]:
    """The list of each paragraph style that has one of its own."""
    found = {}
    for style in document.styles.element.findall(f"{_W}style"):
        number = style.find(f"{_W}pPr/{_W}numPr")
        if number is not None:
            found[style.get(f"{_W}styleId")] = _number_of(number, None)
    return found
