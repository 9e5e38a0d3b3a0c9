"""The number in front of a heading or an item: `一、`, `（一）`, `1、`, `(4)`, `3）`."""

import re
from typing import NamedTuple

_CHINESE = "[一二三四五六七八九十]{1,3}"
_FORMS = (
    ("一、", re.compile(rf"\s*({_CHINESE})\s*(?:、|[.．](?!\d))\s*")),
    ("（一）", re.compile(rf"\s*[（(]\s*({_CHINESE})\s*[)）]\s*[、.．]?\s*")),
    ("1、", re.compile(r"\s*(\d{1,2})\s*(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d{2}年))\s*")),
    ("（1）", re.compile(r"\s*[（(]\s*(\d{1,2})\s*[)）]\s*[、.．]?\s*")),
    ("1）", re.compile(r"\s*(\d{1,2})\s*[)）]\s*[、.．]?\s*")),
)
_DIGITS = "零一二三四五六七八九"


class Numbering(NamedTuple):
    """A number as the beginning of a text."""

    style: str  # one of the forms, written with its first number
    value: int
    written: str  # without its punctuation
    length: int  # signs of the text that it takes up

    @property
    def in_brackets(self) -> bool:
        """Whether it stands in brackets, as the numbers of parts do."""
        return self.style in ("（一）", "（1）")


def numbering(text: str) -> Numbering | None:
    """The number with which a text begins."""
    for style, form in _FORMS:
        if match := form.match(text):
            written = match[1]
            value = int(written) if written.isdecimal() else chinese_number(written)
            return Numbering(style, value, written, match.end()) if value else None
    return None


def chinese_number(text: str) -> int:
    """十二 is 12; 0 for what is no number."""
    tens, sign, ones = text.rpartition("十")
    if not sign:
        return _DIGITS.index(text) if text in _DIGITS[1:] and len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or tens not in _DIGITS or ones not in _DIGITS:
        return 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def in_chinese(value: int) -> str:
    """12 is 十二; numbers of headings stay below a hundred."""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def written_as(style: str, value: int) -> str:
    """The number in one of the forms: （三）."""
    return style.replace("一", in_chinese(value)).replace("1", str(value))
