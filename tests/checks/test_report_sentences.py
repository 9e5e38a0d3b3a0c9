"""BG101–BG109 on some three hundred sentences of other departments: right ones, and ones with one mistake planted."""

from pathlib import Path

import pytest
import yaml
from clean_report import DEPARTMENT
from report_lines import found_in, report_of

CASES = yaml.safe_load((Path(__file__).parent / "cases_of_sentences.yaml").read_text(encoding="utf-8"))
LINES = DEPARTMENT.strip("\n").splitlines()
PLACE = max(place for place, line in enumerate(LINES) if line == "无")  # the last chapter


def codes(*sentences: str) -> list[str]:
    return [finding.code for finding in found_in(report_of([*LINES[:PLACE], *sentences, *LINES[PLACE + 1 :]]))]


@pytest.mark.parametrize("sentence", CASES["right"])
def test_right(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(("code", "sentence"), CASES["wrong"])
def test_wrong(code: str, sentence: str) -> None:
    assert code in codes(sentence)


def test_both_changes_of_one_sentence_are_computed() -> None:
    budget, last = "比预算数283.70万元减少13.70万元，下降{}%", "比上年决算数290.00万元减少20.00万元，下降{}%"
    text = f"公用经费决算数270.00万元，{budget}，{last}。"
    assert codes(text.format("4.83", "6.9")) == []
    assert codes(text.format("8.43", "6.9")) == ["BG105"]
    assert codes(text.format("4.83", "9.6")) == ["BG105"]


def test_the_unit_s_own_name_before_a_figure_is_understood() -> None:
    assert codes("江城县住房和城乡建设局公用经费280.00万元。") == ["BG101"]
    assert codes("市政服务中心公用经费280.00万元。") == []
