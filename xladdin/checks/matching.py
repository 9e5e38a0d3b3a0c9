"""Which row of the 基础数据表 belongs to which 项目表: by name, first the same, then the most alike, never forced.

Rows are numbered, bear notes and other years (`1、危房鉴定（含上年结转）`), so that names are compared loosely as well.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from xladdin.scoring.likeness import likeness
from xladdin.values.label import key, name_key, unnumbered

_ENOUGH = 40  # candidates for one name; more are never as alike as the rarest signs say


def alike(one: str, other: str) -> float:
    """How alike two names are (0 to 1); numbering, blanks and years do not count."""
    return likeness(key(one), key(other))


def same_names(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Position on the left -> position on the right of the same names, in their order.

    Of what is left, those that are the same without numbering and years, then those of which one has a note in
    brackets and the other has none; only where one name on each side is.
    """
    pairs: dict[int, int] = {}
    for here, there in (
        (name_key, name_key), (_unnumbered, _unnumbered), (_without_note, _unnumbered), (_unnumbered, _without_note),
    ):  # fmt: skip
        ours, theirs = _places(left, pairs.keys(), here), _places(right, set(pairs.values()), there)
        for name, places in ours.items():
            same = theirs.get(name, [])
            if here is name_key or len(places) == len(same) == 1:
                pairs.update(zip(places, same, strict=False))
    return pairs


def _unnumbered(name: str) -> str:
    return name_key(unnumbered(name))


def _without_note(name: str) -> str:
    return name_key(key(name))


def _places(names: Sequence[str], taken: Collection[int], called: Callable[[str], str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        if position not in taken and (known_as := called(name)):
            places[known_as].append(position)
    return places


def paired(left: Sequence[str], right: Sequence[str], similarity: Decimal) -> dict[int, int]:
    """Position on the left -> position on the right. The same names first; of the rest the most alike pair first."""
    pairs = same_names(left, right)
    taken = set(pairs.values())
    candidates = _Candidates({position: key(name) for position, name in enumerate(right) if position not in taken})
    rated = sorted(
        (-worth, -likeness(_unnumbered(left[one]), _unnumbered(right[other])), one, other)  # 一期, 二期: their notes
        for one in range(len(left))
        if one not in pairs
        for other in candidates.of(key(left[one]))
        if (worth := alike(left[one], right[other])) >= similarity
    )
    for _, _, one, other in rated:
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
