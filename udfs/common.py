"""Arguments that many functions share, and the rulebook that an argument names."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from udfs.arguments import Argument, Takes, Value
from xladdin.errors import InputError
from xladdin.rulebooks.loader import load

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rulebook

# Where no rulebook is given: what the counties of Hunan share. It prefers no county.
BASE_RULEBOOK: Final = "hunan"

WEIGHT = Argument("weight", "分值", "分值；不填时用规则集规定的分值", Takes.SCORE, optional=True)
RULEBOOK = Argument(
    "rulebook",
    "规则集",
    f"规则集编号，例如 hunan-miluo-2023，模板里用名称 RULEBOOK；不填时用湖南共用规则（{BASE_RULEBOOK}）",
    Takes.TEXT,
    optional=True,
)


def rulebook_of(given: Value) -> "Rulebook":
    """The rulebook with this id, the base one where none is given. Raises InputError for an unknown id."""
    if given is None:
        return _rulebook(BASE_RULEBOOK)
    if not isinstance(given, str):
        raise InputError("规则集应填编号，例如 hunan-miluo-2023")
    return _rulebook(given)


@lru_cache(maxsize=64)
def _rulebook(rulebook_id: str) -> "Rulebook":
    return load(rulebook_id)
