"""What has one right answer is corrected in a copy; formulas are not overwritten; a second time nothing changes."""

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from clean_filing import clean

from xladdin.checking import checker_of
from xladdin.checks import run_checks
from xladdin.checks.fix import Fixed, content, fixed
from xladdin.drawing import draw_template
from xladdin.forms.entry import Address, Entry
from xladdin.opening import open_filing
from xladdin.patching.package import Package
from xladdin.patching.workbook import sheet_parts
from xladdin.rulebooks.loader import load
from xladdin.values.number import Kind, meaning

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"


ROWS: list[list[object]] = [
    ["2023年度部门整体支出绩效自评表"],
    ["预算部门名称", "江城县交通局"],
    ["年度预算申请", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "", 1000, 1000, 950, 10, "95%", 9.5],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["", "产出指标（90分）", "数量指标", "修路", "≥5公里", "6公里", 90, 90, ""],
    ["总分", "", "", "", "", "", 100, 99.5, ""],
]


def run(path: Path, rulebook: str | None = None) -> Fixed:
    return fixed(path.read_bytes(), checker_of(path, open_filing(path, rulebook)))


def department(path: Path, *, rate: object = 0.5, total: object = 90, formula: str = "") -> Path:
    """A small 自评表: execution 95%, scores 9.5 + 90."""
    rows = [list(row) for row in ROWS]
    rows[3][7], rows[6][7] = rate, total
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        percent = book.add_format({"num_format": "0.00%"})
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if isinstance(rate, float):
            sheet.write_number("H4", rate, percent)
        if formula:
            sheet.write_formula("H7", formula, None, total)
    return path


def changes(result: Fixed) -> list[tuple[str, str, str, str]]:
    return [(change.code, str(change.address), change.old, change.new) for change in result.changes]


def test_a_rate_and_a_total(tmp_path: Path) -> None:
    result = run(department(tmp_path / "a.xlsx"), "hunan-miluo-2023")
    assert changes(result) == [("ZP101", "自评表!H4", "50%", "95%"), ("ZP110", "自评表!H7", "90", "99.5")]
    sheet = openpyxl.load_workbook(BytesIO(result.data))["自评表"]
    assert (sheet["H4"].value, sheet["H4"].number_format, sheet["H7"].value) == (0.95, "0.00%", 99.5)


def test_a_rate_as_text_stays_a_text(tmp_path: Path) -> None:
    result = run(department(tmp_path / "a.xlsx", rate="59％", total=99.5), "hunan-miluo-2023")
    assert openpyxl.load_workbook(BytesIO(result.data))["自评表"]["H4"].value == "95%"


def test_a_wrong_formula_is_left_and_reported(tmp_path: Path) -> None:
    result = run(department(tmp_path / "a.xlsx", rate=0.95, formula="=H6"), "hunan-miluo-2023")
    assert changes(result) == []
    assert [(change.address, change.new) for change in result.formulas] == [(Address("自评表", "H7"), "99.5")]
    assert result.data == (tmp_path / "a.xlsx").read_bytes()


