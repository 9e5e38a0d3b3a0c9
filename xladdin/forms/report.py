"""Form H, 自评报告 in Word: the chapters of a report and the paragraphs below each, every one with its place.

One Word file may hold several reports (the department's, and one for each project or one for all of them together).
"""

from collections.abc import Iterator
from typing import ClassVar, Literal

from xladdin.forms.entry import NOTHING, Entry, Form, Frozen

ReportKind = Literal["department", "project"]


class Chapter(Frozen):
    """A chapter (一、……) or one of its parts (（一）……): the heading as written, and what stands below it."""

    heading: Entry
    number: str = ""  # as written, without its punctuation: 一, 2, 四; empty where the heading has none
    title: str = ""
    paragraphs: tuple[Entry, ...] = ()  # before the first part
    parts: tuple["Chapter", ...] = ()

    @property
    def whole(self) -> Iterator[Entry]:
        """Every paragraph of the chapter, those of its parts included, without headings."""
        yield from self.paragraphs
        for part in self.parts:
            yield from part.whole


class Report(Form):
    """One report. `sheet` is the name of the Word file, rows are its paragraphs, counted from 1."""

    letter: ClassVar[str] = "H"
    chinese: ClassVar[str] = "自评报告"

    kind: ReportKind = "department"
    project: Entry = NOTHING  # the project that a project report names in its title
    cover: tuple[Entry, ...] = ()  # before the first chapter
    chapters: tuple[Chapter, ...] = ()
    annexes: tuple[Entry, ...] = ()  # the lines of the list 报告需要以下附件

    @property
    def paragraphs(self) -> Iterator[Entry]:
        """Every paragraph of running text in the order of the file, headings included."""
        yield from self.cover
        for chapter in self.chapters:
            yield from _with_headings(chapter)
        yield from self.annexes


def _with_headings(chapter: Chapter) -> Iterator[Entry]:
    yield chapter.heading
    yield from chapter.paragraphs
    for part in chapter.parts:
        yield from _with_headings(part)
