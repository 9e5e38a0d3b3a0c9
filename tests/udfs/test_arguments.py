"""The converter of arguments: everything that a cell can hand over, and that it never raises."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import udfs
from udfs.answers import LONGEST
from udfs.arguments import CellError, Takes, cells_of, read, read_block
from udfs.registry import FUNCTIONS, Family
from xladdin.values.number import ERRORS

NUMBERS = [
    (188, Takes.COUNT, "188"),
    (188.0, Takes.COUNT, "188"),
    (Decimal("188.50"), Takes.AMOUNT, "188.50"),
    (0.1 + 0.2, Takes.AMOUNT, "0.3"),  # a float is rounded to 8 decimals
    (-3.0, Takes.AMOUNT, "-3"),
    (1e20, Takes.AMOUNT, "1E+20"),
    ("1,669.89", Takes.AMOUNT, "1669.89"),
    ("　5", Takes.COUNT, "5"),
    ("[bookmark: _GoBack]20", Takes.AMOUNT, "20"),
    ("45万元", Takes.AMOUNT, "45"),
    ("3500元", Takes.AMOUNT, "0.35"),
    ("1.2亿元", Takes.AMOUNT, "12000"),
    ("188人", Takes.COUNT, "188"),
    ("100％", Takes.RATE, "1"),
    ("96.41%", Takes.RATE, "0.9641"),
    ("9.26分", Takes.SCORE, "9.26"),
    ("1050㎡", Takes.AREA, "1050"),
    ("6分", Takes.LEVEL, "6"),
    ("3项", Takes.ANSWER, "3"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "takes", "value"), NUMBERS)
def test_numbers(cell: object, takes: Takes, value: str) -> None:
    assert read(cell, takes) == Decimal(value)


@pytest.mark.parametrize("cell", [None, "", "  ", "　", "——", "一", "-", "/", "无", "不适用"])
def test_blanks(cell: object) -> None:
    assert read(cell, Takes.AMOUNT) is None


def test_none_of_is_an_answer_and_may_be_a_target() -> None:
    assert read("无", Takes.ANSWER) == "无"
    assert read("无", Takes.TEXT) == "无"


@pytest.mark.parametrize(
    ("cell", "takes"),
    [
        ("≥50个", Takes.COUNT),
        ("45万元", Takes.COUNT),
        ("5㎡", Takes.AMOUNT),
        ("50%", Takes.SCORE),
        ("若干", Takes.AMOUNT),
    ],
)
def test_what_does_not_fit_stays_text(cell: str, takes: Takes) -> None:
    assert read(cell, takes) == cell


def test_texts_of_indicators_stay_as_they_are_written() -> None:
    assert read(" ≥50个 ", Takes.TEXT) == "≥50个"
    assert read("100％", Takes.TEXT) == "100％"
    assert read(98.0, Takes.TEXT) == Decimal(98)


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_error_values_as_texts(name: str) -> None:
    value = read(name, Takes.AMOUNT)
    assert type(value) is CellError and value == name


@pytest.mark.parametrize(
    ("code", "name"),
    [(-2146826281, "#DIV/0!"), (-2146826246, "#N/A"), (-2146826259, "#NAME?"), (-2146826288, "#NULL!"),
     (-2146826252, "#NUM!"), (-2146826265, "#REF!"), (-2146826273, "#VALUE!"), (-2146826243, "#SPILL!"),
     (-2146826238, "#CALC!"), (-2146826200, "#UNKNOWN!")],
)  # fmt: skip
@pytest.mark.parametrize("kind", [int, float])
def test_error_values_as_numbers(code: int, name: str, kind: type) -> None:
    value = read(kind(code), Takes.AMOUNT)
    assert type(value) is CellError and value == name


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_an_error(cell: object) -> None:
    assert type(read(cell, Takes.AMOUNT)) is CellError


def test_other_cells() -> None:
    assert read(True, Takes.ANSWER) == "是"
    assert read(False, Takes.AMOUNT) == "否"
    assert read(date(2024, 5, 1), Takes.TEXT) == "2024-05-01"
    assert read(datetime(2024, 5, 1, 8), Takes.AMOUNT) == "2024-05-01"
    assert read(time(8, 30), Takes.TEXT) == "08:30:00"
    assert type(read([1], Takes.AMOUNT)) is CellError


@pytest.mark.parametrize("given", [[[5.0]], [5.0], ((5.0,),), (5.0,)])
def test_a_range_of_one_cell_is_that_cell(given: Any) -> None:
    assert udfs.RATE_CONTROL(given, 10) == 0.5


def test_a_larger_range_is_no_cell() -> None:
    assert udfs.RATE_CONTROL([1, 2, 3], 10) == "错误：在职人数应为一个单元格，给出的是3 行 1 列的区域"
    assert udfs.RATE_CONTROL([], 10) == "错误：在职人数应为一个单元格，给出的是空的区域"


def test_blocks() -> None:
    assert read_block(5.0, Takes.AMOUNT) == ((Decimal(5),),)
    assert cells_of(read_block([1, None, "2"], Takes.AMOUNT)) == (1, None, 2)
    assert cells_of(read_block([[1, 2], [3, 4]], Takes.AMOUNT)) == (1, 2, 3, 4)
    assert cells_of(read_block(((1,), ("#REF!",)), Takes.AMOUNT)) == (1, "#REF!")


def test_the_failure_of_another_function_is_named() -> None:
    failed = udfs.RATE_CONTROL(188, None)
    assert failed == "错误：编制数为空"
    assert udfs.SCORE_GRADE(failed) == "错误：总分没有算出来（编制数为空），请先改正"
    assert udfs.SCORE_INDICATORS(["≥5个"], [failed], [10]) == [["错误：完成值没有算出来（编制数为空），请先改正"]]


@pytest.mark.parametrize(
    ("args", "place"),
    [((10, "错误：编制数为空"), "第 2 项"),
     (([10, "错误：编制数为空"],), "第 2 行"),
     ((5, [[1, 2], [3, "错误：编制数为空"]]), "第 2 个参数第 2 行第 2 列"),
     ((5, [1, 2], "错误：编制数为空"), "第 3 个参数")],
)  # fmt: skip
def test_a_failed_score_does_not_vanish_from_a_total(args: tuple[Any, ...], place: str) -> None:
    assert udfs.SCORE_TOTAL(*args) == f"错误：{place}不是数字（错误：编制数为空）"


def test_long_reasons_are_cut() -> None:
    answer = udfs.SCORE_GRADE("很" * 1000)
    assert isinstance(answer, str) and len(answer) == LONGEST


def test_unknown_rulebook() -> None:
    answer = udfs.SCORE_CONTROL_RATE(188, 195, None, "hunan-xiangtan-1999")
    assert isinstance(answer, str) and answer.startswith("错误：没有规则集“hunan-xiangtan-1999”，可用的有：")
    assert udfs.SCORE_CONTROL_RATE(188, 195, None, 5) == "错误：规则集应填编号，例如 hunan-miluo-2023"


def test_the_assessment_of_the_work_needs_a_rulebook_of_its_own() -> None:
    expected = "错误：没有给出规则集：只有一部分地方规定了这张表，请填当地的规则集编号"
    assert udfs.SCORE_REPORT_ON_TIME(3) == udfs.SCORE_REPORT_COMPLETENESS(0, 0) == expected


def test_a_sum_of_nothing_is_right() -> None:
    assert udfs.CHECK_SUM(None, None) == udfs.CHECK_SUM(0, [None, "——"]) == ""
    assert udfs.CHECK_SUM(5, [None, "——"]) == "错误：分项为空"


def test_results_are_remembered_by_what_the_arguments_mean() -> None:
    work = FUNCTIONS["SCORE_CONTROL_RATE"].work
    udfs.SCORE_CONTROL_RATE(188, 195)
    hits = work.cache_info().hits
    assert udfs.SCORE_CONTROL_RATE(188.0, "195人") == udfs.SCORE_CONTROL_RATE([[188]], Decimal("195.00")) == 5.0
    assert work.cache_info().hits == hits + 2


def test_arguments_by_name() -> None:
    assert udfs.SCORE_CONTROL_RATE(188, base=195, rulebook="hunan-miluo-2023") == 5.0
    assert udfs.SCORE_CONTROL_RATE(actual=188, base=195, weight=8) == 8.0


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-2146826300, -2146826190),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(max_size=30),
    st.sampled_from(["——", "100％", "45万元", "≥50个", "#DIV/0!", "#SPILL!", "错误：编制数为空", "是", "hunan", "1e5"]),
)
ARGUMENTS = st.one_of(CELLS, st.lists(CELLS, max_size=4), st.lists(st.lists(CELLS, max_size=3), max_size=3))


@given(data=st.data(), name=st.sampled_from([name for name in FUNCTIONS if FUNCTIONS[name].family is not Family.MARKS]))
def test_whatever_is_given_something_is_said(data: st.DataObject, name: str) -> None:
    """Never a traceback, never an empty text, never more than Excel takes."""
    function = FUNCTIONS[name]
    most = len(function.arguments) + (3 if function.variadic else 0)
    answer = getattr(udfs, name)(*data.draw(st.lists(ARGUMENTS, max_size=most)))
    for cell in [cell for row in answer for cell in row] if isinstance(answer, list) else [answer]:
        assert isinstance(cell, float) or cell is None or 0 < len(cell) <= LONGEST
        assert cell is not None or name == "SCORE_INDICATORS"


@given(cells=st.lists(ARGUMENTS, min_size=2, max_size=4))
def test_marks_never_raise(cells: list[Any]) -> None:
    for answer in (udfs.CHECK_SUM(*cells), udfs.CHECK_RATE(*cells[:3])):
        assert isinstance(answer, str) and len(answer) <= LONGEST


@given(cell=ARGUMENTS, takes=st.sampled_from(Takes))
def test_reading_never_raises(cell: Any, takes: Takes) -> None:
    value = read(cell, takes)
    assert value is None or isinstance(value, (Decimal, str))
    assert value != ""
    hash(read_block(cell, takes))
