"""Which explanation (说明) belongs to which finding.

It does by the finding's id, which stays the same as long as the mistake does. When the mistake has changed or is gone,
its explanation is dropped, and the person is told so. One that was given to a Word report waits while the workbook is
checked without that report.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from xladdin.checks.finding import Finding
from xladdin.reading.explanations import Explanation

_OF_REPORTS = "BG"  # the family of checks that look at Word reports


class Attached(NamedTuple):
    """Finding's id → explanation, the explanations to which no finding belongs any more, and those that wait."""

    texts: dict[str, str]
    dropped: tuple[Explanation, ...]
    waiting: tuple[Explanation, ...]


def attach(
    findings: Iterable[Finding],
    kept: Collection[Explanation],
    given: Mapping[str, str] | None = None,
    reports: Collection[str] = (),
) -> Attached:
    """Each explanation to its finding. What is given now replaces what was kept; an empty one takes it away.

    `reports`: the names of the Word reports that were looked at; what was said to others waits.
    """
    given = given or {}
    present = {finding.id for finding in findings}
    texts = {explanation.id: explanation.text for explanation in kept if explanation.id in present}
    texts |= {number: text for number, text in given.items() if number in present}
    gone = [explanation for explanation in kept if explanation.id not in present]
    waiting = tuple(one for one in gone if one.code.startswith(_OF_REPORTS) and not one.is_about(reports))
    dropped = tuple(one for one in gone if one not in waiting)
    return Attached({number: text for number, text in texts.items() if text}, dropped, waiting)
