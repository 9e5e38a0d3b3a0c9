"""BG103, BG106–BG109 on small reports: success, failure, boundary, blank; and that a clean report gives nothing."""

import pytest
from clean_filing import clean, edited
from report_lines import DEPARTMENT, PROJECT, found_in, lines, report_of

from xladdin.rulebooks.loader import available

# check, report, changed paragraphs → severity, paragraph, provided, expected of each finding
Found = tuple[str, str, str, str]
CASES: list[tuple[str, str, dict[str, str | None], list[Found]]] = [
    # a chapter is missing; the numbers skip it as the rulebook would
    ("BG103", DEPARTMENT, {"第16段": None, "第17段": None},
     [("warning", "第1段", "", "国有资本经营预算支出情况")]),
    ("BG103", DEPARTMENT, {"第16段": "四、国有资本预算支出情况"}, []),  # alike is the same
    ("BG103", DEPARTMENT, {"第21段": None}, [("warning", "第20段", "", "内容，没有的写“无”")]),
    ("BG103", DEPARTMENT, {"第21段": "……"}, [("warning", "第20段", "", "内容，没有的写“无”")]),
    ("BG103", DEPARTMENT, {"第21段": "无"}, []),
    ("BG103", DEPARTMENT, {"第21段": "【请填写：主要绩效】。", "第29段": "【请填写：其他】"},
     [("warning", "第21段", "【请填写：主要绩效】", "实际内容")]),
    ("BG103", DEPARTMENT, {"第29段": "评价组组长（签字）："}, [("warning", "第28段", "", "内容，没有的写“无”")]),
    ("BG103", DEPARTMENT, {"第6段": None}, [("warning", "第5段", "", "内容，没有的写“无”")]),
    ("BG103", DEPARTMENT, {"第7段": None, "第8段": None}, [("hint", "第4段", "职能职责", "机构设置")]),
    ("BG103", DEPARTMENT, {"第22段": "六、存在的问题及原因分析"},
     [("warning", "第22段", "一 二 三 四 五 六 六 八 九 十", "一 二 三 四 五 六 七 八 九 十")]),
    ("BG103", DEPARTMENT, {"第22段": "7、存在的问题及原因分析"},
     [("hint", "第22段", "一 二 三 四 五 六 7 八 九 十", "一 二 三 四 五 六 七 八 九 十")]),
    ("BG103", DEPARTMENT, {"第22段": "存在的问题及原因分析"},
     [("hint", "第22段", "一 二 三 四 五 六 无序号 八 九 十", "一 二 三 四 五 六 七 八 九 十")]),
    ("BG103", DEPARTMENT, {"第12段": "（3）项目支出情况"},
     [("hint", "第12段", "“一般公共预算支出情况”（一） （3）", "“一般公共预算支出情况”（一） （二）")]),
    ("BG103", DEPARTMENT, {"第18段": "五、社会保险基金预算支出情"},
     [("hint", "第18段", "社会保险基金预算支出情", "社会保险基金预算支出情况")]),
    ("BG103", DEPARTMENT, {"第6段": "1、规划。\n（1）城区；\n（2）乡镇。\n2、建设。\n4、管理。"},
     [("hint", "第10段", "4", "3")]),
    ("BG103", DEPARTMENT, {"第6段": "主要职责：1、规划。\n2、建设。"}, []),  # the first stands inside a paragraph
    ("BG103", DEPARTMENT,
     {"第14段": "三、国有资本经营预算支出情况", "第16段": "四、政府性基金预算支出情况"},
     [("warning", "第16段",
       "部门（单位）基本情况、一般公共预算支出情况、国有资本经营预算支出情况、政府性基金预算支出情况、社会保险基金预算支出情况、"
       "部门整体支出绩效情况、存在的问题及原因分析、下一步改进措施、部门整体支出绩效自评结果拟应用和公开情况、其他需要说明的情况",
       "部门（单位）基本情况、一般公共预算支出情况、政府性基金预算支出情况、国有资本经营预算支出情况、社会保险基金预算支出情况、"
       "部门整体支出绩效情况、存在的问题及原因分析、下一步改进措施、部门整体支出绩效自评结果拟应用和公开情况、其他需要说明的情况")]),
    ("BG106", PROJECT, {"第4段": "河道治理经费全部到位。"}, [("warning", "第4段", "河道治理", "道路养护专项")]),
    ("BG106", PROJECT, {"第4段": "监管平台数据齐全。"}, [("hint", "第4段", "监管平台", "道路养护专项")]),
    ("BG106", PROJECT, {"第4段": "道路养护资金和河道资金分开管理。"}, []),
    ("BG106", PROJECT, {"第1段": "2023年度工作经费项目支出绩效评价报告", "第4段": "用于河道治理。"}, []),
    ("BG106", PROJECT, {"第1段": "项目支出绩效评价报告", "第4段": "用于河道治理。"}, []),
    ("BG106", DEPARTMENT, {"第13段": "河道治理专项已完成。"}, []),
    ("BG107", DEPARTMENT, {"第1段": "2022年度江城县住房和城乡建设局部门整体支出绩效自评报告"},
     [("error", "第1段", "2022", "2023")]),
    ("BG107", DEPARTMENT, {"第3段": "2023 年 7月 3日"}, [("warning", "第3段", "2023-07-03", "2024 年")]),
    ("BG107", DEPARTMENT, {"第3段": "2023年12月28日"}, []),
    ("BG107", DEPARTMENT, {"第3段": "年   月   日"}, []),
    ("BG107", DEPARTMENT, {"第13段": "1、2022年度专项资金安排情况：\n按进度执行。"}, 
     [("warning", "第13段", "2022", "2023")]),
    ("BG107", DEPARTMENT, {"第11段": "本单位2022年使用了上年度结余的资金。"}, [("warning", "第11段", "2022", "2023")]),
    ("BG107", DEPARTMENT, {"第11段": "单位车辆情况如下，截至2022年12月31日，有车 2 辆。"},
     [("warning", "第11段", "2022", "2023")]),
    *(("BG107", DEPARTMENT, {"第11段": text}, []) for text in (
        "2022年基本支出较多，2023年明显减少。", "基本支出较2022年下降。",
        "2019年机构改革后设立本局。", "2022年结转资金已用完。",
        "根据《2022年预算管理办法》和江财〔2022〕6号文件执行。",
        "项目于2022年年末申报，2023年批复。", "2024年继续执行。",
    )),
    ("BG108", DEPARTMENT, {"第23段": "无。"}, [("warning", "第23段", "无。", "存在的问题和原因")]),
    ("BG108", DEPARTMENT, {"第23段": "2023年各项预算支出执行符合绩效目标。"},
     [("warning", "第23段", "2023年各项预算支出执行符合绩效目标。", "存在的问题和原因")]),
    ("BG108", DEPARTMENT, {"第23段": "经费预算不足，难以保障运转；资金紧缺，部分工作未开展。"},
     [("warning", "第23段", "经费预算不足，难以保障运转；资金紧缺，部分工作未开展。", "存在的问题和原因")]),
    ("BG108", DEPARTMENT, {"第23段": "经费预算不足；绩效目标设置不合理。"}, []),
    ("BG108", DEPARTMENT, {"第25段": "无"}, [("warning", "第25段", "无", "与问题对应的建议和措施")]),
    ("BG108", DEPARTMENT, {"第25段": "建议财政加大资金投入。"},
     [("warning", "第25段", "建议财政加大资金投入。", "与问题对应的建议和措施")]),
    ("BG108", DEPARTMENT, {"第25段": "建议财政加大资金投入。加强预算编制。"}, []),
    ("BG108", DEPARTMENT, {"第25段": None}, []),  # BG103 says it
    ("BG108", PROJECT, {"第25段": "无"}, [("hint", "第25段", "无", "与问题对应的建议和措施")]),
    ("BG109", DEPARTMENT, {"第15段": "全年支出20万元。"},
     [("hint", "第31段", "部门整体支出绩效评价基础数据表、部门整体支出绩效自评表、项目支出绩效自评表",
       "政府性基金预算支出情况表")]),
    ("BG109", DEPARTMENT,
     {"第15段": "全年支出20万元。", "第33段": "3、项目支出绩效自评表\n4、政府性基金预算支出情况表"},
     [("warning", "第34段", "", "政府性基金预算支出情况表")]),
    ("BG109", DEPARTMENT, {"第33段": "3、项目支出绩效自评表\n4、政府性基金预算支出情况"}, []),
    ("BG109", DEPARTMENT, {"第33段": None},
     [("hint", "第31段", "部门整体支出绩效评价基础数据表、部门整体支出绩效自评表", "项目支出绩效自评表")]),
    ("BG109", DEPARTMENT, dict.fromkeys(("第30段", "第31段", "第32段", "第33段")),
     [("hint", "第1段", "", "部门整体支出绩效评价基础数据表、部门整体支出绩效自评表、项目支出绩效自评表")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "changes", "expected"), CASES)
def test_case(code: str, text: str, changes: dict[str, str | None], expected: list[Found]) -> None:
    found = found_in(report_of(lines(text, **changes)), code=code)
    assert [(one.severity, one.cell, one.provided, one.expected) for one in found] == expected


@pytest.mark.parametrize("rulebook", [rulebook.id for rulebook in available()])
def test_a_clean_report_gives_nothing(rulebook: str) -> None:
    """The report is written for the rulebook: its chapters, their parts, its year."""
    filing = clean(rulebook)
    wanted = next(one for one in available() if one.id == rulebook).report
    paragraphs = [f"{filing.year}年度江城县住房和城乡建设局部门整体支出绩效自评报告"]
    for number, chapter in enumerate(wanted.chapters):
        paragraphs.append(f"{'一二三四五六七八九十'[number]}、{chapter.title}")
        for place, part in enumerate(chapter.parts):
            paragraphs += [f"（{'一二三四'[place]}）{part}", "按规定执行。"]
        if not chapter.parts:
            paragraphs.append("编制不够准确，下一步细化预算编制。" if "问题" in chapter.title else "细化管理。")
    paragraphs += ["报告需要以下附件：", *(f"{place}、{title}" for place, title in enumerate(wanted.annexes, 1))]
    found = found_in(report_of(paragraphs), rulebook=rulebook)
    assert [finding.message for finding in found if "情况表" not in finding.expected] == []


def test_a_clean_project_report_gives_nothing() -> None:
    assert found_in(report_of(lines(DEPARTMENT)), report_of(lines(PROJECT), "项目.docx")) == []


def test_a_rulebook_without_chapters_for_project_reports_says_nothing_of_them() -> None:
    report = report_of(lines(PROJECT, 第9段="5、绩效评价工作情况"))
    assert found_in(report, code="BG103") != []
    assert found_in(report, code="BG103", rulebook="hunan-yueyang-2024") == []


def test_the_names_of_projects_also_come_from_other_reports() -> None:
    other = report_of(["2023年度白蚁防治经费项目支出绩效评价报告", "一、项目支出基本情况", "无"], "白蚁.docx")
    (found,) = found_in(report_of(lines(PROJECT, 第4段="白蚁防治按期完成。")), other, code="BG106")
    assert (found.sheet, found.project, found.provided) == ("报告.docx", "道路养护专项", "白蚁防治")


def test_a_missing_table_that_is_required_is_one_finding() -> None:
    filing = edited(clean("hunan-miluo-2023"), {"department": None})
    assert found_in(report_of(lines(DEPARTMENT)), code="BG109", filing=filing) == []
    assert [one.code for one in found_in(report_of(lines(DEPARTMENT)), code="WZ105", filing=filing)] == ["WZ105"]
