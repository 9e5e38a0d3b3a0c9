"""The record of a failure (故障记录): enough to find the mistake, and nothing that was entered in the workbook.

Error messages can hold figures and names, and paths the name of a person; so neither is written down.
"""

import os
import platform
import sys
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from xladdin import __version__


class Unfinished(Exception):
    """An action has failed after a part of it was done for good; the text says what was not done and what stays."""


def log_folder() -> Path:
    """Where records lie: the user's own folder for such things."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "xladdin" / "log"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "xladdin"


def write_record(action: str, host: str, problem: BaseException, folder: Path | None = None) -> Path | None:
    """The file with the record; None where it cannot be written: the person is told of the failure all the same."""
    now = datetime.now()
    target = (folder or log_folder()) / f"failure-{now:%Y%m%d-%H%M%S}.txt"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(_lines(action, host, problem, now)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return target


def _lines(action: str, host: str, problem: BaseException, now: datetime) -> list[str]:
    lines = [
        f"time {now:%Y-%m-%d %H:%M:%S}",
        f"action {action}",
        f"host {host}",
        f"xladdin {__version__}, xlwings {version('xlwings')}, Python {platform.python_version()}, {platform.system()}",
    ]
    cause: BaseException | None = problem
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__name__}")
        for frame, line in traceback.walk_tb(cause.__traceback__):
            lines.append(f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}")
        cause = cause.__cause__ or cause.__context__
    return lines
