"""One walk over a form for all that is asked of each of its entries (WZ104, WZ106, the order of findings)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pydantic import BaseModel

from xladdin.forms.describe import Measure, described
from xladdin.forms.entry import PLAIN, Entry, Form
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.tables import ScoreTable
from xladdin.values.label import key
from xladdin.values.number import Kind

TOTALS = {"total_weight": "总分的分值", "total_score": "总分"}
_NUMERIC = frozenset({Measure.AMOUNT, Measure.COUNT, Measure.RATE, Measure.SCORE, Measure.AREA})
_BLANK, _NUMBER, _ERROR = Kind.BLANK, Kind.NUMBER, Kind.ERROR
_FIGURES = "0123456789.,-+"  # a number that is written with these alone is as it should be


class Place(NamedTuple):
    """An entry with its field's name and the parts of the form that it stands in, from the form down."""

    entry: Entry
    name: str
    within: tuple[BaseModel, ...]


class Walk(NamedTuple):
    """What was met on the way, in the order of the form. `odd`: in a numeric column, and not merely figures."""

    entries: list[Entry]
    odd: list[Place]

    @property
    def errors(self) -> list[Entry]:
        """The entries that hold an error value."""
        return [entry for entry in self.entries if entry.kind is _ERROR]


def walk(form: Form) -> Walk:
    """Every field of the form is looked at once; one that this form does not have is blank and stands nowhere."""
    found = Walk([], [])
    _walk(form, (), found)
    return found


def _walk(part: BaseModel, above: tuple[BaseModel, ...], found: Walk) -> None:
    fields, (is_row, numeric) = vars(part), _shape(type(part))
    if is_row:  # most parts: nothing has to be asked of each of its fields
        found.entries.extend(fields.values())
        for name in numeric:
            if not _is_in_figures(fields[name]):
                found.odd.append(Place(fields[name], name, (*above, part)))
        return
    within = (*above, part)
    for name, value in fields.items():
        kind = type(value)  # `isinstance` asks a pydantic model ten times as long
        if kind is Entry:
            found.entries.append(value)
            if name in numeric and not _is_in_figures(value):
                found.odd.append(Place(value, name, within))
        elif kind is tuple:
            for item in value:
                if type(item) is Entry:
                    found.entries.append(item)
                else:
                    _walk(item, within, found)
        elif kind not in PLAIN:
            _walk(value, within, found)


class _Shape(NamedTuple):
    """Whether a part holds nothing but entries, and those of its entries that should be numbers."""

    is_row: bool
    numeric: tuple[str, ...]


@lru_cache(maxsize=64)
def _shape(model: type[BaseModel]) -> _Shape:
    entries = [name for name, field in model.model_fields.items() if field.annotation is Entry]
    numeric = numeric_columns(model)
    return _Shape(len(entries) == len(model.model_fields), tuple(name for name in entries if name in numeric))


def _is_in_figures(entry: Entry) -> bool:
    """Blank, or a number with nothing about it: nearly all numeric fields, which need no further look."""
    _, raw, kind, _, unit, kept_as_text = entry
    return kind is _BLANK or (kind is _NUMBER and not unit and not kept_as_text and not raw.strip(_FIGURES))


@lru_cache(maxsize=64)
def numeric_columns(model: type[BaseModel]) -> Mapping[str, tuple[str, Measure]]:
    """Field -> its Chinese name and its measure, of the fields that hold numbers."""
    columns = {
        field: (key(label.text.replace("{year}", "").replace("{last}", "上")), label.measure)
        for field, label in described(model)
        if label.measure in _NUMERIC
    }
    totals = {name: (text, Measure.SCORE) for name, text in TOTALS.items()}
    return columns | totals if issubclass(model, (Evaluation, ScoreTable)) else columns
