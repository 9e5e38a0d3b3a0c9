"""Three real filings: everything that is found in them, line by line, so that every change is seen in review.

A line of expected/*.yaml is: code, severity, cell, provided, expected (as reported).
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from xladdin.checks import Finding, Raised, run_checks, unordered
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load

FILINGS = Path(__file__).parents[1] / "fixtures" / "filings"
EXPECTED = Path(__file__).parent / "expected"
RULEBOOKS = {
    "miluo_2023": "hunan-miluo-2023",
    "hengshan_2020": "hunan-hengshan-2020",
    "yueyang_2024": "hunan-yueyang-2024",
}


def _findings(name: str, suffix: str) -> list[Finding]:
    return run_checks(read_filing(FILINGS / f"{name}{suffix}", vocabulary()), load(RULEBOOKS[name]))


@pytest.mark.parametrize("name", RULEBOOKS)
def test_all_findings(name: str) -> None:
    expected = yaml.safe_load((EXPECTED / f"{name}.yaml").read_text(encoding="utf-8"))
    found = [
        [one.code, one.severity, f"{one.sheet}!{one.cell}", one.provided, one.expected]
        for one in _findings(name, ".xlsx")
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("name", RULEBOOKS)
def test_who_only_counts_counts_the_same(name: str) -> None:
    def counted(found: Sequence[Finding | Raised]) -> Counter[tuple[str, ...]]:
        return Counter((one.code, one.severity, one.form, one.project) for one in found)

    assert counted(unordered(read_filing(FILINGS / f"{name}.xlsx", vocabulary()), load(RULEBOOKS[name]))) == counted(
        _findings(name, ".xlsx")
    )


@pytest.mark.parametrize("name", RULEBOOKS)
def test_word_and_excel_give_the_same_findings_but_for_their_places(name: str) -> None:
    def content(finding: Finding) -> tuple[str, ...]:
        return finding.id, finding.code, finding.severity, finding.provided, finding.expected, finding.difference

    assert [content(one) for one in _findings(name, ".docx")] == [content(one) for one in _findings(name, ".xlsx")]


@pytest.mark.parametrize("name", RULEBOOKS)
def test_ids_are_unique_and_do_not_depend_on_the_place(name: str) -> None:
    ids = [finding.id for finding in _findings(name, ".xlsx")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", RULEBOOKS)
def test_the_json_has_the_published_fields_and_amounts_are_strings(name: str) -> None:
    for finding in _findings(name, ".xlsx"):
        fields = finding.as_json()
        assert list(fields) == [
            "code", "severity", "sheet", "cell", "form", "project", "field", "provided", "expected", "difference",
            "message", "basis", "fix", "related", "id",
        ]  # fmt: skip
        assert all(isinstance(value, str) for name, value in fields.items() if name != "related")
        assert fields["message"] and fields["basis"] and fields["form"]
