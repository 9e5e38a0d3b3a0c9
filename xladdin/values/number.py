"""Text or cell value -> Decimal, for every cell that is read; figures within a text are for `quantity` and `figure`.

Blank is never 0, and what is not understood stays text.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from xladdin.values.unit import FIRST_YEAR, MONEY, parse_unit

UNCALCULATED = "#未计算!"  # a formula in a file whose writer did not calculate it
UNKNOWN_FUNCTION = "#NAME?"  # also where our own functions are not installed
IDLE_FUNCTION = "#VALUE!"  # also where they are in the workbook and macros are forbidden, as in LibreOffice
ERRORS = frozenset({"#NULL!", "#DIV/0!", IDLE_FUNCTION, "#REF!", UNKNOWN_FUNCTION, "#NUM!", "#N/A", "#GETTING_DATA",
                    "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
                    UNCALCULATED})  # fmt: skip

_ANY_ERROR = re.compile(r"#[A-Z][A-Z0-9_/]*[!?]|ERR:\d{3}")  # of other programs: #PYTHON!, #MACRO?, Err:502
_BLANKS = frozenset({"", "-", "--", "—", "——", "———", "–", "一", "一一", "―", "─", "/", "\\", "无", "不适用"})
_ERROR_BEGINNINGS = "#Ee"
_LONGEST_BLANK = max(map(len, _BLANKS))
_SQUARE_METRES = re.compile(r"㎡|(?<![A-Za-z])[mM][2²](?!\d)")
_DIGIT = re.compile(r"\d")
_TWO_NUMBERS = re.compile(r"[\d.,]\s+[\d.,]")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_BLANK_SIGNS = "".join(filter(str.isspace, map(chr, range(0x10000)))) + "\u200b\u200c\u200d\u2060\ufeff"
_DECIMALS = 8
_PLACES = Decimal(1).scaleb(-_DECIMALS)
_NUMBER = re.compile(
    r"(?P<sign>[-+])?[¥$]?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<unit>%|‰|[^\d\s.,:;/~<>=≤≥\-%‰以左约余多、。()]{0,6})"
)


class Kind(StrEnum):
    """What a cell holds."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    ERROR = "error"


class Meaning(NamedTuple):
    """What was read from one cell: its text as it stood, what kind of thing it is, and its value."""

    raw: str
    kind: Kind
    value: Decimal | date | str | None
    unit: str = ""


def tidy(text: str) -> str:
    """A cell's text without the traces of Word and without blanks around it."""
    return (_BOOKMARK.sub("", text) if "[" in text else text).strip(_BLANK_SIGNS)


def is_blank(text: str) -> bool:
    """`——`, `一`, `-`, `/`, `无`, `不适用` and nothing at all mean that nothing was entered."""
    return _is_nothing(tidy(text))


def _is_nothing(text: str) -> bool:
    left = "".join(text.split())
    return len(left) <= _LONGEST_BLANK and unicodedata.normalize("NFKC", left) in _BLANKS


def from_float(value: float) -> Decimal:
    """Excel's float at the border: rounded to 8 decimals, here and nowhere else."""
    whole, _, decimals = repr(value).partition(".")
    if decimals == "0":
        return Decimal(int(whole))  # Excel's −0.0 is 0
    if decimals.isdecimal() and len(decimals) <= _DECIMALS:
        return Decimal(f"{whole}.{decimals}")  # most amounts: nothing to round
    return plain(Decimal(repr(value)).quantize(_PLACES)) if abs(value) < 1e18 else Decimal(repr(value))


