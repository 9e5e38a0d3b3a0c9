"""Which tables count as not filled in: what is printed, and the unit's name in it, is nothing that was entered."""

from typing import Any

import pytest

from xladdin.checks.completeness import is_blank_form
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import DepartmentEvaluation, Goal, Money, ProjectEvaluation
from xladdin.values.number import Kind


def text(words: str) -> Entry:
    return Entry(raw=words, kind=Kind.TEXT, value=words)


def department(**fields: Any) -> DepartmentEvaluation:
    return DepartmentEvaluation(sheet="自评表", first_row=0, last_row=0, unit=text("住建局"), **fields)


def test_the_name_of_the_unit_alone() -> None:
    assert is_blank_form(department())


@pytest.mark.parametrize(
    "fields",
    [
        {"goals": (Goal(expected=text("保障运转")),)},
        {"total": Money(spent=text("950"))},
        {"project_spending": text("350")},
    ],
    ids=["goal", "money", "spending"],
)
def test_one_entry_is_enough(fields: dict[str, Any]) -> None:
    assert not is_blank_form(department(**fields))


def test_a_project_that_has_a_name() -> None:
    blank = ProjectEvaluation(sheet="项目1", first_row=0, last_row=0)
    assert is_blank_form(blank)
    assert not is_blank_form(blank.model_copy(update={"name": text("道路养护")}))
