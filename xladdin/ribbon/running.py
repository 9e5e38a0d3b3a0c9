"""Runs one action for the workbook that asked for it, and tells the person what went wrong."""

import importlib

import xlwings

from xladdin.errors import InputError
from xladdin.ribbon.registry import ACTIONS, TAB


def run(key: str, book: xlwings.Book | None = None) -> None:
    """Runs the action; the book is the caller's unless given. A refusal is shown as a message, not as a traceback."""
    action = ACTIONS[key]
    caller = book or xlwings.Book.caller()
    function = getattr(importlib.import_module("xladdin.ribbon.actions"), key)
    try:
        function(caller)
    except InputError as refusal:
        caller.app.alert(str(refusal), title=f"{TAB} · {action.label}")
