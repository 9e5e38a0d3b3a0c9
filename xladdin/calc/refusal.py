"""What the engine does not do says so in one sentence, instead of a bare NotImplementedError."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from xladdin.errors import InputError

_Class = TypeVar("_Class", bound=type)


class UnsupportedInCalc(InputError):
    """An action asked for something that this engine cannot do in LibreOffice."""

    def __init__(self, what: str) -> None:
        super().__init__(f"在 LibreOffice 里不能使用“{what}”，请在 Excel 里完成这一步。")


def refusing_the_rest(made: _Class) -> _Class:
    """Every member that xlwings' base class leaves open, and the decorated class too, raises `UnsupportedInCalc`.

    A member that the class annotates (`app: App`) is an attribute of its objects instead.
    """
    for base in made.__mro__:
        for name, member in vars(base).items():
            if inspect.getattr_static(made, name) is not member or not _left_open(member):
                continue
            own = name in made.__annotations__
            setattr(made, name, None if own else _refusal(f"{made.__name__}.{name}", member))
    return made


def _left_open(member: Any) -> bool:
    function = member.fget if isinstance(member, property) else member
    return inspect.isfunction(function) and "NotImplementedError" in function.__code__.co_names


def _refusal(what: str, member: Any) -> Any:
    refuse = _refuse(what)
    return property(refuse, refuse) if isinstance(member, property) else refuse


def _refuse(what: str) -> Callable[..., Any]:
    def refuse(*_arguments: Any, **_named: Any) -> Any:
        raise UnsupportedInCalc(what)

    return refuse
