"""Workbooks to annotate: from each program that people's files come from, with things that a rewrite would lose."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from xladdin.drawing import draw_template
from xladdin.opening import open_filing
from xladdin.rulebooks.loader import load

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"
MILUO = FILINGS / "miluo_2023.xlsx"


def with_macros() -> bytes:
    """The template with functions and ribbon, filled with a filing that has mistakes."""
    opened = open_filing(MILUO)
    file = BytesIO()
    draw_template(load(opened.rulebook.id), file, filing=opened.filing, macros=True)
    return file.getvalue()


def from_openpyxl(tmp_path: Path) -> bytes:
    """A person's own notes, conditional formats, drop-downs and a picture of a chart, as openpyxl writes them."""
    book = openpyxl.load_workbook(MILUO)
    sheet = book["附件3-11"]
    sheet["H23"].comment = Comment("李四：这里再核对一次", "李四")
    sheet["A1"].comment = Comment("请用 2023 年的表", "李四")
    sheet.conditional_formatting.add("H5:H33", CellIsRule(operator="lessThan", formula=["0"],
                                                          fill=PatternFill(bgColor="FFFF00")))  # fmt: skip
    sheet.add_data_validation(DataValidation(type="decimal", operator="between", formula1="0", formula2="100"))
    book.save(tmp_path / "openpyxl.xlsx")
    return (tmp_path / "openpyxl.xlsx").read_bytes()


def with_table_and_button() -> bytes:
    """A small form with a table, a button, notes and a picture of a chart on the same sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("基础'数据' 表")
        sheet.write_row(0, 0, ["2023年度部门整体支出绩效评价基础数据表"])
        sheet.write_row(2, 0, ["财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"])
        sheet.write_row(3, 1, [195, 188, 0.5])
        sheet.write_row(4, 0, ["经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"])
        sheet.write_row(5, 0, ["三公经费", 10, 10, -4])
        sheet.write_row(6, 0, ["公用经费", 20, 20, 20])
        sheet.write_comment("D4", "原有的批注", {"author": "王五"})
        sheet.write_comment("A6", "另一条", {"author": "王五"})
        sheet.insert_button("H2", {"caption": "按钮"})
        sheet.add_table("H10:I12", {"columns": [{"header": "甲"}, {"header": "乙"}]})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": [sheet.name, 5, 1, 5, 3]})
        sheet.insert_chart("K2", chart)
    return file.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
