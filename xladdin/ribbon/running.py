"""Runs one action for the workbook that asked for it, and tells the person what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlwings

from xladdin.errors import InputError
from xladdin.ribbon.registry import ACTIONS, TAB

if TYPE_CHECKING:
    from xladdin.ribbon.desk import Desk
    from xladdin.ribbon.host import Host

_FAILED = "“{label}”中途出错，没有做完，工作簿已恢复原样。"
_UNFINISHED = "“{label}”中途出错，{said}"
_NOT_RESTORED = "“{label}”中途出错，工作簿没有完全恢复，请不要保存，关闭后重新打开。"


def run(key: str, book: xlwings.Book | None = None, host: Host | None = None) -> None:
    """Runs the action; the book is the caller's unless given. Whatever fails ends as one sentence."""
    # Excel warms up on this module: what the actions need is loaded when the first button is pressed.
    from xladdin.ribbon.changes import NotRestored
    from xladdin.ribbon.desk import Desk
    from xladdin.ribbon.failures import Unfinished
    from xladdin.ribbon.host import host_of

    action = ACTIONS[key]
    caller = book or xlwings.Book.caller()
    desk = Desk(caller, host or host_of(caller), f"{TAB} · {action.label}")
    try:
        from xladdin.ribbon import actions

        getattr(actions, key)(desk)
    except InputError as refusal:
        desk.at_rest()
        desk.tell(str(refusal))
    except Unfinished as problem:
        _failed(desk, key, _UNFINISHED.format(label=action.label, said=problem), problem)
    except NotRestored as problem:
        _failed(desk, key, _NOT_RESTORED.format(label=action.label), problem)
    except (
        Exception
    ) as problem:  # a mistake of ours, or the host's own error: the person is told, and can send a record
        _failed(desk, key, _FAILED.format(label=action.label), problem)


def _failed(desk: Desk, key: str, sentence: str, problem: Exception) -> None:
    from xladdin.ribbon.failures import write_record

    record = write_record(key, desk.book.app.engine.name, problem)
    desk.at_rest()
    sent = f"\n故障记录（不含填报内容，可以发给技术人员）：{record}" if record else ""
    desk.tell(f"{sentence}{sent}")
