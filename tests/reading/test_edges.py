"""Places in which a table could be misread."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.opening import vocabulary
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


def project(folder: Path, *indicators: list[Any], foot: str = FOOT, above: str = "") -> ProjectEvaluation:
    rows: list[list[Any]] = [
        ["2023年度项目支出绩效自评表"],
        [above],
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
    (found,) = read_filing(folder / "项目.xlsx", vocabulary()).projects
    return found


@pytest.mark.parametrize(
    ("line", "unit", "money"),
    [
        ("填报单位：市住建局", "市住建局", ""),
        ("填报单位：市住建局　单位：元", "市住建局", "元"),
        ("填报单位：市住建局　　金额单位：万元（保留两位小数）", "市住建局", "万元"),
        ("填报单位：市住建局　计量单位：人民币万元", "市住建局", "万元"),
        ("填报单位：市住建局（单位：万元、人、㎡）", "市住建局", "万元"),
        ("填报单位：市住建局（公章）　单位：万元", "市住建局", "万元"),
        ("填报单位（公章）：市住建局（本级）", "市住建局（本级）", ""),
        ("填报单位：市住建局　单位：人、个", "市住建局", ""),
        ("金额单位：万元（保留两位小数）", "", "万元"),
        ("（单位：人民币千元）", "", "千元"),
        ("单位：元件厂", "", ""),
    ],
)
def test_the_line_above_the_table_names_the_unit_and_the_measure(
    tmp_path: Path, line: str, unit: str, money: str
) -> None:
    found = project(tmp_path, above=line)
    assert (found.filling_unit.text, found.money_unit.text) == (unit, money)


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


def sheet_of(folder: Path, rows: list[list[Any]], name: str = "Sheet1") -> Path:
    with xlsxwriter.Workbook(folder / "表.xlsx") as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return folder / "表.xlsx"


def project_rows(name: str, total: float) -> list[list[Any]]:
    return [
        ["项目支出名称", name],
        ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", 22, 22, 22, 10, 1, 10],
        HEADINGS,
        ["", "产出指标（90分）", "数量指标", "指标", "1个", "1个", 90, 90],
        ["总分", "", "", "", "", "", 100, total],
    ]


def test_the_total_belongs_to_the_form_above_it(tmp_path: Path) -> None:
    file = sheet_of(tmp_path, [*project_rows("甲", 97.17), *project_rows("乙", 99)])
    totals = [str(project.total_score.value) for project in read_filing(file, vocabulary()).projects]
    assert totals == ["97.17", "99"]


def test_a_heading_that_is_repeated_on_the_next_page_is_no_indicator(tmp_path: Path) -> None:
    row = ["", "", "", "指标", "1个", "1个", 10, 10]
    found = project(tmp_path, ["", "产出指标（30分）", "数量指标", *row[3:]], row, HEADINGS, row)
    assert [indicator.name.text for indicator in found.indicators] == ["指标"] * 3
    assert len(found.sections) == 1


def test_a_subtotal_is_reported_and_not_scored(tmp_path: Path) -> None:
    found = project(
        tmp_path, ["", "产出指标", "数量指标", "指标", "1个", "1个", 30, 30], ["小计", "", "", "", "", "", 30, 30]
    )
    assert len(list(found.indicators)) == 1
    assert [entry.raw for entry in found.not_understood] == ["小计", "30", "30"]


def test_a_blank_row_below_the_goals_heading_is_no_goal(tmp_path: Path) -> None:
    rows = project_rows("甲", 100)
    rows[3:3] = [["年度总体目标", "预期目标", "", "", "", "实际完成情况"], [], ["", "防治", "", "", "", "完成"]]
    (found,) = read_filing(sheet_of(tmp_path, rows), vocabulary()).projects
    assert [(goal.expected.text, goal.reached.text) for goal in found.goals] == [("防治", "完成")]


def test_label_and_name_in_one_cell(tmp_path: Path) -> None:
    rows = project_rows("", 100)
    rows[0] = ["项目支出名称：白蚁防治经费", "", "主管部门：市住建局"]
    (found,) = read_filing(sheet_of(tmp_path, rows), vocabulary()).projects
    assert (found.name.text, found.supervisor.text) == ("白蚁防治经费", "市住建局")


def test_a_sheet_without_a_form_is_named(tmp_path: Path) -> None:
    filing = read_filing(sheet_of(tmp_path, [["工资表"], ["姓名", "金额"], ["张三", 3.5]], name="工资"), vocabulary())
    assert (filing.forms, filing.without_form) == ((), ("工资",))


def test_figures_above_the_first_form_are_reported(tmp_path: Path) -> None:
    rows = [["请在本月底前报送"], ["核对数", 12.5], *project_rows("甲", 100)]
    (found,) = read_filing(sheet_of(tmp_path, rows), vocabulary()).projects
    assert [entry.raw for entry in found.not_understood] == ["核对数", "12.5"]
    assert [remark.text for remark in found.remarks] == ["请在本月底前报送"]


def test_a_fund_may_be_called_like_a_printed_label(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"],
        ["", 40, 38, 0.95],
        ["经费控制情况", "2022年决算", "2023年预算", "2023年决算"],
        ["3、县级专项资金", 1, 2, 3],
        ["其他公用经费", 1, 2, 3],
        ["公用经费", 30, 28, 27.5],
        ["其他公用经费", 4, 5, 6],
    ]
    base = read_filing(sheet_of(tmp_path, rows), vocabulary()).base_data
    assert base is not None
    assert [item.label.text for item in base.special.items] == ["其他公用经费"]
    assert base.other_office.final.value == 6


def test_a_form_on_a_hidden_sheet_stands_apart(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "表.xlsx") as book:
        for name in ("项目", "上年的表"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(project_rows("甲", 100)):
                sheet.write_row(number, 0, row)
        sheet.hide()
    filing = read_filing(tmp_path / "表.xlsx", vocabulary())
    assert (len(filing.projects), filing.hidden) == (1, ("上年的表",))
    assert [form.sheet for form in filing.hidden_forms] == ["上年的表"]


def test_a_foot_in_cells_of_its_own_ends_the_table_without_colons(tmp_path: Path) -> None:
    without_total = project_rows("甲", 100)[:-1]
    rows = [*without_total, ["填表人", "张三", "填报日期", "2024-3-1", "联系电话", "", 123]]
    (found,) = read_filing(sheet_of(tmp_path, rows), vocabulary()).projects
    assert [row.name.text for row in found.indicators] == ["指标"]
    assert [entry.raw for entry in found.not_understood][:2] == ["填表人", "张三"]


def test_labels_of_a_foot_divide_its_cell_also_without_a_colon(tmp_path: Path) -> None:
    rows = [*project_rows("甲", 100), ["填表人：张三 填报日期 2024-3-1 单位负责人：李四"]]
    foot = read_filing(sheet_of(tmp_path, rows), vocabulary()).projects[0].foot
    assert (foot.filled_by.text, foot.signed_by.text) == ("张三", "李四")
    assert "2024-3-1" in foot.filled_on.raw


def test_a_merged_cell_may_reach_far_beyond_the_sheet(tmp_path: Path) -> None:
    file = sheet_of(tmp_path, project_rows("甲", 100))
    _rewritten(file, lambda _, part: part.replace(b"</sheetData>", b'</sheetData><mergeCells count="1">'
                                                  b'<mergeCell ref="H3:CCCCC3"/></mergeCells>'))  # fmt: skip
    assert read_filing(file, vocabulary()).projects[0].name.text == "甲"


def test_a_part_may_have_any_name(tmp_path: Path) -> None:
    file = sheet_of(tmp_path, project_rows("甲", 97.17))
    _rewritten(file, lambda _, part: part.replace(b"><v>97.17</v>", b' t="e"><v>#DIV/0!</v>'))
    before = read_filing(file, vocabulary())
    assert before.projects[0].total_score.is_error
    _rewritten(file, lambda _, part: part.replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.DATA"))
    assert read_filing(file, vocabulary()).model_copy(update={"source": before.source}) == before


def _rewritten(file: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(change("", name.encode()).decode(), content)
