"""A process that puts packages in their places and is killed at every step of it: `killed.py FOLDER BEFORE NEW`.

Every file that is opened, every folder made, every name changed is a step (an audit event). Writing into an open file
is no event: forcing it to the disk counts before and after. FOLDER/N/报送包 is what is left of a process that ended
itself with SIGKILL before its N-th step; the last N is the process that came to its end. BEFORE is what each package
held; empty where none was there.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from xladdin.submission.placing import place

_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym", "os.listdir"}
_MOST = 200


def package(content: str) -> dict[str, bytes]:
    return {name: content.encode() * 1000 for name in ("表.xlsx", "清单.json", "表.zip")}


def main(folder: Path, before: str, new: str) -> None:
    for step in range(1, _MOST):
        target = folder / str(step) / "报送包"
        target.parent.mkdir()
        if before:
            place(target, package(before))
        child = os.fork()
        if child == 0:
            _kill_before(step)
            place(target, package(new), force=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status == 0:
            return
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status
    raise SystemExit("never finished")


def _kill_before(step: int) -> None:
    """From now on every step counts."""
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

    os.fsync = fsync  # type: ignore[assignment]  # with a descriptor, as `place` calls it
    sys.addaudithook(watch)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
