"""Text -> quantity (数量): `≥50个`, `98%以上`, `控制在11万以内`, `3-5个工作日`, `8次/年`, `55万平方米`.

Only what is understood as a whole is a quantity: of two numbers in one text nobody can say which one counts.
Nothing here raises.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from xladdin.values.label import fold
from xladdin.values.unit import FIRST_YEAR, PERCENT, Unit, parse_unit

Direction = Literal["at_least", "at_most"]

_LONGEST = 200  # signs; a longer text is no phrase
_MOST_DIGITS = 15
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = r"[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|[一二两三四五六七八九]?百"
# 超过 and the like do not include the number itself (不含本数); 以上, 以下 and 以内 do (《民法典》第一千二百五十九条).
_MORE_THAN = (">", "大于", "高于", "超过", "多于")
_LESS_THAN = ("<", "小于", "低于", "少于")
_STRICT = frozenset(_MORE_THAN + _LESS_THAN)
_AT_LEAST_BEFORE = ("≥", ">=", "≧", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "不得低于",
                    "不得少于", "至少", "最少", "最低", *_MORE_THAN)  # fmt: skip
_AT_MOST_BEFORE = ("≤", "<=", "≦", "小于等于", "小于或等于", "不超过", "不超", "不得超过", "不高于", "不得高于",
                   "不多于", "不大于", "至多", "最多", "最高", "控制在", "限于", *_LESS_THAN)  # fmt: skip
_AT_LEAST_BEHIND = ("(含)以上", "以上(含)", "及以上", "或以上", "以上")
_AT_MOST_BEHIND = ("(含)以内", "以内(含)", "(含)以下", "以下(含)", "及以下", "或以下", "以内", "之内", "以下")
_WITHIN = "内"  # right behind a unit only: 室内 and 项内容 are things
_LEADING = ("已完成", "实际完成", "全年完成", "共完成", "累计完成", "完成", "达到", "达", "共计", "共", "累计",
            "全年", "实际", "目标")  # fmt: skip
_TRAILING = ("均已完成", "已完成", "已全部完成", "全部完成", "完成")
_PERIODS = {"年": "年", "年度": "年", "每年": "年", "季": "季度", "季度": "季度", "月": "月", "个月": "月",
            "周": "周", "天": "天", "日": "天", "半年": "半年"}  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE = re.compile(
    rf"(?:(?P<least>{_any_of(_AT_LEAST_BEFORE)})|(?P<most>{_any_of(_AT_MOST_BEFORE)})|(?P<lead>{_any_of(_LEADING)})"
    r"|每(?P<per>半年|年|季度|季|个月|月|周|天|日))"
)
_OPENING = re.compile(rf"(?:{_BEFORE.pattern})+$")
_BEHIND = re.compile(
    rf"(?:(?P<least>{_any_of(_AT_LEAST_BEHIND)})|(?P<most>{_any_of(_AT_MOST_BEHIND)})|(?P<trail>{_any_of(_TRAILING)})"
    r"|/(?P<per>每?年|年度|半年|季度|季|个月|月|周|天|日))$"
)
_FIGURE = re.compile(rf"(?<![\d.,])(?P<low>{_NUMBER})(?P<first>%?)(?:[-~至到](?P<high>{_NUMBER}))?(?![\d.,])")
_SPELT = re.compile(rf"(?P<low>{_NUMERAL})(?P<first>)(?P<high>(?!))?")
_MIDDLE = re.compile(rf"(?P<least>{_any_of(_AT_LEAST_BEHIND)})|(?P<most>{_any_of(_AT_MOST_BEHIND)})")
_ANY_NUMBER = re.compile(r"[\d一二两三四五六七八九十百]")
# `5 0个`, `1:3` and `8:30`: folding deletes the signs between two numbers, and would make one number of them.
_TWO_NUMBERS = re.compile(r"[\d.,][\s:：﹕︓“”\"'‘’_＿]+[\d.,]")
_VAGUE = re.compile(r"[约近余多几数另]|左右|上下")
_UNCERTAIN_SUBJECT = re.compile(r"每|[约近余多几数另未没不无缺漏]$|不.$")
_DENIED = re.compile(r"[未没无不非缺]|逾期|超期|滞后|失败")
_THING = re.compile(r"[^\W\d_]{0,12}")
_NUMERALS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as one text states it. `98%以上` is 0.98, %, at least."""

    value: Decimal  # in the canonical unit; a percentage is a fraction
    unit: str  # canonical: 个, 平方米, 万元, %; empty where none is written
    high: Decimal | None = None  # the end of a range: 3-5个工作日
    direction: Direction | None = None  # from the words or signs, None where the text says nothing
    per: str = ""  # 年, 月, ...: 8次/年
    thing: str = ""  # what is counted: 检测 in 12次检测
    factor: Decimal = Decimal(1)  # of the written unit: 10000 for 万平方米
    text: str = ""  # as it stood
    strict: bool = False  # the number itself is not included: >50个, 少于3天

    @property
    def percent(self) -> bool:
        """Whether it is a percentage (百分比)."""
        return self.unit == PERCENT

    @property
    def top(self) -> Decimal:
        """The end of the range, or the value itself."""
        return self.value if self.high is None else self.high


