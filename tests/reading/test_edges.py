"""Places in which a table could be misread."""

from pathlib import Path
from typing import Any

import xlsxwriter

from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.reading import read_filing

HEADINGS = [
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]
FOOT = "填表人：张三  填报日期：2024年3月5日"


def project(folder: Path, *indicators: list[Any], foot: str = FOOT) -> ProjectEvaluation:
    rows: list[list[Any]] = [
        ["2023年度项目支出绩效自评表"],
        ["项目支出名称", "白蚁防治经费"],
        ["主管部门", "市住建局", "", "实施单位", "住房保障服务中心"],
        ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", 22, 22, 22, 10, 1, 10],
        ["年度总体目标", "预期目标", "", "", "", "实际完成情况"],
        ["", "防治 55 万平方米", "", "", "", "完成 92.96 万平方米"],
        HEADINGS,
        *indicators,
        ["总分", "", "", "", "", "", 100, 100],
        ["备注：一个项目一张表。"],
        [foot],
    ]
    with xlsxwriter.Workbook(folder / "项目.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    (found,) = read_filing(folder / "项目.xlsx").projects
    return found


def test_an_indicator_that_begins_with_a_colon_does_not_end_the_table(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        ["", "产出指标（30分）", "数量指标", "目标1：防治面积", "55万平方米", "92.96万平方米", 15, 15],
        ["", "", "", "目标2：回访", "100%", "100%", 15, 15],
    )
    assert [row.name.text for row in found.indicators] == ["目标1：防治面积", "目标2：回访"]
    assert found.total_score.value == 100


def test_a_heading_that_is_written_on_every_row_is_one_section(tmp_path: Path) -> None:
    rows = [["", "产出指标（30分）", "数量指标", f"指标甲{n}", "1个", "1个", 10, 10] for n in range(3)]
    (section,) = project(tmp_path, *rows).sections
    assert (section.weight, len(section.indicators)) == (30, 3)


def test_the_foot_is_taken_apart(tmp_path: Path) -> None:
    foot = project(tmp_path, foot="填表人：张三　填报日期：2024年3月5日　联系电话：0730-0000000　单位负责人签字：").foot
    assert foot.filled_by.text == "张三"
    assert str(foot.filled_on.value) == "2024-03-05"
    assert foot.telephone.text == "0730-0000000"
    assert foot.signed_by.is_blank and str(foot.signed_by.address) == str(foot.filled_by.address)


def test_a_note_is_no_content(tmp_path: Path) -> None:
    found = project(tmp_path)
    assert [remark.text for remark in found.remarks] == ["备注：一个项目一张表。"]
    assert found.not_understood == ()
