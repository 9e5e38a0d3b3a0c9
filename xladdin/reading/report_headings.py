"""Which lines of a report are headings: by their numbers, by the titles that rulebooks know, or by both.

Real reports have headings without a number, with a wrong one, and with half a title; and their running text has
lists numbered like headings. A known title counts more than a number; a number alone makes a heading only where it
goes on from the heading before.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from xladdin.forms.report import ReportKind
from xladdin.values.label import fold, key
from xladdin.values.numbering import Numbering, numbering

_CLOSING = " \t\u3000\xa0。：:；;.．"
_RUNS_ON = re.compile(r"[。：:]")
_SENTENCE = re.compile(r"[。，,；;！？]|\d{3}")
_LONGEST = 40  # signs of a title
_CHAPTER, _PART = 1, 2
_TRUNCATED = 0.8  # of a title that is there is enough: 社会保险基金预算支出情


class Titles(NamedTuple):
    """The titles that are known: for each kind of report chapter → its parts, and the titles of the forms."""

    department: Mapping[str, tuple[str, ...]]
    project: Mapping[str, tuple[str, ...]]
    forms: tuple[str, ...] = ()

    def of(self, kind: ReportKind) -> "Known":
        """Those of one kind of report, by their keys."""
        chapters = self.department if kind == "department" else self.project
        return Known({key(title): frozenset(map(key, parts)) for title, parts in chapters.items()})

    @property
    def form_keys(self) -> frozenset[str]:
        """The keys of the titles of forms."""
        return frozenset(map(key, self.forms))


class Known:
    """The chapters and parts of one kind of report."""

    def __init__(self, chapters: Mapping[str, frozenset[str]]) -> None:
        self.chapters = chapters
        self.parts = frozenset().union(*chapters.values()) if chapters else frozenset()

    def chapter(self, title: str) -> str:
        """The key of the known chapter with this title, also where its end is missing; empty where there is none."""
        return _known(key(title), self.chapters)

    def part(self, title: str) -> str:
        """The same for a part."""
        return _known(key(title), self.parts)


def _known(wanted: str, known: Mapping[str, object] | frozenset[str]) -> str:
    if wanted in known:
        return wanted
    longer = (name for name in known if name.startswith(wanted) and len(wanted) >= _TRUNCATED * len(name))
    return next(longer, "")


class Heading(NamedTuple):
    """A line taken apart: its number, its title, and the text that runs on behind the title in the same line."""

    number: Numbering | None
    title: str
    rest: str
    raw: str  # number and title as written

    @property
    def style(self) -> str:
        """The form of its number; empty without one."""
        return self.number.style if self.number else ""


class Placed(Protocol):
    """A chapter or part that is open, with what has been found in it."""

    @property
    def number(self) -> Numbering | None: ...
    @property
    def title(self) -> str: ...
    @property
    def parts(self) -> Sequence["Placed"]: ...


def heading_of(line: str, known: Known) -> Heading:
    """A line as a heading; whether it is one, `level_of` says."""
    number = numbering(line)
    start = number.length if number else len(line) - len(line.lstrip())
    for end in _RUNS_ON.finditer(line, start):
        title = line[start : end.start()].strip(_CLOSING)
        if end.start() - start > _LONGEST:
            break
        if line[end.end() :].strip(_CLOSING) and (known.chapter(title) or known.part(title)):
            return Heading(number, title, line[end.end() :].strip(), line[: end.end()])
    return Heading(number, line[start:].strip(_CLOSING), "", line)


def level_of(heading: Heading, known: Known, chapters: Sequence[Placed]) -> int:
    """1 for a chapter, 2 for a part of the chapter that is open, 0 for running text."""
    if not 0 < len(fold(heading.title)) <= _LONGEST:
        return 0
    current = chapters[-1] if chapters else None
    if heading.number is not None and heading.style not in ("一、", "1、"):
        return _PART if current and _is_bracketed_part(heading, known, current) else 0
    if heading.rest and heading.style != "一、":
        return 0
    if current and _is_part(heading, known, current):
        return _PART
    if known.chapter(heading.title):
        return _CHAPTER
    if current and known.part(heading.title):
        return _PART
    return _by_number(heading, current) if heading.style == "一、" and not _SENTENCE.search(heading.title) else 0


def _is_bracketed_part(heading: Heading, known: Known, current: Placed) -> bool:
    """（一）: a known part, or the next after a part."""
    if known.part(heading.title):
        return True
    last = current.parts[-1].number if current.parts else None
    follows = last is not None and heading.number is not None and last.in_brackets
    return bool(follows and last and heading.number and heading.number.value == last.value + 1
                and not _SENTENCE.search(heading.title) and not heading.raw.rstrip().endswith("。"))  # fmt: skip


def _is_part(heading: Heading, known: Known, current: Placed) -> bool:
    """A title that the open chapter has among its parts, or as a piece of its own title."""
    name = known.part(heading.title)
    if name and name in known.chapters.get(known.chapter(current.title), ()):
        return True
    inside = key(heading.title)
    return heading.number is None and inside != key(current.title) and inside in key(current.title)


def _by_number(heading: Heading, current: Placed | None) -> int:
    """An unknown title numbered 一、: the next part where parts are numbered so, a list where it begins anew."""
    if current is None or heading.number is None:
        return _CHAPTER
    last = current.parts[-1].number if current.parts else None
    if last is not None and last.style == heading.style and heading.number.value == last.value + 1:
        return _PART
    return _PART if heading.number.value == 1 else _CHAPTER
