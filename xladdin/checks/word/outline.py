"""The chapters of a report beside those of the rulebook: which are which, which are missing, where anything is said."""

import re
from collections.abc import Iterable, Sequence

from xladdin.checks.matching import paired
from xladdin.checks.registry import Context
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.rulebooks.parameters import Chapter
from xladdin.values.label import key

_SAID = re.compile(r"[一-鿿\w]")


def chapters_of(report: Report, context: Context) -> tuple[Chapter, ...]:
    """What the rulebook wants of this kind of report; nothing where it says nothing."""
    rule = context.rulebook.report
    return rule.chapters if report.kind == "department" else rule.project_chapters


def matched(report: Report, wanted: Sequence[Chapter], context: Context) -> dict[int, int]:
    """Position of a chapter in the report -> its position in the rulebook. `context` is that of BG103."""
    similarity = context.number("similarity")
    found = paired([chapter.title for chapter in report.chapters], [chapter.title for chapter in wanted], similarity)
    for own, chapter in enumerate(report.chapters):
        if own not in found:  # `部门概况` with 机构设置 is the chapter that should have this part
            parts = {key(part.title) for part in chapter.parts}
            same = (place for place, other in enumerate(wanted) if parts & set(map(key, other.parts)))
            place = next((place for place in same if place not in found.values()), None)
            found |= {} if place is None else {own: place}
    return found


def missing_chapters(report: Report, context: Context) -> tuple[str, ...]:
    """The titles of required chapters that the report does not have, or has with nothing or only prompts below.

    `context` is that of BG103.
    """
    wanted = chapters_of(report, context)
    places = matched(report, wanted, context)
    signing, prompts = context.texts("signing"), context.texts("prompts")
    there = {place for own, place in places.items() if is_filled(report.chapters[own].whole, signing, prompts)}
    return tuple(chapter.title for place, chapter in enumerate(wanted) if chapter.required and place not in there)


def is_filled(paragraphs: Iterable[Entry], signing: Sequence[str], prompts: Sequence[str] = ()) -> bool:
    """Whether anything is said. What stands from the lines for signatures on belongs to no chapter."""
    for entry in paragraphs:
        if any(re.search(pattern, entry.text) for pattern in signing):
            return False
        text = entry.text
        for pattern in prompts:
            text = re.sub(pattern, "", text)
        if _SAID.search(text):
            return True
    return False


def beginning(report: Report) -> Entry:
    """Where a finding about the whole report stands: its title, else its first heading."""
    return report.title if report.title.raw else report.chapters[0].heading
