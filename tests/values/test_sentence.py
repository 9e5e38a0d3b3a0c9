"""Sentences of the real reports as statements: words, figure, year, change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.sentence import statements_of

# text -> words and figure of each statement
SENTENCES = [
    ("资金到位情况：帮代办项目由住建局于2023年年末申报，经批复，预算为45万元。2023年实际拨付我单位资金为45万元。",
     [("预算为", "45"), ("2023年实际拨付我单位资金为", "45")]),
    ("根据实际工作情况，帮代办项目共计支出35万元。", [("帮代办项目共计支出", "35")]),
    ("其中施工图审查服务费用(城建）253.21万元，市政设施维护奖补资金200万元财政未拨付。",
     [("其中施工图审查服务费用", "253.21"), ("市政设施维护奖补资金", "200")]),
    ("2020年度一般预算基本支出“三公”经费全年预算数10.00万元",
     [("2020年度一般预算基本支出三公经费全年预算数", "10.00")]),
    ("三、政府采购共计金额570.18万元。", [("政府采购共计金额", "570.18")]),
    ("档案数字化管理的支出项目2万元和九防经费3万元", [("档案数字化管理的支出项目", "2"), ("和九防经费", "3")]),
    ("2020年总共审批57件，其中55件为易地建设，2件为人防结建。",
     [("2020年总共审批", "57"), ("其中", "55"), ("", "2")]),
    ("根据《部门整体支出绩效评价指标》自评分99.22分(详见附件3)。", [("部门整体支出绩效评价指标自评分", "99.22")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_words_and_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.words, str(one.figure.value)) for one in statements_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年实际拨付45万元，支出35万元。", [2023, 2023]),
        ("由住建局于2022年年末申报，经批复，预算为5万元。", [None]),
        ("截至2024年5月底，累计支出68万元。", [2024]),
        ("其他项目支出8143.03万元，其中2022年资金缺口19.34万元；公益性岗位工资118.68万元。", [None, 2022, None]),
        ("2022年支出80万元。支出100万元。", [2022, None]),
    ],
)
def test_years(text: str, years: list[int | None]) -> None:
    assert [one.year for one in statements_of(text)] == years


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("基本支出决算数为2357.68万元，较上年减少30.07万元，同比下降1.26%。", [0, -1, -1]),
        ("年度决算基本支出总额超年初预算批复138.07万元。", [1]),
        ("比上年增加了5万元，增幅为5%，节约资金3万元", [1, 1, -1]),
        ("新增发布建筑工程人工费用预算价格63.8万元", [0]),
        ("比上年80万元增加20万元", [0, 1]),
    ],
)
def test_changes(text: str, changes: list[int]) -> None:
    assert [one.change for one in statements_of(text)] == changes


def test_last_year_and_outlook() -> None:
    last, now, planned = statements_of("上年支出80万元，本年支出100万元，计划支出120万元")
    assert (last.of_last_year, now.of_last_year, planned.outlook) == (True, False, True)
    assert not statements_of("较上年减少30.07万元")[0].of_last_year
    assert statements_of("年度决算基本支出总额超年初预算批复138.07万元")[0].over_budget


def test_depth_and_quotes() -> None:
    whole, *parts = statements_of("共74个（房屋工程68个，市政工程6个），在建44个")
    assert [one.depth for one in (whole, *parts)] == [0, 1, 1, 0]
    assert [one.quote for one in parts] == ["房屋工程68个", "市政工程6个", "在建44个"]


@given(st.text(alphabet="其中支出预算万元上年增加超共计2023年%，、；。：（）()0123456789.约“”一辆\n ", max_size=80))
def test_nothing_raises(text: str) -> None:
    for one in statements_of(text):
        assert text[one.start : one.figure.end].strip() == one.quote
        assert isinstance(one.figure.value, Decimal)


def test_what_a_figure_is_compared_with() -> None:
    said = statements_of("决算数270万元，比预算数283.70万元减少13.70万元，占年初预算280万元的96%，比赛经费5万元")
    assert [one.compared for one in said] == [False, True, False, True, False, False]
    assert [one.change for one in said] == [0, 0, -1, 0, 0, 0]
