"""Dates and periods as indicators and feet of forms write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.period import Period, parse_period

UNDERSTOOD = {
    "2023年12月前": (None, "2023-12-31"), "2023年12前": (None, "2023-12-31"), "2024年年底": (None, "2024-12-31"),
    "2024年年底完成": (None, "2024-12-31"), "2024年底前": (None, "2024-12-31"), "2023年12月底前": (None, "2023-12-31"),
    "2023年12月31日前完成": (None, "2023-12-31"), "截至2023年12月31日": (None, "2023-12-31"),
    "2023年1-12月": ("2023-01-01", "2023-12-31"), "2023.1-12月": ("2023-01-01", "2023-12-31"),
    "2023年1月-12月": ("2023-01-01", "2023-12-31"), "2023年1月1日至12月31日": ("2023-01-01", "2023-12-31"),
    "2023年1月1日-2023年12月31日": ("2023-01-01", "2023-12-31"), "2023年": ("2023-01-01", "2023-12-31"),
    "2023年度": ("2023-01-01", "2023-12-31"), "2023年2月": ("2023-02-01", "2023-02-28"),
    "2023年上半年": ("2023-01-01", "2023-06-30"), "2024年第四季度": ("2024-10-01", "2024-12-31"),
    "2025.3.11": ("2025-03-11", "2025-03-11"), "2023 年 7月 3日": ("2023-07-03", "2023-07-03"),
    "2023  年   7月  3 日": ("2023-07-03", "2023-07-03"), "2025-03-11": ("2025-03-11", "2025-03-11"),
    "2025/3/11": ("2025-03-11", "2025-03-11"), "2025-03-11 00:00:00": ("2025-03-11", "2025-03-11"),
    "已于2023年11月完成": ("2023-11-01", "2023-11-30"),
}  # fmt: skip
NOT_UNDERSTOOD = [
    "", "年底", "1-12月", "2023", "2023.1", "20230105", "2023年13月", "2023年2月30日", "2023年12-1月",
    "2024年前", "完成",
    "1个项目未能按时完成", "2023年未完成", "2023年1月和3月", "2 023年", "23年12月",
]  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_understood(text: str) -> None:
    start, end = UNDERSTOOD[text]
    assert parse_period(text) == Period(_day(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_not_understood(text: str) -> None:
    assert parse_period(text) is None


def test_dates_are_periods_of_a_day() -> None:
    day = date(2024, 3, 1)
    assert parse_period(day) == parse_period(datetime(2024, 3, 1, 9)) == Period(day, day)
    assert parse_period(20240301) is None
    assert parse_period(None) is None


def test_a_deadline_covers_what_was_done_before() -> None:
    deadline, year = parse_period("2023年12月前"), parse_period("2023年1-12月")
    late, before = parse_period("2024年1月"), parse_period("2022年12月")
    assert deadline and year and late and before
    assert deadline.covers(year)
    assert deadline.covers(before)
    assert not year.covers(before)
    assert not year.covers(late)


@given(st.one_of(st.text(), st.text(alphabet="0123456789年月日号底末前内-./至~完成 截至上半度季第一", max_size=24)))
def test_no_text_raises(text: str) -> None:
    period = parse_period(text)
    assert period is None or period.start is None or period.start <= period.end


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_back(day: date) -> None:
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"):
        assert parse_period(text) == Period(day, day)
