"""Ends a process whose call takes too long."""

import subprocess
import threading
import time


class Watchdog:
    """One thread for all calls of a process: to start one at each call takes longer than to ask the process.

    A later call ends later, so that no call need wake the thread: it looks again when the earlier one's time is over.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self._deadline: float | None = None
        self._expired: float | None = None
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def begin(self) -> float:
        """The moment when the call that begins must be over, by which it is known."""
        self._deadline = deadline = time.monotonic() + self._seconds
        return deadline

    def end(self) -> None:
        """No call is under way."""
        self._deadline = None

    def has_ended(self, deadline: float) -> bool:
        """Whether the process was ended because of this call: not because of the one before, which was ready just
        when its time was over."""
        return self._expired == deadline

    def leave(self) -> None:
        """The process is gone."""
        self._leaving.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = self._seconds
        while not self._leaving.wait(pause):
            deadline = self._deadline
            pause = self._seconds if deadline is None else deadline - time.monotonic()
            if pause <= 0:
                self._expired = deadline
                self._process.kill()
                return
