"""Figures in running text: what is one, in which unit, and what is only a year, a bound or a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.figure import figures_in, plain_signs

FIGURES = [
    ("预算为45万元", [("45", "万元")]),
    ("１，669.89万元", []),  # one number or two
    ("年初预算数1,669.89万元", [("1669.89", "万元")]),
    ("总造价3.6亿元、补助800元", [("36000.0", "万元"), ("0.0800", "万元")]),
    ("政府性基金收入 4015.83万元，支出1515.83 万元", [("4015.83", "万元"), ("1515.83", "万元")]),
    ("同比下降１.26％", [("0.0126", "%")]),
    ("减少-30.07万元", [("-30.07", "万元")]),
    ("公务用车一辆、特种专业技术用车两辆、其他用车2辆", [("1", "辆"), ("2", "辆"), ("2", "辆")]),
    ("行政编制13名，在职84人", [("13", "人"), ("84", "人")]),
    ("建筑面积343134.88㎡，销售278658.78m2，规模7万平方米",
     [("343134.88", "平方米"), ("278658.78", "平方米"), ("70000", "平方米")]),
    ("自评得分99.22分", [("99.22", "分")]),
    ("截至2024年12月31日，按照衡办〔2019〕6号文件第3条", []),
    ("200万市政设施维护奖补资金", []),  # 万元, or 万 of something
    ("收入2900余万元、7亿多元", []),
    ("一套机构、两个机关名称", []),
    ("3.1.2个", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    exact = [figure for figure in figures_in(text) if not figure.vague]
    assert [(str(figure.value), figure.unit) for figure in exact] == expected


@pytest.mark.parametrize(
    "text",
    ["约45万元", "近5亿元", "45万元以上", "45万元左右", "≥60%", "3-5个工作日", "至少3人", "超过45万元", "30%左右"],
)
def test_bounds_and_guesses_are_vague(text: str) -> None:
    assert all(figure.vague for figure in figures_in(text))


@pytest.mark.parametrize(
    ("text", "step"),
    [("45万元", "1"), ("15125.5万元", "0.1"), ("10.00万元", "0.01"), ("1.51亿元", "100"), ("9.5%", "0.001")],
)
def test_the_step_is_one_unit_of_the_last_written_place(text: str, step: str) -> None:
    assert [figure.step for figure in figures_in(text)] == [Decimal(step)]


@given(
    st.text(alphabet="预算为万元亿分人辆%％，、；。（）()0123456789.,-～以上约一两〔〕 　m2²㎡第年月\n", max_size=60)
)
def test_nothing_raises_and_the_places_are_those_of_the_text(text: str) -> None:
    assert len(plain_signs(text)) == len(text)
    for figure in figures_in(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.step > 0
