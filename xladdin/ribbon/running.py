"""Runs one action for the workbook that asked for it, and tells the person what went wrong."""

import xlwings

from xladdin.errors import InputError
from xladdin.ribbon.registry import ACTIONS, TAB


def run(key: str, book: xlwings.Book | None = None) -> None:
    """Runs the action; the book is the caller's unless given. A refusal is shown as a message, not as a traceback."""
    # Excel warms up on this module: what the actions need is loaded when the first button is pressed.
    from xladdin.ribbon import actions

    action = ACTIONS[key]
    caller = book or xlwings.Book.caller()
    try:
        getattr(actions, key)(caller)
    except InputError as refusal:
        caller.app.alert(str(refusal), title=f"{TAB} · {action.label}")