def without_functions(
    path: Path, error: str = "#NAME?", execution: str = "=SCORE_EXECUTION(F4,E4,G4,RULEBOOK)"
) -> Path:
    """The scores as a computer without our functions, or one that lets no macros run, stores them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.write_number("H4", 0.95)
        sheet.write_formula("I4", execution, None, error)
        sheet.write_formula("H7", "=SCORE_TOTAL(I4,H6)", None, error)
    return path


@pytest.mark.parametrize("error", ["#NAME?", "#VALUE!"])
def test_scores_without_our_functions_become_numbers(tmp_path: Path, error: str) -> None:
    path = without_functions(tmp_path / "a.xlsx", error)
    found = [item for item in run_checks(*open_filing(path, "hunan-miluo-2023")) if item.code == "WZ104"]
    assert [(item.cell, item.expected, item.related) for item in found] == [("I4", "9.5", ("自评表!H7",))]
    result = run(path, "hunan-miluo-2023")
    assert changes(result) == [("WZ104", "自评表!I4", error, "9.5"), ("WZ104", "自评表!H7", error, "99.5")]
    sheet = openpyxl.load_workbook(BytesIO(result.data))["自评表"]
    assert (sheet["I4"].value, sheet["H7"].value) == (9.5, 99.5)
    assert not any(finding.code == "WZ104" for finding in result.left)


def test_an_error_of_the_unit_s_own_formula_is_left_and_reported(tmp_path: Path) -> None:
    path = without_functions(tmp_path / "a.xlsx", "#VALUE!", '=F4/"E4"*G4')
    result = run(path, "hunan-miluo-2023")
    assert [change.address.cell for change in result.changes] == ["H7"]
    assert [(change.address.cell, change.new) for change in result.formulas] == [("I4", "9.5")]


def test_the_order_of_formulas_names_none_that_is_gone(tmp_path: Path) -> None:
    path = without_functions(tmp_path / "a.xlsx")
    book = Package(path.read_bytes())
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="I4" i="1"/></calcChain>'
    )
    book.add("xl/calcChain.xml", chain, "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml")
    book.relate("xl/workbook.xml", "calcChain", "xl/calcChain.xml")
    path.write_bytes(book.to_bytes())
    made = Package(run(path, "hunan-miluo-2023").data)
    assert "xl/calcChain.xml" not in made
    assert not made.related("xl/workbook.xml", "calcChain")


def test_what_a_formula_showed_follows_the_change(tmp_path: Path) -> None:
    path = department(tmp_path / "a.xlsx", rate=0.95, formula="=I4+H6", total=97.5)
    book = Package(path.read_bytes())
    xml = book.read("xl/worksheets/sheet1.xml").replace(b"<v>9.5</v>", b"<v>7.5</v>")
    book.write("xl/worksheets/sheet1.xml", xml)
    path.write_bytes(book.to_bytes())
    result = run(path, "hunan-miluo-2023")
    assert changes(result) == [("ZP102", "自评表!I4", "7.5", "9.5")]
    assert [(change.address.cell, change.old, change.new) for change in result.recalculated] == [("H7", "97.5", "99.5")]
    made = openpyxl.load_workbook(BytesIO(result.data))
    assert made["自评表"]["H7"].value == "=I4+H6"
    assert made.calculation.fullCalcOnLoad
    assert openpyxl.load_workbook(BytesIO(result.data), data_only=True)["自评表"]["H7"].value == 99.5


@pytest.mark.parametrize("name", ["miluo_2023", "yueyang_2024", "hengshan_2020"])
def test_a_second_time_nothing_changes(tmp_path: Path, name: str) -> None:
    path = FILINGS / f"{name}.xlsx"
    first = run(path)
    again = tmp_path / "改好.xlsx"
    again.write_bytes(first.data)
    second = run(again)
    assert changes(second) == []
    assert second.data == first.data
    assert not any(finding.corrections for finding in second.left if finding.severity != "hint")


def test_a_template_with_formulas(tmp_path: Path) -> None:
    opened = open_filing(FILINGS / "miluo_2023.xlsx")
    path = tmp_path / "a.xlsx"
    draw_template(opened.rulebook, path, filing=opened.filing)
    first = run(path)
    assert [(code, address) for code, address, _, _ in changes(first)][:2] == [
        ("JC103", "基础数据表!B8"),
        ("JC103", "基础数据表!D8"),
    ]
    path.write_bytes(first.data)
    assert run(path).data == first.data


def test_only_the_changed_cells_are_other() -> None:
    path = FILINGS / "yueyang_2024.xlsx"
    result = run(path)
    assert changes(result) == [("ZP110", "附件2!H45", "99.27", "99.26")]
    before, after = Package(path.read_bytes()), Package(result.data)
    assert before.names == after.names
    other = [name for name in before.names if before.read(name) != after.read(name)]
    assert len(other) == 1
    old, new = before.read(other[0]), after.read(other[0])
    assert old.replace(b"<v>99.27</v>", b"<v>99.26</v>") == new


@pytest.mark.parametrize(
    ("raw", "text", "new", "expected"),
    [
        ("36.92", "项目支出：36.92", "38", "项目支出：38"),
        ("36.92万元", "项目支出：36.92万元", "38", "项目支出：38万元"),
        ("369200元", "项目支出：369200元", "38", "项目支出：380000元"),
        ("", "项目支出：", "38", "项目支出：38"),
        ("——", "——", "38", Decimal(38)),
        ("99", None, "109", Decimal(109)),
        ("99", "99", "109", "109"),
        ("59%", None, "95.00%", Decimal("0.95")),
        ("59.00", None, "95.00%", Decimal(95)),
        ("59％", "59％", "95.01%", "95.01%"),
    ],
)
def test_what_goes_into_a_cell(raw: str, text: str | None, new: str, expected: Decimal | str) -> None:
    read = meaning(raw)
    assert content(Entry(raw=raw, kind=Kind(read.kind), value=read.value, unit=read.unit), new, text) == expected


def test_the_whole_way_without_our_functions(tmp_path: Path) -> None:
    """A filled template as a program stores it that does not know our functions: one fix, and nothing is left."""
    path = tmp_path / "a.xlsx"
    draw_template(load("hunan-miluo-2023"), path, filing=clean("hunan-miluo-2023"))
    book, scores = Package(path.read_bytes()), 0
    for sheet in sheet_parts(book):
        lost = rb'<c r="\1"\2 t="e">\3<v>#NAME?</v></c>'
        xml, number = re.subn(
            rb'<c r="(\w+)"( s="\d+")?[^>]*>(<f>[^<]*SCORE_[^<]*</f>)<v>[^<]*</v></c>', lost, book.read(sheet.part)
        )
        book.write(sheet.part, xml)
        scores += number
    assert scores > 25
    path.write_bytes(book.to_bytes())
    result = run(path)
    assert result.left == []
    made = openpyxl.load_workbook(BytesIO(result.data))["评分表"]
    assert (made["G4"].value, made["G17"].value, made["G21"].value) == (5, 10, 99.2)
