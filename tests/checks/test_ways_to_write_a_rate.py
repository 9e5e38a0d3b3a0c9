"""One rate written in many ways: 188 ÷ 195 = 96.41% as a fraction, a percentage, a bare number under （%）."""

from decimal import Decimal

import pytest

from xladdin.checks.sums import Part, rate_flaw
from xladdin.forms.entry import Entry, Form
from xladdin.values.number import meaning, shown_as_percent

FORM = Form(sheet="附件1", first_row=0, last_row=0)
RIGHT = (0.9641, 0.96410256, 0.964, 0.96, 96.41, 96.4, 96.0, "96.41%", "96.4％", "96%", shown_as_percent(0.9641))
WRONG = (  # what was entered, how it is quoted, by how many percentage points it is off
    (50.0, "50", "-46.41"),
    (60.0, "60", "-36.41"),
    ("50", "50", "-46.41"),
    (146.0, "146", "49.59"),
    (97.0, "97", "0.59"),
    (90.1, "90.1", "-6.31"),
    ("42.7", "42.7", "-53.71"),
    (1.0, "100%", "3.59"),
    (0.9, "90%", "-6.41"),
    (0.0, "0%", "-96.41"),
    ("60%", "60%", "-36.41"),
    (shown_as_percent(96.41), "9641%", "9544.59"),
)


def entry(content: object) -> Entry:
    return Entry(Entry().address, *meaning(content))


def parts(numerator: str = "188", denominator: str = "195") -> tuple[Part, Part]:
    return Part("在职", entry(numerator)), Part("编制", entry(denominator))


@pytest.mark.parametrize("content", RIGHT)
def test_right(content: object) -> None:
    assert rate_flaw(FORM, "控制率", entry(content), *parts()) is None


@pytest.mark.parametrize(("content", "provided", "difference"), WRONG)
def test_wrong(content: object, provided: str, difference: str) -> None:
    flaw = rate_flaw(FORM, "控制率", entry(content), *parts())
    assert flaw is not None
    assert (flaw.provided, flaw.expected, flaw.difference) == (provided, "96.41%", Decimal(difference))
    assert flaw.message == f"控制率填 {provided}，按 在职 188 ÷ 编制 195 应为 96.41%"


def test_a_percentage_of_one_decimal_near_another() -> None:
    """92.1% of 92.05%: half a unit of the last place."""
    for content in (0.921, 92.1, "92.1%"):
        assert rate_flaw(FORM, "控制率", entry(content), *parts("1841", "2000")) is None
