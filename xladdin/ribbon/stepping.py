"""上一条, 下一条 and 填写说明: from finding to finding, and the reason why one is right as it is."""

import re
from typing import NamedTuple

from xladdin.checks.finding import Finding
from xladdin.checks.report import CHINESE, NOT_LOOKED_AT
from xladdin.errors import InputError
from xladdin.reading.explanations import COLUMNS, EXPLANATION, ID, LEVEL, MESSAGE, PLACE, SHEET, STATE, result_heading
from xladdin.ribbon import memory
from xladdin.ribbon.changes import joined
from xladdin.ribbon.checking import check_again
from xladdin.ribbon.desk import Desk

_IN_REPORT = re.compile(r"(.+\.docx)(?: 第(\d+)段)?", re.I)


class Line(NamedTuple):
    """A finding as it stands in 校验结果: its row there, and its place if it has one."""

    row: int
    texts: dict[str, str]
    place: tuple[str, str] | None

    @property
    def id(self) -> str:
        return self.texts[ID]


def previous_finding(desk: Desk) -> None:
    """上一条：到上一条问题。"""
    _step(desk, -1)


def next_finding(desk: Desk) -> None:
    """下一条：到下一条问题。"""
    _step(desk, 1)


def go_to(desk: Desk, finding: Finding) -> None:
    """Bring the person to a finding that is listed in 校验结果: to its cell, else to its row there."""
    lines = _lines(desk)
    numbers = [number for number, line in enumerate(lines) if line.id == finding.id]
    if numbers:
        _show(desk, lines, numbers[0])


def _step(desk: Desk, by: int) -> None:
    """After the last comes the first."""
    lines = _lines(desk)
    number = _current(desk, lines)
    if number is None:
        number = 0 if by > 0 else len(lines) - 1
    elif not (by > 0 and _selected(desk)[0] == SHEET and not _is_there(desk, lines[number])):
        number = (number + by) % len(lines)
    _show(desk, lines, number)


def _is_there(desk: Desk, line: Line) -> bool:
    """A row of 校验结果 leads to its cell; where there is none, the row itself is the place."""
    return line.place is None and memory.shown_last.get(desk.book.fullname) == line.id


def _show(desk: Desk, lines: list[Line], number: int) -> None:
    line = lines[number]
    sheet, cell = line.place or (SHEET, joined(line.row, 1))
    desk.book.sheets[sheet].activate()
    desk.book.sheets[sheet].range(cell).merge_area.select()
    memory.shown_last[desk.book.fullname] = line.id
    desk.progress(f"第 {number + 1}/{len(lines)} 条　{line.texts[LEVEL]}　{_in_report(line)}{line.texts[MESSAGE]}")


def _in_report(line: Line) -> str:
    """Where a finding of a Word report is, which no cell can show: the one that is selected contradicts it."""
    found = _IN_REPORT.fullmatch(line.texts[PLACE])
    if found is None:
        return ""
    paragraph = f"第 {found[2]} 段" if found[2] else ""
    return f"报告{paragraph}（{found[1]}）　"


def _lines(desk: Desk) -> list[Line]:
    """The rows of 校验结果 with the places that the memory has kept right; nobody can be led to a hidden sheet."""
    sheet = desk.sheet(SHEET)
    hidden = {other.name for other in desk.book.sheets if not other.visible}
    places = {item.id: (item.sheet, item.cell) for item in memory.recall(desk).kept if item.sheet not in hidden}
    if sheet is None or desk.sheet(memory.SHEET) is None:
        raise InputError("还没有校验结果，请先按“校验”。")
    used = sheet.used_range
    rows = [["" if cell is None else str(cell).strip() for cell in row] for row in used.options(ndim=2).value]
    heading = result_heading(rows)
    if heading is None:
        raise InputError("“校验结果”的表头被改动，请重新校验。")
    names = rows[heading]
    lines = [
        Line(used.row + number, texts, places.get(texts[ID]))
        for number, row in enumerate(rows[heading + 1 :], heading + 1)
        if (texts := dict(zip(names, row, strict=True))).get(ID) and texts[STATE] != NOT_LOOKED_AT
    ]
    if not lines:
        raise InputError("校验没有发现问题。")
    return lines


def _selected(desk: Desk) -> tuple[str, str, int]:
    """Sheet, cell and row of the selection; nothing where none is in this workbook."""
    selection = desk.book.app.selection
    if selection is None or selection.sheet.book != desk.book:
        return "", "", 0
    return selection.sheet.name, joined(selection.row, selection.column), selection.row


def _current(desk: Desk, lines: list[Line]) -> int | None:
    """The finding of the selected row or cell, of several at a cell the one shown last; else the one shown last."""
    sheet, cell, row = _selected(desk)
    shown = memory.shown_last.get(desk.book.fullname)
    if sheet == SHEET:
        return next((number for number, line in enumerate(lines) if line.row == row), None)
    here = [number for number, line in enumerate(lines) if line.place == (sheet, cell)]
    last = next((number for number, line in enumerate(lines) if line.id == shown), None)
    return last if last in here or not here else here[0]


def explain_finding(desk: Desk) -> None:
    """填写说明：为所选问题填写说明。"""
    lines = _lines(desk)
    sheet, cell, row = _selected(desk)
    chosen = [line for line in lines if (line.row == row if sheet == SHEET else line.place == (sheet, cell))]
    open_ones = [line for line in chosen if line.texts[LEVEL] != CHINESE["error"]]
    if not chosen:
        raise InputError("所选单元格没有校验发现的问题，请先用“下一条”选中一条警告或提示。")
    if not open_ones:
        raise InputError("这里是错误，只能改正，不能用说明代替。")
    answers = _ask(desk, open_ones)
    if not answers:
        return
    results = desk.book.sheets[SHEET]
    column = COLUMNS.index(EXPLANATION) + 1
    with desk.writing() as changes:
        changes.open(results)
        for line, answer in answers:
            changes.write(results.range((line.row, column)), answer)
        report = check_again(changes, desk)
    desk.progress(f"说明已记下：{report.summary}")


def _ask(desk: Desk, lines: list[Line]) -> list[tuple[Line, str]]:
    """The explanation of each; where the host cannot ask, the person is led to the cell in which to type it."""
    answers = []
    for line in lines:
        answer = desk.host.text(desk.title, f"{line.texts[MESSAGE]}\n请写明原因：", line.texts[EXPLANATION])
        if answer is None:
            break
        if answer.strip():
            answers.append((line, answer.strip()))
    if not answers:
        sheet = desk.book.sheets[SHEET]
        sheet.activate()
        sheet.range((lines[0].row, COLUMNS.index(EXPLANATION) + 1)).select()
        desk.progress(f"请在选中的“{EXPLANATION}”一格写明原因，再按一次“校验”。")
    return answers
