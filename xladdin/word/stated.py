"""Figures of the tables as they stand in a sentence: never another one, and a prompt where there is none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xladdin.checks.sums import Part, rate_flaw, rate_read
from xladdin.forms.entry import NOTHING, Entry, Form
from xladdin.forms.filing import Filing
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import FilingScores
from xladdin.scoring.words import amount, points
from xladdin.values.number import digits
from xladdin.values.rounding import percent
from xladdin.word.draft import Noted, Paragraph, Piece, Prompt, body, one_line

SAME = "持平"


@dataclass(frozen=True)
class Subject:
    """What a report is about: the filing, its rules, its scores."""

    filing: Filing
    rulebook: Rulebook
    scores: FilingScores

    @cached_property
    def year(self) -> int:
        """The year of the filing, else the rulebook's."""
        return self.filing.year or self.rulebook.year or 0

    @property
    def unit(self) -> Piece:
        """The name of the department."""
        return one_line(self.filing.unit) or Prompt("部门（单位）名称")


def money(entry: Entry, name: str) -> Piece:
    """An amount in 万元, without the unit."""
    return _stated(entry, name, amount)


def count(entry: Entry, name: str) -> Piece:
    """Persons."""
    return _stated(entry, name, digits)


def score(entry: Entry, name: str) -> Piece:
    """Points."""
    return _stated(entry, name, points)


def _stated(entry: Entry, name: str, printed: Callable[[Decimal], str]) -> Piece:
    return missing(entry, name) if entry.number is None else printed(entry.number)


def missing(entry: Entry, name: str) -> Prompt:
    """The prompt for a figure that the table does not have, with what stands there instead."""
    place = f"{entry.address}" if entry.address != NOTHING.address else ""
    if not place:
        return Prompt(name, "表中没有这个数")
    if entry.is_error:
        return Prompt(name, f"{place} 是错误值 {entry.text}，请先改正表格")
    if entry.is_blank:
        return Prompt(name, f"{place} 为空")
    return Prompt(name, f"{place} 写的是“{one_line(entry.text)[:60]}”，不是数字")


def rate(form: Form, name: str, entered: Entry, above: Part, below: Part) -> Piece:
    """A rate as it was entered, with a remark where it is not what it should be; computed where nothing was entered."""
    read = entered.number
    if above.entry.number is not None and below.entry.number:
        exact = above.entry.number / below.entry.number
        read = exact if read is None else rate_read(entered, exact)
    if read is None:
        return missing(entered, name)
    flaw = rate_flaw(form, name, entered, above, below)
    return percent(read) if flaw is None else Noted(percent(read), f"{flaw.message}，请核对")


def of_all_spending(subject: Subject, name: str, spent: Entry, purpose: str) -> Paragraph:
    """基本支出 or 项目支出: the amount, its share of all that was spent, and what it is for."""
    department = subject.filing.department
    of_all = _share(spent, department.total.spent if department else NOTHING)
    named = f"{subject.year}年度{name}"
    return body(named, money(spent, named), "万元", f"，占总支出的{of_all}" if of_all else "", f"。{name}{purpose}。")


def _share(part: Entry, whole: Entry) -> str:
    """`86.54%` of a whole; empty where it cannot be said."""
    if part.number is None or whole.number is None or not 0 < part.number <= whole.number:
        return ""
    return percent(part.number / whole.number)


def change(now: Entry, before: Entry) -> str:
    """`减少13.90万元，下降63.76%` from before to now; empty where one of the two is missing."""
    if now.number is None or before.number is None:
        return ""
    gap = now.number - before.number
    if not gap:
        return SAME
    more = gap > 0
    moved = f"{'增加' if more else '减少'}{amount(abs(gap))}万元"
    way = "增长" if more else "下降"
    return f"{moved}，{way}{percent(abs(gap) / before.number)}" if before.number > 0 else moved


def against(now: Entry, before: Entry, what: str) -> str:
    """`，比预算数增加13.99万元，增长4.93%` behind the figure of now; empty where one of the two is missing."""
    moved = change(now, before)
    return f"，{'与' if moved == SAME else '比'}{what}{moved}" if moved else ""


def sum_of(entries: Iterable[Entry]) -> Decimal | None:
    """The sum; None where nothing is there or one of them is no number: a blank is never 0."""
    numbers = [entry.number for entry in entries]
    if not numbers or None in numbers:
        return None
    return sum((number for number in numbers if number is not None), Decimal(0))
