"""专项资金汇总 (表 E 注 2): absolute values are added up, relative ones averaged by money; nothing is made up."""

from decimal import Decimal

import pytest

from xladdin.collecting.funds import Reported, aggregated, fund_tables
from xladdin.collecting.record import Amounts, Fund, FundIndicator, Result, Submission, Verification


def column(*rows: tuple[str, str | None]) -> list[tuple[str, Reported]]:
    """Text and 全年预算数 of each unit."""
    return [
        (text, Reported(f"{number}局", FundIndicator("", "", "", text, ""), Decimal(money) if money else None))
        for number, (text, money) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize(
    ("rows", "value", "said"),
    [
        ([("100户", "10"), ("250户", "30")], "350户", "2 个单位相加"),
        ([("≥2.5公里", "10"), ("1.5公里", "30")], "4000米", "2 个单位相加"),
        # (90% × 10 + 98% × 30) ÷ 40 = 96%
        ([("90%", "10"), ("≥98%", "30")], "96%", "按全年预算数 40 万元加权平均"),
        ([("90%", "10"), ("98%", None)], "", "2局没有填写全年预算数"),
        ([("90%", "0"), ("98%", "0")], "", "资金额合计为 0"),
        ([("100户", "10"), ("3公里", "30")], "", "计量单位不同（户、米）"),
        ([("100户", "10"), ("较好", "30")], "", "2局写的不是数"),
        ([("3-5个工作日", "10"), ("4个工作日", "30")], "", "1局写的是一个范围"),
        ([("全部达成", "10"), ("全部达成", "30"), ("部分达成", "5")], "", "全部达成 2 个，部分达成 1 个"),
        ([("", "10"), ("100户", "30")], "100户", "1 个单位相加"),
        ([("", "10"), ("", "30")], "", "没有填写"),
    ],
)
def test_one_indicator_over_units(rows: list[tuple[str, str | None]], value: str, said: str) -> None:
    figure, explanation = aggregated(column(*rows))
    assert figure == value
    assert said in explanation


def result(path: str, fund: Fund, *, intact: bool | None = None, year: int = 2020) -> Result:
    submission = Submission(
        fund.unit, year, "衡山县 2020 年度", Verification(intact, ""), None, None, "", Amounts(), 0, (), funds=(fund,)
    )
    return Result(path, path, submission)


def fund(unit: str, budget: str, spent: str, target: str, actual: str, name: str = "危房改造资金") -> Fund:
    whole = Amounts(None, Decimal(budget), Decimal(spent))
    rows = (FundIndicator("产出指标", "数量指标", "改造户数", target, actual),)
    return Fund(name, unit, (whole, Amounts(), whole, Amounts()), rows)


def test_a_fund_over_units_and_another_fund_beside_it() -> None:
    results = [
        result("a.xlsx", fund("甲镇", "10", "9", "20户", "18户")),
        result("b.xlsx", fund("乙镇", "30", "30", "60户", "61户", "危房 改造资金：")),
        result("c.xlsx", fund("丙镇", "5", "5", "1户", "1户", "水利资金")),
        result("d.xlsx", fund("丁镇", "500", "500", "999户", "999户"), intact=False),  # altered: does not count
    ]
    money, indicators = fund_tables(results)
    assert money.rows == (
        ("危房改造资金", 2020, "年度资金总额", 2, Decimal(40), Decimal(39), Decimal("0.975"), ""),
        ("危房改造资金", 2020, "县级资金", 2, Decimal(40), Decimal(39), Decimal("0.975"), ""),
        ("水利资金", 2020, "年度资金总额", 1, Decimal(5), Decimal(5), Decimal(1), ""),
        ("水利资金", 2020, "县级资金", 1, Decimal(5), Decimal(5), Decimal(1), ""),
    )
    first = indicators.rows[0]
    assert first[4:8] == ("改造户数", 2, "80户", "79户")
    assert len(indicators.rows) == 2


def test_a_unit_that_has_sent_its_table_twice_counts_as_one_and_is_named() -> None:
    results = [
        result("甲.xlsx", fund("甲镇", "10", "9", "20户", "90%")),
        result("甲修订.xlsx", fund("甲镇", "10", "9", "20户", "90%")),
        result("乙.xlsx", fund("乙镇", "30", "30", "60户", "95%")),
    ]
    said = "甲镇有 2 份，都已计入，请先确定以哪一份为准"
    money, indicators = fund_tables(results)
    assert [row[3:5] + row[7:] for row in money.rows] == [(2, Decimal(50), said)] * 2
    assert indicators.rows[0][5:] == (
        2, "100户", "93%", f"指标值：2 个单位相加；完成值：2 个单位按全年预算数 50 万元加权平均；{said}",
    )  # fmt: skip


def test_the_years_of_a_fund_are_not_added_up() -> None:
    given = [result(f"{year}.xlsx", fund("甲镇", "10", "9", "1户", "1户"), year=year) for year in (2020, 2021)]
    money, indicators = fund_tables(given)
    assert [row[1:5] for row in money.rows if row[2] == "年度资金总额"] == [
        (2020, "年度资金总额", 1, Decimal(10)),
        (2021, "年度资金总额", 1, Decimal(10)),
    ]
    assert [row[1] for row in indicators.rows] == [2020, 2021]


def test_units_without_a_name_are_taken_for_different_ones() -> None:
    given = [result(name, fund("", "10", "9", "1户", "1户")) for name in ("a.xlsx", "b.xlsx")]
    money, _ = fund_tables(given)
    assert money.rows[0][3:] == (2, Decimal(20), Decimal(18), Decimal("0.9"), "")


def test_what_stands_in_brackets_tells_funds_and_indicators_apart() -> None:
    names = ["危房改造资金（一期）", "危房改造资金（二期）"]
    money, _ = fund_tables([result(name, fund("甲镇", "10", "9", "20户", "18户", name)) for name in names])
    assert [row[0] for row in money.rows if row[2] == "年度资金总额"] == names
    names = ["管网（主管）", "管网（支管）"]
    pipes = tuple(FundIndicator("产出指标", "数量指标", name, "3公里", "3公里") for name in names)
    _, indicators = fund_tables([result("a.xlsx", Fund("污水处理资金", "甲镇", (Amounts(),) * 4, pipes))])
    assert [row[4] for row in indicators.rows] == names


def test_a_unit_without_an_amount_is_named() -> None:
    blank = Fund("危房改造资金", "甲镇", (Amounts(),) * 4, ())
    money, _ = fund_tables([result("a.xlsx", blank), result("b.xlsx", fund("乙镇", "30", "30", "1户", "1户"))])
    assert money.rows[0][3:] == (1, Decimal(30), Decimal(30), Decimal(1), "预算数或执行数没有填写：甲镇")
