"""BG101, BG102, BG104 and BG105: all that is found in the real reports, and sentences in which nothing may be found.

A line of expected/report_figures.yaml is: code, severity, paragraph, provided, expected (as reported).
"""

from pathlib import Path

import pytest
import yaml
from clean_filing import edited
from clean_report import clean_with_reports
from hypothesis import given, settings
from hypothesis import strategies as st

from xladdin.checks import Finding, run_checks
from xladdin.forms.filing import Filing
from xladdin.opening import report_titles, vocabulary
from xladdin.reading import read_filing, read_report_file
from xladdin.rulebooks.loader import load

FIXTURES = Path(__file__).parents[1] / "fixtures"
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected" / "report_figures.yaml").read_text(encoding="utf-8"))
CODES = ("BG101", "BG102", "BG104", "BG105")
RULEBOOK = "hunan-miluo-2023"
BASIC = "reports[0].chapters[1].parts[0].paragraphs"
OFFICE, THREE_PUBLIC = f"{BASIC}[2]", f"{BASIC}[3]"
SPENDING = "reports[0].chapters[1].parts[1].paragraphs[0]"
SCORE = "reports[0].chapters[5].paragraphs[0]"
STAFF = "reports[0].chapters[0].parts[1].paragraphs[0]"
FUNDS = "reports[1].chapters[0].parts[1].paragraphs"
PROJECT_SCORE = "reports[1].chapters[2].paragraphs[0]"


def findings(filing: Filing, rulebook: str = RULEBOOK) -> list[Finding]:
    return [finding for finding in run_checks(filing, load(rulebook)) if finding.code in CODES]


def found_after(changes: dict[str, str | None]) -> list[tuple[str, str, str, str]]:
    found = findings(edited(clean_with_reports(RULEBOOK), changes))
    return [(finding.code, finding.severity, finding.provided, finding.expected) for finding in found]


@pytest.mark.parametrize("name", EXPECTED)
def test_real_reports(name: str) -> None:
    files = sorted((FIXTURES / "reports").glob(f"{name}.docx"))
    if name == "miluo_2023":
        files += sorted((FIXTURES / "reports" / "miluo_2023_projects").glob("*.docx"))
    workbook = FIXTURES / "filings" / f"{name}.xlsx"
    filing = read_filing(workbook, vocabulary()) if workbook.exists() else Filing(source="")
    reports = tuple(report for file in files for report in read_report_file(file, report_titles()).reports)
    found = findings(filing.model_copy(update={"reports": reports}), f"hunan-{name.replace('_', '-')}")
    lines = [[one.code, one.severity, f"{one.sheet} {one.cell}", one.provided, one.expected] for one in found]
    assert sorted(lines) == sorted(EXPECTED[name])


def test_clean_reports_give_nothing() -> None:
    assert findings(clean_with_reports(RULEBOOK)) == []


def test_without_reports_there_is_nothing_to_check() -> None:
    assert findings(clean_with_reports(RULEBOOK).model_copy(update={"reports": ()})) == []


