"""xlwings' public API on LibreOffice: what the buttons use, and how what is missing is told."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlwings
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from xladdin.calc.engine import session_of
from xladdin.calc.refusal import UnsupportedInCalc
from xladdin.errors import InputError
from xladdin.reading.live import named_cell

pytestmark = pytest.mark.libreoffice


def test_values(sheet: xlwings.Sheet) -> None:
    day = datetime(2024, 3, 1)
    sheet["B2"].value = [["文字", 1, None], [2.5, day, "=C2+1"], ["12", "", "=1/0"]]
    used = sheet.used_range
    assert used.address == "$B$2:$D$4"
    assert used.value == [["文字", 1.0, None], [2.5, day, 2.0], ["12", None, None]]
    assert used.options(err_to_str=True).value[2][2] == "#DIV/0!"
    assert sheet["C2"].options(numbers=int).value == 1
    assert sheet["B2:D2"].options(ndim=2).value == [["文字", 1.0, None]]
    assert sheet["Z99"].value is None


def test_one_value_fills_a_range(sheet: xlwings.Sheet) -> None:
    sheet["A1:B2"].value = 7
    assert sheet["A1:B2"].value == [[7.0, 7.0], [7.0, 7.0]]


def test_formulas(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    other = book.sheets.add("表 一", after=sheet)
    sheet["A1:A2"].value = [[1], [2]]
    other["A1"].formula = f"=SUM('{sheet.name}'!A1:A2,3)"
    assert other["A1"].value == 6
    assert other["A1"].formula.replace("'", "") == f"=SUM({sheet.name}!A1:A2,3)"
    block = (("=1+1", "2", "三"), ("", "=A1", ""))
    other["A3:C4"].formula = block
    assert other["A3:C4"].formula == block


def test_a_block_is_one_read_and_one_write(app: xlwings.App, sheet: xlwings.Sheet) -> None:
    session = session_of(app)
    sheet["A1"].value = [[row * column for column in range(30)] for row in range(200)]
    assert sheet.used_range.options(ndim=2, err_to_str=True).value[199][29] == 199 * 29
    assert (session.reads[sheet.name], session.writes[sheet.name]) == (1, 1)


def test_colours(sheet: xlwings.Sheet) -> None:
    cell = sheet["A1"]
    assert cell.color is None
    for given, shown in (((255, 199, 206), (255, 199, 206)), ("#FFEB9C", (255, 235, 156)), (None, None)):
        cell.color = given
        assert cell.color == shown
    sheet["A1:B2"].set_colors([[(1, 2, 3), None], [..., (1, 2, 3)]])
    assert [sheet[address].color for address in ("A1", "B1", "A2", "B2")] == [(1, 2, 3), None, None, (1, 2, 3)]


def test_notes(sheet: xlwings.Sheet) -> None:
    cell = sheet["C3"]
    assert cell.note is None
    cell.add_note("合计不符")
    assert cell.note.text == "合计不符"
    cell.note.text = "应为 3"
    assert [(note.location.address, note.text) for note in sheet.notes] == [("$C$3", "应为 3")]
    cell.note.delete()
    assert cell.note is None and len(sheet.notes) == 0


def test_looks(sheet: xlwings.Sheet) -> None:
    cell = sheet["A1"]
    cell.number_format, cell.wrap_text, cell.vertical_alignment = "0.00", True, "center"
    cell.font.bold, cell.font.size, cell.column_width = True, 14, 20
    assert (cell.number_format, cell.wrap_text, cell.vertical_alignment) == ("0.00", True, "center")
    assert (cell.font.bold, cell.font.size, cell.column_width) == (True, 14, pytest.approx(20, abs=0.1))


def test_merged_cells(sheet: xlwings.Sheet) -> None:
    sheet["B2:C3"].api.merge(True)
    assert [sheet[cell].merge_area.address for cell in ("C3", "A1")] == ["$B$2:$C$3", "$A$1"]


def test_sheets(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = "原表"
    first = book.sheets.add("首页", before=sheet)
    last = book.sheets.add("末页", after=sheet)
    assert book.sheet_names == ["首页", sheet.name, "末页"]
    assert "首页" in book.sheets and "副本" not in book.sheets
    last.visible = False
    assert not book.sheets["末页"].visible
    first.delete()
    sheet.name = "改名"
    assert book.sheet_names == ["改名", "末页"] and book.sheets["改名"]["A1"].value == "原表"


def test_a_sheet_of_another_workbook(app: xlwings.App, book: xlwings.Book) -> None:
    other = app.books.add()
    other.sheets[0]["A1"].value = "别处"
    copied = other.sheets[0].copy(after=book.sheets[0], name="项目表")
    assert copied.book == book and copied["A1"].value == "别处"


def test_protected_sheet(sheet: xlwings.Sheet) -> None:
    sheet.api.protect("")
    with pytest.raises(InputError, match="受保护"):
        sheet["A1"].value = 1
    sheet.api.unprotect("")
    sheet["A1"].value = 1
    assert sheet["A1"].value == 1


def test_names(app: xlwings.App, tmp_path: Path) -> None:
    written = Workbook()
    settings = written.create_sheet("设置")
    settings["B2"] = "hunan-miluo-2023"
    written.defined_names["RULEBOOK"] = DefinedName("RULEBOOK", attr_text="设置!$B$2")
    written.save(tmp_path / "名称.xlsx")
    book = app.books.open(tmp_path / "名称.xlsx")
    (name,) = book.names
    assert (name.name, name.refers_to, name.refers_to_range.value) == ("RULEBOOK", "=设置!$B$2", "hunan-miluo-2023")
    assert named_cell(book, "RULEBOOK") == "hunan-miluo-2023"
    book.sheets["设置"].delete()
    assert named_cell(book, "RULEBOOK") is None and named_cell(book, "YEAR") is None


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_saved_and_opened(app: xlwings.App, book: xlwings.Book, tmp_path: Path, ending: str) -> None:
    book.sheets[0]["A1"].value = [["甲", 1]]
    file = tmp_path / f"存{ending}"
    book.save(file)
    assert (book.name, Path(book.fullname)) == (file.name, file)
    book.close()
    again = app.books.open(file)
    assert again.sheets[0]["A1:B1"].value == ["甲", 1.0]
    again.sheets[0]["A1"].value = "乙"
    again.save()
    again.close()
    assert app.books.open(file).sheets[0]["A1"].value == "乙"


def test_pdf(book: xlwings.Book, tmp_path: Path) -> None:
    book.sheets[0]["A1"].value = "打印"
    book.to_pdf(tmp_path / "表.pdf")
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")


def test_selection(app: xlwings.App, book: xlwings.Book) -> None:
    other = book.sheets.add("第二")
    other.activate()
    other["C4"].select()
    assert book.sheets.active.name == "第二"
    assert app.selection == other["C4"]


def test_states_come_back(app: xlwings.App, book: xlwings.Book) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        app.properties(screen_updating=False, status_bar="校验……"),
    ):
        assert (app.screen_updating, app.status_bar) == (False, "校验……")
        raise ZeroDivisionError
    assert (app.screen_updating, app.status_bar) == (True, False)
    assert not book.api.hasControllersLocked()


def test_questions_without_a_window(app: xlwings.App) -> None:
    assert app.alert("完成") == "ok"
    assert app.alert("继续吗？", buttons="yes_no") == "no"
    asked = []
    session_of(app).reply = lambda question: asked.append(question.text) or "yes"
    assert app.alert("继续吗？", buttons="yes_no") == "yes"
    assert asked == ["继续吗？"]


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("Sheet.charts", lambda sheet: sheet.charts),
        ("Sheet.copy", lambda sheet: sheet.copy(name="副本")),
        ("Sheet.clear_contents", lambda sheet: sheet.clear_contents()),
        ("Range.add_comment", lambda sheet: sheet["A1"].add_comment("批注")),
        ("Range.insert", lambda sheet: sheet["2:2"].insert("down")),
        ("Range.merge", lambda sheet: sheet["A1:B2"].merge()),
        ("Range.has_array", lambda sheet: sheet["A1"].expand()),
        ("App.calculation", lambda sheet: setattr(sheet.book.app, "calculation", "manual")),
    ],
)
def test_what_is_not_supported_says_so(
    sheet: xlwings.Sheet, named: str, asked: Callable[[xlwings.Sheet], object]
) -> None:
    with pytest.raises(UnsupportedInCalc, match=rf"^在 LibreOffice 里不能使用“{named}”，请在 Excel 里完成这一步。$"):
        asked(sheet)


def test_unreadable_file(app: xlwings.App, book: xlwings.Book, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不能保存为"):
        book.save(tmp_path / "表.docx")
    with pytest.raises(FileNotFoundError):
        app.books.open(tmp_path / "没有.xlsx")


def test_what_openpyxl_reads(book: xlwings.Book, tmp_path: Path) -> None:
    """Marks reach the file: fill, note, value."""
    cell = book.sheets[0]["B2"]
    cell.value, cell.color = "错", (255, 199, 206)
    cell.add_note("应为 5")
    book.save(tmp_path / "标记.xlsx")
    read = load_workbook(tmp_path / "标记.xlsx").active["B2"]
    assert read.value == "错" and read.fill.fgColor.rgb == "FFFFC7CE" and "应为 5" in read.comment.text


def test_notes_stay_where_something_is_written(sheet: xlwings.Sheet) -> None:
    """LibreOffice itself deletes them."""
    sheet["A1"].add_note("甲")
    sheet["B2"].add_note("乙")
    sheet["A1"].value = 5
    sheet["A1"].value = None
    sheet["B2"].formula = "=1+1"
    sheet["A1:B2"].value = [[1, 2], [3, 4]]
    sheet["A1:B2"].formula = [["=1", "=2"], ["=3", "=4"]]
    assert [(note.location.address, note.text) for note in sheet.notes] == [("$A$1", "甲"), ("$B$2", "乙")]
