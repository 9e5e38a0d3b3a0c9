"""Cells read as numbers, blanks, errors and texts; nothing that can stand in a cell raises."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.number import (
    ERRORS,
    Kind,
    amount_in_wan,
    digits,
    from_float,
    is_blank,
    meaning,
    parse_number,
    plain,
    shown_as_percent,
)
from xladdin.values.rounding import percent, two_places


@pytest.mark.parametrize(
    "text",
    ["", " ", "　", "\t\n", "——", "—", "一", "-", "－", "/", "／", "无", "不适用", " 无 ",
    "[bookmark: _GoBack]", "\u200b", "\ufeff——"],
)  # fmt: skip
def test_blanks_are_never_zero(text: str) -> None:
    assert is_blank(text)
    assert meaning(text) == (text, Kind.BLANK, None, "")


@pytest.mark.parametrize("text", ["0", "无负面影响", "一次", "不适用于本年", "- 3", "否"])
def test_what_says_something_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("[bookmark: _GoBack]20", "20", ""), ("100％", "1", "%"), ("96.41%", "0.9641", "%"), ("45万元", "45", "万元"),
        ("1,669.89", "1669.89", ""), ("　5", "5", ""), ("-3", "-3", ""), ("−3", "-3", ""), ("１２.５", "12.5", ""),
        (".5", "0.5", ""), ("￥20元", "20", "元"), ("16个", "16", "个"), ("5‰", "0.005", "‰"),
        ("130.5㎡", "130.5", "平方米"), ("352套", "352", "套"), ("75个", "75", "个"), ("3年", "3", "年"),
        ("20个工作日", "20", "个工作日"), ("1.2万户", "1.2", "万户"), ("-0", "0", ""),
        ("130.5 m²", "130.5", "平方米"), ("55万m2", "55", "万平方米"), ("12\n个", "12", "个"), ("0", "0", ""),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str, unit: str) -> None:
    assert meaning(text)[1:] == (Kind.NUMBER, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    ["98%以上", "≥50", "3-5", "16 15", "5\n6", "1. 20万", "12,34", "1.2.3", "②", "5²", "1、", "2023.1.1",
    "10:30", "约50", "2023年", "2024年年底完成", "2023年度", "12月", "3日", "12次检测", "5号", "100MB", "1个月内完成",
    "#绩效", "#1!",
     "100余户", "(3.5)", "一次", "abc", "1建筑市场管理有序"],
)  # fmt: skip
def test_what_is_not_one_number_stays_text(text: str) -> None:
    assert meaning(text).kind is Kind.TEXT


@pytest.mark.parametrize("text", [*sorted(ERRORS), "#ref!", "#PYTHON!", "#FOO!", "#MACRO?", "#EXTERNAL!", "Err:502"])
def test_errors_are_neither_blank_nor_number(text: str) -> None:
    assert meaning(text).kind is Kind.ERROR


def test_cells_that_are_no_texts() -> None:
    assert meaning(None).kind is Kind.BLANK
    assert meaning(0.1 + 0.2)[1:3] == (Kind.NUMBER, Decimal("0.3"))
    assert meaning(2096.96).raw == "2096.96"
    assert [str(from_float(zero)) for zero in (-0.0, 0.0, -1e-12)] == ["0", "0", "0"]
    assert meaning(-0.0).raw == meaning(Decimal("-0.00")).raw == "0"
    assert str(meaning(Decimal("-0.00")).value) == "0"
    assert meaning(float("nan")).kind is Kind.ERROR
    assert meaning(Decimal("Infinity")).kind is Kind.ERROR
    assert meaning(True)[1:3] == (Kind.TEXT, "是")
    assert meaning(datetime(2024, 3, 1, 8))[1:3] == (Kind.DATE, date(2024, 3, 1))
    assert meaning(time(8)).kind is Kind.TEXT
    assert meaning(10**5000).kind is Kind.NUMBER


def test_amounts_in_wan() -> None:
    assert amount_in_wan(Decimal(5000), "元") == Decimal("0.5")
    assert amount_in_wan(Decimal("1.2"), "亿元") == 12000
    assert amount_in_wan(Decimal(2), "千万元") == 2000
    assert amount_in_wan(Decimal(3), "") == 3
    assert amount_in_wan(Decimal(3), "个") is None


def test_rounding_is_half_up() -> None:
    assert two_places(Decimal("0.005")) == Decimal("0.01")
    assert two_places(Decimal("9.2649")) == Decimal("9.26")
    assert percent(Decimal("0.92649")) == "92.65%"
    assert percent(Decimal(1)) == "100%"


CELLS = st.one_of(
    st.none(), st.booleans(), st.text(), st.floats(), st.integers(), st.decimals(), st.dates(), st.datetimes(),
    st.times(), st.text(alphabet="0123456789.,-+%％ 　元万亿一—/无", max_size=12),
)  # fmt: skip


@given(CELLS)
def test_no_cell_raises(cell: object) -> None:
    found = meaning(cell)
    assert (found.kind is Kind.BLANK) == (found.value is None)
    if found.kind is Kind.NUMBER:
        assert isinstance(found.value, Decimal) and found.value.is_finite()


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_number_survives_being_written(value: Decimal) -> None:
    assert meaning(digits(value)).value == value
    parsed = parse_number(f"{value:,.2f}万元")
    assert parsed is not None and parsed.value == value


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_floats_are_rounded_to_eight_decimals(value: float) -> None:
    assert abs(from_float(value) - Decimal(repr(value))) <= Decimal("0.000000006")


FLOATS = st.one_of(
    st.floats(min_value=-1e15, max_value=1e15, exclude_min=True, exclude_max=True),
    st.integers(-(10**14), 10**14).map(float),
    st.decimals(min_value=-(10**6), max_value=10**6, places=8).map(float),
    st.decimals(min_value=-(10**6), max_value=10**6, places=2).map(float),
)


@given(FLOATS)
def test_a_float_with_nothing_to_round_is_read_as_if_it_were_rounded(value: float) -> None:
    assert str(from_float(value)) == str(plain(Decimal(repr(value)).quantize(Decimal("1E-8"))))


@given(FLOATS)
def test_a_number_shown_as_percent_means_what_its_text_means(number: float) -> None:
    shown = shown_as_percent(number)
    assert meaning(shown)[1:] == meaning(str(shown))[1:]
