"""The annotated copy: marks, notes and the sheet 校验结果 are in it; everything else is as it was."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from workbooks import FILINGS, MILUO, from_openpyxl, parts, with_macros, with_table_and_button

from xladdin.annotating import annotated
from xladdin.checks import run_checks
from xladdin.checks.report import Report
from xladdin.errors import InputError
from xladdin.opening import open_filing, vocabulary
from xladdin.patching.sheet import ORDER
from xladdin.reading.explanations import COLUMNS, SHEET
from xladdin.reading.filing import read_filing

SIGN = "校验标记"
_SOURCES = ("fixture", "macros", "openpyxl", "table and button")


def report_on(data: bytes, tmp_path: Path, rulebook: str = "hunan-miluo-2023") -> Report:
    file = tmp_path / "自评.xlsx"
    file.write_bytes(data)
    opened = open_filing(file, rulebook)
    findings = tuple(run_checks(opened.filing, opened.rulebook))
    return Report(file.name, opened.rulebook.id, opened.rulebook.name, findings, {})


@pytest.fixture(params=_SOURCES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    match request.param:
        case "fixture":
            return MILUO.read_bytes()
        case "macros":
            return with_macros()
        case "openpyxl":
            return from_openpyxl(tmp_path)
    return with_table_and_button()


def marked_cells(data: bytes) -> set[tuple[str, str]]:
    book = openpyxl.load_workbook(BytesIO(data))
    found = set()
    for sheet in book:
        for area in sheet.conditional_formatting:
            if any(SIGN in str(rule.formula) for rule in area.rules):
                found |= {(sheet.title, str(part).partition(":")[0]) for part in area.sqref.ranges}
    return found


def without_marks(xml: bytes) -> bytes:
    """A sheet's XML without what annotating may add to it, and without the numbers that it moves up."""
    root = etree.fromstring(xml)
    space = {"m": root.nsmap[None]}
    for rule in root.xpath(f"//m:cfRule[contains(m:formula, '{SIGN}')]", namespaces=space):
        rule.getparent().getparent().remove(rule.getparent())
    for rule in root.iter("{*}cfRule"):
        rule.attrib.pop("priority")
    for element in root.xpath("//m:legacyDrawing", namespaces=space):
        element.getparent().remove(element)
    canonical: bytes = etree.tostring(root, method="c14n")
    return canonical


def test_only_what_is_added_is_other(source: bytes, tmp_path: Path) -> None:
    before, after = parts(source), parts(annotated(source, report_on(source, tmp_path)))
    may_grow = re.compile(r"\[Content_Types\].xml|.*\.rels|xl/workbook.xml|xl/styles.xml|xl/comments.*|.*\.vml")
    assert before.keys() <= after.keys()
    for name, content in before.items():
        if name.startswith("xl/worksheets/sheet"):
            assert without_marks(after[name]) == without_marks(content), name
        elif not may_grow.fullmatch(name):
            assert after[name] == content, name


def test_styles_are_only_appended_to(source: bytes, tmp_path: Path) -> None:
    name = "xl/styles.xml"
    before = etree.fromstring(parts(source)[name])
    after = etree.fromstring(parts(annotated(source, report_on(source, tmp_path)))[name])
    for group in before:
        kept = after.find(group.tag)
        assert kept is not None
        pairs = zip(group, kept, strict=False)
        assert all(etree.tostring(one, method="c14n") == etree.tostring(two, method="c14n") for one, two in pairs)
        if "count" in kept.attrib:
            assert int(kept.get("count")) == len(kept)


def test_every_finding_is_marked_noted_and_listed(source: bytes, tmp_path: Path) -> None:
    report = report_on(source, tmp_path)
    data = annotated(source, report)
    placed = {(finding.sheet, finding.cell) for finding in report.findings if finding.cell}
    assert len(placed) >= 2
    assert marked_cells(data) == placed
    book = openpyxl.load_workbook(BytesIO(data))
    assert {(sheet.title, cell.coordinate) for sheet in book for row in sheet for cell in row if cell.comment} >= placed
    rows = list(book[SHEET].iter_rows(values_only=True))
    heading = next(number for number, row in enumerate(rows) if row[: len(COLUMNS)] == COLUMNS)
    listed = [(*row[:2], row[11]) for row in rows[heading + 1 : heading + 1 + len(report.findings)]]
    assert [(code, number) for code, _, number in listed] == [(item.code, item.id) for item in report.findings]
    links = {cell.hyperlink.location for row in book[SHEET] for cell in row if cell.hyperlink}
    assert len(links) == len(placed)


def test_a_second_time_nothing_doubles(source: bytes, tmp_path: Path) -> None:
    report = report_on(source, tmp_path)
    once = annotated(source, report)
    assert annotated(once, report) == once


