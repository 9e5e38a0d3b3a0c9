"""Starts soffice.bin and ends it when its owner is gone: run as a script, by the office that it keeps.

The owner holds the other end of standard input. However the owner ends — normally, by an exception, killed — that end
closes, and the keeper ends the one process that it started and removes what that has left. It imports nothing of ours.

Arguments: the profile, "temporary" or "kept", the name of the pipe, then the command.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from hashlib import md5
from pathlib import Path

_RESTART = 81  # soffice.bin asks for it after setting up a fresh profile
_STARTS = 3
_PATIENCE = 5.0  # seconds that LibreOffice gets to end by itself
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(profile: str, kind: str, pipe: str, *command: str) -> int:
    """Keep one office and give its exit code."""
    for ignored in _SIGNALS:
        signal.signal(ignored, signal.SIG_IGN)
    left = threading.Event()
    threading.Thread(target=_wait_until_owner_leaves, args=(left,), daemon=True).start()
    code = _RESTART
    try:
        for _ in range(_STARTS):
            if code == _RESTART and not left.is_set():
                code = _run(command, left)
        if left.is_set():
            _remove_sockets(Path(profile), pipe)
    finally:
        if kind == "temporary":
            shutil.rmtree(profile, ignore_errors=True)
    return code


def _wait_until_owner_leaves(left: threading.Event) -> None:
    os.read(0, 1)
    left.set()


def _run(command: tuple[str, ...], left: threading.Event) -> int:
    nowhere = subprocess.DEVNULL
    office = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, preexec_fn=_obey_signals)
    with suppress(BrokenPipeError):
        os.write(1, f"{office.pid}\n".encode())
    while office.poll() is None:
        if left.wait(0.05):
            _end(office)
    return office.returncode


def _obey_signals() -> None:
    for ignored in _SIGNALS:
        signal.signal(ignored, signal.SIG_DFL)


def _end(office: subprocess.Popen[bytes]) -> None:
    office.terminate()
    try:
        office.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        office.kill()
        office.wait()


def _remove_sockets(profile: Path, pipe: str) -> None:
    """An office that was ended by a signal leaves its sockets."""
    for folder in ("/tmp", "/var/tmp"):
        for name in (pipe, single_socket(profile)):
            Path(folder, f"OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)


def single_socket(profile: Path) -> str:
    """The socket by which LibreOffice knows that this profile is in use: named after the profile's address."""
    digest = md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
