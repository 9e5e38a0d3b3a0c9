"""All labels that are understood: those of the descriptions, and those that rulebooks print or know besides."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from xladdin.forms.base_data import Amounts, BaseData, Building, Staff
from xladdin.forms.describe import by_key, label_key
from xladdin.forms.evaluation import DepartmentEvaluation, FundEvaluation, Goal, Indicator, Money, ProjectEvaluation
from xladdin.forms.tables import FundRow, FundTable, ScoreRow, ScoreTable, Supplement, WorkAssessment, WorkRow

_EVALUATION: dict[str, type[BaseModel]] = {"money": Money, "goal": Goal, "indicator": Indicator}

# Form -> its own fields ("") and those of its parts. A rulebook writes `office` or `indicator.reason`.
PARTS: dict[str, dict[str, type[BaseModel]]] = {
    "base_data": {"": BaseData, "people": Staff, "amounts": Amounts, "building": Building},
    "department": {"": DepartmentEvaluation, **_EVALUATION},
    "project": {"": ProjectEvaluation, **_EVALUATION},
    "fund": {"": FundEvaluation, **_EVALUATION},
    "score_table": {"": ScoreTable, "row": ScoreRow},
    "work_assessment": {"": WorkAssessment, "row": WorkRow},
    "fund_table": {"": FundTable, "row": FundRow},
    "supplement": {"": Supplement},
}

Labels = Mapping[str, Mapping[str, Iterable[str]]]


class Vocabulary:
    """Label key -> field name for every model."""

    def __init__(self, labels: Iterable[Labels]) -> None:
        """`labels`: form -> field -> labels, once for each rulebook."""
        self._keys: dict[type[BaseModel], dict[str, str]] = {}
        self._labels: dict[tuple[type[BaseModel], str], frozenset[str]] = {}
        for forms in labels:
            for form, fields in forms.items():
                for field, texts in fields.items():
                    self._add(form, field, texts)

    def _add(self, form: str, field: str, texts: Iterable[str]) -> None:
        part, _, name = field.rpartition(".")
        model = PARTS.get(form, {}).get(part)
        if model is None or name not in model.model_fields:
            return  # the loader of rulebooks has checked it; a form without a table (report) has no labels
        known = self._keys.setdefault(model, dict(by_key(model)))
        for text in texts:
            known.setdefault(label_key(text), name)

    def keys(self, model: type[BaseModel]) -> Mapping[str, str]:
        """Label key -> field name of this model."""
        return self._keys.get(model) or by_key(model)

    def labels_of(self, model: type[BaseModel], field: str) -> frozenset[str]:
        """The label keys of one field."""
        known = self._labels.get((model, field))
        if known is None:
            known = frozenset(label for label, name in self.keys(model).items() if name == field)
            self._labels[model, field] = known
        return known
