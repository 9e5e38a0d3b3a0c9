"""All functions for cells as data: names, arguments, descriptions, rules.

From here come the xlwings decorators (`excel.py`) and with them the VBA wrappers, the texts of Excel's function wizard
and of the tooltips, and docs/functions.md (`reference.py`). The functions themselves stand in modules by family.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, Protocol

from udfs.answers import Answer, Outcome, problem_text, shown
from udfs.arguments import MISSING, Argument, Value
from xladdin.errors import InputError

CATEGORY = "绩效自评"  # the group in Excel's function wizard
CELL = "cell"  # the hidden argument: the cell that calls, only for calls without inputs

_SINGLE_CELLS, _BLOCKS = 4096, 64  # remembered results of one function


class Family(StrEnum):
    """The chapters of the reference page."""

    RATES = "比率"
    SCORE_TABLE = "评分表"
    EVALUATION = "自评表"
    WORK = "自评工作考核评分表（附件5）"
    AGGREGATION = "多个单位汇总"
    EXPLANATION = "得分说明"
    MARKS = "校验标记"


class FromWorkbook(Protocol):
    """Works out a function from the forms of the workbook around the calling cell."""

    def __call__(self, rule: str, weight: Value, rulebook: Value, cell: object) -> Outcome: ...


@dataclass(frozen=True)
class CellFunction:
    """One function. `work` gets the converted arguments in their order; what it gives back is remembered."""

    name: str
    family: Family
    description: str
    arguments: tuple[Argument, ...]
    work: Callable[..., Outcome]
    rule: str = ""  # the rulebook's rule, or the rate, that the function applies
    from_workbook: FromWorkbook | None = None  # for calls without inputs; only such a call is volatile
    unconverted: bool = False  # `work` gets the arguments as they came, and the calling cell

    @cached_property
    def variadic(self) -> bool:
        """Whether the last argument can be repeated."""
        return self.arguments[-1].variadic

    @property
    def knows_cell(self) -> bool:
        """Whether Excel hands over the calling cell."""
        return self.from_workbook is not None or self.unconverted

    @cached_property
    def inputs(self) -> int:
        """How many arguments nothing can be worked out without; they come first."""
        return sum(not argument.optional for argument in self.arguments)

    @property
    def help(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """Name, description, and each argument with its description: for MacroOptions and `_IntelliSense_`."""
        return self.name, self.description, tuple((known.name, known.description) for known in self.arguments)

    def outcome(self, given: Sequence[object], cell: object = None) -> Outcome:
        """What the function finds. Raises InputError with one sentence where it cannot begin."""
        if self.unconverted:
            return self.work(given, cell)
        if self.from_workbook is not None and self._bare(given):
            weight, rulebook = self._values(given)[self.inputs :]
            return self.from_workbook(self.rule, weight, rulebook, cell)
        return self.work(*self._values(given, needed=True))

    def _bare(self, given: Sequence[object]) -> bool:
        """Whether no input was given; a blank cell is one."""
        return not given or (given[0] is MISSING and all(part is MISSING for part in given[1 : self.inputs]))

    def _values(self, given: Sequence[object], needed: bool = False) -> list[Any]:
        if len(given) > len(self.arguments) and not self.variadic:
            raise InputError(f"{self.name} 最多有 {len(self.arguments)} 个参数，给出了 {len(given)} 个")
        values: list[Any] = []
        for position, argument in enumerate(self.arguments):
            part = given[position] if position < len(given) else MISSING
            if part is not MISSING:
                values.append(argument.read(part))
            elif needed and not argument.optional:
                raise InputError(f"没有给出{argument.label}")
            else:
                values.append(None)
        if self.variadic:
            values += [self.arguments[-1].read(part) for part in given[len(self.arguments) :] if part is not MISSING]
        return values

    def signature(self) -> inspect.Signature:
        """The signature that Python and xlwings see; the calling cell is hidden from the sheet."""
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters = [
            inspect.Parameter(known.name, inspect.Parameter.VAR_POSITIONAL)
            if known.variadic
            else inspect.Parameter(known.name, kind, default=inspect.Parameter.empty if self.variadic else MISSING)
            for known in self.arguments
        ]
        if self.knows_cell:
            parameters.append(inspect.Parameter(CELL, kind, default=None))
        return inspect.Signature(parameters)


FUNCTIONS: dict[str, CellFunction] = {}


def cell_function(
    name: str,
    family: Family,
    description: str,
    arguments: tuple[Argument, ...],
    work: Callable[..., Outcome],
    *,
    rule: str = "",
    from_workbook: FromWorkbook | None = None,
    unconverted: bool = False,
) -> Callable[..., Answer]:
    """Enters a function in the registry and gives what Python and the hosts call."""
    if not unconverted:
        work = lru_cache(maxsize=_BLOCKS if any(known.block for known in arguments) else _SINGLE_CELLS)(work)
    function = CellFunction(name, family, description, arguments, work, rule, from_workbook, unconverted)
    FUNCTIONS[name] = function
    return _callable(function)


def _callable(function: CellFunction) -> Callable[..., Answer]:
    signature = function.signature()
    hidden = len(function.arguments) if function.knows_cell else None

    def call(*given: object, **named: object) -> Answer:
        if named:
            bound = signature.bind(*given, **named)
            bound.apply_defaults()
            given = bound.args
        cell = None
        if hidden is not None and len(given) > hidden:
            cell, given = given[hidden], given[:hidden]
        try:
            return shown(function.outcome(given, cell))
        except InputError as refusal:
            return problem_text(str(refusal))

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.description
    call.__annotations__ = {}  # xlwings would take them for converters
    call.__signature__ = signature  # type: ignore[attr-defined]
    return call
