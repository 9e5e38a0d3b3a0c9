"""What is left in Word reports from the time when they were written: comments (批注) and tracked changes (修订).

A report is handed in as it is, and these with it; so the person is told.
"""

from collections.abc import Iterable
from typing import NamedTuple

from xladdin.reading.document import opened
from xladdin.reading.report import ReportFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


class Leftovers(NamedTuple):
    """How many there are in one report."""

    report: str
    comments: int
    changes: int

    @property
    def said(self) -> str:
        """`“报告.docx”里还有 5 处批注、2 处修订`, the beginning of a sentence."""
        counts = ((self.comments, "批注"), (self.changes, "修订"))
        return f"“{self.report}”里还有 {'、'.join(f'{count} 处{name}' for count, name in counts if count)}"


def leftovers_in(reports: Iterable[ReportFile]) -> list[Leftovers]:
    """Of the reports in which something is left."""
    found = [_of(report) for report in reports]
    return [one for one in found if one.comments or one.changes]


def _of(report: ReportFile) -> Leftovers:
    word = opened(report.content)
    return Leftovers(report.name, len(word.comments), sum(1 for _ in word.element.body.iter(*_CHANGES)))
