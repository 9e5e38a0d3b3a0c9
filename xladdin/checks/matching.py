"""Which row of the 基础数据表 belongs to which 项目表: by name, first the same, then the most alike, never forced."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from xladdin.scoring.likeness import likeness
from xladdin.values.label import key

_ENOUGH = 40  # candidates for one name; more are never as alike as the rarest signs say


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
    candidates = _Candidates({position: key(right[position]) for position in rest})
    rated = sorted(
        (-worth, one, other)
        for one in range(len(left))
        if one not in pairs
        for other in candidates.of(key(left[one]))
        if (worth := alike(left[one], right[other])) >= similarity
    )
    taken: set[int] = set()
    for _, one, other in rated:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


class _Candidates:
    """The names that can be alike at all: comparing every name with every other would take too long for hundreds."""

    def __init__(self, names: dict[int, str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for position, name in names.items():
            for pair in _pairs_of_signs(name):
                self._places[pair].append(position)

    def of(self, name: str) -> set[int]:
        """Names that share two neighbouring signs with this one; the rarest pairs of signs first, until enough."""
        found: set[int] = set()
        for pair in sorted(_pairs_of_signs(name), key=lambda pair: (len(self._places.get(pair, ())), pair)):
            if len(found) >= _ENOUGH:
                break
            found.update(self._places.get(pair, ())[:_ENOUGH])
        return found


def _pairs_of_signs(name: str) -> set[str]:
    return {name[place : place + 2] for place in range(len(name) - 1)}
