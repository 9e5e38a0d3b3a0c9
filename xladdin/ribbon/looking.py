"""The open workbook as forms, under its rules, with what the last check has left: each sheet is read once.

Values alone do not tell two things that a saved file tells: that 1 is shown as 100%, and that a blank cell lies under
a merged one. Both are asked of the few cells where it matters.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlwings import Book

from xladdin.checks import Finding, run_checks
from xladdin.checks.explanations import attach
from xladdin.checks.report import Report
from xladdin.errors import InputError
from xladdin.forms.entry import Address
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.filing import Filing
from xladdin.opening import choose, refuse_hidden, vocabulary
from xladdin.reading.explanations import SHEET, explanations_of
from xladdin.reading.forms import OWN_SHEETS
from xladdin.reading.live import SheetValues, filing_of, named_cell, sheet_values
from xladdin.reading.report import ReportFile
from xladdin.reading.workbook import RULEBOOK_NAME
from xladdin.ribbon.changes import joined, split
from xladdin.ribbon.desk import SHEETS_A_STEP, Desk
from xladdin.rulebooks.schema import Rulebook
from xladdin.values.number import digits, from_float


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
    sheets: dict[str, SheetValues] = {}
    for number, sheet in enumerate(visible, 1):
        if number % SHEETS_A_STEP == 1:
            desk.progress(f"正在读取 {number}/{len(visible)}……")
        read = sheet_values(sheet)
        sheets[read.name] = read
    results = sheets.pop(SHEET, None)
    hidden = [sheet_values(sheet) for sheet in book.sheets if not sheet.visible and sheet.name not in OWN_SHEETS]
    rulebook = named_cell(book, RULEBOOK_NAME)
    filing = filing_of(book.name, sheets.values(), rulebook, vocabulary(), hidden)
    percents = _percents(book, filing, sheets)
    if percents:
        sheets = {name: _with(sheet, percents) for name, sheet in sheets.items()}
        filing = filing_of(book.name, sheets.values(), rulebook, vocabulary(), hidden)
    desk.at_rest()
    if not filing.forms:
        refuse_hidden(filing)
        raise InputError("这个工作簿里没有找到基础数据表、自评表、项目表等任何一张表，请打开自评工作簿再试。")
    return Live(filing, choose(filing), tuple(sheets.values()), _texts(results))


def _texts(results: SheetValues | None) -> list[list[str]]:
    if results is None:
        return []
    return [["" if cell is None else str(cell).strip() for cell in row] for row in results.values]


def _percents(book: Book, filing: Filing, sheets: dict[str, SheetValues]) -> dict[Address, str]:
    """Targets and completions that are numbers and shown with %: 98% typed into a cell is 0.98 there."""
    return {
        address: f"{digits(from_float(float(value)) * 100)}%"
        for address in _targets(filing)
        if isinstance(value := _value(sheets[address.sheet], address), (int, float))
        and "%" in (book.sheets[address.sheet].range(address.cell).number_format or "")
    }


def _targets(filing: Filing) -> Iterator[Address]:
    for form in filing.forms:
        if isinstance(form, Evaluation):
            for row in form.indicators:
                yield from (entry.address for entry in (row.target, row.actual) if entry.number is not None)


def _value(sheet: SheetValues, address: Address) -> object:
    row, column = split(address.cell)
    return sheet.values[row - 1 - sheet.first_row][column - 1 - sheet.first_column]


def _with(sheet: SheetValues, contents: dict[Address, str]) -> SheetValues:
    values = [list(row) for row in sheet.values]
    for address, content in contents.items():
        if address.sheet == sheet.name:
            row, column = split(address.cell)
            values[row - 1 - sheet.first_row][column - 1 - sheet.first_column] = content
    return sheet._replace(values=values)


def examine(desk: Desk, files: Sequence[ReportFile] = ()) -> tuple[Live, Report]:
    """Read and check, with these Word reports; explanations that stand in 校验结果 stay with their findings."""
    live = look(desk)
    desk.progress("正在校验……")
    filing = live.filing.model_copy(update={"reports": tuple(report for file in files for report in file.reports)})
    findings = tuple(_to_be_seen(desk.book, finding) for finding in run_checks(filing, live.rulebook))
    attached = attach(findings, explanations_of(live.results), reports=[file.name for file in files])
    rulebook = live.rulebook
    report = Report(desk.book.name, rulebook.id, rulebook.name, findings, *attached)
    desk.at_rest()
    return live, report


def _to_be_seen(book: Book, finding: Finding) -> Finding:
    """A blank cell that lies under the merged one before it: what is to be filled in stands behind that."""
    if finding.provided or not finding.cell or finding.form == "report":
        return finding
    cell = book.sheets[finding.sheet].range(finding.cell)
    area = cell.merge_area
    if (area.row, area.column) == (cell.row, cell.column):
        return finding
    return finding._replace(cell=joined(cell.row, area.column + area.shape[1]))
