"""The words in which a form describes its fields: the label, how it may also be written, what it measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel

from xladdin.values.label import key


class Measure(StrEnum):
    """What a field counts in; it decides which units behind a number are understood."""

    AMOUNT = "万元"
    COUNT = "人"
    RATE = "%"
    SCORE = "分"
    AREA = "㎡"
    DATE = "日期"
    TEXT = "文字"
    ANY = "不限"


@dataclass(frozen=True, slots=True)
class Label:
    """One field's label as the official form prints it, other ways in which it is written, and its measure.

    `{year}` and `{last}` stand for the year of the form and the year before it.
    """

    text: str
    also: tuple[str, ...] = ()
    measure: Measure = Measure.TEXT
    required: bool = False

    def spellings(self) -> tuple[str, ...]:
        """The keys by which the label is found."""
        return tuple(dict.fromkeys(label_key(text) for text in (self.text, *self.also)))

    def printed(self, year: int) -> str:
        """The label as the form of that year prints it."""
        return self.text.replace("{year}", str(year)).replace("{last}", str(year - 1))


def label_key(text: str) -> str:
    """The key of a label in a description, where the year is a placeholder."""
    return key(text.replace("{year}年", "").replace("{last}年", ""))


@lru_cache(maxsize=256)
def described(model: type[BaseModel]) -> tuple[tuple[str, Label], ...]:
    """The fields of a model that carry a label, in the order of the form."""
    return tuple(
        (name, note) for name, field in model.model_fields.items() for note in field.metadata if isinstance(note, Label)
    )


def name_of(model: type[BaseModel], field: str) -> str:
    """How a sentence calls a field: its label without the year and the unit."""
    return label_key(dict(described(model))[field].text)


@lru_cache(maxsize=256)
def by_key(model: type[BaseModel]) -> dict[str, str]:
    """Label key -> field name of a model."""
    return {label: name for name, note in described(model) for label in note.spellings()}


@lru_cache(maxsize=256)
def measures(model: type[BaseModel]) -> Mapping[str, Measure]:
    """Field name -> what it measures."""
    return {name: note.measure for name, note in described(model)}
