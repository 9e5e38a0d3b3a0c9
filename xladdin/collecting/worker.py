"""The other side of `processes`: `python -m xladdin.collecting.worker MEGABYTES SECONDS` answers calls until its input
ends. Requests and answers are pickles over the standard streams of a process that the same program has started."""

import faulthandler
import os
import pickle
import sys
from typing import Any, BinaryIO

_GRACE = 10.0  # seconds after the limit


def main() -> None:
    """Answer calls. Nothing that a library prints may get between the answers: they have a stream of their own."""
    megabytes, seconds = int(sys.argv[1]), float(sys.argv[2])
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    _limit_memory(megabytes)
    while (request := _next(requests)) is not None:
        # The one who asked ends a call that takes too long. Where it is gone, nobody would: this ends the process.
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)
        answer = _answer(request)
        faulthandler.cancel_dump_traceback_later()
        answers.write(answer)
        answers.flush()


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    size = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _next(requests: BinaryIO) -> Any:
    try:
        return pickle.load(requests)
    except EOFError:
        return None


def _answer(request: Any) -> bytes:
    """(True, result) or (False, exception). Every exception goes back to the one who asked, who can judge it."""
    function, arguments = request
    try:
        return pickle.dumps((True, function(*arguments)))
    except MemoryError:
        return pickle.dumps((False, MemoryError()))
    except Exception as problem:
        try:
            return pickle.dumps((False, problem))
        except Exception:  # an exception can hold anything, also what cannot be sent
            return pickle.dumps((False, RuntimeError(f"{type(problem).__name__}: {problem}")))


if __name__ == "__main__":
    main()
