"""The figures in running text: `预算为45万元`, `下降1.26%`, `公务用车一辆`, with the unit that stands behind them.

Years, dates, numbers of documents and figures without a known unit are no figures. Nothing here raises.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.values.unit import MONEY, PERCENT, parse_unit

_MOST_DIGITS = 15
_LOOK_BACK = 16  # signs before a figure that may make it vague or negative
_NUMBER = re.compile(
    r"(?P<digits>(?<![\d.,A-Za-z第])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,]*\d)|[一二两三四五六七八九十](?=\s?[辆台]))\s*"
    r"(?P<unit>%|‰|㎡|[mM][2²](?!\d)|(?:[^\W\d_]|㎡){1,8})"
)
_NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
# What makes a figure a bound or a guess: it is compared with nothing.
_VAGUE_BEFORE = re.compile(
    r"(?:(?<![节签合违])约|近|逾|不足|不到|超过|不少于|不低于|不超过|不高于|至少|至多|最多|[≥≤<>＜＞～~])(?:为|达)?\s*$"
)
_VAGUE_BEHIND = re.compile(r"\s*(?:余|多|以上|以下|以内|左右|上下|[-—~～至到]\s*\d)")
_RANGE = re.compile(r"\d\s*(?:(?:%|[^\W\d_]{0,3})[-—~～至到]|[，,])\s*$")  # `1，669` may be one number or two
_MINUS = re.compile(r"(?<=[^\W\d_a-zA-Z])[-−]$")
_NO_UNITS = frozenset(
    {"", "年", "日", "天", "期", "届", "级", "步", "号"}
)  # they count time, or name one thing of many


class Figure(NamedTuple):
    """A number with its unit. Amounts are in 万元, a percentage is a fraction."""

    value: Decimal
    unit: str
    step: Decimal  # one unit of the last written place: 0.01 of 45.00万元, 1 of 45万元
    places: int  # decimals as written
    start: int
    end: int
    vague: bool

    @property
    def is_money(self) -> bool:
        """An amount."""
        return self.unit == MONEY

    @property
    def is_rate(self) -> bool:
        """A percentage."""
        return self.unit == PERCENT


def plain_signs(text: str) -> str:
    """Full-width letters, digits and per cent signs folded, sign for sign: places in the text stay the same."""
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
    return folded if folded.isalnum() or folded in "%.+-" else sign


def figures_in(text: str) -> Iterator[Figure]:
    """All figures of a text, in its order."""
    text = plain_signs(text)
    for match in _NUMBER.finditer(text):
        figure = _figure(text, match)
        if figure is not None:
            yield figure


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    written, behind = match["digits"].replace(",", ""), match["unit"]
    square = behind.startswith("㎡") or behind[1:] in ("2", "²")
    unit = parse_unit("平方米" if square else behind)
    if len(written) > _MOST_DIGITS or unit is None or unit.name in _NO_UNITS:
        return None
    places = len(written.partition(".")[2])
    value = Decimal(_NUMERALS.get(written, written)) * unit.factor
    end = match.end() if square else match.end() - len(unit.thing)
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    negative = _MINUS.search(before) is not None
    vague = any((_VAGUE_BEFORE.search(before), _VAGUE_BEHIND.match(text, end), _RANGE.search(before)))
    return Figure(
        -value if negative else value, unit.name, unit.factor.scaleb(-places), places, match.start(), end, vague
    )
