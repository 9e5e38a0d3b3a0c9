"""Sums and their parts in one paragraph: `收入10万元，其中：甲3万元、乙7万元`, `共74个（房屋68个，市政6个）`.

Only what the words and the punctuation say is taken: the figure right before 其中 is the sum, figures of its unit
behind it are the parts; `甲3万元、乙7万元，共计10万元` is a sum behind its parts. Whether the list claims to be whole
is told, not decided: `open_ended`, `complete`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from xladdin.values.sentence import SENTENCE_ENDS, Statement, depth_of, statements_of

_MOST_MARKERS = 100  # in one paragraph; beyond it is no language
_MARKER = re.compile(
    r"其中|(?<=[元人名个辆台户件])中(?=[，,])|分别(?:是|为|用于)|如下\s*[:：]|主要(?:用于|包括|项目|是)|包括|包含"
)
_APART = re.compile(r"分别")
_LARGER_ONES = re.compile(r"主要")
_AND_SO_ON = re.compile(r"等(?![级待于额同])")
_COMPLETE = re.compile(r"^(?:其中|和|及|以及|另有?)*(?:其他|其它|其余|剩余)")
_ITEM_END = re.compile(r"[；;]")
_BRACKET = re.compile(r"\s*[（(]")
_LIST_BELOW = re.compile(r"(?:其中|如下)?\s*[:：]\s*$")
_COUNT = "[两二三四五六七八九]"
_TOTAL_BEHIND = re.compile(
    rf"(?:(?P<counted>以上|上述|{_COUNT})(?:{_COUNT}?(?:大?项|个?部分|者|笔|批|类|年))?(?:资金|经费|支出|费用)?)?(?:共计|合计|总计|总共|累计)"
    r"(?:支出|投入|安排|资金|金额|经费|拨付|到位|使用|发放|数|额|为|达|[:：])*"
)
_ITEM = re.compile(r"[；;]|其中")
_SUBJECT_AHEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|其中|除[^，]{1,15}?外的?|(?:19|20)\d{2}年度?|本?年度|全年|共|和|[我本](?:局|单位|部门))+"
)
_SUBJECT_BEHIND = re.compile(r"(?:共计|总计|合计|累计|共|总额|金额|为|是|达到?|有|数|[:：])+$")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A sum and the parts that are listed for it, two at least."""

    whole: Statement
    parts: tuple[Statement, ...]
    open_ended: bool = False  # 主要, 等: the list names the larger parts only
    complete: bool = False  # it ends with 其他, or says 分别: nothing is left out
    behind: bool = False  # the sum stands behind its parts
    ended: bool = False  # it ends with 其他: nothing behind it belongs to the list


def subject_of(words: str) -> str:
    """What a sum is of, for people: `其他项目支出` of `除专项资金以外的其他项目支出共计`."""
    return _SUBJECT_BEHIND.sub("", _SUBJECT_AHEAD.sub("", words))


@lru_cache(maxsize=1024)
def breakdowns(text: str) -> tuple[Breakdown, ...]:
    """Every sum of a paragraph that is broken down in it."""
    said = statements_of(text)
    if len(said) < 3:
        return ()
    found = [*_behind_markers(text, said), *_in_brackets(text, said), *_before_totals(text, said)]
    return tuple({(item.whole.start, item.parts[0].start): item for item in found}.values())


def sum_of_list_below(text: str) -> Statement | None:
    """The sum at the end of a paragraph whose parts stand in the paragraphs below: `基本支出2352.1万元，其中：`."""
    if not _LIST_BELOW.search(text):
        return None
    said = statements_of(text)
    whole = _whole(said)
    return whole if whole is not None and whole.sentence == said[-1].sentence else None


def _behind_markers(text: str, said: Sequence[Statement]) -> Iterator[Breakdown]:
    markers = list(_MARKER.finditer(text))
    if len(markers) > _MOST_MARKERS:
        return
    starts, figures = [marker.start() for marker in markers], [one.figure.start for one in said]
    for number, marker in enumerate(markers):
        first = bisect_left(figures, marker.end())
        if first == len(said) or (number + 1 < len(starts) and starts[number + 1] < figures[first]):
            continue  # the next marker stands nearer to the list
        whole = _whole(said[:first])
        sentence = said[first].sentence
        if whole is None or sentence - whole.sentence > 1 or SENTENCE_ENDS.search(text, marker.end(), figures[first]):
            continue
        depth, end = depth_of(text[: marker.start()]), _end_of_list(text, whole, marker.end())
        parts = [
            one
            for one in takewhile(lambda one, last=sentence: one.sentence == last, said[first:])  # type: ignore[misc]
            if one.depth == depth and one.figure.end <= end
            if not _is_nested(text, marker.end(), starts[number + 1 :], one.figure.start, figures)
        ]
        between = text[whole.figure.end : figures[first]]
        yield from _judged(text, whole, parts, between)


