"""FormWorkbook and FormWorksheet beside XlsxWriter's own: the same calls give the same bytes, part by part."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xladdin.drawing.workbook import FormWorkbook
from xladdin.drawing.worksheet import FormWorksheet

Draw = Callable[[Workbook, Worksheet, Format, Format], object]

TEXTS = (
    "金额", "a < b & \"c\" > 'd'", "　两端有空格 ", " x", "第一行\n第二行", "\x01", "_x0041_", "\t制表符", "=1+1",
    "<r>富文本</r>", "\ufffe", "a_b", "末行\n", "\r", "\x0b字", "字\xa0", "😀",
    "金额", "长" * 16_000, "长" * 16_001, "长" * 40_000, "😀" * 17_000,
)  # fmt: skip
NUMBERS = (0.0, -0.0, 1.0, 12.5, 0.1 + 0.2, 1e20, 1.5e-7, 123456789.12345678, -3.0, 1 / 3)
FORMULAS = (
    ("=SUM(A1:B2)", 3.5),
    ('=IF(A1<B1,"a&b",A1>B1)', "a<b&\"c\">'d'"),
    ("=A1", "两行\n文字"),
    ("=1/0", "#DIV/0!"),
    ("=A1", "#不是错误值"),
    ("=_xlfn.ISFORMULA(A1)", 0),
)


def texts(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 1, text, plain)


def numbers(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    for row, number in enumerate(NUMBERS):
        sheet.write_number(row, row % 3, number, bold if row % 2 else plain)


def dates(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
    for row, day in enumerate((date(2023, 12, 31), date(1900, 1, 1), datetime(2024, 2, 29, 12))):
        sheet.write_datetime(row, 0, day, plain)


def formulas(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    for row, (formula, value) in enumerate(FORMULAS):
        sheet.write_formula(row, 3, formula, bold if row % 2 else plain, value)


def blanks(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    sheet.write_blank(4, 2, None, bold)
    sheet.write_blank(2, 5, None, plain)


def merged(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    sheet.merge_range(0, 0, 0, 6, "", bold)
    sheet.write_string(0, 0, "标题", bold)
    sheet.merge_range(3, 1, 20, 2, "", plain)
    sheet.write_number(3, 1, 5, plain)
    sheet.merge_range(3, 3, 4, 3, "", plain)
    sheet.merge_range(1, 0, 20, 0, "", plain)


def written_over(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    sheet.write_string(1, 1, "旧", plain)
    sheet.write_number(1, 1, 2, bold)
    sheet.merge_range(1, 0, 1, 3, "", plain)


def rows_apart(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
    for row, column in ((2, 3), (15, 1), (16, 0), (31, 4), (40, 2), (100, 60)):
        sheet.write_string(row, column, "字", plain)


def widths(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
    sheet.write_string(1, 1, "字", plain)
    for column, width in ((0, 36), (1, 13.5), (2, 13.5), (4, 13.5), (5, 8.43), (6, 2), (7, 10.2), (8, 10.25), (3, 1)):
        sheet.set_column(column, column, width)
    sheet.set_column(10, 13, 30)


def heights(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
    sheet.write_string(1, 1, "字", plain)
    for row, points in enumerate((15, 15.2, 19, 20.2, 6, 409, 33.3)):
        sheet.set_row(row * 5, points)


def links(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    sheet.write_string(0, 0, "目录", bold)
    sheet.write_url(1, 0, "internal:'表'!A1", plain, "部门整体支出绩效自评表")


def charts(book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
    for row, (name, number) in enumerate((("产出 & 质量", 48.5), ("效益", 0.1 + 0.2))):
        sheet.write_string(row, 0, name, plain)
        sheet.write_number(row, 1, number, plain)
    sheet.write_formula(2, 1, "=B2", plain, 0.1 + 0.2)
    sheet.write_blank(3, 0, None, plain)
    sheet.set_column(0, 0, 26)
    sheet.set_row(3, 230)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"categories": ["表", 0, 0, 4, 0], "values": ["表", 0, 1, 4, 1]})
    sheet.insert_chart(3, 0, chart)


def page(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
    sheet.set_column(0, 3, 12.5)
    sheet.write_string(0, 0, "项目", bold)
    sheet.write_number(7, 3, 1, plain)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, 7, 3)
    sheet.fit_to_pages(1, 2)
    sheet.data_validation(1, 1, 3, 3, {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.conditional_format(1, 1, 3, 3, {"type": "formula", "criteria": "=A1>1", "format": bold})
    sheet.protect("")


def nothing(_book: Workbook, sheet: Worksheet, _plain: Format, _bold: Format) -> None:
    sheet.hide_gridlines(2)


@pytest.mark.parametrize(
    "draw",
    [
        texts,
        numbers,
        dates,
        formulas,
        blanks,
        merged,
        written_over,
        rows_apart,
        widths,
        heights,
        links,
        charts,
        page,
        nothing,
    ],
)
def test_the_bytes_are_xlsxwriters(draw: Draw) -> None:
    own, theirs = (_parts(draw, kind) for kind in (FormWorksheet, Worksheet))
    assert list(own) == list(theirs)
    for name, content in theirs.items():
        assert own[name] == content, name


def test_a_format_gets_its_number_in_the_order_of_the_cells() -> None:
    def draw(_book: Workbook, sheet: Worksheet, plain: Format, bold: Format) -> None:
        sheet.write_string(5, 0, "后", plain)
        sheet.write_string(0, 3, "二", plain)
        sheet.write_string(0, 1, "一", bold)

    assert _parts(draw, FormWorksheet) == _parts(draw, Worksheet)


def test_the_empty_text_of_a_formula_has_its_type() -> None:
    """XlsxWriter leaves the type out; LibreOffice then takes the cell for one that was never calculated."""

    def draw(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
        sheet.write_formula(0, 0, '=""', plain, "")

    assert b't="str"><f>""</f><v></v></c>' in _parts(draw, FormWorksheet)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("kind", [FormWorksheet, Worksheet])
@pytest.mark.parametrize("area", [(0, 2, 0, 5), (0, 0, 3, 0), (1, 1, 1, 2), (0, 0, 1, 2)])
def test_merged_areas_never_overlap(kind: type[Worksheet], area: tuple[int, int, int, int]) -> None:
    def draw(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
        sheet.merge_range(0, 0, 1, 2, "", plain)
        sheet.merge_range(*area, "", plain)

    with pytest.raises(OverlappingRange):
        _parts(draw, kind)


@pytest.mark.parametrize("kind", [FormWorksheet, Worksheet])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_only_finite_numbers_are_written(kind: type[Worksheet], number: float) -> None:
    def draw(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
        sheet.write_number(0, 0, number, plain)

    with pytest.raises(TypeError, match="NAN/INF"):
        _parts(draw, kind)


def test_what_no_form_holds_is_refused() -> None:
    def draw(_book: Workbook, sheet: Worksheet, plain: Format, _bold: Format) -> None:
        sheet.write_boolean(0, 0, True, plain)

    with pytest.raises(TypeError, match="no form has"):
        _parts(draw, FormWorksheet)


def _parts(draw: Draw, kind: type[Worksheet]) -> dict[str, bytes]:
    if kind is FormWorksheet:
        own = FormWorkbook(title="自评")
        _draw(draw, own, kind)
        return _unpacked(own.content())
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"title": "自评", "created": datetime(2024, 1, 1)})
    _draw(draw, book, kind)
    book.close()
    return _unpacked(stream.getvalue())


def _draw(draw: Draw, book: Workbook, kind: type[Worksheet]) -> None:
    plain, bold = book.add_format({"border": 1, "text_wrap": True}), book.add_format({"bold": True})
    draw(book, book.add_worksheet("表", kind), plain, bold)


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
