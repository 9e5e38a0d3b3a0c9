"""A process that puts a package in its place and is killed at one of its steps: `killed.py TARGET CONTENT N`.

Every file that is opened, every folder made, every name changed is a step (an audit event); the process ends itself
with SIGKILL before the N-th. Writing into an open file is no event: the files' write method counts too.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from xladdin.submission import placing

_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym", "os.listdir"}


def main(target: Path, content: str, step: int) -> None:
    count = 0

    def pass_one() -> None:
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, _arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS:
            pass_one()

    force_to_disk = os.fsync

    def fsync(descriptor: int) -> None:
        pass_one()
        force_to_disk(descriptor)
        pass_one()

    os.fsync = fsync
    sys.addaudithook(watch)
    placing.place(target, {name: content.encode() * 1000 for name in ("表.xlsx", "清单.json", "表.zip")}, force=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
