"""One value of a form together with where it stood and how it was written, and what all forms share."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import core_schema

from xladdin.forms.describe import Label, Measure
from xladdin.values.number import Kind


class Address(NamedTuple):
    """Where a value stands: sheet and cell, in the table of a Word file `row/cell`, in a report `第12段`."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        sign = " " if self.cell.endswith("段") else "/" if "/" in self.cell else "!"
        return f"{self.sheet}{sign}{self.cell}"


NOWHERE = Address("", "")
# Every entry is asked for these many times, and Python takes its long way to a member of an enumeration.
_BLANK, _ERROR = Kind.BLANK, Kind.ERROR


class Frozen(BaseModel):
    """Base of all forms: cannot be changed, knows no other fields than its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Entry(NamedTuple):
    """What was entered in one field: address, raw text, and the value that the text means.

    A filing has thousands of entries, so that an entry is a plain tuple: nothing is validated or converted in it.
    """

    address: Address = NOWHERE
    raw: str = ""
    kind: Kind = Kind.BLANK
    value: Decimal | date | str | None = None
    unit: str = ""
    kept_as_text: bool = False  # a plain number that the workbook holds as text: Excel leaves it out of its sums

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """In a form only what kind of object stands in a field is looked at."""
        return core_schema.is_instance_schema(cls)

    @property
    def number(self) -> Decimal | None:
        """The number, or None where nothing, a text or an error stands."""
        value = self.value
        return value if type(value) is Decimal else None

    @property
    def text(self) -> str:
        """The text as a person sees it, without blanks around it; empty where nothing was entered."""
        if self.kind is _BLANK:
            return ""
        return self.value if isinstance(self.value, str) else self.raw.strip()

    @property
    def is_blank(self) -> bool:
        """Nothing was entered (`——`, `无` and the like count as nothing)."""
        return self.kind is _BLANK

    @property
    def is_error(self) -> bool:
        """The cell holds an error value, or a formula that was never calculated."""
        return self.kind is _ERROR


NOTHING = Entry()


class Foot(Frozen):
    """The line below a form (填表人、填报日期、联系电话、单位负责人签字)."""

    filled_by: Annotated[Entry, Label("填表人", ("填报人", "经办人"))] = NOTHING
    filled_on: Annotated[Entry, Label("填报日期", ("填表日期",), Measure.DATE)] = NOTHING
    telephone: Annotated[Entry, Label("联系电话", ("电话",))] = NOTHING
    signed_by: Annotated[
        Entry, Label("单位负责人签字", ("负责人签字", "单位负责人", "单位负责人（签字）", "负责人"))
    ] = NOTHING


class Form(Frozen):
    """What every form has: the place where it was found, its title, its foot, and what was not understood."""

    letter: ClassVar[str]
    chinese: ClassVar[str]

    sheet: str
    first_row: int
    last_row: int
    title: Entry = NOTHING
    annex: Entry = NOTHING
    year: int | None = None
    filling_unit: Entry = NOTHING
    money_unit: Entry = NOTHING  # what is printed above the table: 万元
    foot: Foot = Foot()
    remarks: tuple[Entry, ...] = ()
    not_understood: tuple[Entry, ...] = ()

    def content(self) -> Any:
        """The values alone, without addresses and ways of writing: two filings with equal content are equal."""
        return values_of(self)


PLAIN = frozenset({str, int, Decimal, type(None)})  # what fields hold beside entries and parts
_PLACE_ONLY = frozenset({"sheet", "first_row", "last_row", "not_understood", "remarks", "annex", "money_unit"})


def values_of(part: Any) -> Any:
    """A form or a part of it as plain nested values."""
    if isinstance(part, Entry):
        return part.value
    if isinstance(part, BaseModel):
        return {name: values_of(getattr(part, name)) for name in type(part).model_fields if name not in _PLACE_ONLY}
    if isinstance(part, tuple):
        return [values_of(item) for item in part]
    return part


def entries_of(part: BaseModel) -> list[tuple[str, Entry]]:
    """Every entry that a form or a part of it has, with its path (`sections[0].heading`), in the order of the form."""
    found: list[tuple[str, Entry]] = []
    _add_entries(part, "", found)
    return found


def _add_entries(part: BaseModel, prefix: str, found: list[tuple[str, Entry]]) -> None:
    for name, value in vars(part).items():
        kind = type(value)  # a filing has thousands of them: `isinstance` asks a pydantic model ten times as long
        if kind is Entry:
            if value is not NOTHING:  # a field that this form does not have
                found.append((prefix + name, value))
        elif kind is tuple:
            for position, item in enumerate(value):
                if type(item) is Entry:
                    found.append((f"{prefix}{name}[{position}]", item))
                else:
                    _add_entries(item, f"{prefix}{name}[{position}].", found)
        elif kind not in PLAIN:
            _add_entries(value, f"{prefix}{name}.", found)
