"""What a form prints as its labels: the text of the description, or what the rulebook's place prints instead."""

import re

from pydantic import BaseModel

from xladdin.forms.describe import Label, described
from xladdin.forms.vocabulary import PARTS
from xladdin.rulebooks.schema import FormKey, Rulebook

_NUMBERING = re.compile(r"^(?:其中[:：]|\d、)")
_SECOND_LINE = re.compile(r"(?=（|控制率|及改进措施)")


class Labels:
    """The labels of one form of one place and year."""

    def __init__(self, rulebook: Rulebook, form: FormKey | None, year: int) -> None:
        """`form` is None for a sheet of our own."""
        rule = rulebook.forms.get(form) if form else None
        self._overrides = rule.labels if rule else {}
        self._parts = PARTS[form or "supplement"]
        self._year = year
        self._printed: dict[str, dict[str, str]] = {}

    def of(self, part: str = "") -> dict[str, str]:
        """Field -> printed label, for the form itself or one of its parts, in the order of the form."""
        if part not in self._printed:
            model: type[BaseModel] = self._parts[part]
            prefix = f"{part}." if part else ""
            self._printed[part] = {name: self._text(f"{prefix}{name}", note) for name, note in described(model)}
        return self._printed[part]

    def overridden(self, field: str) -> bool:
        """Whether the rulebook names this field: some places print rows that others do not have."""
        return field in self._overrides

    def _text(self, path: str, note: Label) -> str:
        text = note.printed(self._year)
        if path not in self._overrides:
            return text
        own = self._overrides[path][0].replace("{year}", str(self._year)).replace("{last}", str(self._year - 1))
        numbering = _NUMBERING.match(text)
        return own if numbering is None or _NUMBERING.match(own) else numbering[0] + own


def in_two_lines(heading: str) -> str:
    """A long heading broken where the official forms break it, not where the column happens to end."""
    return _SECOND_LINE.sub("\n", heading, count=1)
