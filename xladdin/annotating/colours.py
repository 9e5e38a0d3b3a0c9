"""The colours of findings, the same in the workbook, in its chart and on the page."""

from xladdin.checks.finding import Finding
from xladdin.checks.report import Report

ERROR, WARNING, HINT, EXPLAINED = "error", "warning", "hint", "explained"
FILLS = {ERROR: "FFC9C4", WARNING: "FFE7A3", HINT: "D6E6F5", EXPLAINED: "DCEFD8"}
STRONG = {ERROR: "C0392B", WARNING: "B7791F", HINT: "2F6DA8", EXPLAINED: "3C7A3C"}


def colour_of(finding: Finding, report: Report) -> str:
    """The finding's severity, or that it is explained."""
    return EXPLAINED if report.explained(finding) else finding.severity