def test_marks_go_when_the_mistakes_are_gone(source: bytes, tmp_path: Path) -> None:
    report = report_on(source, tmp_path)
    nothing = Report(report.source, report.rulebook_id, report.rulebook_name, (), {})
    after = annotated(annotated(source, report), nothing)
    assert marked_cells(after) == set()
    before, left = parts(source), parts(after)
    for name, content in before.items():
        if name.startswith(("xl/worksheets/sheet", "xl/comments")):
            assert without_marks(left[name]) == without_marks(content), name
    extra = {name for name in left.keys() - before.keys() if "comments" in name or name.endswith(".vml")}
    assert extra == set()


def test_a_persons_own_notes_stay(tmp_path: Path) -> None:
    source = from_openpyxl(tmp_path)
    report = report_on(source, tmp_path)
    assert ("附件3-11", "H23") in {(finding.sheet, finding.cell) for finding in report.findings}
    sheet = openpyxl.load_workbook(BytesIO(annotated(annotated(source, report), report)))["附件3-11"]
    assert sheet["H23"].comment.text == "李四：这里再核对一次"
    assert sheet["A1"].comment.text == "请用 2023 年的表"
    assert sheet["H33"].comment.text.startswith("【校验】错误 XM110")


def test_macros_and_ribbon_stay(tmp_path: Path) -> None:
    source = with_macros()
    before, after = parts(source), parts(annotated(source, report_on(source, tmp_path)))
    assert after["xl/vbaProject.bin"] == before["xl/vbaProject.bin"]
    assert after["_rels/.rels"] == before["_rels/.rels"]
    assert any(name.startswith("customUI/") for name in after)


def test_the_reader_sees_the_same_filing(source: bytes, tmp_path: Path) -> None:
    report = report_on(source, tmp_path)
    file = tmp_path / "标记.xlsx"
    file.write_bytes(annotated(source, report))
    before = [form.content() for form in read_filing(tmp_path / "自评.xlsx", vocabulary()).forms]
    assert [form.content() for form in read_filing(file, vocabulary()).forms] == before


def test_elements_stand_in_the_order_of_the_schema(source: bytes, tmp_path: Path) -> None:
    data = annotated(source, report_on(source, tmp_path))
    for name, content in parts(data).items():
        if name.startswith("xl/worksheets/sheet"):
            names = [etree.QName(child).localname for child in etree.fromstring(content)]
            assert [ORDER.index(child) for child in names] == sorted(ORDER.index(child) for child in names), name


def test_marks_stand_before_the_formats_that_they_cover(source: bytes, tmp_path: Path) -> None:
    """LibreOffice shows the block that stands first, whatever its priority: the orange of "typed over" hid errors."""
    report = report_on(source, tmp_path)
    once = annotated(source, report)
    for data in (once, annotated(once, report)):
        sheets = [content for name, content in parts(data).items() if name.startswith("xl/worksheets/sheet")]
        for content in sheets:
            blocks = etree.fromstring(content).iterfind("{*}conditionalFormatting")
            ours = [SIGN in "".join(block.itertext()) for block in blocks]
            assert ours == sorted(ours, reverse=True)


def test_every_part_has_a_type_and_every_relation_a_part(source: bytes, tmp_path: Path) -> None:
    found = parts(annotated(source, report_on(source, tmp_path)))
    types = etree.fromstring(found["[Content_Types].xml"])
    overrides = [item.get("PartName") for item in types if item.get("PartName")]
    defaults = {item.get("Extension").lower() for item in types if item.get("Extension")}
    assert len(overrides) == len(set(overrides))
    assert {name.lstrip("/") for name in overrides} <= found.keys()
    for name in found:
        assert f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults, name
        if name.endswith(".rels"):
            ids = [item.get("Id") for item in etree.fromstring(found[name])]
            assert len(ids) == len(set(ids))


def test_the_sheet_in_front_stays_in_front(tmp_path: Path) -> None:
    source = MILUO.read_bytes()
    book = openpyxl.load_workbook(BytesIO(annotated(source, report_on(source, tmp_path))))
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["附件1"]


def test_a_sheet_of_that_name_with_other_content_is_not_touched(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(MILUO)
    book.create_sheet(SHEET)["A1"] = "上级部门的意见"
    file = BytesIO()
    book.save(file)
    with pytest.raises(InputError, match="改名"):
        annotated(file.getvalue(), report_on(file.getvalue(), tmp_path))


def test_many_sheets_make_a_chart_that_can_be_read(tmp_path: Path) -> None:
    source = with_macros()
    chart = etree.fromstring(parts(annotated(source, report_on(source, tmp_path)))["xl/charts/chart1.xml"])
    names = chart.findall(".//{*}ser[1]/{*}cat//{*}v")
    assert len(names) <= 13 and names[-1].text.startswith("其余")


@pytest.mark.parametrize("name", ["yueyang_2024", "hengshan_2020"])
def test_other_filings(tmp_path: Path, name: str) -> None:
    source = (FILINGS / f"{name}.xlsx").read_bytes()
    report = report_on(source, tmp_path, f"hunan-{name.replace('_', '-')}")
    assert marked_cells(annotated(source, report)) == {(item.sheet, item.cell) for item in report.findings if item.cell}
