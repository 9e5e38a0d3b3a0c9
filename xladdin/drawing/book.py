"""What all sheets of one workbook share while they are drawn: rulebook, year, unit, styles, where figures stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter import Workbook

from xladdin.drawing.labels import Labels
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import Styles
from xladdin.drawing.values_only import ValueSheet
from xladdin.drawing.worksheet import FormWorksheet
from xladdin.reading.workbook import RULEBOOK_NAME
from xladdin.rulebooks.schema import FormKey, Rulebook

LONGEST_NAME = 31  # of a sheet; Excel counts UTF-16 units
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")

RULEBOOK_CELL = RULEBOOK_NAME


class Place(NamedTuple):
    """Where a figure stands in the workbook, and what stands there."""

    reference: str
    value: Decimal | str | None


@dataclass
class Book:
    """A workbook while it is drawn."""

    workbook: Workbook
    rulebook: Rulebook
    year: int
    unit: str = ""
    grows: bool = True  # False: a form that is handed in, of values alone, without room for further rows
    places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.styles = Styles(self.workbook, plain=not self.grows)
        self.sheets: list[Sheet] = []
        self._labels: dict[FormKey | None, Labels] = {}

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """A new sheet at the end."""
        kind = Sheet if self.grows else ValueSheet
        self.sheets.append(kind(self.workbook.add_worksheet(name, FormWorksheet), self.styles, widths))
        return self.sheets[-1]

    def labels(self, form: FormKey | None) -> Labels:
        """The labels of a form."""
        if form not in self._labels:
            self._labels[form] = Labels(self.rulebook, form, self.year)
        return self._labels[form]

    def title(self, form: FormKey) -> str:
        """The title with the year, as it is printed."""
        return f"{self.year}年度{self.rulebook.forms[form].title}"

    def remember(self, path: str, sheet: Sheet, reference: str, value: Decimal | str | None) -> None:
        """Keep where a figure stands, so that rules on other sheets find it."""
        self.places[path] = Place(f"{quoted(sheet.name)}!{reference}", value)


def quoted(sheet: str) -> str:
    """A sheet's name in a formula."""
    return "'" + sheet.replace("'", "''") + "'"


def project_sheet(number: int, name: str) -> str:
    """`项目1 帮代办工作经费`."""
    return sheet_name(f"项目{number}", name)


def sheet_name(number: str, name: str) -> str:
    """`附件3-1 帮代办工作经费`: the number makes it unique; what Excel does not allow is left out, the rest cut off."""
    short = f"{number} {_NOT_IN_NAMES.sub('', name)}".strip()
    while len(short.encode("utf-16-le")) > 2 * LONGEST_NAME:
        short = short[:-1]
    return short.strip()
