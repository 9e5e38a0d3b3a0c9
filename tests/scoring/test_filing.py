"""All scores of the real filings: entered beside computed."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from xladdin.opening import open_filing
from xladdin.rulebooks.loader import load
from xladdin.rulebooks.parameters import Cap
from xladdin.scoring.filing import FilingScores, ScoreLine, rule_values, score_filing

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"


@cache
def scores(name: str) -> FilingScores:
    return score_filing(*open_filing(FILINGS / name))


def line(name: str, sheet: str, cell: str) -> ScoreLine:
    return next(line for line in scores(name).lines if line.entered.address == (sheet, cell))


def pair(line: ScoreLine | None) -> tuple[Decimal | None, Decimal | None]:
    assert line is not None
    return line.entered.number, line.computed.score


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_yueyang_total_is_a_hundredth_too_high(suffix: str) -> None:
    found = scores(f"yueyang_2024.{suffix}")
    assert pair(found.total) == (Decimal("99.27"), Decimal("99.26"))
    assert found.grade == "优"
    execution = [line for line in found.lines if line.rule == "execution"]
    assert [line.computed.score for line in execution] == [Decimal("9.26"), Decimal("9.72")]
    assert [line.subject for line in found.lines if line.differs] == ["总分"]


def test_miluo_totals() -> None:
    totals = [pair(line) for line in scores("miluo_2023.xlsx").lines if line.rule == "total"]
    assert totals[0] == (99, 109)
    assert totals[3] == (99, 89), "附件3-3 下岗职工困难补助"
    assert totals[11] == (99, 109), "附件3-11 城建档案"
    assert totals[13] == (None, 100), "附件3-13 总分没有填"


def test_a_total_above_one_hundred_has_no_grade() -> None:
    assert scores("miluo_2023.xlsx").grade == ""


@pytest.mark.parametrize(
    ("sheet", "cell", "computed"),
    [("附件3-13", "H13", "9.38"), ("附件3-14", "H18", "0.45"), ("附件3-8", "H27", "10"), ("附件2", "H21", "9.69")],
)
def test_indicators_of_miluo(sheet: str, cell: str, computed: str) -> None:
    assert line("miluo_2023.xlsx", sheet, cell).computed.score == Decimal(computed)


def test_scoring_table_of_hengshan() -> None:
    found = {line.subject: line for line in scores("hengshan_2020.xlsx").lines}
    assert pair(found["公用经费控制率"]) == (8, 0)
    assert pair(found["政府采购执行率"]) == (6, 0)
    assert pair(found["“三公经费”控制率"]) == (7, 7)
    assert found["在职人员控制率"].computed.problem == "在职人数为空"
    assert pair(found["总分"]) == (None, Decimal("91.5"))


def test_rows_that_share_a_weight_say_so() -> None:
    found = {line.subject: line for line in scores("hengshan_2020.xlsx").lines}
    for name in ("经济效益", "社会效益"):
        assert found[name].weight.number == 10
        assert found[name].computed.problem == "经济效益、社会效益共 2 行合计 10 分，由人评定，程序不计算"
    assert pair(found["社会效益"]) == (10, None)
    assert found["资金使用合规性"].computed.problem == "资金使用不合规例数为空"


def test_several_buildings_are_added_up_and_a_missing_form_gives_nothing() -> None:
    filing = open_filing(FILINGS / "miluo_2023.xlsx").filing
    rulebook = load("hunan-hengshan-2020")
    assert rule_values(filing, rulebook, "office_cost") == [Decimal("297.69"), Decimal("283.70")]
    assert rule_values(filing, rulebook, "budget_completion") == [None] * 4
    assert rule_values(filing, rulebook, "building_area") == [None, None]


def test_a_cap_by_execution_rate_holds_for_total_and_grade() -> None:
    filing, rulebook = open_filing(FILINGS / "yueyang_2024.xlsx")
    assert filing.department is not None
    cap = Cap(execution_below=Decimal("0.95"), total_at_most=Decimal("89.5"), source=rulebook.execution.source,
              checked_on=rulebook.checked_on)  # fmt: skip
    found = score_filing(filing, rulebook.model_copy(update={"caps": (cap,)}))
    assert (pair(found.total), found.grade) == ((Decimal("99.27"), Decimal("89.5")), "良")
    assert found.total is not None
    assert found.total.computed.explanation == "32 项得分合计 99.26 分，执行率 92.65%，总分最高 89.5 分"
    assert [line.computed.score for line in found.lines if line.rule == "total"] == [Decimal("89.5"), Decimal("99.72")]
