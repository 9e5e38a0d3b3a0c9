"""Formulas and addresses translated without LibreOffice."""

import pytest

from xladdin.calc.addresses import Area, parse, written
from xladdin.calc.formulas import calc_formula, excel_formula
from xladdin.errors import InputError

PAIRS = [
    ("=SUM(A1,B2)", "=SUM(A1;B2)"),
    ("=表!A1", "=$表.A1"),
    ("='表 一'!$A$1:B2", "=$'表 一'.$A$1:B2"),
    ("='a,b'!A1&\"c,d!e;\"", "=$'a,b'.A1&\"c,d!e;\""),
    ('=IF(A1="","",SCORE_TOTAL(A1:A9,1.5))', '=IF(A1="";"";SCORE_TOTAL(A1:A9;1.5))'),
    ("=SCORE_CONTROL_RATE()", "=SCORE_CONTROL_RATE()"),
]


@pytest.mark.parametrize(("excel", "calc"), PAIRS)
def test_formulas(excel: str, calc: str) -> None:
    assert calc_formula(excel) == calc
    assert excel_formula(calc) == excel


def test_what_is_no_formula_stays() -> None:
    assert excel_formula("一;二 A.B1") == "一;二 A.B1"


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("B5", Area(4, 1, 4, 1)),
        ("$A$1:$C$3", Area(0, 0, 2, 2)),
        ("C3:A1", Area(0, 0, 2, 2)),
        ("b5", Area(4, 1, 4, 1)),
        ("表!B5", Area(4, 1, 4, 1)),
        ("5:7", Area(4, 0, 6, 16_383)),
        ("A:C", Area(0, 0, 1_048_575, 2)),
    ],
)
def test_addresses(address: str, area: Area) -> None:
    assert parse(address) == area


def test_written_addresses() -> None:
    assert written(parse("B5")) == "$B$5"
    assert written(parse("A1:C3")) == "$A$1:$C$3"
    assert written(parse("5:7")) == "$5:$7"
    assert written(parse("A:C")) == "$A:$C"


def test_no_address() -> None:
    with pytest.raises(InputError, match="“没有”不是单元格地址"):
        parse("没有")
