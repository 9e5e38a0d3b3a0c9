"""What the check says of one file (校验结果): findings with their explanations, counted. Every output draws from it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from xladdin.checks.finding import SEVERITIES, Finding, Severity
from xladdin.reading.explanations import Explanation

CHINESE: dict[Severity, str] = {"error": "错误", "warning": "警告", "hint": "提示"}
EXPLAINED = "已说明"
NOT_LOOKED_AT = "未核对"  # the state of an explanation that waits for its report
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_OPEN: dict[Severity, str] = {"error": "待改正", "warning": "待说明", "hint": "供参考"}


@dataclass(frozen=True)
class Report:
    """Findings of one file. `explanations`: finding's id → 说明; `dropped`: those whose mistake is no longer there;
    `waiting`: those for Word reports that were not looked at this time."""

    source: str
    rulebook_id: str
    rulebook_name: str
    findings: tuple[Finding, ...]
    explanations: dict[str, str]
    dropped: tuple[Explanation, ...] = ()
    waiting: tuple[Explanation, ...] = ()
    sheets: tuple[str, ...] = ()

    def explained(self, finding: Finding) -> bool:
        """Whether the finding needs nothing more: an error can only be mended, whatever was written beside it."""
        return finding.severity != "error" and finding.id in self.explanations

    def state(self, finding: Finding) -> str:
        """待改正, 待说明, 供参考 or 已说明."""
        return EXPLAINED if self.explained(finding) else _OPEN[finding.severity]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each severity; of them `explained` have their 说明."""
        return counted(self.findings) | {"explained": sum(self.explained(finding) for finding in self.findings)}

    @property
    def summary(self) -> str:
        """The counts in words."""
        if not self.findings:
            return "没有发现问题"
        counts, explained = self.counts, counted(finding for finding in self.findings if self.explained(finding))
        return "，".join(
            f"{word} {counts[severity]} 处"
            + (f"（其中{EXPLAINED} {explained[severity]} 处）" if explained[severity] else "")
            for severity, word in CHINESE.items()
            if counts[severity]
        )

    @property
    def about_waiting(self) -> str:
        """What becomes of the explanations for Word reports that were not looked at."""
        return f"另有 {len(self.waiting)} 条说明是写给 Word 报告的，这次没有一并核对报告，原样保留。"

    def by_sheet(self) -> list[tuple[str, list[Finding]]]:
        """The findings of each sheet, errors first; the sheets in the order of the file, tables by their numbers."""
        ordered = sorted(self.findings, key=lambda finding: (*self._place(finding.sheet), finding.sheet))
        return [(sheet, list(group)) for sheet, group in groupby(ordered, key=lambda finding: finding.sheet)]

    def _place(self, sheet: str) -> tuple[int, int]:
        if sheet in self.sheets:
            return self.sheets.index(sheet), 0
        number = re.search(r"\d+", sheet)
        return len(self.sheets), int(number[0]) if number else 0

    def as_json(self) -> dict[str, Any]:
        """The document that `check --json` prints; `dropped` and `waiting` only where explanations are."""
        document: dict[str, Any] = {
            "rulebook": self.rulebook_id,
            "findings": [self._finding(finding) for finding in self.findings],
            "counts": self.counts,
        }
        for name, explanations in (("dropped", self.dropped), ("waiting", self.waiting)):
            if explanations:
                document[name] = [explanation._asdict() for explanation in explanations]
        return document

    def _finding(self, finding: Finding) -> dict[str, Any]:
        text = self.explanations.get(finding.id)
        return finding.as_json() | ({} if text is None else {"explanation": text})


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    found = [finding.severity for finding in findings]
    return {severity: found.count(severity) for severity in SEVERITIES}


def cell_of(finding: Finding) -> str:
    """The cell or paragraph, in words where the finding is about the whole."""
    return finding.cell or ("整份报告" if finding.form == "report" else "整张表")


def cell_in_book(finding: Finding, sheets: Collection[str]) -> tuple[str, str] | None:
    """Sheet and cell to mark and to go to: the finding's own; of one in a Word report the cell that it contradicts."""
    places = [(finding.sheet, finding.cell), *(related.rpartition("!")[::2] for related in finding.related)]
    wanted = places if finding.form == "report" else places[:1]
    return next(((sheet, cell) for sheet, cell in wanted if sheet in sheets and _CELL.fullmatch(cell)), None)


def place_of(finding: Finding) -> str:
    """Where a finding is, as a person says it: 附件3-11!H23."""
    if not finding.cell:
        return finding.sheet
    in_word = "/" in finding.cell or finding.form == "report"
    return f"{finding.sheet}{' ' if in_word else '!'}{finding.cell}"
