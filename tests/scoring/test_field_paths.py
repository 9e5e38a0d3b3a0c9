"""Every place in the forms that a rate or a rule names is there."""

from typing import get_args

import pytest
from pydantic import BaseModel

from xladdin.forms.base_data import BaseData
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import DepartmentEvaluation
from xladdin.forms.tables import Supplement
from xladdin.rulebooks.loader import available, load
from xladdin.scoring.rates import RATES
from xladdin.scoring.rules import inputs_of

FORMS: dict[str, type[BaseModel]] = {
    "base_data": BaseData,
    "department": DepartmentEvaluation,
    "supplement": Supplement,
}


def paths() -> list[str]:
    inputs = [wanted for rate in RATES.values() for wanted in rate.inputs]
    for rulebook in (load("hunan"), *available()):
        inputs += [
            wanted for rule in rulebook.rules if rulebook.rules[rule].method for wanted in inputs_of(rulebook, rule)
        ]
    return sorted({path for wanted in inputs for path in (wanted.field, wanted.instead) if path})


@pytest.mark.parametrize("path", paths())
def test_the_path_leads_to_an_entry(path: str) -> None:
    first, *names = path.split(".")
    kind: type = FORMS[first]
    for name in names:
        kind = kind.model_fields[name].annotation  # type: ignore[attr-defined]
        kind = next(iter(get_args(kind)), kind)  # the rows of a table
    assert kind is Entry


def test_every_input_of_a_rule_names_a_place() -> None:
    rulebook = load("hunan")
    for rule in rulebook.rules:
        assert all(wanted.field for wanted in inputs_of(rulebook, rule)), rule
