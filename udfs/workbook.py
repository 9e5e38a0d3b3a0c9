"""The workbook around a call without inputs: a row of the scoring table scored from the forms that it holds.

Excel hands over the calling cell; other hosts and tests say with `using` which filing is meant.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from udfs.arguments import Value
from udfs.common import rulebook_of
from xladdin.errors import InputError
from xladdin.scoring.result import Score
from xladdin.scoring.rules import inputs_of, score_rule

if TYPE_CHECKING:
    from xladdin.forms.filing import Filing
    from xladdin.rulebooks.schema import Rulebook

_current: ContextVar["Filing | None"] = ContextVar("current filing", default=None)


@contextmanager
def using(filing: "Filing") -> Iterator[None]:
    """While it is open, calls without inputs take them from this filing."""
    before = _current.set(filing)
    try:
        yield
    finally:
        _current.reset(before)


def score_from_workbook(rule: str, weight: Value, rulebook: Value, cell: object) -> Score:
    """The row of the scoring table for the filing around the call. Never remembered: the forms may have changed."""
    from xladdin.scoring.filing import rule_values  # the forms are heavy to import

    filing = _filing(cell)
    rules = _rulebook(filing, rulebook)
    if rule in rules.rules:
        _needs_its_form(filing, rules, rule)
    values = rule_values(filing, rules, rule) if rule in rules.rules else []
    return score_rule(rules, rule, *values, weight=weight)


def _filing(cell: object) -> "Filing":
    filing = _current.get()
    if filing is not None:
        return filing
    if cell is None:
        raise InputError("没有给出参数；只有在填有自评表的工作簿里，才能不填参数")
    return _read_around(cell)


def _read_around(cell: Any) -> "Filing":
    """The filing in the book of the calling cell (an xlwings Range)."""
    from xladdin.opening import vocabulary
    from xladdin.reading.live import read_book

    book = cell.sheet.book
    try:
        # Excel does not know on which cells this call depends.
        book.app.api.Volatile()
        return read_book(book, vocabulary())
    except InputError:
        raise
    except Exception as problem:  # COM raises its own errors while Excel is busy
        raise InputError("当前工作簿暂时读不出来，请按 Ctrl+Alt+F9 重新计算") from problem


def _rulebook(filing: "Filing", given: Value) -> "Rulebook":
    """The one that was given, else that of the workbook's cell RULEBOOK, else what unit and year suggest."""
    from xladdin.rulebooks.loader import suggest

    if given is not None:
        return rulebook_of(given)
    if filing.rulebook.text:
        return rulebook_of(filing.rulebook.text)
    return suggest(filing.year, filing.unit) or rulebook_of(None)


def _needs_its_form(filing: "Filing", rulebook: "Rulebook", rule: str) -> None:
    """A form that is not there must not look like one that was left empty: no buildings score full marks."""
    from xladdin.forms import base_data, evaluation, tables

    names = {
        "base_data": base_data.BaseData.chinese,
        "department": evaluation.DepartmentEvaluation.chinese,
        "supplement": tables.Supplement.chinese,
    }
    for wanted in inputs_of(rulebook, rule):
        forms = [path.partition(".")[0] for path in (wanted.field, wanted.instead) if path]
        if not forms:
            raise InputError(f"规则集没有写明“{wanted.label}”从哪里取数，请直接给出参数")
        if all(getattr(filing, form) is None for form in forms):
            raise InputError(f"工作簿里没有找到{names[forms[0]]}（需要{wanted.label}），请填好这张表，或者直接给出参数")
