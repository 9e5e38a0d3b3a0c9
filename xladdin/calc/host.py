"""Runs inside LibreOffice's own Python: answers the Basic functions and the buttons of the toolbar.

Called by the script that `install` puts into the profile; `import udfs` waits until the first function is calculated.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from xladdin.calc.functions import NOT_GIVEN
from xladdin.calc.runtime import component, uno_module

if TYPE_CHECKING:
    from udfs.arguments import Argument


def functions() -> Any:
    """The object that Basic keeps: `callFunction(name, arguments)`."""
    import udfs
    from udfs.arguments import PROBLEM
    from udfs.registry import FUNCTIONS
    from xladdin.calc import around

    def call_function(_self: Any, name: str, given: tuple[object, ...]) -> Any:
        try:
            return answer(name, given)
        finally:
            around.calculated()

    def answer(name: str, given: tuple[object, ...]) -> Any:
        arguments = _given(FUNCTIONS[name].arguments, given)
        call: Callable[..., Any] = getattr(udfs, name)
        if not around.needed(FUNCTIONS[name], arguments):
            return _for_basic(call(*arguments))
        filing = around.filing()
        if filing is None:
            return f"{PROBLEM}{around.NOT_READ_YET}"
        with udfs.workbook.using(filing):
            return _for_basic(call(*arguments))

    return component("sheet.XFunctionAccess", callFunction=call_function)


def _given(known: Sequence["Argument"], given: Sequence[object]) -> list[object]:
    """The arguments without those at the end that were not given.

    Calc hands on 0 for one that was left out in the middle, `F(1,2,,"hunan")`: an optional number that is 0 counts as
    left out when others follow.
    """
    from udfs.arguments import MISSING

    arguments = [MISSING if part == NOT_GIVEN else part for part in given]
    while arguments and arguments[-1] is MISSING:
        arguments.pop()
    for position, (argument, value) in enumerate(zip(known, arguments[:-1], strict=False)):
        if argument.optional and value == 0:
            arguments[position] = MISSING
    return arguments


def _for_basic(answer: Any) -> Any:
    """A column becomes rows of UNO; an empty cell an empty text, or Calc would show 0."""
    if isinstance(answer, list):
        return tuple(tuple("" if value is None else value for value in row) for row in answer)
    return answer


def opened() -> None:
    """A document was opened: if cells in it take their inputs from its forms, they follow the forms from now on."""
    from xladdin.calc import around

    around.look_soon()


def press(key: str) -> None:
    """A button of the toolbar or an entry of the menu, for the workbook in front."""
    from xladdin.calc.engine import connect
    from xladdin.ribbon import run

    app = connect(uno_module().getComponentContext())
    run(key, app.books.active)
