"""KB106 on the rows of the 评分表 that share one weight: 经济效益 and 社会效益 have 10 together.

| 三级指标 | 分值 | 得分 |
|---|---|---|
| 经济效益 | 10 | 6 |
| 社会效益 |    | 5 |
"""

import pytest
from clean_filing import clean

from xladdin.checks import Finding, run_checks
from xladdin.forms.entry import Address, Entry
from xladdin.forms.tables import ScoreRow
from xladdin.rulebooks.loader import load
from xladdin.values.number import meaning

RULEBOOK = "hunan-miluo-2023"


def entry(text: str, cell: str) -> Entry:
    raw, kind, value, unit = meaning(text)
    return Entry(address=Address("评分表", cell), raw=raw, kind=kind, value=value, unit=unit)


def found(economic: str, social: str) -> list[Finding]:
    filing = clean(RULEBOOK)
    table = filing.score_table
    assert table is not None
    position = next(number for number, row in enumerate(table.rows) if row.name.text == "经济效益")
    first = table.rows[position].model_copy(update={"score": entry(economic, "H90")})
    second = ScoreRow(name=entry("社会效益", "C91"), score=entry(social, "H91"))
    rows = (*table.rows[:position], first, second, *table.rows[position + 1 :])
    others = [form for form in filing.forms if form is not table]
    changed = filing.model_copy(update={"forms": (*others, table.model_copy(update={"rows": rows}))})
    findings = run_checks(changed, load(RULEBOOK))
    return [one for one in findings if one.code == "KB106" and "效益" in one.field]


@pytest.mark.parametrize(("economic", "social"), [("6", "4"), ("10", ""), ("", ""), ("#REF!", "4"), ("6", "#REF!")])
def test_not_above_the_shared_weight(economic: str, social: str) -> None:
    assert found(economic, social) == []


def test_above_it_together() -> None:
    (one,) = found("6", "5")
    assert (one.severity, one.cell, one.provided, one.expected, one.difference) == ("error", "H90", "11", "≤ 10", "1")
    assert "评分表!H91" in one.related
    assert one.message == "经济效益、社会效益共 10 分，得分合计 11，超过分值"


def test_one_that_is_above_it_alone_is_told_once() -> None:
    assert [one.provided for one in found("12", "5")] == ["12"]
