"""Cells that hold several numbered indicators (一格多项): which target line belongs to which completion line.

The numbers of the lines are often wrong, so that the words decide and the number only helps. A doubtful pair is
not made: such a line stands alone.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from xladdin.scoring.likeness import Signs, likeness, most_alike, signs_of
from xladdin.scoring.statements import spoken

# How alike two lines must be: by their words alone, with the same number, and what the number adds. They are found
# by trying on real filings and decide only which texts belong together. No regulation knows them and they give no
# points, so that they stand here and not in a rulebook.
_BY_WORDS = 0.6
_MOST_LINES = 200  # a cell of more lines holds no indicators, and every line is compared with every other
_BY_NUMBER = 0.3
_BONUS = 0.2

_NUMBERED = re.compile(r"^\s*(?:目标|指标)?[(（]?(?P<number>\d{1,2}|[lI])[)）]?(?:[.、．:：)）](?!\d)|(?<=[)）]))\s*")
_UNMARKED = re.compile(r"^\s*(?P<number>\d{1,2})(?=[^\W\d_])")
_INSIDE = re.compile(r"(?<=[；;。])\s*(?=(?:\d{1,2})[.、．](?!\d))")
# A text without this is one line: it has no end of a line that `str.splitlines` knows, and nothing for `_INSIDE`.
_MORE_LINES = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029；;。](?:(?<=\s)|\s*\d{1,2}[.、．])")
_FIGURES = re.compile(r"[\d.]+")


class NumberedLine(NamedTuple):
    """One line of a cell without its number."""

    number: int | None
    text: str


class Line(NamedTuple):
    """One indicator of a crammed cell; what has no partner is empty."""

    number: int | None
    name: str
    target: str
    completion: str


class _Worded(NamedTuple):
    """A line as it is compared with others: its words alone, and their signs."""

    number: int | None
    text: str
    wording: str
    signs: Signs


def count_lines(text: str) -> int:
    """How many indicators stand in a cell; nearly always one, which is told without taking the cell apart."""
    if _MORE_LINES.search(text) is None:
        return 1 if text.strip() else 0
    return len(numbered_lines(text))


@lru_cache(maxsize=65536)
def numbered_lines(text: str) -> tuple[NumberedLine, ...]:
    """The lines of a cell; a line without a number continues the line before it."""
    lines: list[NumberedLine] = []
    for raw in _INSIDE.sub("\n", text).splitlines():
        if not raw.strip():
            continue
        match = _NUMBERED.match(raw) or _unmarked(raw, len(lines))
        if match is not None:
            number = match["number"]
            lines.append(NumberedLine(int(number) if number.isdigit() else 1, raw[match.end() :].strip()))
        elif lines:
            lines[-1] = NumberedLine(lines[-1].number, f"{lines[-1].text}\n{raw.strip()}".strip())
        else:
            lines.append(NumberedLine(None, raw.strip()))
    return tuple(lines)


def _unmarked(raw: str, before: int) -> re.Match[str] | None:
    """`1建筑市场管理有序` at the head of a list lost its point; the number must be the next one."""
    match = _UNMARKED.match(raw)
    return match if match is not None and int(match["number"]) == before + 1 and len(raw.strip()) > 8 else None


@lru_cache(maxsize=65536)
def split_lines(name: str, target: str, completion: str) -> tuple[Line, ...]:
    """The indicators of one row: a single one as it stands, several ones paired line by line.

    Lines of the target come first in their order, then lines of the completion that belong to none of them.
    """
    if not 1 < max(count_lines(target), count_lines(completion)) <= _MOST_LINES:
        return (Line(None, name.strip(), target.strip(), completion.strip()),)
    names, targets, completions = (_worded(numbered_lines(text)) for text in (name, target, completion))
    done_by, named_by = _pairs(targets, completions), _pairs(targets, names)
    lines = [
        Line(
            line.number,
            names[named_by[position]].text if position in named_by else "",
            line.text,
            completions[done_by[position]].text if position in done_by else "",
        )
        for position, line in enumerate(targets)
    ]
    taken = set(done_by.values())
    alone = [line for position, line in enumerate(completions) if position not in taken]
    return (*lines, *(Line(line.number, "", "", line.text) for line in alone))


def _worded(lines: Iterable[NumberedLine]) -> list[_Worded]:
    words = [(line, _FIGURES.sub("", spoken(line.text))) for line in lines]
    return [_Worded(line.number, line.text, wording, signs_of(wording)) for line, wording in words]


def _pairs(left: Sequence[_Worded], right: Sequence[_Worded]) -> dict[int, int]:
    """The best pairs first, every line at most once."""
    rated = []
    for j, other in enumerate(right):
        for i, one in enumerate(left):
            same_number = one.number is not None and one.number == other.number
            least = _BY_NUMBER if same_number else _BY_WORDS
            if most_alike(one.signs, other.signs) < least:
                continue  # most pairs
            worth = likeness(one.wording, other.wording)
            if worth >= least:
                rated.append((worth + (_BONUS if same_number else 0), -i, -j))
    rated.sort(reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in rated:
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs
