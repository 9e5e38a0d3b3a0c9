"""An engine for xlwings over UNO: actions written against xlwings' public API run in LibreOffice as they are.

    with office() as running:
        app = connect(running.context, running.pid)
        book = app.books.open("自评.xlsx")

xlwings calls what an engine gives `impl`; what is not offered raises `UnsupportedInCalc`.
"""

import os
from collections.abc import Iterator
from typing import Any

import xlwings
from xlwings import base_classes

from xladdin.calc.app import App
from xladdin.calc.refusal import refusing_the_rest
from xladdin.calc.session import Session
from xladdin.calc.values import ErrorValue

NAME = "calc"


class Engine:
    """What xlwings asks of an engine itself."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.session: Session | None = None

    @property
    def apps(self) -> "Apps":
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: dict[str, Any]) -> Any:
        """Numbers of numpy and pandas become Python's; missing ones empty cells."""
        if value is None or value != value:  # NaN
            return None
        for convert in ("to_pydatetime", "item"):
            if hasattr(value, convert):
                return getattr(value, convert)()
        return value

    @staticmethod
    def clean_value_data(
        rows: list[list[Any]], dates: Any, empty: Any, numbers: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """The values of a block as the reader's options want them."""

        def clean(value: Any) -> Any:
            if isinstance(value, ErrorValue):
                return str(value) if err_to_str else None
            if value == "":
                return empty
            if isinstance(value, float):
                return numbers(value) if numbers else value
            if hasattr(value, "hour"):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return dates(tzinfo=None, **{part: getattr(value, part) for part in parts})
            return value

        return [[clean(value) for value in row] for row in rows]


@refusing_the_rest
class Apps(base_classes.Apps):
    """There is one application: the LibreOffice that we are connected with."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __iter__(self) -> Iterator[App]:
        if self._engine.session is not None:
            yield App(self._engine, self._engine.session)


def connect(context: Any, pid: int | None = None) -> xlwings.App:
    """The application of this component context, made the active one of xlwings."""
    known = xlwings.engines.engines_by_name.get(NAME)
    if known is None:
        known = xlwings.Engine(impl=Engine())
        xlwings.engines.add(known)
    known.activate()
    known.impl.session = Session(context, pid or os.getpid())
    return xlwings.App(impl=App(known.impl, known.impl.session))


def session_of(app: xlwings.App) -> Session:
    """The counters of an application, and its answers where nobody can be asked."""
    session: Session = app.impl.session
    return session