FOUND = [
    # BG101
    ({STAFF: "本单位编制200人，年末在职188人。"}, [("BG101", "warning", "200", "195")]),
    ({THREE_PUBLIC: "三公经费预算22.80万元，决算18.90万元。"}, [("BG101", "warning", "22.8", "21.8")]),
    ({THREE_PUBLIC: "2022年三公经费支出22.00万元。"}, [("BG101", "warning", "22", "21")]),
    ({THREE_PUBLIC: "上年三公经费决算数22.00万元。"}, [("BG101", "warning", "22", "21")]),
    ({THREE_PUBLIC: "政府采购支出65.5万元。"}, [("BG101", "warning", "65.5", "655")]),
    ({THREE_PUBLIC: "公务接待费13.81万元。"}, [("BG101", "hint", "13.81", "13.8")]),
    ({THREE_PUBLIC: "2023年总支出960万元，年初预算批复的总支出为990万元。"},
     [("BG101", "warning", "960", "950"), ("BG101", "warning", "990", "980")]),
    ({THREE_PUBLIC: "道路养护专项预算71万元，支出67万元。"},
     [("BG101", "warning", "71", "70"), ("BG101", "warning", "67", "66")]),
    ({SPENDING: "项目支出138.00万元，其中：道路养护经费68.00万元、河道治理37.00万元、监管平台运行33.00万元。"},
     [("BG101", "warning", "68", "66"), ("BG101", "warning", "37", "39")]),
    ({FUNDS + "[0]": "经批复，预算为75.00万元，到位资金70.00万元。"}, [("BG101", "warning", "75", "70")]),
    ({FUNDS + "[0]": "2023年拨付资金60.00万元。"}, [("BG101", "warning", "60", "70")]),
    ({FUNDS + "[1]": "道路养护专项共计支出56.00万元。"}, [("BG101", "warning", "56", "66")]),
    # BG102
    ({SCORE: "部门整体支出综合得分97.5分，等级为优。"}, [("BG102", "warning", "97.5", "98.5")]),
    ({SCORE: "部门整体支出自评得分98.5分，评价结果为“良”。"}, [("BG102", "warning", "良", "优")]),
    ({SCORE: "自评等级为良好。"}, [("BG102", "warning", "良好", "优")]),
    ({PROJECT_SCORE: "综合得分89分。"}, [("BG102", "warning", "89", "98.43")]),
    # BG104
    ({THREE_PUBLIC: "共有车辆5辆，其中公务用车一辆、特种专业技术用车一辆、其他用车2辆。"},
     [("BG104", "warning", "5", "4")]),
    ({THREE_PUBLIC: "全年受理投诉40件（质量26件，安全13件）。"}, [("BG104", "hint", "40", "39")]),
    ({f"{BASIC}[1]": "人员经费545.00万元。"}, [("BG104", "warning", "812", "815")]),
    ({THREE_PUBLIC: "人员经费共计540.00万元。"}, [("BG104", "warning", "542", "540")]),
    ({THREE_PUBLIC: "三公经费支出18.90万元，其中公务接待费13.80万元、公务用车运行维护费2.10万元。"},
     [("BG101", "warning", "2.1", "5.1"), ("BG104", "hint", "18.9", "15.9")]),
    # BG105
    ({THREE_PUBLIC: "三公经费决算18.90万元，较上年减少2.10万元，下降11%。"}, [("BG105", "warning", "11%", "10%")]),
    ({THREE_PUBLIC: "上年三公经费21.00万元，本年18.90万元，减少3.10万元。"}, [("BG105", "warning", "-3.1", "-2.1")]),
    ({THREE_PUBLIC: "三公经费预算数21.80万元，决算数18.90万元，比预算数减少3.90万元。"},
     [("BG105", "warning", "-3.9", "-2.9")]),
    ({THREE_PUBLIC: "三公经费18.90万元，比上年21.00万元下降20%。"}, [("BG105", "warning", "20%", "10%")]),
    ({FUNDS + "[1]": "2023年预算70.00万元，实际支出66.00万元，预算执行率96.29%。"},
     [("BG105", "warning", "96.29%", "94.29%")]),
    ({THREE_PUBLIC: "年初预算安排基本支出800.00万元，基本支出超年初预算22.00万元。"},
     [("BG105", "warning", "22", "12")]),
    ({SPENDING: "项目支出138.00万元，占总支出的14.35%。"}, [("BG105", "warning", "14.35%", "14.53%")]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FOUND)
def test_what_is_found(changes: dict[str, str | None], expected: list[tuple[str, str, str, str]]) -> None:
    assert sorted(found_after(changes)) == sorted(expected)


# Right, or not understood: an accountant who is warned of these stops reading the warnings.
SILENT = [
    {THREE_PUBLIC: "住房保障服务中心公用经费30.00万元，建筑工程中心：公用经费20.00万元。"},
    {THREE_PUBLIC: "公用经费约280万元，三公经费控制在30万元以内。"},
    {THREE_PUBLIC: "2021年公用经费支出300.00万元。"},
    {THREE_PUBLIC: "下一年计划三公经费预算20.00万元，公务接待费力争不超过10万元。"},
    {THREE_PUBLIC: "三公经费结余2.90万元，公用经费节约13.70万元，政府采购节约资金6.13万元。"},
    {THREE_PUBLIC: "公用经费人均1.44万元，公用经费占比33.25%。"},
    {THREE_PUBLIC: "三公经费预算完成率86.70%，公用经费控制率95.17%。"},
    {THREE_PUBLIC: "行政编制100人，事业编制95人，退休40人。"},
    {THREE_PUBLIC: "总投资100万元，其中工程建安费80万元，已完成投资78万元。"},
    {THREE_PUBLIC: "全年受理投诉40件，其中质量投诉10件、安全投诉5件。"},
    {THREE_PUBLIC: "总投资100万元，其中中央资金50万元，省级资金20万元。"},
    {THREE_PUBLIC: "热线57起，市长信箱3件，其中涉及安全投诉42起，文明施工18起。"},
    {THREE_PUBLIC: "支出18.90万元，较上年减少约2万元，下降12%左右。"},
    {THREE_PUBLIC: "三公经费决算18.90万元，较上年减少2.10万元，公务接待费增长5%。"},
    {THREE_PUBLIC: "预算10万元，支出8万元，项目完成率100%，满意度95%。"},
    {THREE_PUBLIC: "三公经费决算18.9万元，较上年减少2.1万元，下降10.0%。"},
    {THREE_PUBLIC: "三公经费0.00189亿元。"},
    {THREE_PUBLIC: "三公经费上年决算数21.00万元，本年预算数21.80万元，决算数18.90万元，比预算数减少2.90万元，"
                   "下降13.3%，比上年决算数减少2.10万元，下降10%。"},
    {THREE_PUBLIC: "基本支出拨款900.00万元，追加公用经费20.00万元，用于公用经费30.00万元，公用经费标准1.2万元。"},
    {THREE_PUBLIC: "三公经费预算21.80万元，培训专项安排40.00万元，支出39.00万元。"},
    {THREE_PUBLIC: "三公经费支出18.90万元，比上年减少2.10万元，下降10%，主要是公务接待费减少1.20万元，下降8%。"},
    {THREE_PUBLIC: "全年培训1000人次，其中管理人员300人次、一线人员600人次。"},
    {THREE_PUBLIC: "政府性基金支出中人员经费30.00万元，局机关人员经费500.00万元。"},
    {THREE_PUBLIC: "收入100万元，其中拨款90万元，其他10万元；支出总计950万元，其中基本支出812万元，项目支出138万元。"},
    {THREE_PUBLIC: "2024年三公经费预算20.00万元，2024年编制200人。"},
    {THREE_PUBLIC: "在职人员控制率96.41%，接待35批次280人，公务用车保有量3辆。"},
    {FUNDS + "[1]": "截至2024年5月底，累计支出68.00万元，三年累计支出200.00万元。"},
    {FUNDS + "[1]": "拨付县道支出3.00万元，河道治理专项共计支出39.00万元。"},
    {SCORE: "自评得分98.5分，其中执行率10分得9.5分，产出指标50分得49分，效益指标30分得30分。"},
    {SPENDING: "项目支出138万元，主要用于道路养护、河道治理等，其中：道路养护专项66万元。"},
    {SPENDING: "项目支出138.00万元，其中：道路养护专项60.00万元和6.00万元、宣传活动经费2.00万元。"},
    {FUNDS + "[1]": "组织培训2次，支出3.00万元；道路养护专项共计支出66.00万元。"},
    {FUNDS + "[1]": "资金共计支出66万元，其中材料费40万元、人工费20万元、其他6万元。"},
    {FUNDS + "[0]": "项目于2022年年末申报，2022年安排资金50万元。"},
    {SCORE: "产出指标得分30分，执行率得分9.5分，满意度指标扣1分，总分100分。"},
    {SCORE: "2022年度部门整体支出自评得分90分。"},
    {SCORE: "评价结果中，部分项目进度较慢；结果良好运用于下年预算。"},
    {SCORE: "自评得分98.50分，等级为优秀。"},
]  # fmt: skip


@pytest.mark.parametrize("changes", SILENT)
def test_what_is_right_or_not_understood(changes: dict[str, str | None]) -> None:
    assert found_after(changes) == []


@pytest.mark.parametrize("budget", ["65.00", "70.00"])
def test_the_initial_budget_and_that_of_the_year_are_both_right(budget: str) -> None:
    changed = {"projects[0].total.initial": "65.00", THREE_PUBLIC: f"道路养护专项预算{budget}万元。"}
    assert found_after({**changed, f"{FUNDS}[0]": f"经批复，预算为{budget}万元。"}) == []


def test_a_project_whose_row_and_table_differ_is_a_hint_at_their_finding() -> None:
    changed = edited(clean_with_reports(RULEBOOK), {"base_data.special.items[0].final": "67.00"})
    found = [(one.severity, one.provided, one.expected) for one in findings(changed)]
    assert found == [("hint", "66", "67")]


def test_a_sum_and_its_parts_that_all_differ_are_one_finding() -> None:
    text = "三公经费预算31.80万元，其中公务用车运行维护费16.00万元、公务接待费15.80万元。"
    (one,) = findings(edited(clean_with_reports(RULEBOOK), {THREE_PUBLIC: text}))
    assert "公车运行维护" in one.message and len(one.related) == 2


def test_a_table_that_adds_up_wrongly_is_the_root() -> None:
    changed = edited(clean_with_reports(RULEBOOK), {"base_data.three_public.final": "28.90"})
    (one,) = findings(changed)
    assert (one.code, one.severity) == ("BG101", "hint")
    assert "JC102" in one.message


def test_messages_quote_the_words_and_name_both_places() -> None:
    one, sums = findings(edited(clean_with_reports(RULEBOOK), {OFFICE: "其中“公用经费”280.00万元。"}))
    assert (sums.code, sums.severity) == ("BG104", "hint")  # what follows from it
    assert "“其中‘公用经费’280.00万元”" in one.message
    assert (one.cell, one.related) == ("第12段", ("附件1!D19", "报告.docx 第10段"))
    assert "分不清哪一处有误" in one.message


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([OFFICE, THREE_PUBLIC, SPENDING, SCORE, FUNDS + "[1]"]),
    st.text(
        alphabet="其中三公经费项目支出预算共计基本占的增加下降得分等级为优年2023、，。；：（）()0123456789.%万元分",
        max_size=60,
    ),
)
def test_no_sentence_makes_a_check_fail(path: str, text: str) -> None:
    for finding in findings(edited(clean_with_reports(RULEBOOK), {path: text})):
        assert finding.message and finding.id
