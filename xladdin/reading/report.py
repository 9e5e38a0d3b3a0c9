"""Form H: the reports in a .docx, every paragraph with its place. A file may hold several, and forms behind them."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from xladdin.errors import InputError
from xladdin.forms.entry import NOTHING, Address, Entry
from xladdin.forms.report import Chapter, Report, ReportKind
from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind
from xladdin.reading.report_headings import Heading, Known, Titles, heading_of, level_of
from xladdin.reading.report_lines import ANNEX_NUMBER, Line, lines_of, pieces, titles_in
from xladdin.values.label import fold, key, years
from xladdin.values.number import Kind
from xladdin.values.numbering import Numbering, numbering

_PROJECT = re.compile(r"^(?:(?:19|20)\d{2}年度?)?(.+?)(?:项目)?支出绩效(?:自评|评价)")
_UNIT = re.compile(r"^(?:(?:19|20)\d{2}年度?)?(.+?)(?:(?:19|20)\d{2}年度?)?(?:部门)?(?:\(单位\))?整体支出绩效")
_UNIT_LINE = re.compile(
    r"^(?:(?:预算)?(?:部门|单位)(?:\(单位\))?名称|(?:填报|自评|评价)(?:单位|部门))(?:\((?:盖章|公章)\))?:?(.*?)(?:\((?:盖章|公章)\))?$"
)
_ANNEX_LIST = re.compile(r"^\s*(?:(?:本)?报告需要以下附件|附件|附)\s*[:：]\s*|^\s*附件\s*$")
_CONTENTS_LINE = re.compile(r"(?:\t|[.…·]{2,})\s*\d+\s*$")  # of a table of contents


@dataclass
class _Section:
    """A chapter or part that is being read."""

    heading: Entry
    number: Numbering | None
    title: str
    paragraphs: list[Entry] = field(default_factory=list)
    parts: list["_Section"] = field(default_factory=list)

    def frozen(self) -> Chapter:
        return Chapter(
            heading=self.heading,
            number=self.number.written if self.number else "",
            title=self.title,
            paragraphs=tuple(self.paragraphs),
            parts=tuple(part.frozen() for part in self.parts),
        )


class ReportFile(NamedTuple):
    """A Word file with reports, read once."""

    path: Path
    content: bytes
    reports: tuple[Report, ...]

    @property
    def name(self) -> str:
        """Under which its findings stand."""
        return self.path.name


def read_report_file(path: str | Path, titles: Titles) -> ReportFile:
    """The reports of a Word file, at least one, with its bytes for those who hand it on. Else an InputError."""
    path = Path(path)
    file = admit(path)
    if file.kind is not FileKind.DOCX:
        raise InputError(f"“{path.name}”不是 Word 文件（.docx），自评报告请用 Word 或 WPS 另存为 .docx 再试。")
    found = reports_in(file.data, path.name, titles)
    if not found:
        raise InputError(f"“{path.name}”里没有找到自评报告的章节，请检查是否选错了文件。")
    return ReportFile(path, file.data, found)


def reports_in(data: bytes, name: str, titles: Titles) -> tuple[Report, ...]:
    """The reports in the bytes of a Word file that the guard has let pass; none where it holds only forms."""
    reports = []
    held: list[Line] = []
    for piece in pieces(list(lines_of(data, name))):
        held += piece  # titles without a chapter below are the cover of the report that follows
        report = _report(held, name, titles)
        if report is not None:
            reports.append(report)
            held = []
    return tuple(reports)


def _report(lines: list[Line], name: str, titles: Titles) -> Report | None:
    """One report; None where the lines have no chapter."""
    named = [_joined(lines[place : place + count], name) for place, count in titles_in(lines)]
    kind = _kind(named, lines, titles)
    body = _Body(name, titles.of(kind), titles.form_keys)
    for line in lines:
        body.add(line)
    if not body.chapters:
        return None
    title = named[0] if named else NOTHING
    written = [year for entry in named for year in years(entry.raw)]
    return Report(
        sheet=name,
        first_row=lines[0].paragraph,
        last_row=body.last,
        title=title,
        annex=next((entry for entry in body.cover if ANNEX_NUMBER.match(fold(entry.raw))), NOTHING),
        year=written[0] if written else None,
        filling_unit=_unit(body.cover, named, kind),
        kind=kind,
        project=_project(named) if kind == "project" else NOTHING,
        cover=tuple(body.cover),
        chapters=tuple(chapter.frozen() for chapter in body.chapters),
        annexes=tuple(body.annexes),
    )


def _joined(lines: list[Line], name: str) -> Entry:
    return _entry(name, lines[0].paragraph, "".join(line.text.strip() for line in lines))


def _entry(name: str, paragraph: int, text: str) -> Entry:
    """A text of the report. `无` is what the report says, not a blank."""
    return Entry(address=Address(name, f"第{paragraph}段"), raw=text, kind=Kind.TEXT, value=text.strip())


def _meaning(entry: Entry, value: str) -> Entry:
    """The part of a line that is meant, at the place of the line."""
    return Entry(address=entry.address, raw=entry.raw, kind=Kind.TEXT, value=value)


def _kind(named: list[Entry], lines: list[Line], titles: Titles) -> ReportKind:
    """As the title says; without one, the kind that knows more of the lines as its chapters."""
    for entry in named:
        if "整体支出" in fold(entry.raw):
            return "department"
        if "项目支出" in fold(entry.raw):
            return "project"
    department, project = (
        sum(bool(known.chapter(heading_of(line.text, known).title)) for line in lines)
        for known in (titles.of("department"), titles.of("project"))
    )
    return "project" if project > department else "department"


def _project(named: list[Entry]) -> Entry:
    """The project in the title; a title that names none (项目支出绩效评价报告) leaves it to another title."""
    for entry in named:
        match = _PROJECT.match(fold(entry.raw))
        if match and match[1] not in ("项目", "部门"):
            return _meaning(entry, match[1])
    return NOTHING


def _unit(cover: list[Entry], named: list[Entry], kind: ReportKind) -> Entry:
    for entry in cover:
        match = _UNIT_LINE.match(fold(entry.raw))
        if match and match[1]:
            return _meaning(entry, match[1])
    for entry in named if kind == "department" else ():
        match = _UNIT.match(fold(entry.raw))
        if match and match[1] not in ("部门", "单位"):
            return _meaning(entry, match[1])
    return NOTHING


class _Body:
    """The lines of one report put where they belong, one after the other."""

    def __init__(self, name: str, known: Known, forms: frozenset[str]) -> None:
        self._name, self._known, self._forms = name, known, forms
        self.cover: list[Entry] = []
        self.chapters: list[_Section] = []
        self.annexes: list[Entry] = []
        self.last = 0  # the last paragraph that belongs to the report
        self._listing = self._ended = self._numbered = False

    def add(self, line: Line) -> None:
        """The next line. What stands behind the annexes or under a form's title belongs to no report."""
        opening = _ANNEX_LIST.match(line.text) if self.chapters and not self._listing else None
        if self._ended:
            return
        if opening or self._listing:
            self._listing = True
            self._list(line.paragraph, line.text[opening.end() :] if opening else line.text)
        elif self.chapters and (ANNEX_NUMBER.match(fold(line.text)) or key(line.text) in self._forms):
            self._ended = True
        else:
            self._place(line)
        if not self._ended:
            self.last = line.paragraph

    def _list(self, paragraph: int, text: str) -> None:
        if not text.strip():
            return
        number = numbering(text)
        self._numbered = self._numbered or number is not None
        if ANNEX_NUMBER.match(fold(text)) or (self._numbered and number is None):
            self._ended = True
        else:
            self.annexes.append(_entry(self._name, paragraph, text))

    def _place(self, line: Line) -> None:
        heading = heading_of(line.text, self._known)
        contents = not self.chapters and _CONTENTS_LINE.search(line.text)
        level = 0 if contents else level_of(heading, self._known, self.chapters)
        if level:
            self._open(heading, line.paragraph, self.chapters if level == 1 else self.chapters[-1].parts)
        else:
            self._text.append(_entry(self._name, line.paragraph, line.text))

    def _open(self, heading: Heading, paragraph: int, siblings: list[_Section]) -> None:
        section = _Section(_entry(self._name, paragraph, heading.raw), heading.number, heading.title)
        if heading.rest:
            section.paragraphs.append(_entry(self._name, paragraph, heading.rest))
        siblings.append(section)

    @property
    def _text(self) -> list[Entry]:
        """Where running text belongs now."""
        if not self.chapters:
            return self.cover
        chapter = self.chapters[-1]
        return chapter.parts[-1].paragraphs if chapter.parts else chapter.paragraphs
