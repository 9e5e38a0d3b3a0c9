"""Processes with limits: a call that needs too much time or memory, or brings its process down, fails alone.

`concurrent.futures.ProcessPoolExecutor` breaks as a whole when one worker dies, and cannot end a call that hangs.
Here every call has a process to itself while it runs; the process is used again as long as nothing went wrong.
Plain subprocesses rather than `multiprocessing`: they may also be started by a worker of dask, which is a daemon.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, LifoQueue
from typing import Any

from xladdin.collecting.failures import CannotStart, MemoryLimit, ProcessDied, TimeLimit
from xladdin.collecting.watchdog import Watchdog


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may need. The memory is address space (RLIMIT_AS), which Windows does not limit."""

    seconds: float = 60.0
    megabytes: int = 1024


_FAREWELL = 1.0  # seconds
_NEW_GROUP = 0x200  # CREATE_NEW_PROCESS_GROUP, which `subprocess` knows on Windows only
Initializer = Callable[[], object]


class LimitedProcess:
    """One process for one call after the other; it is started when it is needed or before, and anew after a failure."""

    def __init__(self, limits: Limits, initializer: Initializer) -> None:
        self._limits = limits
        self._initializer = initializer
        self._process: subprocess.Popen[bytes] | None = None
        self._watchdog: Watchdog | None = None
        self._ready = False
        self._stopped = False
        self.came_up = False  # ever: what it loads is there, and the memory is enough for it

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """The function's result from the process. A process that died may have been ended from outside (out of
        memory elsewhere), so that the call is tried once more: what dies twice is at fault itself."""
        request = pickle.dumps((function, arguments))
        try:
            return self._attempt(request)
        except ProcessDied:
            if self._stopped:
                raise
            return self._attempt(request)

    def _attempt(self, request: bytes) -> Any:
        process = self._prepared()
        watchdog = self._watchdog
        assert watchdog is not None
        deadline = watchdog.begin()
        try:
            _ask(process, request)
            done, value = _answer(process)
        except (EOFError, OSError, pickle.UnpicklingError) as problem:
            self.close()
            if watchdog.has_ended(deadline):
                raise TimeLimit(self._limits.seconds) from problem
            raise ProcessDied(_cause(process.returncode)) from problem
        finally:
            watchdog.end()
        if isinstance(value, MemoryError):
            self.close()  # what it still holds would count against the next call
            raise MemoryLimit(self._limits.megabytes)
        if not done:
            raise value
        return value

    def start(self) -> subprocess.Popen[bytes]:
        """A new process, which begins to load what it needs; nobody waits for it here."""
        self._ready = False
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "xladdin.collecting.worker", str(self._limits.megabytes), str(self._limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser that goes down complains there; the reason is told otherwise
            # Nothing is loaded from the folder in which the person happens to be.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONSAFEPATH": "1"},
            **_APART,
        )
        self._watchdog = Watchdog(process, self._limits.seconds)
        with suppress(OSError):  # it may be gone already: then it does not answer
            _ask(process, pickle.dumps((self._initializer, ())))
        return process

    def _prepared(self) -> subprocess.Popen[bytes]:
        """The process when it has loaded what it needs: that time is nobody's."""
        process = self._process or self.start()
        if self._ready:
            return process
        try:
            self._ready, problem = _answer(process)
        except (EOFError, OSError, pickle.UnpicklingError):
            problem = None
        if not self._ready:
            self.close()
            raise ProcessDied(type(problem).__name__ if problem else _cause(process.returncode))
        self.came_up = True
        return process

    def stop(self) -> None:
        """From another thread: the call that is under way fails, and there will be no other."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process: of itself, as its input ends, else by force."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None and process.stdout is not None and self._watchdog is not None
        self._watchdog.leave()
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


# Ctrl-C reaches every process of the terminal's group; only the one that the person has started shall answer it.
_APART: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {"creationflags": _NEW_GROUP}


def _ask(process: subprocess.Popen[bytes], request: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(request)
    process.stdin.flush()


def _answer(process: subprocess.Popen[bytes]) -> tuple[bool, Any]:
    assert process.stdout is not None
    answer: tuple[bool, Any] = pickle.load(process.stdout)
    return answer


def _cause(code: int | None) -> str:
    """How a process ended, in words that help the person who looks after the machine."""
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"信号 {-code}"
    return f"退出码 {code}"


class Processes:
    """As many processes as there are calls at the same moment; one that is free is taken before one is started."""

    def __init__(self, limits: Limits, initializer: Initializer) -> None:
        self._limits = limits
        self._initializer = initializer
        self._free: LifoQueue[LimitedProcess] = LifoQueue()
        self._all: list[LimitedProcess] = []

    def start(self, count: int) -> None:
        """So many processes are started before they are needed."""
        for _ in range(count):
            process = LimitedProcess(self._limits, self._initializer)
            process.start()
            self._all.append(process)
            self._free.put(process)

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """The function's result, or the exception that it raised, or the limit that it met. Where no process has ever
        come up, it is not the call's fault."""
        try:
            process = self._free.get_nowait()
        except Empty:
            process = LimitedProcess(self._limits, self._initializer)
            self._all.append(process)
        try:
            return process.call(function, arguments)
        except ProcessDied as problem:
            if any(one.came_up for one in self._all):
                raise
            raise CannotStart(self._limits.megabytes, problem.cause) from problem
        finally:
            self._free.put(process)

    def stop(self) -> None:
        """Calls that are under way fail."""
        for process in list(self._all):
            process.stop()

    def close(self) -> None:
        """End all of them, once no call is under way."""
        for process in self._all:
            process.close()
