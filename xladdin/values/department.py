"""Names of departments (单位名称): whether two may be the same one's. 住建局 is short for 住房和城乡建设局."""

import re
from typing import NamedTuple

from xladdin.values.label import fold

_PLACE = re.compile(r"[一-鿿]{2,4}?[省市县区州]")
_NO_NAME = re.compile(r"\([^()]*\)|^[省市县区]|本级$")
_ORGAN = re.compile(r"(?:委员会|办公室|服务中心|系统|中心|局|委|办|站|处|所|队|院|校|馆|公司)$")


class _Department(NamedTuple):
    """A name taken apart: 汨罗市住建局 is of 汨罗市, and 住建 is what it does."""

    places: frozenset[str]
    work: str


def same_department(one: str, other: str) -> bool:
    """Their places do not differ, and all signs of what the one does stand, in their order, in what the other does."""
    here, there = _taken_apart(one), _taken_apart(other)
    near = not here.places or not there.places or bool(here.places & there.places)
    return near and (_shortens(here.work, there.work) or _shortens(there.work, here.work))


def _taken_apart(name: str) -> _Department:
    rest, places = fold(name), []
    while place := _PLACE.match(rest):
        places.append(place[0])
        rest = rest[place.end() :]
    return _Department(frozenset(places), _ORGAN.sub("", _NO_NAME.sub("", rest)))


def _shortens(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)
