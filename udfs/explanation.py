"""EXPLAIN_SCORE: the sentence behind a score, a rate or a total."""

from collections.abc import Sequence

from udfs.answers import Mark, shortened
from udfs.arguments import MISSING, Argument, CellError, Takes, failed_cell, read
from udfs.registry import FUNCTIONS, CellFunction, Family, cell_function
from xladdin.errors import InputError

_LABEL = "函数名"
_MOST_ARGUMENTS = 6  # of the functions that can be explained


def _explained(given: Sequence[object], cell: object) -> Mark:
    if not given or given[0] is MISSING:
        raise InputError("没有给出函数名，例如 SCORE_CONTROL_RATE")
    outcome = _function(given[0]).outcome(_without_end(given[1:]), cell)
    if isinstance(outcome, tuple):
        raise InputError("一列得分请用 SCORE_INDICATOR 逐行说明")
    return Mark(shortened(outcome.explanation), outcome.problem)


def _function(given: object) -> CellFunction:
    name = read(given, Takes.TEXT)
    if type(name) is CellError:
        raise InputError(failed_cell(_LABEL, name))
    function = FUNCTIONS.get(str(name or "").upper())
    if function is None or function.family in (Family.EXPLANATION, Family.MARKS):
        raise InputError(f"没有可以说明的函数“{name or ''}”，应填函数名，例如 SCORE_CONTROL_RATE")
    return function


def _without_end(given: Sequence[object]) -> Sequence[object]:
    """Without the arguments that were not given at the end."""
    last = max((position for position, part in enumerate(given, 1) if part is not MISSING), default=0)
    return given[:last]


EXPLAIN_SCORE = cell_function(
    "EXPLAIN_SCORE", Family.EXPLANATION,
    "用一句话说明一个得分、比率或总分是怎样算出来的，例如 EXPLAIN_SCORE(\"SCORE_CONTROL_RATE\",188,195)。",
    (Argument("score_function", _LABEL, "函数名，例如 \"SCORE_CONTROL_RATE\"", Takes.TEXT),
     *(Argument(f"argument{n}", f"第 {n} 个参数", f"该函数的第 {n} 个参数", Takes.ANYTHING, optional=True)
       for n in range(1, _MOST_ARGUMENTS + 1))),
    _explained, unconverted=True,
)  # fmt: skip
