"""The registry is walked: every code has its five cases, a Chinese constraint, a title, a basis, a severity."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import CASES, FIGURES, ONLY_FOR, Cases, Found
from clean_filing import clean, edited
from clean_report import clean_with_reports
from report_cases import REPORT_CASES

from xladdin.checks import Finding, run_checks
from xladdin.checks.catalogue import CHECKS
from xladdin.checks.finding import SEVERITIES
from xladdin.forms.base_data import BaseData
from xladdin.forms.entry import Entry
from xladdin.forms.filing import Filing
from xladdin.rulebooks.loader import load

HERE = Path(__file__).parent
RULEBOOK = "hunan-miluo-2023"
EVERY_CASE = {**CASES, **REPORT_CASES}
NAMES = ("success", "failure", "boundary", "blank", "error")
FORMS = {"ZP": "department", "XM": "projects[0]"}


def _every_case() -> Iterator[tuple[str, str, str]]:
    """Number or code, prefix of a self-evaluation table, name of the case."""
    for code in EVERY_CASE:
        prefixes = ONLY_FOR.get(code, ("ZP", "XM")) if code.isdigit() else ("",)
        yield from ((code, prefix, name) for prefix in prefixes for name in NAMES)


def _on_form(text: str, prefix: str) -> str:
    """A path or an expected text for this form."""
    filled = text.format(**FIGURES[prefix]) if prefix else text
    return re.sub(r"^form(?=\.)", FORMS[prefix], filled) if prefix else filled


def _entry(filing: Filing, path: str) -> Entry:
    part: object = filing
    for name in path.replace("[", ".[").split("."):
        part = part[int(name[1:-1])] if name.startswith("[") else getattr(part, name)  # type: ignore[index]
    assert isinstance(part, Entry)
    return part


def _last_year(filing: Filing) -> Filing:
    """Last year's submission: its 公用经费 决算 is this year's 上年决算, the other rows are not there."""
    base = filing.base_data
    assert base is not None
    office = base.office.model_copy(update={"final": base.office.last})
    form = BaseData(sheet="附件1", first_row=0, last_row=0, office=office)
    return Filing(source="last.xlsx", forms=(form,))


def _found(code: str, filing: Filing) -> list[Finding]:
    base = clean(RULEBOOK)
    last_year = _last_year(base) if code == "KB107" else None
    return [finding for finding in run_checks(filing, load(RULEBOOK), last_year) if finding.code == code]


@pytest.mark.parametrize(("code", "prefix", "name"), list(_every_case()))
def test_case(code: str, prefix: str, name: str) -> None:
    case = getattr(EVERY_CASE[code], name)
    edits = {_on_form(path, prefix): None if raw is None else _on_form(raw, prefix) for path, raw in case.edits.items()}
    filing = edited(clean_with_reports(RULEBOOK) if code in REPORT_CASES else clean(RULEBOOK), edits)
    findings = _found(f"{prefix}{code}", filing)
    if not isinstance(case, Found):
        assert [finding.message for finding in findings] == []
        return
    first = findings[0]
    if case.at:
        place = _entry(filing, _on_form(case.at, prefix)).address
        assert (first.sheet, first.cell) == (place.sheet, place.cell)
    assert (first.provided, first.expected) == (_on_form(case.provided, prefix), _on_form(case.expected, prefix))
    assert [finding.cell for finding in findings[1:] if finding.severity != "hint"] == []


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_what_the_registry_demands(code: str) -> None:
    check = CHECKS[code]
    if code.startswith("BG") and code not in REPORT_CASES:  # a report has no cells: its cases are texts
        assert any(f'"{code}"' in test.read_text(encoding="utf-8") for test in HERE.glob("test_*.py")), code
    else:
        assert isinstance(EVERY_CASE.get(code), Cases), f"{code} 没有五种情形的测试"
        assert any(isinstance(getattr(EVERY_CASE[code], name), Found) for name in NAMES)
    assert check.severity in SEVERITIES
    assert check.title and check.basis
    assert re.match(r"\s*1\. \S", check.constraint), f"{code} 的说明应为编号的句子"
    assert re.search(r"[一-鿿]", check.constraint)


def test_every_case_belongs_to_a_check() -> None:
    assert set(CASES) == {code for code in CHECKS if not code.startswith("BG")}
