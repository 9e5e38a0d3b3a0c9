"""The same content in other layouts: fields are found by their labels wherever they stand."""

from pathlib import Path
from typing import Any

import pytest

from xladdin.forms.entry import Entry, Form, entries_of
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

FIXTURES = Path(__file__).parent.parent / "fixtures"
LAYOUTS = FIXTURES / "layouts"


def originals() -> list[Form]:
    names = ("yueyang_2024", "miluo_2023")
    return [form for name in names for form in read_filing(FIXTURES / "filings" / f"{name}.xlsx", vocabulary()).forms]


def entered(form: Form) -> dict[str, Any]:
    """The values alone: labels, titles and headings are what the layouts change."""
    printed = ("label", "title", "annex", "heading", "remarks", "not_understood")
    return {
        path: entry.value
        for path, entry in entries_of(form)
        if not entry.is_blank and not any(part in path for part in printed)
    }


@pytest.mark.parametrize(
    ("file", "letters"),
    [
        ("one_sheet.xlsx", "ABC"),
        ("blank_rows_and_columns.xlsx", "ABC"),
        ("from_column_d.xlsx", "ACC"),
        ("other_labels.xlsx", "AC"),
        ("other_sheet_names.xlsx", "ABC"),
        ("extra_columns.xlsx", "BC"),
        ("ellipsis_rows.xlsx", "AC"),
        ("yueyang_2024.xls", "ABCF"),
        ("yueyang_2024.ods", "ABCF"),
    ],
)
def test_the_values_are_those_of_the_official_layout(file: str, letters: str) -> None:
    forms = read_filing(LAYOUTS / file, vocabulary()).forms
    assert "".join(form.letter for form in forms) == letters
    wanted = [entered(form) for form in originals()]
    for form in forms:
        assert entered(form) in wanted, form.title.text


def test_first_level_indicators_in_another_order() -> None:
    projects = read_filing(LAYOUTS / "indicators_reversed.xlsx", vocabulary()).projects
    by_title = {form.name.text: form for form in originals() if hasattr(form, "name")}
    for project in projects:
        original = by_title[project.name.text]
        sections = {section.name: section for section in project.sections}
        assert [section.name for section in project.sections] == [s.name for s in reversed(original.sections)]
        for section in original.sections:
            rows = [(row.name.value, row.weight.value) for row in section.indicators if not row.is_slot]
            found = [(row.name.value, row.weight.value) for row in sections[section.name].indicators if not row.is_slot]
            assert found == rows


def test_what_stands_in_an_extra_column_is_kept_and_reported() -> None:
    for form in read_filing(LAYOUTS / "extra_columns.xlsx", vocabulary()).forms:
        assert {entry.raw for entry in form.not_understood} >= {"张三"}
        assert all(isinstance(entry, Entry) and str(entry.address) for entry in form.not_understood)
