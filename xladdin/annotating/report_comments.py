"""A Word report's bytes and a check → the bytes of a copy with the findings as comments (批注) at their paragraphs.

Parts are cut and pasted as bytes, as in the annotated workbook: everything else in the copy is as it was. Comments of a
former check are replaced, a person's own stay. A comment has no time, so that the same check gives the same bytes.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from xladdin.annotating.annotate import said_of
from xladdin.checks.finding import Finding
from xladdin.checks.report import Report
from xladdin.errors import InputError
from xladdin.patching.outline import BrokenPart, Edits, Element, as_text, outline
from xladdin.patching.package import Package

AUTHOR = "校验"
_PARAGRAPH = re.compile(r"第(\d+)段")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{_MAIN}"></w:comments>'
_ANCHORS = ("commentRangeStart", "commentRangeEnd")
_REFERENCE = "commentReference"
# Without a look of its own a comment takes that of the report's text: large, with lines far apart and indented.
_LOOK = (
    '<{w}pPr><{w}spacing {w}before="0" {w}after="0" {w}line="240" {w}lineRule="auto"/>'
    '<{w}ind {w}left="0" {w}right="0" {w}firstLine="0" {w}firstLineChars="0"/><{w}jc {w}val="left"/></{w}pPr>'
)


def commented(data: bytes, name: str, report: Report) -> bytes:
    """The copy of the Word file `name`, under which its findings stand in `report`."""
    findings = [finding for finding in report.findings if finding.form == "report" and finding.sheet == name]
    try:
        package = Package(data)
        part = package.related("", "officeDocument")[0].target
        _take_out(package, part)
        if findings:
            _put_in(package, part, findings, report)
        return package.to_bytes()
    except BrokenPart as problem:
        raise InputError(
            f"“{name}”的内部写法不常见，不能另存带批注的副本，请用 Word 或 WPS 打开后另存为 .docx 再试。"
        ) from problem


def paragraphs_of(root: Element) -> list[Element]:
    """The paragraphs as `xladdin.reading.report` counts them: tables do not count, wrappers are looked into."""
    body = root.child("body")
    return list(_paragraphs(body)) if body else []


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.name == "p":
            yield child
        elif child.name == "sdt":
            for content in child.children:
                if content.name == "sdtContent":
                    yield from _paragraphs(content)
        elif child.name == "customXml":
            yield from _paragraphs(child)


def _comments_part(package: Package, part: str) -> str:
    """Where the comments are; empty where there are none."""
    return next((relation.target for relation in package.related(part, "comments")), "")


def _take_out(package: Package, part: str) -> None:
    """The comments of a former check, and where they were anchored."""
    comments = _comments_part(package, part)
    if not comments:
        return
    data = package.read(comments)
    root, edits = outline(data), Edits(data)
    former = [item for item in root.all("comment") if _attribute(item, "author") == AUTHOR]
    for comment in former:
        edits.cut(comment)
    package.write(comments, edits.made())
    _take_out_anchors(package, part, {_attribute(comment, "id") for comment in former})
    _take_out_threads(package, part, {_attribute(item, "paraId") for comment in former for item in comment.all("p")})


def _take_out_anchors(package: Package, part: str, gone: set[str]) -> None:
    data = package.read(part)
    root, edits = outline(data), Edits(data)
    for name in _ANCHORS:
        for anchor in root.all(name):
            if _attribute(anchor, "id") in gone:
                edits.cut(anchor)
    for run in root.all("r"):
        references = [child for child in run.children if child.name == _REFERENCE and _attribute(child, "id") in gone]
        alone = all(child.name in ("rPr", _REFERENCE) for child in run.children) and len(references) == 1
        for element in [run] if alone else references:
            edits.cut(element)
    package.write(part, edits.made())


def _take_out_threads(package: Package, part: str, gone: set[str]) -> None:
    """Word keeps for each comment, by its last paragraph, whether it is settled and which one it answers."""
    for kind, name in (("commentsExtended", "commentEx"), ("commentsIds", "commentId")):
        for relation in package.related(part, kind):
            data = package.read(relation.target)
            root, edits = outline(data), Edits(data)
            for item in root.all(name):
                if {_attribute(item, "paraId"), _attribute(item, "paraIdParent")} & (gone - {""}):
                    edits.cut(item)
            package.write(relation.target, edits.made())


def _put_in(package: Package, part: str, findings: Sequence[Finding], report: Report) -> None:
    comments = _comments_part(package, part)
    if not comments:
        comments = package.free_name(posixpath.join(posixpath.dirname(part), "comments{}.xml"))
        package.add(comments, _EMPTY.encode(), _TYPE)
        package.relate(part, "comments", comments)
    data, listed = package.read(part), package.read(comments)
    root, edits = outline(listed), Edits(listed)
    first = 1 + max((int(_attribute(item, "id") or 0) for item in root.all("comment")), default=-1)
    anchored: dict[int, list[int]] = defaultdict(list)
    body = outline(data)
    for number, finding in enumerate(findings, first):
        anchored[_place(finding, body)].append(number)
        edits.append_to(root, _comment(_prefix(root), number, [*said_of(finding, report), *_in_tables(finding)]))
    package.write(comments, edits.made())
    package.write(part, _anchored(data, body, anchored))


def _place(finding: Finding, root: Element) -> int:
    """The paragraph from 1; what is about the whole report stands at the first one with a text."""
    found = _PARAGRAPH.fullmatch(finding.cell)
    if found:
        return int(found[1])
    filled = (number for number, paragraph in enumerate(paragraphs_of(root), 1) if next(paragraph.all("t"), None))
    return next(filled, 1)


def _in_tables(finding: Finding) -> list[str]:
    """The cells of the workbook that the finding speaks of."""
    cells = [place for place in finding.related if not place.startswith(f"{finding.sheet} ")]
    return [f"表中位置：{'、'.join(cells)}"] if cells else []


def _anchored(data: bytes, root: Element, anchored: Mapping[int, Sequence[int]]) -> bytes:
    """The paragraphs with the beginning and the end of what each comment is about, which is the whole paragraph."""
    edits = Edits(data)
    paragraphs = paragraphs_of(root)
    for place, numbers in anchored.items():
        paragraph = paragraphs[place - 1]
        w = _prefix(paragraph)
        properties = paragraph.child("pPr")
        starts = "".join(f'<{w}commentRangeStart {w}id="{number}"/>' for number in numbers)
        ends = "".join(
            f'<{w}commentRangeEnd {w}id="{number}"/><{w}r><{w}commentReference {w}id="{number}"/></{w}r>'
            for number in numbers
        )
        if paragraph.children:
            edits.insert(properties.end if properties else paragraph.inside, starts)
        edits.append_to(paragraph, ends if paragraph.children else starts + ends)
    return edits.made()


def _comment(w: str, number: int, lines: Sequence[str]) -> str:
    paragraphs = "".join(
        f'<{w}p>{_LOOK.format(w=w)}<{w}r><{w}rPr>{f"<{w}b/>" if place == 0 else ""}<{w}sz {w}val="20"/></{w}rPr>'
        f'<{w}t xml:space="preserve">{as_text(" ".join(line.split()))}</{w}t></{w}r></{w}p>'
        for place, line in enumerate(lines)
    )
    return f'<{w}comment {w}id="{number}" {w}author="{AUTHOR}" {w}initials="{AUTHOR}">{paragraphs}</{w}comment>'


def _prefix(element: Element) -> str:
    """That of Word's own namespace. Attributes need one, so that all programs write it."""
    if not element.prefix:
        raise BrokenPart("没有前缀")
    return element.prefix


def _attribute(element: Element, name: str) -> str:
    """The value of an attribute under whichever prefix."""
    return next((value for key, value in element.attributes.items() if key.rpartition(":")[2] == name), "")
