"""How alike two texts are, from 0 to 1: twice the signs that they share in the same order, by all their signs.

The answers are those of difflib's SequenceMatcher without its junk; short texts as ours are compared faster here.
"""

_LONGEST = 1000  # signs that are looked at: no name or line has more, and the work may grow with their cube


def likeness(one: str, other: str) -> float:
    """Of the longest piece that both have, and again of what stands before and behind it in both."""
    if one == other:
        return 1.0
    one, other = one[:_LONGEST], other[:_LONGEST]
    shared, rest = 0, [(one, other)]
    while rest:
        left, right = rest.pop()
        length, at_left, at_right = _longest_piece(left, right)
        if length:
            shared += length
            rest.append((left[:at_left], right[:at_right]))
            rest.append((left[at_left + length :], right[at_right + length :]))
    return _ratio(shared, len(one) + len(other))


Signs = frozenset[str]


def signs_of(text: str) -> Signs:
    """The signs of a text; one that stands there again is numbered: `a`, `a2`, `a3`."""
    found = set(text)
    if len(found) < len(text):
        times: dict[str, int] = {}
        for sign in text:
            times[sign] = time = times.get(sign, 0) + 1
            if time > 1:
                found.add(f"{sign}{time}")
    return frozenset(found)


def most_alike(one: Signs, other: Signs) -> float:
    """No two texts with these signs are more alike; known much sooner than how alike they are."""
    return _ratio(len(one & other), len(one) + len(other))


def _longest_piece(left: str, right: str) -> tuple[int, int, int]:
    """Its length and its place in both: of several the first on the left, then the first on the right."""
    length = at_left = at_right = 0
    for start in range(len(left)):
        while start + length < len(left) and (place := right.find(left[start : start + length + 1])) >= 0:
            length, at_left, at_right = length + 1, start, place
    return length, at_left, at_right


def _ratio(shared: int, signs: int) -> float:
    return 2.0 * shared / signs if signs else 1.0