def _end_of_list(text: str, whole: Statement, opening: int) -> int:
    """The list of a sum that is itself one item of a list ends where that item does."""
    before = SENTENCE_ENDS.split(text[: whole.figure.start])[-1]
    item_end = _ITEM_END.search(text, opening)
    is_item = _ITEM_END.search(before) or _MARKER.search(before)
    return item_end.start() if is_item and item_end else len(text)


def _in_brackets(text: str, said: Sequence[Statement]) -> Iterator[Breakdown]:
    for number, whole in enumerate(said):
        opened = _BRACKET.match(text, whole.figure.end)
        if opened is not None and not (whole.change or whole.figure.vague or whole.figure.is_rate):
            inside = list(takewhile(lambda one, depth=whole.depth: one.depth > depth, said[number + 1 :]))  # type: ignore[misc]
            closed = re.match(r"[^（(）)]*[）)]", text[opened.end() :])
            if closed is not None:
                end = opened.end() + closed.end()
                yield from _judged(text, whole, [one for one in inside if one.figure.end <= end], "")


def _before_totals(text: str, said: Sequence[Statement]) -> Iterator[Breakdown]:
    """`甲3万元、乙7万元，共计10万元`: a plain list with nothing else in its item of the sentence."""
    for number, whole in enumerate(said):
        match = _TOTAL_BEHIND.fullmatch(whole.words)
        if match is None or whole.figure.vague or whole.change:
            continue
        parts = _list_before(text, said[:number], whole)
        if len(parts) > 1 and not any(one.figure.vague or one.change or one.compared for one in parts):
            yield Breakdown(whole, parts, complete=match["counted"] is not None, behind=True)


def _list_before(text: str, said: Sequence[Statement], whole: Statement) -> tuple[Statement, ...]:
    """The figures of the same unit right before a sum, back to another sum or another item of the sentence."""
    parts: list[Statement] = []
    for one in reversed(said):
        same = (one.sentence, one.depth, one.figure.unit) == (whole.sentence, whole.depth, whole.figure.unit)
        behind = parts[-1] if parts else whole
        if not same or _TOTAL_BEHIND.fullmatch(one.words) or _ITEM.search(text, one.figure.end, behind.figure.start):
            break
        parts.append(one)
    return tuple(reversed(parts))


def _whole(said: Sequence[Statement]) -> Statement | None:
    """The last of the figures; changes, percentages and what stands in brackets belong to it."""
    for one in reversed(said):
        if not (one.change or one.figure.is_rate or one.depth):
            return None if one.figure.vague else one
    return None


def _is_nested(text: str, opening: int, later: Sequence[int], start: int, figures: Sequence[int]) -> bool:
    """A part of a part: in its item of the list a figure and another 其中 stand before it."""
    item = max(opening, *(place + 1 for place in (text.rfind(sign, opening, start) for sign in "；;")))
    inner = bisect_left(later, item)
    if inner == len(later) or later[inner] >= start:
        return False
    place = bisect_left(figures, item)
    return place < len(figures) and figures[place] < later[inner]


def _judged(text: str, whole: Statement, parts: list[Statement], between: str) -> Iterator[Breakdown]:
    counted = [one for one in parts if one.figure.unit == whole.figure.unit and not one.change]
    if len(counted) < 2 or any(one.figure.vague for one in counted):
        return
    rest = SENTENCE_ENDS.split(text[counted[-1].figure.end :])[0]
    yield Breakdown(
        whole,
        tuple(counted),
        any((_LARGER_ONES.search(between), _AND_SO_ON.search(between), _AND_SO_ON.search(rest))),
        _APART.search(between) is not None or any(_COMPLETE.match(one.words) for one in counted),
        ended=_COMPLETE.match(counted[-1].words) is not None,
    )
