"""The xlwings decorators of all functions, worked out from the registry.

Only under xlwings: its COM server, and our generator of VBA wrappers, import it before this package. Anywhere else
importing xlwings would take longer than everything else together, and outside Windows its decorators do nothing.
"""

from collections.abc import Callable
from types import ModuleType

from udfs.registry import CATEGORY, CELL, CellFunction


def decorate(function: CellFunction, call: Callable[..., object], xlwings: ModuleType) -> None:
    """Tells xlwings about one function: its category, its texts, how its arguments are read.

    `err_to_str`: an error value must not look like an empty cell. The calling cell is filled in by VBA, and only where
    the first argument is missing: passing it costs Excel a call on every recalculation.
    """
    if function.knows_cell:
        first = (function.arguments[1] if function.unconverted else function.arguments[0]).name
        bare = f"IIf(IsMissing({first}), Application.Caller, Nothing)"
        xlwings.arg(CELL, "range", vba=bare)(call)
    for argument in function.arguments:
        xlwings.arg(argument.name, err_to_str=True, doc=argument.description)(call)
    xlwings.func(call, category=CATEGORY)
