"""The forms' content in canonical form (规范形式): the same figures and texts always give the same bytes.

Addresses, labels as printed and ways of writing (`45万元` or 45) do not count; every value that was entered does.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from xladdin.forms.entry import Entry, Form, entries_of
from xladdin.forms.tables import Supplement
from xladdin.values.number import digits, meaning

Entered = dict[str, str]

# Printed by the template that a place uses, not entered: of the fixed rows only; a project's own label is its name.
_PRINTED = ("title", "annex", "money_unit", "remarks", "last_heading", "budget_heading", "final_heading",
            "buildings_heading")  # fmt: skip
_PRINTED_IN_D = ("level1", "level2", "name", "weight", "standard", "note")
_PRINTED_IN_F = ("level1", "level2", "standard")


class Content(NamedTuple):
    """A form, and path -> entry of everything that was entered in it."""

    form: Form
    entered: dict[str, Entry]


def contents_of(forms: Iterable[Form]) -> list[Content]:
    """The forms in their order, each with what was entered in it."""
    return [
        Content(
            form,
            {
                path: entry
                for path, entry in entries_of(form)
                if entry.value is not None and not _is_printed(form.letter, path)
            },
        )
        for form in forms
    ]


@lru_cache(maxsize=4096)
def _is_printed(letter: str, path: str) -> bool:
    if path.startswith(_PRINTED) or (path.endswith("label") and "items" not in path):
        return True
    return (letter == "D" and path.endswith(_PRINTED_IN_D)) or (letter == "F" and path.endswith(_PRINTED_IN_F))


def plain(value: Decimal | date | str | None) -> str:
    """A value as one text: 2096.96, 2024-03-11, or the text itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return digits(value)
    return value.isoformat() if value is not None else ""


def canonical(document: Any) -> bytes:
    """JSON with sorted keys and nothing that could be written in two ways."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    """SHA-256 as it is written in a manifest."""
    return hashlib.sha256(data).hexdigest()


def content_digest(contents: Iterable[Content]) -> str:
    """SHA-256 of all forms in their order, with what was entered in them."""
    document = [
        {
            "form": form.letter,
            "year": form.year,
            "entered": {path: plain(entry.value) for path, entry in entered.items()},
        }
        for form, entered in contents
    ]
    return digest(canonical(document))


def lost_in(drawn: Iterable[Content], forms: Iterable[Form]) -> list[Entry]:
    """What was entered in `forms` and does not stand at the same place of what was drawn, form by form."""
    left: dict[type[Form], list[dict[str, Entry]]] = defaultdict(list)
    for form, entered in drawn:
        left[type(form)].append(entered)
    lost: list[Entry] = []
    for form, entered in contents_of(forms):
        same = left[type(form)]
        there = same.pop(0) if same else {}
        lost += [entry for path, entry in entered.items() if not _says_the_same(there.get(path), entry)]
    return lost


def _says_the_same(drawn: Entry | None, entered: Entry) -> bool:
    return drawn is not None and (drawn.value == entered.value or plain(drawn.value) == plain(entered.value))


def supplement_content(form: Supplement | None) -> Entered:
    """补充数据 is not handed in, but scores are worked out from it: the manifest carries it."""
    if form is None:
        return {}
    names = (name for name, field in Supplement.model_fields.items() if field.annotation is Entry)
    entries = {name: getattr(form, name) for name in names}
    return {name: entry.raw for name, entry in entries.items() if name not in Form.model_fields and entry.raw.strip()}


def supplement_from(content: Mapping[str, str]) -> Supplement | None:
    """The form that a manifest carries."""
    if not content:
        return None
    entries = {}
    for name, text in content.items():
        raw, kind, value, unit = meaning(text)
        entries[name] = Entry(raw=raw, kind=kind, value=value, unit=unit)
    return Supplement(sheet="", first_row=0, last_row=0, **entries)
