"""The report of one project, from its 项目表."""

import pytest
from written import EXAMPLE, project, remarks, tables, text

from tests.checks.clean_filing import clean, edited
from xladdin.errors import InputError
from xladdin.opening import open_filing
from xladdin.word import project_file

MILUO = "hunan-miluo-2023"


def test_the_figures_of_a_project() -> None:
    made = project(open_filing(EXAMPLE).filing, MILUO)
    said = text(made)
    for sentence in (
        "2023年度帮代办工作经费\n项目支出绩效自评报告",
        "资金到位情况：2023年度年初预算数45.00万元，全年预算数45.00万元，资金来源为当年财政拨款45.00万元",
        "资金使用情况：全年执行数45.00万元，执行率100%。",
        "年度预期目标：为企业办理施工许可证、商品房预售许可证100%。",
        "绩效自评总分99分，等级为优。",
        "没有得满分的指标有1项：企业主和群众满意度高失1分。",
    ):
        assert sentence in said
    rows = tables(made)["指标完成情况"]
    assert rows[-1] == ["满意度指标", "企业主和群众满意度高", "100%", "98％", "10", "9"]


def test_a_project_that_spent_less_says_why() -> None:
    said = text(project(clean(MILUO), MILUO))
    assert "全年执行数比全年预算数减少4.00万元，下降5.71%，主要原因是【请填写：执行数与预算数有差异的原因】。" in said


def test_a_name_that_ends_with_project() -> None:
    filing = edited(clean(MILUO), {"projects[0].name": "保障房建设项目"})
    assert text(project(filing, MILUO)).startswith("2023年度保障房建设项目\n支出绩效自评报告")


def test_a_blank_total_and_indicators_that_are_missing() -> None:
    filing = edited(clean(MILUO), {"projects[0].total_score": ""})
    bare = filing.projects[0].model_copy(update={"sections": ()})
    filing = filing.model_copy(update={"forms": (bare,)})
    made = project(filing, MILUO)
    assert "总分【请填写：总分】分" in text(made)
    assert "【请填写：产出和成本指标的完成情况】。" in text(made)
    assert "项目支出绩效自评表里没有填这些指标" in remarks(made)


def test_a_rulebook_without_chapters_for_projects() -> None:
    with pytest.raises(InputError, match="没有项目支出绩效自评报告的提纲"):
        project(clean("hunan-yueyang-2024"), "hunan-yueyang-2024")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("帮代办工作经费", "项目07 帮代办工作经费.docx"),
        ("路灯/排水\n改造:一期?", "项目07 路灯_排水改造_一期_.docx"),
        ("", "项目07.docx"),
        ("..", "项目07.docx"),
        ("长" * 300, f"项目07 {'长' * 60}.docx"),
    ],
)
def test_names_of_files(name: str, file: str) -> None:
    assert project_file(7, edited(clean(MILUO), {"projects[0].name": name}).projects[0]) == file