def plain(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    value = value.normalize() if value else Decimal(0)  # Excel's −0.0 is 0
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**26 else value


def digits(value: Decimal) -> str:
    """The plain digits of a Decimal: 2096.96, never 2.09696E+3."""
    return format(value.normalize(), "f") if value else "0"


def _finite(value: float) -> bool:
    return value == value and value not in (float("inf"), float("-inf"))


class Shown(str):
    """A number as the sheet shows it (`96.41%`): made by the reader from the number, not typed as text."""

    value: Decimal


def shown_as_percent(number: float) -> Shown:
    """A number under a format of per cent."""
    value = from_float(number)
    shown = Shown(f"{digits(value * 100)}%")
    shown.value = value
    return shown


def meaning(cell: object) -> Meaning:
    """What a cell value (text, float, int, Decimal, date, bool, nothing) means. Never raises."""
    return _OFTEN.get(cell.__class__, _meaning)(cell)


def _meaning(cell: object) -> Meaning:
    if isinstance(cell, str):
        return _text_meaning(cell)
    if cell is None:
        return BLANK
    if isinstance(cell, bool):
        return Meaning("TRUE" if cell else "FALSE", Kind.TEXT, "是" if cell else "否")
    if isinstance(cell, int):
        return Meaning(format(Decimal(cell), "f"), Kind.NUMBER, Decimal(cell))
    if isinstance(cell, float):
        return _float_meaning(cell)
    if isinstance(cell, Decimal):
        if not cell.is_finite():
            return Meaning(str(cell), Kind.ERROR, str(cell))
        return Meaning(digits(cell), Kind.NUMBER, cell if cell else Decimal(0))
    if isinstance(cell, datetime):
        return Meaning(cell.date().isoformat(), Kind.DATE, cell.date())
    if isinstance(cell, date):
        return Meaning(cell.isoformat(), Kind.DATE, cell)
    return Meaning(str(cell), Kind.TEXT, str(cell))  # a time of day, a duration


@lru_cache(maxsize=16384)
def _float_meaning(cell: float) -> Meaning:
    """Scores and weights are the same few numbers again and again."""
    if not _finite(cell):
        return Meaning(str(cell), Kind.ERROR, str(cell))
    value = from_float(cell)
    return Meaning(format(value, "f"), Kind.NUMBER, value)


def _shown_meaning(cell: Shown) -> Meaning:
    return Meaning(str(cell), Kind.NUMBER, cell.value, "%")


@lru_cache(maxsize=65536)
def _text_meaning(raw: str) -> Meaning:
    text = tidy(raw)
    if _is_nothing(text):
        return Meaning(raw, Kind.BLANK, None)
    if text[0] in _ERROR_BEGINNINGS and (text.upper() in ERRORS or _ANY_ERROR.fullmatch(text.upper())):
        return Meaning(raw, Kind.ERROR, text.upper())
    number = parse_number(text)
    if number is not None:
        return Meaning(raw, Kind.NUMBER, number.value, number.unit)
    return Meaning(raw, Kind.TEXT, text)


_OFTEN: Mapping[type, Callable[[Any], Meaning]] = {str: _text_meaning, float: _float_meaning, Shown: _shown_meaning}


class Number(NamedTuple):
    """A number as written, and the unit that stood behind it. `96.41%` is 0.9641 with the unit %."""

    value: Decimal
    unit: str


def parse_number(text: str) -> Number | None:
    """The number that the whole text is, or None: `1,669.89`, `　5`, `100％`, `45万元`, `-3`, `(3.5)` no.

    What stands behind the digits must be a known unit as a whole: `12次检测` and `2024年年底完成` are texts.
    """
    if "一" <= text.lstrip()[:1] <= "鿿" or not _DIGIT.search(text):
        return None  # most texts
    text = _SQUARE_METRES.sub("平方米", text)
    if _TWO_NUMBERS.search(text):
        return None  # `16 15` are two numbers, not 1615
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return None
    if any(unicodedata.category(character) == "No" for character in text):
        return None  # ① and ² fold to plain digits, but nobody means a number by them
    value = Decimal(match["digits"].replace(",", ""))
    if match["sign"] == "-":
        value = -value
    unit = match["unit"]
    if not _is_unit(unit, value):
        return None
    if unit == "%":
        value = value / 100
    elif unit == "‰":
        value = value / 1000
    return Number(value, unit)


def _is_unit(unit: str, value: Decimal) -> bool:
    """Whether the words behind a number are its unit; `2023年` and `3日` name a year or a day."""
    if unit == "日" or (unit == "年" and value >= FIRST_YEAR):
        return False
    known = parse_unit(unit)
    return known is not None and not known.thing


def amount_in_wan(value: Decimal, unit: str) -> Decimal | None:
    """An amount in 万元; None when the unit behind the number is not one of money. No unit is 万元."""
    if not unit:
        return value
    known = parse_unit(unit)
    return value * known.factor if known is not None and known.name == MONEY and not known.thing else None


BLANK = Meaning("", Kind.BLANK, None)
