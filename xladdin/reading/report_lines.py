"""The lines of a Word file with their paragraphs, and where the reports among them begin."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from xladdin.reading.document import blocks, is_table, opened, text_of, told_as_damaged
from xladdin.reading.word_numbering import AutomaticNumbers
from xladdin.values.label import fold
from xladdin.values.numbering import numbering

ANNEX_NUMBER = re.compile(r"^附件[\d一二三四五六七八九十]+(?:-\d+)*$")
_TITLE = re.compile(r"(?:绩效|自评|评价)[^报]{0,6}报告(?:\([^()]*\))?$")
_BEGINS_TITLE = re.compile(r"\d{4}年度|支出")
_LONGEST_TITLE, _LINES_OF_TITLE = 60, 3


class Line(NamedTuple):
    """One line of a paragraph; paragraphs are counted from 1, tables do not count."""

    paragraph: int
    text: str


def lines_of(data: bytes, name: str) -> Iterator[Line]:
    """Every line with the number of its paragraph. Behind a line break in a paragraph a new line begins."""
    with told_as_damaged(name):
        document = opened(data)
        numbers = AutomaticNumbers(document)
    paragraphs = (block for block in blocks(document.element.body) if not is_table(block))
    for count, paragraph in enumerate(paragraphs, 1):
        shown = numbers.before(paragraph)  # counted also where the paragraph is empty
        for text in text_of(paragraph).split("\n"):
            if text.strip():
                yield Line(count, shown + text)
                shown = ""


def pieces(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines cut at the titles of reports; `附件5-2` above a title goes with it."""
    starts = [0]
    for place, _ in titles_in(lines):
        above = place > starts[-1] and ANNEX_NUMBER.match(fold(lines[place - 1].text))
        starts.append(place - 1 if above else place)
    ends = [*starts[1:], len(lines)]
    return (lines[start:end] for start, end in zip(starts, ends, strict=True) if end > start)


def titles_in(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Where the title of a report begins, and of how many lines it consists."""
    place = 0
    while place < len(lines):
        count = _title_length(lines, place)
        if count:
            yield place, count
        place += count or 1


def _title_length(lines: list[Line], place: int) -> int:
    """0 where no title begins here."""
    joined = ""
    for count, line in enumerate(islice(lines, place, place + _LINES_OF_TITLE), 1):
        text = fold(line.text)
        joined += text
        if numbering(line.text) or re.search(r"[。,;、:：]", line.text) or len(joined) > _LONGEST_TITLE:
            return 0
        if ANNEX_NUMBER.match(text) or (count > 1 and not _BEGINS_TITLE.search(fold(lines[place].text))):
            return 0
        if _TITLE.search(joined):
            return count
    return 0
