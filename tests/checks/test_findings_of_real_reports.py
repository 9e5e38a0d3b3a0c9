"""The real reports: everything that is found of chapters, other projects, years, hollow text and annexes.

A line of expected/reports.yaml is: code, severity, paragraph, provided, expected (as reported).
"""

from pathlib import Path

import pytest
import yaml

from xladdin.checks import Finding, run_checks
from xladdin.forms.filing import Filing
from xladdin.opening import report_titles, vocabulary
from xladdin.reading import read_filing, read_report_file
from xladdin.rulebooks.loader import load

FIXTURES = Path(__file__).parents[1] / "fixtures"
PROJECTS = sorted((FIXTURES / "reports" / "miluo_2023_projects").glob("*.docx"))
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected" / "reports.yaml").read_text(encoding="utf-8"))
CODES = ("BG103", "BG106", "BG107", "BG108", "BG109")
# The department's reports and the workbook beside each, where one was collected.
RULEBOOKS = {
    "miluo_2023": "hunan-miluo-2023",
    "hengshan_2020": "hunan-hengshan-2020",
    "yueyang_2024": "hunan-yueyang-2024",
    "hengyang_2024": "hunan-hengyang-2024",
    "changning_2021": "hunan-changning-2021",
}


def findings(workbook: str, files: list[Path]) -> list[Finding]:
    path = FIXTURES / "filings" / f"{workbook}.xlsx"
    filing = read_filing(path, vocabulary()) if path.exists() else Filing(source="")
    reports = tuple(report for file in files for report in read_report_file(file, report_titles()).reports)
    found = run_checks(filing.model_copy(update={"reports": reports}), load(RULEBOOKS[workbook]))
    return [finding for finding in found if finding.code in CODES]


def lines(found: list[Finding], sheet: str) -> list[list[str]]:
    return [[one.code, one.severity, one.cell, one.provided, one.expected] for one in found if one.sheet == sheet]


@pytest.mark.parametrize("name", RULEBOOKS)
def test_department_report(name: str) -> None:
    found = findings(name, [FIXTURES / "reports" / f"{name}.docx"])
    assert lines(found, f"{name}.docx") == EXPECTED[f"{name}.docx"]


def test_project_reports() -> None:
    found = findings("miluo_2023", PROJECTS)
    assert {path.name: lines(found, path.name) for path in PROJECTS} == {
        path.name: EXPECTED[path.name] for path in PROJECTS
    }


def test_ids_are_unique() -> None:
    ids = [finding.id for finding in findings("miluo_2023", PROJECTS)]
    assert len(set(ids)) == len(ids)
