"""A filing in which nothing is wrong gives no error and no warning, whatever the rulebook."""

import pytest
from clean_filing import clean

from xladdin.checks import run_checks
from xladdin.rulebooks.loader import available, load


@pytest.mark.parametrize("rulebook", [rulebook.id for rulebook in available()])
def test_nothing_is_found_in_a_clean_filing(rulebook: str) -> None:
    findings = run_checks(clean(rulebook), load(rulebook), last_year=None)
    assert [f"{finding.code} {finding.cell} {finding.message}" for finding in findings] == []
