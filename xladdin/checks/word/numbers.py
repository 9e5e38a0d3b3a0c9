"""The numbers of chapters, of parts and of lists in a report: do they go on one by one, and in one way of writing?"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xladdin.checks.finding import Flaw, Severity
from xladdin.forms.entry import Entry
from xladdin.forms.report import Chapter, Report
from xladdin.values.numbering import Numbering, numbering, written_as

_NONE = "无序号"


class _Uneven(NamedTuple):
    """Headings of one level whose numbers are not as they should be."""

    wrong: bool  # the values; else only their way of writing
    complete: bool
    marked: tuple[Entry, ...]
    shown: str
    due: str


def numbering_flaws(report: Report, places: dict[int, int]) -> Iterator[Flaw]:
    """`places`: position of a chapter in the report → in the rulebook. A chapter that is missing is found elsewhere."""
    as_ruled = [places.get(own, own) + 1 for own in range(len(report.chapters))]
    if of_chapters := _uneven(report.chapters, "一、", as_ruled):
        yield _flaw(report, "章的序号", [(of_chapters, "")], None if of_chapters.wrong else "hint")
    of_parts = [
        (uneven, f"“{chapter.title}”")
        for chapter in report.chapters
        if len(chapter.parts) > 1 and (uneven := _uneven(chapter.parts, "（一）", _due_of_parts(chapter)))
    ]
    if of_parts:
        yield _flaw(report, "各部分的序号", of_parts, "hint")
    for chapter in report.chapters:
        for section in (chapter, *chapter.parts):
            yield from _lists(report, section)


def _flaw(report: Report, field: str, found: Sequence[tuple[_Uneven, str]], severity: Severity | None) -> Flaw:
    every = [uneven for uneven, _ in found]
    complete = all(uneven.complete for uneven in every)
    said = "不连续" if any(uneven.wrong for uneven in every) else "写法不统一" if complete else "不全"
    shown = "；".join(f"{where}{uneven.shown}" for uneven, where in found)
    due = "；".join(f"{where}{uneven.due}" for uneven, where in found)
    marked = [entry for uneven in every for entry in uneven.marked]
    return Flaw(report, marked[0], field, f"{field}{said}：{shown}，应为 {due}", shown, due, None, "改正序号",
                cells=tuple(marked[1:]), severity=severity)  # fmt: skip


def _uneven(sections: Sequence[Chapter], usual: str, as_ruled: Sequence[int] = ()) -> _Uneven | None:
    """What is wrong with the numbers of one level; nothing where none has a number. `usual`: the style to prefer."""
    numbers = [numbering(section.heading.raw) for section in sections]
    styles = [number.style if number else "" for number in numbers]
    if not any(styles):
        return None
    due: Sequence[int] = range(1, len(sections) + 1)
    wrong = _wrong(numbers, due)
    if as_ruled and wrong and not _wrong(numbers, as_ruled):
        wrong, due = [], as_ruled
    style = usual if usual in styles else max(filter(None, styles), key=styles.count)
    marked = wrong or [place for place, own in enumerate(styles) if own != style]
    if not marked:
        return None
    return _Uneven(
        bool(wrong), all(styles), tuple(sections[place].heading for place in marked),
        " ".join(map(_shown, numbers)), " ".join(_bare(written_as(style, value)) for value in due),
    )  # fmt: skip


def _due_of_parts(chapter: Chapter) -> Sequence[int]:
    """Part after part; `（一）部门职责` may stand among the paragraphs, its title being unknown."""
    first = numbering(chapter.parts[0].heading.raw)
    listed = [numbering(entry.raw) for entry in chapter.paragraphs]
    values = [number.value for number in listed if number and first and number.style == first.style]
    before = len(values) if values == list(range(1, len(values) + 1)) else 0
    return range(before + 1, before + 1 + len(chapter.parts))


def _wrong(numbers: Sequence[Numbering | None], due: Sequence[int]) -> list[int]:
    return [
        place
        for place, (number, value) in enumerate(zip(numbers, due, strict=True))
        if number and number.value != value
    ]


def _shown(number: Numbering | None) -> str:
    return _bare(re.sub("[一1]", number.written, number.style)) if number else _NONE


def _bare(number: str) -> str:
    return number.removesuffix("、")


def _lists(report: Report, section: Chapter) -> Iterator[Flaw]:
    """Paragraphs that are numbered: each goes on from one before it, or begins anew with one."""
    open_lists: dict[str, list[int]] = {}
    for place, entry in enumerate(section.paragraphs):
        number = numbering(entry.raw)
        if number is None:
            continue
        values = open_lists.setdefault(number.style, [])
        if number.value == 1:
            values.append(1)
            continue
        while values and number.value != values[-1] + 1 and number.value - 1 in values:
            values.pop()  # the list within a list is at its end
        if not (values and number.value == values[-1] + 1) and not _within(section.paragraphs[:place], number):
            before = f"前一项是 {_bare(written_as(number.style, values[-1]))}" if values else "前面没有第一项"
            due = _bare(written_as(number.style, values[-1] + 1 if values else 1))
            yield Flaw(report, entry, f"{section.title} 逐条编号", f"编号 {_shown(number)} 不连续，{before}",
                       _shown(number), due, None, "核对编号", severity="hint")  # fmt: skip
        if values:
            values[-1] = number.value
        else:
            values.append(number.value)


def _within(paragraphs: Sequence[Entry], number: Numbering) -> bool:
    """Whether the number before this one stands inside a paragraph above: `存在问题：1、……`."""
    value = number.value - 1
    signs = {"一、": r"{}\s*[、.．]", "1、": r"(?<!\d){}\s*[、.．](?!\d)", "1）": r"(?<!\d){}[)）]"}
    form = signs.get(number.style, r"[（(]\s*{}\s*[)）]")
    written = re.sub(r"[^一二三四五六七八九十\d]", "", written_as(number.style, value))
    return any(re.search(form.format(written), entry.raw) for entry in paragraphs)
