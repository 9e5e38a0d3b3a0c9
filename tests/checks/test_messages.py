"""Sentences that say one thing in one way."""

import pytest
from mutations import RULEBOOK, Change, clean_book, one_after_the_other, put

from xladdin.checks import run_checks
from xladdin.checks.report import Report
from xladdin.cli.options import explanations_given
from xladdin.errors import InputError
from xladdin.rulebooks.loader import load
from xladdin.submission.explaining import explain


def said(code: str, change: Change) -> str:
    book = clean_book()
    change(book)
    return next(finding.message for finding in run_checks(book.filing(), load(RULEBOOK)) if finding.code == code)


def test_another_order_is_a_share_when_it_is_less_and_so_many_times_when_it_is_more() -> None:
    less = said("JC204", put(base_data__meetings__final=1.263))
    assert "减少到上年的" in less and "倍" not in less
    assert "增加到上年的" in (more := said("JC204", put(base_data__meetings__final=1263.0))) and "%" not in more


def test_one_foot_is_not_counted() -> None:
    foot = put(projects_0__foot__filled_by=None)
    assert said("WZ103", foot) == "项目支出绩效自评表的表尾没有填全：填表人"
    two = one_after_the_other(foot, put(projects_1__foot__filled_by=None))
    assert said("WZ103", two) == "项目支出绩效自评表有 2 张表尾没有填全：填表人"


def test_a_wrapped_name_is_said_whole() -> None:
    wrapped = put(projects_0__sections_0__indicators_0__name="道路养护\n里程",
                  projects_0__sections_0__indicators_0__actual=None)  # fmt: skip
    assert "道路养护里程" in said("WZ101", wrapped)


def test_a_cell_of_the_base_data_has_one_name() -> None:
    assert said("WZ106", put(base_data__reception__budget="约十五万")).startswith("公务接待（2023年预算数）应填数字")


def test_without_posts_there_is_no_rate() -> None:
    assert said("JC101", put(base_data__people__posts=0.0)) == "编制数为 0，算不出控制率，填的是 96.41%"


def test_what_is_explained_is_counted_with_its_kind() -> None:
    book = clean_book()
    one_after_the_other(put(base_data__meetings__final=1.263), put(base_data__people__posts=10.0))(book)
    findings = tuple(run_checks(book.filing(), load(RULEBOOK)))
    first = next(finding for finding in findings if finding.severity == "warning")
    summary = Report("江城.xlsx", RULEBOOK, "汨罗", findings, {first.id: "已核实"}).summary
    assert "警告 2 处（其中已说明 1 处）" in summary


def test_wu_is_no_explanation() -> None:
    with pytest.raises(InputError, match="请写明原因"):
        explanations_given(["0123=无"])
    with pytest.raises(InputError, match="不能是“无”"):
        explain([], for_all="无")
