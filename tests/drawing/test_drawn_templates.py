"""Empty templates: the sheets of each rulebook, read back without a rest, printed as the official forms are."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from drawn import RULEBOOKS, draw, row_of
from hypothesis import given
from hypothesis import strategies as st

from xladdin import __version__
from xladdin.drawing import draw_template
from xladdin.drawing.book import LONGEST_NAME, project_sheet, sheet_name
from xladdin.forms.tables import FundTable
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load

MILUO = "hunan-miluo-2023"


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_every_form_is_found_and_everything_on_it_understood(tmp_path: Path, rulebook: str) -> None:
    file = draw(tmp_path, rulebook)
    filing = read_filing(file, vocabulary())
    wanted = {"base_data": "A", "department": "B", "project": "C", "fund": "E"}
    for form, letter in wanted.items():
        found = any(drawn.letter == letter for drawn in filing.forms)
        assert found is (load(rulebook).forms[form].status != "absent"), form
    assert [drawn.not_understood for drawn in filing.forms] == [()] * len(filing.forms)
    assert filing.rulebook.value == rulebook
    assert filing.hidden == (), "our own hidden sheets are no news to a person"
    assert [sheet.title for sheet in openpyxl.load_workbook(file) if sheet.sheet_state == "hidden"] == [
        "列表",
        "文本",
        "设置",
    ]
    assert filing.year == load(rulebook).year


def test_sheets_of_a_department(tmp_path: Path) -> None:
    filing = read_filing(draw(tmp_path, MILUO, projects=["帮代办", "危房鉴定经费"]), vocabulary())
    assert filing.sheets == (
        "填报说明", "封面", "基础数据表", "补充数据", "部门整体支出绩效自评表", "项目1 帮代办", "项目2 危房鉴定经费",
        "政府性基金预算支出", "国有资本经营预算支出", "社会保险基金预算支出",
    )  # fmt: skip
    assert [project.name.text for project in filing.projects] == ["帮代办", "危房鉴定经费"]
    assert len(filing.of(FundTable)) == 3


def test_the_unit_is_written_once_and_stands_everywhere(tmp_path: Path) -> None:
    path = draw(tmp_path, MILUO, unit="某某局", year=2025)
    filing = read_filing(path, vocabulary())
    assert filing.department and filing.department.unit.text == "某某局"
    assert filing.projects[0].supervisor.text == "某某局"
    assert filing.base_data and filing.base_data.filling_unit.text == "某某局"
    assert filing.year == 2025
    assert filing.base_data.final_heading.raw == "2025年决算数"


def test_a_workbook_of_one_project(tmp_path: Path) -> None:
    path = draw(tmp_path, MILUO, unit="某某局", projects=["帮代办"], only_project=True)
    filing = read_filing(path, vocabulary())
    assert filing.sheets == ("项目1 帮代办",)
    assert filing.projects[0].supervisor.text == "某某局"


def test_labels_of_the_place_are_printed(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(draw(tmp_path, "hunan-hengshan-2020"))["基础数据表"]
    labels = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    assert "1、业务工作专项" in labels
    assert "其他公用经费" in labels
    sheet = openpyxl.load_workbook(draw(tmp_path, MILUO))["基础数据表"]
    labels = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    assert "1、业务工作经费" in labels
    assert "其他公用经费" not in labels
    book = openpyxl.load_workbook(draw(tmp_path, "hunan-yueyang-2024"))
    assert row_of(book["基础数据表"], "A", "3、市级专项资金（一个专项一行）")
    assert row_of(book["部门整体支出绩效自评表"], "A", "市级预算部门名称")


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_pages(tmp_path: Path, rulebook: str) -> None:
    for sheet in openpyxl.load_workbook(draw(tmp_path, rulebook)):
        if sheet.sheet_state != "visible":
            continue
        assert sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "portrait", sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0, sheet.title
        assert sheet.print_area, sheet.title
        assert "&P" in sheet.oddFooter.center.text, sheet.title
        assert sheet.print_title_rows or sheet.title in ("填报说明", "封面"), sheet.title
        assert sheet.protection.sheet and sheet.protection.password is None, sheet.title
        assert not sheet.protection.insertRows, sheet.title


def test_inputs_are_unlocked_and_printed_text_is_not(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(draw(tmp_path, MILUO))["基础数据表"]
    assert sheet["A7"].protection.locked and sheet["A4"].protection.locked
    assert not sheet["B5"].protection.locked and not sheet["D9"].protection.locked
    assert sheet["B5"].fill.fgColor.rgb == "FFFFF9E5"
    assert (sheet["D9"].number_format, sheet["F5"].number_format) == ("0.00", "0.00%")


def test_no_function_that_excel_2013_lacks(tmp_path: Path) -> None:
    for rulebook in RULEBOOKS:
        with zipfile.ZipFile(draw(tmp_path, rulebook)) as package:
            text = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
        for name in ("XLOOKUP", "LET(", "IFS(", "FILTER(", "cm=", "_xlws"):
            assert name not in text, (rulebook, name)


def test_the_same_bytes_every_time() -> None:
    drawn = [io.BytesIO(), io.BytesIO()]
    for stream in drawn:
        draw_template(load(MILUO), stream)
    assert drawn[0].getvalue() == drawn[1].getvalue()


def test_with_macros_every_sheet_has_its_code_name(tmp_path: Path) -> None:
    path = tmp_path / "drawn.xlsm"
    draw_template(load(MILUO), path, macros=True)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
        assert "xl/vbaProject.bin" in names and "customUI/customUI14.xml" in names
        assert all(b"codeName=" in package.read(name) for name in sheets)
    assert read_filing(path, vocabulary()).rulebook.value == MILUO


def test_versions_are_told(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(draw(tmp_path, MILUO))["填报说明"]
    said = [str(cell.value) for row in sheet for cell in row if cell.value]
    assert any(__version__ in text for text in said) and any(MILUO in text for text in said)


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("帮代办工作经费", "项目1 帮代办工作经费"),
        ("", "项目1"),
        ("a/b:c*[x]?\\'", "项目1 abcx"),
        ("很长" * 20, ("项目1 " + "很长" * 20)[:31]),
        ("两行\n名称", "项目1 两行名称"),
        ("\x07经\x9f费\ud800", "项目1 经费"),
        ("𠮷" * 20, "项目1 " + "𠮷" * 13),  # two of the 31 units each
    ],
)
def test_names_of_project_sheets(name: str, sheet: str) -> None:
    assert project_sheet(1, name) == sheet


@given(st.integers(1, 999), st.text(max_size=400))
def test_every_sheet_name_is_one_that_excel_takes(number: int, project: str) -> None:
    name = sheet_name(f"附件3-{number}", project)
    assert len(name.encode("utf-16-le")) <= 2 * LONGEST_NAME
    assert not set(name) & set("[]:*?/\\'") and name.startswith(f"附件3-{number}")


def test_projects_with_the_same_beginning_get_sheets_of_their_own() -> None:
    names = {sheet_name(f"附件3-{number}", "同一个很长很长的项目名称" * 4) for number in range(1, 15)}
    assert len(names) == 14


def test_what_may_be_typed(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(draw(tmp_path, MILUO))
    rules = {
        sheet.title: {(rule.type, rule.operator, rule.formula1) for rule in sheet.data_validations.dataValidation}
        for sheet in book
    }
    assert ("decimal", "greaterThanOrEqual", "0") in rules["基础数据表"]
    assert ("date", "greaterThanOrEqual", "DATE(2000,1,1)") in rules["基础数据表"]
    assert ("decimal", None, "0") in rules["部门整体支出绩效自评表"]
    for sheet, name in (("补充数据", "LIST_YES_NO"), ("项目1", "LIST_BANDS"), ("项目1", "LIST_UNITS"),
                        ("补充数据", "LIST_ADMIN_EFFICIENCY"), ("政府性基金预算支出", "LIST_TICK")):  # fmt: skip
        assert ("list", None, name) in rules[sheet], name
        assert name in book.defined_names
    told = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert all(rule.prompt and rule.promptTitle and len(rule.prompt) <= 255 for rule in told)


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_what_helps_stands_beside_the_printed_form(tmp_path: Path, rulebook: str) -> None:
    for sheet in openpyxl.load_workbook(draw(tmp_path, rulebook)):
        if sheet.sheet_state != "visible":
            continue
        printed = sheet.print_area.replace("$", "").split("!")[-1]
        inside = {cell.coordinate for row in sheet[printed] for cell in row}
        for row in sheet.iter_rows():
            for cell in row:
                grey = cell.fill.fgColor.rgb == "FFF2F2F2"
                helps = grey or any(name in str(cell.value) for name in ("CHECK_", "EXPLAIN_"))
                assert not (helps and cell.coordinate in inside), (sheet.title, cell.coordinate)
                beside = cell.value is not None and cell.coordinate not in inside
                assert not beside or cell.font.sz == 9, (sheet.title, cell.coordinate)


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_inputs_are_coloured_and_only_they_and_results_are_unlocked(tmp_path: Path, rulebook: str) -> None:
    for sheet in openpyxl.load_workbook(draw(tmp_path, rulebook)):
        for row in sheet.iter_rows() if sheet.sheet_state == "visible" else ():
            for cell in row:
                coloured = cell.fill.fgColor.rgb == "FFFFF9E5"
                if not cell.protection.locked:
                    assert coloured or str(cell.value or "=").startswith("="), (sheet.title, cell.coordinate)
                elif coloured:
                    assert str(cell.value).startswith("="), (sheet.title, cell.coordinate)


def test_items_are_answered_one_by_one_and_counted(tmp_path: Path) -> None:
    path = draw(tmp_path, "hunan-hengshan-2020")
    book = openpyxl.load_workbook(path)
    sheet = book["补充数据"]
    row = row_of(sheet, "A", "管理制度健全性成立项数")
    items = load("hunan-hengshan-2020").rules["systems"].method
    assert items and items.kind == "items"
    assert [sheet.cell(row + number, 1).value for number in range(1, 5)] == [
        f"{number}. {item.name}" for number, item in enumerate(items.items, 1)
    ]
    assert sheet.cell(row, 2).value == f'=IF(COUNTA(B{row + 1}:B{row + 4})=0,"",COUNTIF(B{row + 1}:B{row + 4},"是"))'
    sheet.cell(row, 2).value = 3  # as Excel keeps the formula's value
    for number, answer in enumerate("是是否是", 1):
        sheet.cell(row + number, 2).value = answer
    book.save(path)
    supplement = read_filing(path, vocabulary()).supplement
    assert supplement and supplement.systems.number == 3
    assert supplement.not_understood == ()


@pytest.mark.parametrize(("count", "answers"), [(5, ["是"] * 5), (0, ["否"] * 5), (3, [None] * 5)])
def test_a_count_that_was_filed_answers_the_items_where_it_can(
    tmp_path: Path, count: int, answers: list[str | None]
) -> None:
    path = draw(tmp_path, "hunan-hengshan-2020")
    book = openpyxl.load_workbook(path)
    row = row_of(book["补充数据"], "A", "预决算信息公开性成立项数")
    book["补充数据"].cell(row, 2).value = count
    book.save(path)
    again = tmp_path / "again"
    again.mkdir()
    drawn = draw(again, "hunan-hengshan-2020", path)
    sheet = openpyxl.load_workbook(drawn)["补充数据"]
    assert [sheet.cell(row + number, 2).value for number in range(1, 6)] == answers
    assert (sheet.cell(row, 2).value == count) is (answers[0] is None)
    supplement = read_filing(drawn, vocabulary()).supplement
    assert supplement and supplement.disclosure.number == count


@pytest.mark.parametrize("rulebook", ["hunan-changning-2021", "hunan-hengyang-2024"])
def test_where_weights_are_unknown_they_can_be_entered(tmp_path: Path, rulebook: str) -> None:
    path = draw(tmp_path, rulebook)
    book = openpyxl.load_workbook(path)
    sheet = book["部门整体支出绩效自评表"]
    first = row_of(sheet, "B", "一级指标") + 1
    for column, value in zip("BCDEFGH", ("履职效能（50分）", "数量指标", "检查", "≥10次", "12次", 50, 50), strict=True):
        assert not sheet[f"{column}{first}"].protection.locked, column
        sheet[f"{column}{first}"].value = value
    assert not sheet[f"G{row_of(sheet, 'B', '年度资金总额')}"].protection.locked
    book.save(path)
    department = read_filing(path, vocabulary()).department
    assert department and (department.sections[0].name, department.sections[0].weight) == ("履职效能", 50)
    assert [row.name.text for row in department.indicators] == ["检查"]


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_an_empty_template_shows_no_error(tmp_path: Path, rulebook: str) -> None:
    for sheet in openpyxl.load_workbook(draw(tmp_path, rulebook), data_only=True):
        shown = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        assert not [text for text in shown if text.startswith(("#", "错误："))], sheet.title


def test_the_supplement_takes_a_cut_and_points_for_the_benefit(tmp_path: Path) -> None:
    """追加预算 may be negative; 经济效益 is a score, and the names of its levels, which give none, are no choice."""
    book = openpyxl.load_workbook(draw(tmp_path, MILUO))
    assert "LIST_BENEFIT" not in book.defined_names
    sheet = book["补充数据"]
    cut, benefit = (f"B{row_of(sheet, 'A', label)}" for label in ("本年追加预算", "经济效益和社会效益"))
    rules = {str(cells): rule for rule in sheet.data_validations.dataValidation for cells in rule.sqref.ranges}
    assert float(rules[cut].formula1) < 0
    assert (rules[benefit].type, float(rules[benefit].formula2)) == ("decimal", 10)
    assert "部分达成预期指标并具有一定效果填 6 至 8" in rules[benefit].prompt
