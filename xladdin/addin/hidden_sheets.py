"""The sheets that VBA reads: texts (VBA itself is ASCII), settings for xlwings, descriptions of the functions.

`_IntelliSense_` has the layout that Excel-DNA IntelliSense reads, and must be the last sheet of its book; our
Workbook_Open gives the same descriptions to Excel's function wizard.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xladdin import __version__
from xladdin.addin.sources import PROJECT_NAME
from xladdin.ribbon.registry import TAB

TEXTS_SHEET = "_xladdin"
SETTINGS_SHEET = f"{PROJECT_NAME}.conf"
FUNCTIONS_SHEET = "_IntelliSense_"

LONGEST_DESCRIPTION = 255  # Application.MacroOptions cuts what is longer

TEXTS: Mapping[str, str] = {
    "version": __version__,
    "title": TAB,
    "category": TAB,
    "no_book": "请先打开要处理的自评工作簿，再按这个按钮。",
    "failed": "没有完成：{1}。请在“绩效自评”选项卡按“环境诊断”查看原因。",
    "no_python": "没能启动 Python，自评函数和按钮暂时不能使用：请运行安装程序，"
    "或用命令 xladdin addin doctor 查看原因（{1}）。",
    "package_differs": "“{1}”的版本是 {2}，本机 xladdin 程序包的版本是 {3}，两者不一致："
    "请重新运行同一版本的安装程序，并使用它带来的模板。",
    "addin_differs": "“{1}”的版本是 {2}，已安装的绩效自评加载项的版本是 {3}，两者不一致："
    "请重新运行同一版本的安装程序，并使用它带来的模板。",
}

# One Python process for formulas and buttons, and no import of a udfs.py that lies beside somebody's workbook.
_SETTINGS: Mapping[str, str] = {"USE UDF SERVER": "True", "ADD_WORKBOOK_TO_PYTHONPATH": "False"}


@dataclass(frozen=True)
class FunctionHelp:
    """A cell function as the function wizard shows it: what it does, and each argument with its description."""

    name: str
    description: str
    arguments: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for text in (self.description, *(description for _, description in self.arguments)):
            if not 0 < len(text) <= LONGEST_DESCRIPTION:
                raise ValueError(f"{self.name}: a description must have 1 to {LONGEST_DESCRIPTION} characters")


def draw_hidden_sheets(workbook: Workbook, functions: Sequence[FunctionHelp]) -> None:
    """Adds the sheets behind those that a person sees. Call it when all others are drawn."""
    _pairs(workbook.add_worksheet(TEXTS_SHEET), TEXTS)
    _pairs(workbook.add_worksheet(SETTINGS_SHEET), _SETTINGS)
    sheet = _very_hidden(workbook.add_worksheet(FUNCTIONS_SHEET))
    sheet.write_row(0, 0, ["FunctionInfo", "1"])
    for row, function in enumerate(functions, 1):
        sheet.write_string(row, 0, function.name)
        sheet.write_string(row, 1, function.description)
        # The third column would be a help page.
        for column, (name, description) in enumerate(function.arguments):
            sheet.write_string(row, 3 + 2 * column, name)
            sheet.write_string(row, 4 + 2 * column, description)


def _pairs(sheet: Worksheet, texts: Mapping[str, str]) -> None:
    _very_hidden(sheet)
    for row, (key, text) in enumerate(texts.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, text)


def _very_hidden(sheet: Worksheet) -> Worksheet:
    sheet.very_hidden()
    return sheet
