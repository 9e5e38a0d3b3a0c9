"""docs/checks.md is what the checks say of themselves."""

from pathlib import Path

from xladdin.checks.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()
