"""The forms' content in canonical form (规范形式): the same figures and texts always give the same bytes.

Addresses, labels as printed and ways of writing (`45万元` or 45) do not count; every value that was entered does.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from xladdin.forms.entry import Entry, Form, entries_of
from xladdin.forms.filing import Filing
from xladdin.forms.tables import Supplement
from xladdin.values.number import digits, meaning

Entered = dict[str, str]

# Printed by the template that a place uses, not entered: of the fixed rows only; a project's own label is its name.
_PRINTED = ("title", "annex", "remarks", "last_heading", "budget_heading", "final_heading", "buildings_heading")
_PRINTED_IN_D = ("level1", "level2", "name", "weight", "standard", "note")
_PRINTED_IN_F = ("level1", "level2", "standard")


def entered_in(form: Form) -> Entered:
    """Path -> value of everything that was entered in a form."""
    return {path: plain(entry.value) for path, entry in _entered(form)}


def _entered(form: Form) -> Iterator[tuple[str, Entry]]:
    for path, entry in entries_of(form):
        if entry.value is not None and not _is_printed(form, path):
            yield path, entry


def _is_printed(form: Form, path: str) -> bool:
    if path.startswith(_PRINTED) or (path.endswith("label") and "items" not in path):
        return True
    return (form.letter == "D" and path.endswith(_PRINTED_IN_D)) or (
        form.letter == "F" and path.endswith(_PRINTED_IN_F)
    )


def plain(value: Decimal | date | str | None) -> str:
    """A value as one text: 2096.96, 2024-03-11, or the text itself."""
    if isinstance(value, Decimal):
        return digits(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def content_of(filing: Filing) -> list[dict[str, Any]]:
    """All forms in their order, with what was entered in them."""
    return [{"form": form.letter, "year": form.year, "entered": entered_in(form)} for form in filing.forms]


def canonical(document: Any) -> bytes:
    """JSON with sorted keys and nothing that could be written in two ways."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    """SHA-256 as it is written in a manifest."""
    return hashlib.sha256(data).hexdigest()


def content_digest(filing: Filing) -> str:
    """SHA-256 of the forms' content."""
    return digest(canonical(content_of(filing)))


def lost_in(drawn: Filing, forms: Iterable[Form]) -> list[Entry]:
    """What was entered in `forms` and does not stand at the same place of `drawn`, form by form."""
    lost: list[Entry] = []
    left: dict[type[Form], list[Form]] = defaultdict(list)
    for form in reversed(drawn.forms):
        left[type(form)].append(form)
    for form in forms:
        same = left[type(form)]
        there = dict(entries_of(same.pop())) if same else {}
        lost += [entry for path, entry in _entered(form) if not _says_the_same(there.get(path), entry)]
    return lost


def _says_the_same(drawn: Entry | None, entered: Entry) -> bool:
    if drawn is None or drawn.value is None:
        return False
    return drawn.value == entered.value or plain(drawn.value) == plain(entered.value)


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
