"""一键修正: what has exactly one right answer is corrected in the open workbook, after the person has seen the list.

The corrections are first tried on the values that were read, as `xladdin fix` tries them on a copy: a corrected sum
can make another one wrong. A cell that holds a formula is never overwritten; it calculates itself.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks import Finding, run_checks
from xladdin.checks.fix import ROUNDS, Change, content, due_corrections, note_down
from xladdin.forms.entry import Address
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading.live import SheetValues, filing_of
from xladdin.ribbon import memory
from xladdin.ribbon.changes import formulas_of, split
from xladdin.ribbon.checking import check_again
from xladdin.ribbon.desk import Desk, listed
from xladdin.ribbon.looking import Live, look


class Planned(NamedTuple):
    """What is to be written where, and which formulas give something else than they should."""

    changes: list[Change]
    contents: dict[Address, Decimal | str]
    formulas: list[Change]


def fix(desk: Desk) -> None:
    """一键修正：改正只有一个正确答案的问题。"""
    live = look(desk)
    plan = _Plan(desk, live).made()
    if not plan.changes:
        desk.tell("\n".join(["没有只有一个正确答案的问题，工作簿没有改动。", *_about_formulas(plan)]))
        return
    lines = [f"{change.address}　{change.field}：{change.old or '空白'} → {change.new}" for change in plan.changes]
    question = [f"将改正 {len(lines)} 处，其他内容不动：", listed(lines), *_about_formulas(plan)]
    if not desk.confirm("\n".join(question)):
        return
    with desk.writing() as changes:
        for change in plan.changes:
            sheet = desk.book.sheets[change.address.sheet]
            changes.open(sheet)
            value = plan.contents[change.address]
            changes.write(sheet.range(change.address.cell), float(value) if isinstance(value, Decimal) else value)
        marked = desk.sheet(memory.SHEET) is not None
        remaining = f"；{check_again(changes, desk).summary}" if marked else "。"
    desk.progress(f"改正了 {len(lines)} 处{remaining}")


def _about_formulas(plan: Planned) -> list[str]:
    if not plan.formulas:
        return []
    cells = [str(change.address) for change in plan.formulas]
    return [f"这 {len(cells)} 处是公式，不改动，请检查公式：", listed(cells)]


class _Plan:
    """The corrections tried on the values."""

    def __init__(self, desk: Desk, live: Live) -> None:
        self._desk = desk
        self._live = live
        self._values = {sheet.name: [list(row) for row in sheet.values] for sheet in live.sheets}
        self._starts = {sheet.name: (sheet.first_row + 1, sheet.first_column + 1) for sheet in live.sheets}
        self._formulas: dict[str, Sequence[Sequence[str]]] = {}

    def made(self) -> Planned:
        """Correct and check again until nothing follows any more."""
        plan = Planned([], {}, [])
        filing = self._live.filing
        findings = run_checks(filing, self._live.rulebook)
        wrong: set[Address] = set()
        for number in range(ROUNDS):
            if not self._round(plan, filing, findings, wrong, first=number == 0):
                break
            filing = self._filing()
            findings = run_checks(filing, self._live.rulebook)
        return plan

    def _round(
        self, plan: Planned, filing: Filing, findings: list[Finding], wrong: set[Address], *, first: bool
    ) -> bool:
        due = [item for item in due_corrections(filing, findings) if item[0].address not in wrong]
        for change, entry in due:
            formula = self._is_formula(change.address)
            if formula and first:
                wrong.add(change.address)
                plan.formulas.append(change)
                continue
            now = self._value(change.address)
            new = content(entry, change.new, now if isinstance(now, str) else None)
            self._put(change.address, new)
            if not formula:
                note_down(plan.changes, change)
                plan.contents[change.address] = new
        return bool(due)

    def _filing(self) -> Filing:
        sheets = [
            SheetValues(sheet.name, sheet.first_row, sheet.first_column, self._values[sheet.name])
            for sheet in self._live.sheets
        ]
        return filing_of(self._live.filing.source, sheets, self._live.filing.rulebook.text, vocabulary())

    def _is_formula(self, address: Address) -> bool:
        if address.sheet not in self._formulas:
            self._formulas[address.sheet] = formulas_of(self._desk.book.sheets[address.sheet])
        row, column = self._position(address)
        formulas = self._formulas[address.sheet]
        inside = row < len(formulas) and column < len(formulas[0])
        return inside and str(formulas[row][column]).startswith("=")

    def _position(self, address: Address) -> tuple[int, int]:
        row, column = split(address.cell)
        first_row, first_column = self._starts[address.sheet]
        return row - first_row, column - first_column

    def _value(self, address: Address) -> object:
        row, column = self._position(address)
        values = self._values[address.sheet]
        return values[row][column] if row < len(values) and column < len(values[row]) else None

    def _put(self, address: Address, value: Decimal | str) -> None:
        row, column = self._position(address)
        values = self._values[address.sheet]
        if row < len(values) and column < len(values[row]):
            values[row][column] = float(value) if isinstance(value, Decimal) else value
