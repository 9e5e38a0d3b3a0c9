"""Text or cell value -> period (期间): `2023年1-12月`, `2023年12月前`, `2024年年底完成`, `2025.3.11`.

A text without its year, or with two readings (`2023.1`), is no period.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from xladdin.values.label import fold

_LONGEST = 60  # signs; a longer text is no period
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_ANY_YEAR = re.compile(r"(?:19|20)\d{2}")
_TWO_NUMBERS = re.compile(r"\d\s+\d")
_TIME = re.compile(r"\s\d{1,2}:\d{2}")
_TIME_BEHIND = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?$")
_SEPARATOR = re.compile("[-~至到]")
_OPENING = re.compile(r"^(?:截至|截止到?|至|到|于|在|按|已于|已在|力争)+(?=(?:19|20)\d{2})")
_DONE = re.compile(r"(?:已?(?:全部|全面|如期|按时)?完成|期间|完工|竣工)$")
_DEADLINE = re.compile(r"(?:年?底|年?末)?(?:之前|以前|前)$|(?:年?底|年?末)$")
_DAY_FORMS = tuple(
    re.compile(form)
    for form in (rf"{_YEAR}年{_MONTH}月{_DAY}[日号]", rf"{_YEAR}([./-]){_MONTH}\2{_DAY}(?:日|T?00:00:00)?")
)
_MONTH_FORMS = tuple(re.compile(form) for form in (rf"{_YEAR}年{_MONTH}月份?", rf"{_YEAR}[./-]{_MONTH}月份?"))
_YEAR_FORM = re.compile(rf"{_YEAR}年(?:度|全年|全年度)?")
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "第一季度": (1, 3), "第二季度": (4, 6), "第三季度": (7, 9),
          "第四季度": (10, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}  # fmt: skip
_PART_FORM = re.compile(rf"{_YEAR}年度?(?P<part>{'|'.join(_PARTS)})")
_MONTHS_FORM = re.compile(rf"{_YEAR}(?:年|[./]){_MONTH}月?[-~至到](?P<last>1[0-2]|0?[1-9])月份?")
_BARE_DEADLINE = re.compile(rf"{_YEAR}年{_MONTH}")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included. A deadline (截止时间) has no start."""

    start: date | None
    end: date

    def covers(self, other: "Period") -> bool:
        """Whether what happened in the other period happened in this one."""
        return other.end <= self.end and (self.start is None or other.end >= self.start)


def parse_period(cell: object) -> Period | None:
    """The period that a whole text (or a date) states, or None."""
    if isinstance(cell, str):
        return _parse(cell)
    if isinstance(cell, datetime):
        return Period(cell.date(), cell.date())
    return Period(cell, cell) if isinstance(cell, date) else None


def parse_day(text: str) -> date | None:
    """The one day that a whole text states, or None."""
    period = parse_period(text)
    return period.end if period is not None and period.start == period.end else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period | None:
    if len(text) > _LONGEST:
        return None
    whole = fold(text)
    if _ANY_YEAR.search(whole) is None:
        return None  # most texts
    if _TWO_NUMBERS.search(text) and not _TIME.search(text):
        return None
    plain = fold(_TIME_BEHIND.sub("", text.strip())).replace("—", "-").rstrip("。.;,")
    plain = _DONE.sub("", _OPENING.sub("", plain)).removesuffix("内").removesuffix("以")
    deadline = whole.startswith("截") and _OPENING.match(whole) is not None
    ending = _DEADLINE.search(plain)
    if ending is not None:
        plain = _without_ending(plain, ending)
        deadline = True
        if "底" not in ending[0] and "末" not in ending[0] and _YEAR_FORM.fullmatch(plain):
            return None  # 2024年前: before that year begins or before it ends?
    period = _span(plain) or _single(plain)
    if period is None and ending is not None and (bare := _BARE_DEADLINE.fullmatch(plain)):
        period = _months(int(bare["year"]), int(bare["month"]), int(bare["month"]))  # 2023年12前 lost its 月
    return Period(None, period.end) if period is not None and deadline else period


def _without_ending(text: str, ending: re.Match[str]) -> str:
    """`2024年年底` and `2024年底` are the year 2024, `2023年12月底前` is its December."""
    rest = text[: ending.start()]
    return rest if rest.endswith(("年", "月", "日", "号")) or not ending[0].startswith("年") else rest + "年"


def _span(text: str) -> Period | None:
    """`2023年1-12月`, `2023年1月1日至2023年12月31日`."""
    match = _MONTHS_FORM.fullmatch(text)
    if match is not None:
        return _months(int(match["year"]), int(match["month"]), int(match["last"]))
    for separator in _SEPARATOR.finditer(text):
        first, last = _single(text[: separator.start()]), _single(text[separator.end() :])
        if first is None:
            continue
        if last is None:
            last = _single(text[:5] + text[separator.end() :])  # the second end without its year
        if last is not None and first.start is not None and first.start <= last.end:
            return Period(first.start, last.end)
    return None


def _single(text: str) -> Period | None:
    for form in _DAY_FORMS:
        if match := form.fullmatch(text):
            return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    for form in _MONTH_FORMS:
        if match := form.fullmatch(text):
            return _months(int(match["year"]), int(match["month"]), int(match["month"]))
    if match := _PART_FORM.fullmatch(text):
        return _months(int(match["year"]), *_PARTS[match["part"]])
    if match := _YEAR_FORM.fullmatch(text):
        return _months(int(match["year"]), 1, 12)
    return None


def _day(year: int, month: int, day: int) -> Period | None:
    if day > calendar.monthrange(year, month)[1]:
        return None
    return Period(date(year, month, day), date(year, month, day))


def _months(year: int, first: int, last: int) -> Period | None:
    if last < first:
        return None
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
