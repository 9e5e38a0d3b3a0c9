"""修正: what has exactly one right answer is put into a copy (合计, 比率, 执行率得分), each change listed.

A cell that holds a formula is never overwritten, but for a score that is #NAME? because our functions are not there, or
#VALUE! because they may not run: it becomes a number, so that a workbook can be handed in from a computer without them.
Where a change makes the stored value of a formula stale, that value is brought up to date; where a formula was wrong
before, it is reported and left to the person.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xladdin.checks.finding import Finding
from xladdin.checks.sums import rate_read
from xladdin.forms.entry import Address, Entry, entries_of
from xladdin.forms.filing import Filing
from xladdin.patching.package import Package
from xladdin.patching.sheet import SheetXml
from xladdin.patching.workbook import forget_order_of_formulas, recalculate_when_opened, shared_texts, sheet_parts
from xladdin.values.number import IDLE_FUNCTION, UNKNOWN_FUNCTION, Number, amount_in_wan, digits, is_blank, parse_number

ROUNDS = 12  # a total of totals is right after one round more; no form is deeper
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%％]?")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")


@dataclass(frozen=True)
class Change:
    """One cell: what stood there and what stands there now."""

    code: str
    address: Address
    field: str
    old: str
    new: str


@dataclass
class Fixed:
    """The copy's bytes with what was changed, what followed through formulas, and what was left."""

    data: bytes
    changes: list[Change] = field(default_factory=list)
    recalculated: list[Change] = field(default_factory=list)
    formulas: list[Change] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)


Checker = Callable[[bytes], tuple[Filing, list[Finding]]]


def fixed(data: bytes, check: Checker) -> Fixed:
    """Correct and check again until nothing follows any more. `check` reads a workbook's bytes and checks them."""
    result = Fixed(data)
    filing, findings = check(data)
    wrong_formulas: set[Address] = set()
    for number in range(ROUNDS):
        due = [item for item in due_corrections(filing, findings) if item[0].address not in wrong_formulas]
        if not due:
            break
        package = Package(result.data)
        for change, entry in due:
            if not _is_formula(package, change.address) or _is_without_function(package, change):
                note_down(result.changes, change)
            elif number:
                note_down(result.recalculated, change)
            else:
                wrong_formulas.add(change.address)
                result.formulas.append(change)
                continue
            _put(package, change, entry)
        result.data = package.to_bytes()
        filing, findings = check(result.data)
    if result.changes:
        result.data = _to_be_recalculated(result.data)
    result.left = findings
    return result


def note_down(changes: list[Change], change: Change) -> None:
    """A cell that is changed in two rounds is one change, from what stood there first."""
    for position, former in enumerate(changes):
        if former.address == change.address:
            changes[position] = replace(former, new=change.new)
            return
    changes.append(change)


def due_corrections(filing: Filing, findings: Iterable[Finding]) -> list[tuple[Change, Entry]]:
    """The corrections of findings, one a cell, with what stands there. A hint follows from another mistake."""
    entries = {entry.address: entry for form in filing.forms for _, entry in entries_of(form)}
    due: dict[Address, tuple[Change, Entry]] = {}
    for finding in findings:
        for address, value in finding.corrections:
            if finding.severity != "hint" and address.cell and address not in due:
                entry = entries.get(address, Entry())
                due[address] = (Change(finding.code, address, finding.field, entry.raw.strip(), value), entry)
    return list(due.values())


def _part(package: Package, address: Address) -> str:
    return next(sheet.part for sheet in sheet_parts(package) if sheet.name == address.sheet)


def _is_formula(package: Package, address: Address) -> bool:
    return SheetXml(package.read(_part(package, address))).is_formula(address.cell)


def _is_without_function(package: Package, change: Change) -> bool:
    """A formula of its own cell that asks for a function which is unknown, or for one of ours that did not run."""
    formula = SheetXml(package.read(_part(package, change.address))).own_formula(change.address.cell)
    if change.old == IDLE_FUNCTION:
        return "SCORE_" in formula.upper()
    return change.old == UNKNOWN_FUNCTION and bool(formula)


def _put(package: Package, change: Change, entry: Entry) -> None:
    """The new content into the cell, in the way in which the old one was written."""
    part = _part(package, change.address)
    sheet = SheetXml(package.read(part))
    text = sheet.text_of(change.address.cell, shared_texts(package))
    keep = not _is_without_function(package, change)
    sheet.set_content(change.address.cell, content(entry, change.new, text), keep_formula=keep)
    package.write(part, sheet.made())
    if not keep:
        forget_order_of_formulas(package)


def content(entry: Entry, new: str, text: str | None) -> Decimal | str:
    """What goes into the cell: a number, or the cell's text with only its figure exchanged.

    `text` is what the cell holds when it holds text (`项目支出：36.92`), else None.
    """
    number = parse_number(new)
    if number is None:
        return new
    if text is None or is_blank(text):
        return _as_entered(entry, number.value) if number.unit == "%" else number.value
    at = max(text.rfind(entry.raw), 0)
    figures = list(_FIGURE.finditer(text, at))
    if not figures:
        return text + new
    first, last = figures[0].span()
    return f"{text[:first]}{_as_written(figures[0][0], entry, number)}{text[last:]}"


def _as_written(old: str, entry: Entry, number: Number) -> str:
    """The new figure as the old one was written: `92.65%`, `92.65` in a column headed （%）, an amount in 元."""
    if number.unit == "%" and ("%" in old or "％" in old):
        return f"{digits(number.value * 100)}%"
    if number.unit == "%":
        return digits(_as_entered(entry, number.value))
    of_unit = amount_in_wan(Decimal(1), entry.unit)
    return digits(number.value / of_unit if of_unit else number.value)


def _as_entered(entry: Entry, rate: Decimal) -> Decimal:
    """A rate as 0.9641, or as 96.41 where the column is headed （%）: as what stood there was meant."""
    return rate if rate_read(entry, rate) == entry.number else rate * 100


def _to_be_recalculated(data: bytes) -> bytes:
    """Where there are formulas Excel shall work them out anew: those that no check looks at are stale now."""
    package = Package(data)
    parts = (sheet.part for sheet in sheet_parts(package) if sheet.part in package)
    if any(_FORMULA.search(package.read(part)) for part in parts):
        recalculate_when_opened(package)
        return package.to_bytes()
    return data
