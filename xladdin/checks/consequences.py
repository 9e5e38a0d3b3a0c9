"""One mistake, one finding: what only follows from another mistake becomes a hint at its root."""

from xladdin.checks.finding import RANKS, Cause, Raised
from xladdin.forms.entry import Address

# By check (its code, or its number alone: a cause may name either), then by cell.
Found = dict[str, dict[Address, list[Raised]]]


def rooted(raised: list[Raised]) -> list[Raised]:
    """Consequences lose their weight and say where they come from; the root names their cells.

    A flaw is a consequence when it names a check as its possible cause and that check has found something at one
    of the same cells, with the same difference where the cause names one. Roots may have roots: the last one counts.
    """
    asked = {cause.check for item in raised for cause in item.flaw.causes}
    found: Found = {}
    for item in raised:
        for name in asked.intersection((item.code, item.code[2:])):
            cells = found.setdefault(name, {})
            for address in item.places:
                cells.setdefault(address, []).append(item)
    return [_settled(item, root) if item.flaw.causes and (root := _root(item, found)) else item for item in raised]


def _root(item: Raised, by_check: Found) -> Raised | None:
    """The root of a flaw, found by going from cause to cause; a circle ends where it began."""
    found, seen = None, {id(item)}
    current = item
    while (cause := _cause(current, by_check)) is not None and id(cause) not in seen:
        seen.add(id(cause))
        found = current = cause
    return found


def _cause(item: Raised, by_check: Found) -> Raised | None:
    for cause in item.flaw.causes:
        by_cell = by_check.get(cause.check)
        if by_cell is None:
            continue
        for address in item.places:
            for other in by_cell.get(address, ()):
                if other is not item and _weighs_as_much(other, item) and _is_as_large(other, cause):
                    return other
    return None


def _is_as_large(other: Raised, cause: Cause) -> bool:
    difference = other.flaw.difference
    return cause.difference is None or (difference is not None and abs(difference) == abs(cause.difference))


def _weighs_as_much(other: Raised, item: Raised) -> bool:
    return RANKS[other.severity] <= RANKS[item.severity]


def _settled(item: Raised, root: Raised) -> Raised:
    root.related.append(str(item.places[0]))
    place = root.places[0]
    said = f"{item.flaw.message}（由 {place} 的问题（{root.code}）引起，那里改正后一并核对）"
    return Raised(item.flaw._replace(message=said), item.code, "hint", item.basis, item.related)
