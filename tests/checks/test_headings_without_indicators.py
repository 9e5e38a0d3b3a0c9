"""A 一级指标 that is on the sheet with nothing below it: said at its own heading, and not as if it were missing."""

from mutations import RULEBOOK, clean_book

from xladdin.checks import Finding, run_checks
from xladdin.rulebooks.loader import load


def findings_without_indicators(*sections: int) -> list[Finding]:
    """What ZP121 says of a filled workbook in which nothing stands below these headings."""
    book = clean_book()
    department = book.clean.department
    assert department is not None
    for number in sections:
        for row in department.sections[number].indicators:
            for entry in (row.name, row.target, row.actual, row.weight, row.score, row.reason):
                book.put(entry.address, None)
    return [finding for finding in run_checks(book.filing(), load(RULEBOOK)) if finding.code == "ZP121"]


def test_each_is_said_at_its_own_heading() -> None:
    department = clean_book().clean.department
    assert department is not None
    headings = [section.heading.address.cell for section in department.sections]
    found = [(finding.cell, finding.message) for finding in findings_without_indicators(1, 2, 3)]
    assert found == [
        (headings[1], "效益指标（30 分）下面没有填指标"),
        (headings[2], "满意度指标（10 分）下面没有填指标"),
        (headings[3], "成本指标（20 分）下面没有填指标"),
    ]