class Phrase(NamedTuple):
    """A text that says a quantity about something: `公租房建设352套` is 352套 about 公租房建设."""

    subject: str
    quantity: Quantity


class _Words(NamedTuple):
    """What the words around a figure say, and what is left of the text."""

    rest: str
    directions: set[Direction]
    per: str
    strict: bool = False


def folded(text: str) -> str:
    """As it is compared: without blanks, signs folded, without punctuation at the end."""
    return fold(text.replace("−", "-").replace("—", "-")).replace("～", "~").rstrip("。;,、.!")


def parse_quantity(text: str) -> Quantity | None:
    """The one quantity that the whole text is, or None."""
    phrase = _phrase(text)
    return phrase.quantity if phrase is not None and not phrase.subject else None


def parse_phrase(text: str) -> Phrase | None:
    """The one quantity that a text ends with and what it is about: `满意度98%以上`. None where there are several."""
    return _phrase(text)


@lru_cache(maxsize=65536)
def _phrase(text: str) -> Phrase | None:
    if len(text) > _LONGEST or _ANY_NUMBER.search(fold(text)) is None:
        return None  # most texts
    if _TWO_NUMBERS.search(text):
        return None
    whole = folded(text)
    if whole.startswith("(") and whole.endswith(")"):
        whole = whole[1:-1]
    ahead = _strip_before(whole)
    figure = _FIGURE.match(ahead.rest) or _SPELT.match(ahead.rest)
    phrase = _after_subject(text, whole) if figure is None else _read(text, "", ahead, figure)
    return None if phrase is None or _has_other_numbers(text) else phrase


def _has_other_numbers(text: str) -> bool:
    """① and ½ fold to plain digits, but nobody means a number by them."""
    return not text.isascii() and any(unicodedata.category(sign) == "No" and sign not in "²³" for sign in text)


def _after_subject(text: str, whole: str) -> Phrase | None:
    """`公租房建设` before `100套以上`: the words right before the figure still belong to the quantity."""
    figures = list(_FIGURE.finditer(whole))
    if len(figures) != 1:
        return None
    before = whole[: figures[0].start()]
    if not before or before[-1] in "第-+" or (before[-1].isascii() and before[-1].isalnum()):
        return None
    opening = _OPENING.search(before)
    subject = before if opening is None else before[: opening.start()]
    if _UNCERTAIN_SUBJECT.search(subject):
        return None
    return _read(text, subject, _strip_before(before[len(subject) :]), figures[0])


