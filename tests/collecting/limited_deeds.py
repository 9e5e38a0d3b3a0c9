"""What the tests of the pools let their processes do. A module of its own: the processes import it by name."""

import os
import signal
import time
from pathlib import Path


def prepare() -> None:
    """Nothing to load."""


def die_once_marked(mark: Path) -> None:
    """To load: as when somebody ends the process while it does that."""
    if mark.exists():
        die()


def double(number: int) -> int:
    return 2 * number


def process_id() -> int:
    return os.getpid()


def fail(message: str) -> None:
    raise ValueError(message)


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def eat(megabytes: int) -> int:
    return len(bytearray(megabytes * 2**20))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_the_first_time(mark: Path) -> str:
    """As when somebody else ends the process once."""
    if not mark.exists():
        mark.touch()
        die()
    return "alive"


def print_much() -> str:
    """A library that prints must not disturb the answers."""
    os.write(1, b"x" * 100_000)
    os.write(2, b"y" * 100_000)
    return "printed"


def note(folder: Path, number: int) -> int:
    """Leaves a trace of every time it was done."""
    time.sleep(0.05)
    (folder / f"{number}.{time.monotonic_ns()}").touch()
    return number
