"""Quotients that a report writes out, `188/195×100%=96.41%`: computed again (BG105)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.finding import Flaw
from xladdin.checks.word.rounded import Range, quotient
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.values.figure import plain_signs
from xladdin.values.rounding import percent, two_places

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?"
_UNIT = r"\s*(?:万元|亿元|元|人|个|名)?\s*"
_QUOTIENT = re.compile(
    rf"(?<![\d.,/÷*×+\-−/A-Za-z)）])[(（]?(?P<above>{_NUMBER}){_UNIT}[)）]?\s*[/÷]\s*[(（]?(?P<below>{_NUMBER}){_UNIT}[)）]?"
    rf"\s*(?:[×*xX]\s*100\s*%\s*)?[=＝]\s*(?P<rate>\d{{1,6}}(?:\.\d{{1,6}})?)\s*%"
)


def formula_flaws(report: Report, entry: Entry) -> Iterator[Flaw]:
    """Every quotient of a paragraph that is not what the paragraph says it is."""
    for match in _QUOTIENT.finditer(plain_signs(entry.text)):
        above, below, rate = (match[name].replace(",", "") for name in ("above", "below", "rate"))
        expected = quotient(_around(above), _around(below))
        stated = Decimal(rate) / 100
        slack = _step(rate) / 200
        if expected is not None and not expected.meets(Range(stated - slack, stated + slack)):
            exact = Decimal(above) / Decimal(below)
            yield Flaw(
                report, entry, "算式", f"算式“{match[0].strip()}”应为 {percent(exact)}",
                percent(stated), percent(exact), two_places((stated - exact) * 100), "核对算式里的各数和结果",
                None, (),
            )  # fmt: skip


def _around(written: str) -> Range:
    """A whole number is exact: people are counted, and amounts without decimals are mostly whole."""
    slack = _step(written) / 2 if "." in written else Decimal(0)
    return Range(Decimal(written) - slack, Decimal(written) + slack)


def _step(written: str) -> Decimal:
    return Decimal(1).scaleb(-len(written.partition(".")[2]))
