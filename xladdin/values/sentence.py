"""The sentences of a paragraph as statements: each figure with the words before it, its year, and what it says.

A statement claims little: the words are cut at the punctuation before them, nothing is guessed from further away.
Who uses it decides which words he knows; for all others there is no statement to compare.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate

from xladdin.values.figure import Figure, figures_in, plain_signs

SENTENCE_ENDS = re.compile(r"[。！？!?\n]")
_UP_TO_PUNCTUATION = re.compile(r"[^，,；;：:、。！？!?\n（(）)】\]]*")
_STOPS = frozenset("，,；;：:、。！？!?\n（(【[《")
_OPEN, _CLOSED = frozenset("（(【["), frozenset("）)】]")
_BRACKETS = re.compile(r"[（(【\[][^（()）【】\[\]]*[)）】\]]")
_NOISE = re.compile(r"[\s“”\"'‘’《》<>]+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
# A year in such words says when something was done, not what the amounts are of.
_WHEN = re.compile(r"申报|批复|印发|文件|启动|成立|〔")
_LAST_YEAR = re.compile(r"(?:上一?|去|前一)年(?!结转|结余|末|底)")
_OUTLOOK = re.compile(r"(?:下|明|次)一?年|拟|预计|计划(?!下达)|力争")
_RISE = "增加|增长|上升|提高|超支|超出|超过|多支|增幅"
_FALL = "减少|下降|降低|下浮|回落|节约|节省|压减|少支|降幅|减幅"
_CHANGE = re.compile(
    rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:了|额|额度|率|幅度?|比例|比率|值|金额|资金)?(?:为|达到?|共)?$"
)
# `比预算数283.70万元减少13.70万元`: the first amount is what is compared with, and says nothing of its own.
_COMPARED = re.compile(
    r"(?:同比|相比|环比|比|较|与|占)(?:年初|年末|全年|本年|当年|调整|批复|(?:19|20)\d{2}年|上一?年|去年|前一年|年?度|同期|"
    r"同口径|财政|预算|决算|执行|支出|收入|安排|下达|实际|总额|数|额|金额|的|为)+$"
)
_OVER = re.compile(r"超(?:出|过|支)?(?:年初|全年|当年|本年|批复|的)*预算(?:批复|数|安排|的)*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure, the words before it in its clause, and where it stands in the paragraph."""

    figure: Figure
    words: str  # without blanks, quotation marks and closed brackets
    behind: str  # the words after it, up to the next punctuation
    quote: str  # words and figure as written
    start: int  # of the clause
    sentence: int
    depth: int  # of brackets
    year: int | None = None  # named in its clause, else before it in the sentence
    change: int = 0  # 1 for a rise, -1 for a fall, 0 where the figure is no change
    over_budget: bool = False  # a rise over the budget
    of_last_year: bool = False  # 上年支出80万元, 比上年80万元
    compared: bool = False  # 比预算数80万元, 占年初预算80万元
    outlook: bool = False  # a plan or an estimate

    @property
    def is_amount(self) -> bool:
        """An amount that stands for itself, not for a change."""
        return self.figure.is_money and not self.change


@lru_cache(maxsize=4096)
def statements_of(text: str) -> tuple[Statement, ...]:
    """Every figure of a paragraph as a statement."""
    found = list(figures_in(text))
    if not found:
        return ()
    ends = [match.end() for match in SENTENCE_ENDS.finditer(text)]
    depths = list(accumulate(text, _deeper, initial=0))
    return tuple(_statement(text, found, place, ends, depths) for place in range(len(found)))


def clause_words(text: str) -> str:
    """Words without blanks, quotation marks and what stands in brackets."""
    return _NOISE.sub("", _BRACKETS.sub("", plain_signs(text)))


def _statement(text: str, found: Sequence[Figure], place: int, ends: Sequence[int], depths: Sequence[int]) -> Statement:
    """`ends`: of the sentences of the text; `depths`: of brackets, before each of its signs."""
    figure = found[place]
    floor = found[place - 1].end if place else 0
    start = _clause_start(text, figure.start, floor)
    words = clause_words(text[start : figure.start])
    sentence = bisect_right(ends, figure.start)
    ahead = text[ends[sentence - 1] if sentence else 0 : figure.start]
    change = _CHANGE.search(words)
    over = _OVER.search(words) is not None
    return Statement(
        figure=figure,
        words=words,
        behind=_behind(text, figure.end),
        quote=text[start : figure.end].strip(),
        start=start,
        sentence=sentence,
        depth=depths[figure.start],
        year=_year(text[start : figure.start], ahead),
        change=1 if over else 0 if change is None else 1 if change["rise"] else -1,
        over_budget=over,
        of_last_year=_LAST_YEAR.search(words) is not None and not (change or over),
        compared=_COMPARED.search(words) is not None,
        outlook=_OUTLOOK.search(words) is not None,
    )


def _clause_start(text: str, start: int, floor: int) -> int:
    """Back to the punctuation before the words; a closed bracket belongs to them (`审查费（城建）253.21万元`)."""
    place, depth = start, 0
    while place > floor:
        sign = text[place - 1]
        if sign in _CLOSED:
            depth += 1
        elif sign in _OPEN and depth:
            depth -= 1
        elif sign in _STOPS and not depth:
            break
        place -= 1
    return place


def _behind(text: str, end: int) -> str:
    """`为易地建设` behind `55件`; up to the next punctuation or bracket."""
    match = _UP_TO_PUNCTUATION.match(text, end)
    return "" if match is None else _NOISE.sub("", match[0])


def opening_of(text: str, place: int) -> int:
    """Where the sentence begins in which a place lies."""
    return max(text.rfind(sign, 0, place) for sign in "。！？!?\n") + 1


def depth_of(before: str) -> int:
    """How many brackets are open at the end of a text."""
    return reduce(_deeper, before, 0)


def _deeper(depth: int, sign: str) -> int:
    return depth + 1 if sign in _OPEN else max(0, depth - 1) if sign in _CLOSED else depth


def _year(clause: str, sentence: str) -> int | None:
    """The year that the clause names, else a clause before it in the same item of a list, else the first clause."""
    first, *_ = re.split(r"[，,；;：:、]", sentence)
    item = re.split(r"[；;、]", sentence)[-1]
    for text in (clause, *reversed(re.split(r"[，,：:]", item)), first):
        named = _YEAR.findall(plain_signs(text))
        if named and not _WHEN.search(text):
            return int(named[-1])
    return None
