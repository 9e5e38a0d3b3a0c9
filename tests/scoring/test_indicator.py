"""Indicators: every case of tests/cases/indicator*.yaml, the parameters, columns, crammed cells, any text."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from xladdin.forms.entry import Entry
from xladdin.rulebooks.loader import load
from xladdin.rulebooks.parameters import IndicatorRule
from xladdin.scoring.crammed import count_lines, numbered_lines, split_lines
from xladdin.scoring.indicator import judge_indicator, score_indicator
from xladdin.scoring.statements import _FAILED, _NO_SHORTFALL
from xladdin.values.number import Kind

FOLDER = Path(__file__).parents[1] / "cases"
RULEBOOK = "hunan-yueyang-2024"
FACTS = {"kind": "kind", "met": "met", "over": "over_completion", "mismatch": "unit_mismatch"}
PARAMETERS = load(RULEBOOK).indicator

# 数量指标 of a real filing, whose three cells hold ten and eleven lines.
NAMES = """1. 核发施工许可证。
2. 商品房预算许可。
3. 下岗职工困难补助。
4. 确保所有施工图审查到位。
5. 完成黑臭水体检测任务。
6. 工程建设监管执法率、监督工程竣工验收率
7. 质量安全标准化考评率
8. 完成公开招标项目监管16个
9. 公租房建设100套
10. 白蚁免费防治"""
TARGETS = """1.核发施工许可证核发到位
2.商品房预算许可合规到位
3.所有下岗职工补到位
4.施工图审查到位
5.完成黑臭水体检测任务12次以上检测。
6.工程建设监管执法率、监督工程竣工验收率100%。
7.质量安全标准化考评率100%。
8.完成公开招标项目监管16个。
9.公租房建设100套以上
10.租赁补贴1000户以上
11.白蚁免费防治55万平方米以上"""
COMPLETIONS = """1.核发施工许可证75个。
2.商品房预算许可10个
3.下岗职工补助均到位。
4.施工图均审查完成，涉及95审查机构。
5.完成黑臭水体检测任务12次检测。
6.工程建设监管执法率、监督工程竣工验收率100%。
7.质量安全标准化考评率100%。
8.完成公开招标项目监管15个。
9.公租房建设352套
10.租赁补贴1223户。
11.白蚁免费防治92.96万平方米以上"""


def _cases() -> list[Any]:
    cases = [
        (file.stem, case)
        for file in sorted(FOLDER.glob("indicator*.yaml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]
    return [pytest.param(case, id=f"{file}: {case['name']}") for file, case in cases]


def changed(**parameters: Any) -> IndicatorRule:
    return PARAMETERS.model_copy(update=parameters)


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    parameters = load(case.get("rulebook", RULEBOOK)).indicator
    judged = judge_indicator(*case["args"], parameters, cost=case.get("cost", False))
    shown = f"错误：{judged.score.problem}" if judged.score.problem else judged.score.score
    expected = case["expect"] if isinstance(case["expect"], str) else Decimal(str(case["expect"]))
    assert shown == expected, judged
    for name, attribute in FACTS.items():
        if name in case:
            assert getattr(judged, attribute) == case[name], judged
    if "explains" in case:
        assert judged.score.explanation == case["explains"]


def test_less_is_better_by_ratio() -> None:
    judged = judge_indicator("≤10万元", "12.5万元", 10, changed(reverse="ratio"))
    assert judged.score.score == Decimal("8.00")
    assert judged.score.explanation == "目标 ≤10万元，完成 12.5万元，超出目标 25%，得 10 × 80% = 8 分"


def test_over_completion_can_cost_points() -> None:
    over = PARAMETERS.over_completion.model_copy(update={"deduct": Decimal(1)})
    judged = judge_indicator("100套", "352套", 5, changed(over_completion=over))
    assert judged.score.score == Decimal("4.00")
    assert judged.score.explanation.endswith("超额完成扣 1 分，得 4 分")


def test_a_rulebook_can_refuse_percentages_for_amounts() -> None:
    judged = judge_indicator("8次/年", "100%", 8, changed(percent_for_amount="refuse"))
    assert judged.score.score is None
    assert judged.unit_mismatch


@pytest.mark.parametrize("completion", ["90%", "110%"])
def test_less_is_better_takes_no_percentage_but_a_hundred(completion: str) -> None:
    assert judge_indicator("≤11万元", "100%", 8, PARAMETERS).score.score == 8
    refused = judge_indicator("≤11万元", completion, 8, PARAMETERS)
    assert refused.score.problem == "完成值写的是百分比，看不出是完成率还是用去的比例，请填写实际数"
    assert "越少越好的指标（成本、期限）只认 100%" in PARAMETERS.note


def test_over_completion_is_never_shown_as_more_than_it_was() -> None:
    judged = judge_indicator("100000个", "129999个", 5, PARAMETERS)
    assert not judged.over_completion
    assert "达到目标的 129.999%" in judged.score.explanation


def test_entries_are_read_as_they_are_written() -> None:
    completion = Entry(raw="100％", kind=Kind.NUMBER, value=Decimal(1), unit="%")
    judged = judge_indicator(Entry(raw="98%以上"), completion, Decimal(2), PARAMETERS)
    assert judged.score.score == Decimal("2.00")


def test_lines_of_a_crammed_cell_are_found_by_number_and_words() -> None:
    lines = split_lines(NAMES, TARGETS, COMPLETIONS)
    assert len(lines) == 11
    bidding = lines[7]
    assert (bidding.name, bidding.target, bidding.completion) == (
        "完成公开招标项目监管16个", "完成公开招标项目监管16个。", "完成公开招标项目监管15个。"
    )  # fmt: skip
    assert judge_indicator(bidding.target, bidding.completion, 1, PARAMETERS).met is False
    housing = judge_indicator(lines[8].target, lines[8].completion, 1, PARAMETERS)
    assert housing.over_completion
    assert (lines[9].name, lines[10].name) == ("", "白蚁免费防治")


def test_wrong_numbers_do_not_mislead() -> None:
    targets = "4.智慧模块覆盖率40%以上。\n5.白蚁防治完成率100%"
    lines = split_lines("", targets, "3.智慧模块覆盖率40%。\n4.白蚁防治完成率100%。")
    assert [line.completion for line in lines] == ["智慧模块覆盖率40%。", "白蚁防治完成率100%。"]


def test_a_doubtful_pair_is_not_made() -> None:
    lines = split_lines("", "1.提高建筑市场监督\n2.优化注册流程", "完成")
    assert [(line.target, line.completion) for line in lines] == [
        ("提高建筑市场监督", ""), ("优化注册流程", ""), ("", "完成")
    ]  # fmt: skip


def test_a_single_indicator_stays_one_line() -> None:
    assert len(split_lines("1.公租房建设", "100套", "352套")) == 1


LINES = ("1.完成", "2、完成", "12．", "(1)", "（2）、", "l.100%", "目标1：", "3", "1.5", "2建筑市场管理有序", "")
BREAKS = (*"\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029；;。 \u3000\0", "。 ", "\r\n")
CRAMMED = st.builds(str.join, st.sampled_from(BREAKS), st.lists(st.sampled_from(LINES), max_size=4))


@settings(max_examples=500)
@given(st.one_of(st.text(), CRAMMED))
def test_lines_are_counted_as_they_are_taken_apart(text: str) -> None:
    assert count_lines(text) == len(numbered_lines(text))


@given(st.from_regex(_NO_SHORTFALL))
def test_a_denied_shortfall_names_a_shortfall(text: str) -> None:
    assert _NO_SHORTFALL.search(text)
    assert _FAILED.search(text)


CELLS = st.one_of(
    st.none(), st.text(max_size=40), st.decimals(), st.floats(), st.integers(), st.dates(),
    st.text(alphabet="0123456789.,%万元个次年月日-以上内≥≤不未完成 \n一二十", max_size=16),
)  # fmt: skip
WEIGHTS = st.one_of(CELLS, st.decimals(min_value=0, max_value=100, places=2))


@given(CELLS, CELLS, WEIGHTS, st.booleans())
def test_no_text_raises_and_points_stay_within_the_weight(
    target: Any, completion: Any, weight: Any, cost: bool
) -> None:
    score = score_indicator(target, completion, weight, PARAMETERS, cost=cost)
    assert (score.score is None) == bool(score.problem)
    if score.score is not None and isinstance(weight, Decimal):
        assert 0 <= score.score <= weight + Decimal("0.005")


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_done_never_scores_less(target: int, done: int, further: int) -> None:
    less = score_indicator(f"{target}个", f"{done}个", 10, PARAMETERS).score
    more = score_indicator(f"{target}个", f"{done + further}个", 10, PARAMETERS).score
    assert less is not None and more is not None
    assert less <= more


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_splitting_never_raises_and_loses_nothing(name: str, target: str, completion: str) -> None:
    assert split_lines(name, target, completion)


@given(st.lists(st.sampled_from(TARGETS.splitlines()), min_size=2, max_size=8, unique=True))
def test_every_line_finds_itself(lines: list[str]) -> None:
    paired = split_lines("", "\n".join(lines), "\n".join(reversed(lines)))
    assert all(line.target == line.completion for line in paired)