def _strip_before(text: str) -> _Words:
    directions: set[Direction] = set()
    per, strict = "", False
    while match := _BEFORE.match(text):
        _note(match, directions)
        strict = strict or match[0] in _STRICT
        per = _PERIODS.get(match["per"] or "", per)
        text = text[match.end() :]
    return _Words(text, directions, per, strict)


def _strip_behind(text: str) -> _Words:
    directions: set[Direction] = set()
    per = ""
    while match := _BEHIND.search(text):
        _note(match, directions)
        per = _PERIODS.get(match["per"] or "", per)
        text = text[: match.start()]
    return _Words(text, directions, per)


def _note(match: re.Match[str], directions: set[Direction]) -> None:
    if match["least"]:
        directions.add("at_least")
    if match["most"]:
        directions.add("at_most")


def _read(text: str, subject: str, ahead: _Words, figure: re.Match[str]) -> Phrase | None:
    written = figure.string[figure.end() :]
    if _DENIED.search(written):
        return None
    behind = _strip_behind(written)
    directions = ahead.directions | behind.directions
    low, high = _number(figure["low"]), _number(figure["high"])
    spelt = figure.re is _SPELT
    unit = _unit(behind.rest, directions)
    if low is None or unit is None or len(directions) > 1:
        return None
    if _is_date(unit, low, directions) or (spelt and (not unit.name or unit.thing or unit.name in _ADVERBS)):
        return None
    if figure["first"]:
        if figure["high"] is not None and unit.name != PERCENT:
            return None
        unit = unit if figure["high"] is not None else _percent(unit)
        if unit.name != PERCENT:
            return None
    if high is not None and (high < low or not unit.name):
        return None  # 5-3 is no range; 2023-12 is a date or nothing
    top = None if high is None else high * unit.factor
    direction = next(iter(directions), None)
    per = ahead.per or behind.per
    quantity = Quantity(low * unit.factor, unit.name, top, direction, per, unit.thing, unit.factor, text, ahead.strict)
    return Phrase(subject, quantity)


# 一起 and 一批 are adverbs more often than counts.
_ADVERBS = frozenset(
    {"起", "批", "种", "类", "面", "道", "度", "级", "点", "步", "层", "些", "方", "年", "日", "位", "对"}
)


def _percent(unit: Unit) -> Unit:
    """The per cent sign stood right behind the number; what follows it is the thing, never a unit."""
    return Unit(PERCENT, Decimal("0.01"), unit.thing) if not unit.name else unit


def _unit(text: str, directions: set[Direction]) -> Unit | None:
    """The unit, also where the direction stands between unit and thing: `次以上检测`."""
    middle = _MIDDLE.search(text)
    if middle is not None:
        _note(middle, directions)
        text = text[: middle.start()] + text[middle.end() :]
    unit = parse_unit(text)
    if text.endswith(_WITHIN) and (counted := parse_unit(text.removesuffix(_WITHIN))) and not counted.thing:
        directions.add("at_most")
        unit = counted
    if unit is None or _VAGUE.search(text) or _THING.fullmatch(unit.thing) is None:
        return None
    return unit


def _is_date(unit: Unit, value: Decimal, directions: set[Direction]) -> bool:
    """`2023年` and `3日` name a day or a year; `3年` and `3日内` count them."""
    return (unit.name == "年" and value >= FIRST_YEAR) or (unit.name == "日" and "at_most" not in directions)


def _number(text: str | None) -> Decimal | None:
    if text is None:
        return None
    if text[0].isdecimal():
        bare = text.replace(",", "")
        return Decimal(bare) if len(bare.replace(".", "")) <= _MOST_DIGITS else None
    return Decimal(_spelt(text))


def _spelt(text: str) -> int:
    """一 to 九十九, 百: the numerals that indicators use."""
    if text.endswith("百"):
        return 100 * _NUMERALS.get(text[0], 1)
    if "十" not in text:
        return _NUMERALS[text]
    tens, ones = text.split("十")
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)
