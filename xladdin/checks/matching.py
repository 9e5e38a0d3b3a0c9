"""Which row of the 基础数据表 belongs to which 项目表: by name, first the same, then the most alike, never forced."""

from collections.abc import Sequence
from decimal import Decimal

from xladdin.scoring.statements import likeness
from xladdin.values.label import key


def alike(one: str, other: str) -> float:
    """How alike two names are (0 to 1); numbering, blanks and years do not count."""
    return likeness(key(one), key(other))


def paired(left: Sequence[str], right: Sequence[str], similarity: Decimal) -> dict[int, int]:
    """Position on the left -> position on the right. The same names first; of the rest the most alike pair first."""
    pairs: dict[int, int] = {}
    free: dict[str, list[int]] = {}
    for position, name in enumerate(right):
        free.setdefault(key(name), []).append(position)
    for position, name in enumerate(left):
        if free.get(key(name)):
            pairs[position] = free[key(name)].pop(0)
    rest = [position for positions in free.values() for position in positions]
    rated = sorted(
        (
            (-worth, one, other)
            for one in range(len(left))
            if one not in pairs
            for other in rest
            if (worth := alike(left[one], right[other])) >= similarity
        ),
    )
    taken: set[int] = set()
    for _, one, other in rated:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs
