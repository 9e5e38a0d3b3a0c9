"""BG110, BG107: a report of another unit or year beside the tables of 江城县住房和城乡建设局 2023."""

import pytest
from clean_filing import clean
from report_lines import DEPARTMENT, PROJECT, found_in, lines, report_of

from xladdin.forms.filing import Filing

UNIT = "江城县住房和城乡建设局"


def units_found(name: str) -> list[tuple[str, str, str]]:
    report = report_of(lines(DEPARTMENT, 第1段=f"2023年度{name}部门整体支出绩效自评报告", 第2段=None))
    found = found_in(report, code="BG110")
    assert {one.severity for one in found} <= {"warning"}
    return [(one.cell, one.provided, one.expected) for one in found]


@pytest.mark.parametrize(
    "name",
    ["江城县住建局", "江城县住建系统", UNIT, f"{UNIT}（人防办）", f"{UNIT}本级", f"湖南省岳阳市{UNIT}",
     "县住房和城乡建设局", "住房和城乡建设局", "江城县市政服务中心", ""],
)  # fmt: skip
def test_the_same_unit(name: str) -> None:
    assert units_found(name) == []


@pytest.mark.parametrize(
    "name", ["汨罗市住建局", "汨罗市住房和城乡建设局", "江城县教育局", "教育局", "岳阳市建设工程质量安全监督站"]
)
def test_another_unit(name: str) -> None:
    assert units_found(name) == [("第1段", name, UNIT)]


def test_the_line_of_the_cover() -> None:
    (found,) = found_in(report_of(lines(DEPARTMENT, 第2段="部门（单位）名称：江城县教育局（盖章）")), code="BG110")
    assert (found.cell, found.provided) == ("第2段", "江城县教育局")


@pytest.mark.parametrize(
    ("year", "found"), [("2025年度", [("第1段", "2025", "2023")]), ("2023年度", []), ("2022年度", []), ("2025年", [])]
)
def test_a_later_year_where_the_title_names_none(year: str, found: list[tuple[str, str, str]]) -> None:
    report = report_of(lines(DEPARTMENT, 第1段="部门整体支出绩效自评报告", 第11段=f"{year}三公经费控制良好。"))
    told = found_in(report, code="BG107")
    assert [(one.cell, one.provided, one.expected) for one in told if one.field == "报告年度"] == found


def test_where_nothing_can_be_compared() -> None:
    other = report_of(lines(DEPARTMENT, 第2段="部门（单位）名称：江城县教育局"))
    assert found_in(other, code="BG110", filing=Filing(source="空.xlsx")) == []
    project = report_of(lines(PROJECT, 第2段="填报单位：江城县教育局\n一、项目支出基本情况"))
    assert found_in(project, code="BG110", filing=clean("hunan-miluo-2023")) == []
