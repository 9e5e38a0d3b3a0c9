"""Form H from Word: the outlines of the real reports, and what small documents show of headings and lists."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from xladdin.errors import InputError
from xladdin.forms.entry import Address
from xladdin.forms.report import Report
from xladdin.opening import report_titles
from xladdin.reading import read_report_file

FIXTURES = Path(__file__).parents[1] / "fixtures" / "reports"
PROJECTS = sorted((FIXTURES / "miluo_2023_projects").glob("*.docx"))
# file, number of the report -> kind, year, numbers of its chapters, numbers of the parts of each
OUTLINES = {
    ("changning_2021", 0): ("department", None, "一 二 · 四 五", ["一 ·", "一 二 三", "", "", ""]),
    ("hengshan_2020", 0): ("department", None, "1 2 三 四 5 六 七", ["一 二", "", "", "", "·", "", ""]),
    ("hengyang_2024", 0): (
        "department", None, "1 二 三 四 五 六 七 八 九", ["", "一 二", "", "", "", "", "", "", ""],
    ),
    ("hengyang_2024", 1): (
        "project", None, "一 二 三 四 五 六 七", ["一 二 三", "", "", "一 二 三 4", "", "", ""],
    ),
    ("miluo_2023", 0): (
        "department", 2023, "一 二 三 四 五 六 七 八 九 十", ["一 二", "一 二", "", "", "", "", "", "", "", ""],
    ),
    ("yueyang_2024", 0): (
        "department", 2024, "1 二 2 3 4 五 7 8 九 ·", ["", "一 2", "", "", "", "", "", "", "", ""],
    ),
}  # fmt: skip
DEPARTMENT = [
    "2023年度江城县城管局部门整体支出绩效自评报告", "一、部门（单位）基本情况", "（一）职能职责", "管理城市。",
    "二、一般公共预算支出情况", "（一）基本支出情况", "基本支出812万元。", "（二）项目支出情况", "项目支出138万元。",
]  # fmt: skip

Read = Callable[..., tuple[Report, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def save_and_read(*paragraphs: str) -> tuple[Report, ...]:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(str(tmp_path / "报告.docx"))
        return read_report_file(tmp_path / "报告.docx", report_titles()).reports

    return save_and_read


def chapters(report: Report) -> list[str]:
    return [chapter.title for chapter in report.chapters]


@pytest.mark.parametrize(("name", "number"), OUTLINES)
def test_outline(name: str, number: int) -> None:
    report = read_report_file(FIXTURES / f"{name}.docx", report_titles()).reports[number]
    numbers = [chapter.number or "·" for chapter in report.chapters]
    parts = [" ".join(part.number or "·" for part in chapter.parts) for chapter in report.chapters]
    assert (report.kind, report.year, " ".join(numbers), parts) == OUTLINES[name, number]


@pytest.mark.parametrize("path", PROJECTS, ids=[path.stem for path in PROJECTS])
def test_a_project_report(path: Path) -> None:
    (report,) = read_report_file(path, report_titles()).reports
    assert (report.kind, report.year) == ("project", 2023)
    assert report.project.text
    own = path.stem == "project_11"  # has chapters of its own
    assert len(report.chapters) == (6 if own else 7)
    assert [len(chapter.parts) for chapter in report.chapters] == ([1] + [0] * 5 if own else [3, 0, 0, 4, 0, 0, 0])


def test_what_stands_on_covers_and_in_lists_of_annexes() -> None:
    titles = report_titles()
    (yueyang,) = read_report_file(FIXTURES / "yueyang_2024.docx", titles).reports
    assert yueyang.filling_unit.text == "岳阳市建设工程质量安全监督站"
    assert yueyang.annex.text == "附件4"
    assert len(yueyang.annexes) == 6
    assert yueyang.last_row == 68  # the forms behind the list belong to no report
    (hengshan,) = read_report_file(FIXTURES / "hengshan_2020.docx", titles).reports
    assert [entry.text[:2] for entry in hengshan.annexes] == ["1.", "2.", "3."]
    (project,) = read_report_file(PROJECTS[12], titles).reports
    assert (project.filling_unit.text, project.project.text) == ("汨罗市建筑工程服务中心", "招投标监督管理专项")


def test_an_address_names_the_paragraph(read: Read) -> None:
    (report,) = read(*DEPARTMENT)
    part = report.chapters[1].parts[0]
    assert part.paragraphs[0].address == Address("报告.docx", "第7段")
    assert str(part.paragraphs[0].address) == "报告.docx 第7段"


def test_text_behind_a_title_in_the_same_line(read: Read) -> None:
    (report,) = read(*DEPARTMENT[:4], "二、一般公共预算支出情况。", "（一）基本支出情况：2023年基本支出812万元。")
    part = report.chapters[1].parts[0]
    assert (part.heading.raw, part.title) == ("（一）基本支出情况：", "基本支出情况")
    assert [(entry.text, entry.address.cell) for entry in part.paragraphs] == [("2023年基本支出812万元。", "第6段")]


def test_lists_in_running_text_are_no_headings(read: Read) -> None:
    items = ["（一）承担牵头推进新型城镇化战略工作。", "1、负责住房保障", "一、认真贯彻，扎实推进。", "（1）加强管理"]
    (report,) = read(DEPARTMENT[0], DEPARTMENT[1], *items, DEPARTMENT[4])
    assert chapters(report) == ["部门（单位）基本情况", "一般公共预算支出情况"]
    assert [entry.text for entry in report.chapters[0].whole] == items


def test_headings_without_numbers_with_blanks_and_cut_off(read: Read) -> None:
    (report,) = read(
        "部门（单位）基本情况", "无", "二 、政府性 基金预算支出情况", "无", "3、社会保险基金预算支出情", "无"
    )
    assert [chapter.number for chapter in report.chapters] == ["", "二", "3"]
    assert [chapter.paragraphs[0].text for chapter in report.chapters] == ["无"] * 3


def test_chapters_that_no_rulebook_knows(read: Read) -> None:
    (report,) = read(
        "一、单位情况简介", "一、内设机构", "三个股室。", "二、人员情况", "20人。", "二、全年工作总结", "完成。"
    )
    assert chapters(report) == ["单位情况简介", "全年工作总结"]
    assert [part.title for part in report.chapters[0].parts] == ["内设机构", "人员情况"]


def test_a_line_break_begins_a_new_line(read: Read) -> None:
    (report,) = read("一、部门（单位）基本情况\n（一）职能职责\n管理城市。")
    assert report.chapters[0].parts[0].paragraphs[0].address.cell == "第1段"


def test_a_table_of_contents_is_part_of_the_cover(read: Read) -> None:
    (report,) = read("目录", "一、部门（单位）基本情况\t1", "二、一般公共预算支出情况……2", *DEPARTMENT)
    assert len(report.cover) == 4
    assert len(report.chapters) == 2


def test_two_reports_in_one_file(read: Read) -> None:
    project = [
        "附件5-2",
        "2023年度路灯维护项目支出",
        "绩效评价报告",
        "一、项目支出基本情况",
        "（一）项目支出概况。维护路灯。",
    ]
    first, second = read(*DEPARTMENT, *project)
    assert (first.kind, first.last_row) == ("department", 9)
    assert (second.kind, second.project.text, second.annex.text, second.first_row) == (
        "project",
        "路灯维护",
        "附件5-2",
        10,
    )


def test_a_table_in_a_chapter_does_not_end_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、部门（单位）基本情况")
    document.add_table(1, 1).cell(0, 0).text = "编制20人"
    document.add_paragraph("以上为编制。")
    document.save(str(tmp_path / "报告.docx"))
    (report,) = read_report_file(tmp_path / "报告.docx", report_titles()).reports
    assert [(entry.text, entry.address.cell) for entry in report.chapters[0].whole] == [("以上为编制。", "第2段")]


_NUMBERED = """<w:abstractNum {ns} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>"""


def test_headings_that_word_numbers_by_itself(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERED.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in ((0, "部门（单位）基本情况"), (1, "职能职责"), (0, "本单位沿革")):
        shown = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(shown))
    document.save(str(tmp_path / "报告.docx"))
    (report,) = read_report_file(tmp_path / "报告.docx", report_titles()).reports
    assert [chapter.heading.raw for chapter in report.chapters] == ["一、部门（单位）基本情况", "二、本单位沿革"]
    assert [part.heading.raw for part in report.chapters[0].parts] == ["（一）职能职责"]


def test_what_is_no_report_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match="没有找到自评报告的章节"):
        read("会议通知", "请各单位按时参加。")
    with pytest.raises(InputError, match="不是 Word 文件"):
        read_report_file(FIXTURES.parent / "filings" / "miluo_2023.xlsx", report_titles())
    with pytest.raises(InputError, match="没有找到自评报告的章节"):
        read_report_file(FIXTURES.parent / "filings" / "miluo_2023.docx", report_titles())
