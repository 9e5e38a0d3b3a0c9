"""The open workbook as forms, under its rules, with what the last check has left: each visible sheet is read once."""

from typing import NamedTuple

from xladdin.checks import run_checks
from xladdin.checks.explanations import SHEET, attach, explanations_of
from xladdin.checks.report import Report
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.opening import choose, vocabulary
from xladdin.reading.live import SheetValues, filing_of, named_cell, sheet_values
from xladdin.reading.workbook import RULEBOOK_NAME
from xladdin.ribbon.desk import SHEETS_A_STEP, Desk
from xladdin.rulebooks.schema import Rulebook


class Live(NamedTuple):
    """What was read. `results` are the cells of the sheet 校验结果 as texts."""

    filing: Filing
    rulebook: Rulebook
    sheets: tuple[SheetValues, ...]
    results: list[list[str]]


def look(desk: Desk) -> Live:
    """Read the workbook. Raises InputError where it holds no form."""
    book = desk.book
    visible = [sheet for sheet in book.sheets if sheet.visible]
    sheets = []
    results: list[list[str]] = []
    for number, sheet in enumerate(visible, 1):
        if number % SHEETS_A_STEP == 1:
            desk.progress(f"正在读取 {number}/{len(visible)}……")
        read = sheet_values(sheet)
        if read.name == SHEET:
            results = [["" if cell is None else str(cell).strip() for cell in row] for row in read.values]
        else:
            sheets.append(read)
    filing = filing_of(book.name, sheets, named_cell(book, RULEBOOK_NAME), vocabulary())
    desk.at_rest()
    if not filing.forms:
        raise InputError("这个工作簿里没有找到基础数据表、自评表、项目表等任何一张表，请打开自评工作簿再试。")
    return Live(filing, choose(filing), tuple(sheets), results)


def examine(desk: Desk) -> tuple[Live, Report]:
    """Read and check; explanations that stand in 校验结果 stay with their findings."""
    live = look(desk)
    desk.progress("正在校验……")
    findings = tuple(run_checks(live.filing, live.rulebook))
    attached = attach(findings, explanations_of(live.results))
    rulebook = live.rulebook
    report = Report(desk.book.name, rulebook.id, rulebook.name, findings, attached.texts, attached.dropped)
    desk.at_rest()
    return live, report
