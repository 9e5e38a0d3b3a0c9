"""Where the work is done: on this machine or on a cluster, both as a `concurrent.futures.Executor`.

On both every call runs in a process with limits of its own, so that one bad file cannot take others with it.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from xladdin.collecting.processes import Initializer, Limits, Processes
from xladdin.errors import InputError

P = ParamSpec("P")
T = TypeVar("T")
_CONNECT_SECONDS = 10


class LimitedPool(Executor):
    """`jobs` processes on this machine. A thread waits for each: it does nothing else, so threads are enough."""

    def __init__(self, jobs: int, limits: Limits, initializer: Initializer) -> None:
        self._threads = ThreadPoolExecutor(jobs, "collect")
        self._processes = Processes(limits, initializer)
        self._processes.start(jobs)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Positional arguments only: what is called here has no others."""
        assert not kwargs
        return self._threads.submit(self._processes.call, fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Without `wait` the calls under way are given up, too: after Ctrl-C nobody waits for a minute."""
        # What waits is called off first: else a thread whose process is ended would begin with it.
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._processes.close()
        else:
            self._processes.stop()


class ClusterPool(Executor):
    """The workers of a dask cluster. A worker that is lost gives its calls to the others; each result comes once.

    The files must be found under the same path on every worker's machine, and the same xladdin installed there.
    """

    def __init__(self, address: str, limits: Limits, initializer: Initializer) -> None:
        try:
            client: Any = import_module("distributed").Client
        except ImportError as problem:
            raise InputError("用 --dask 需要 dask，请先安装：pip install 'xladdin[dask]'。") from problem
        try:
            self._client: Any = client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as problem:
            raise InputError(f"连不上 dask 调度器“{address}”，请检查地址，例如 tcp://192.168.1.10:8786。") from problem
        self._calls = self._client.get_executor(pure=False)
        self._limits, self._initializer = limits, initializer

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As on this machine; the worker keeps the limits by a process of its own."""
        assert not kwargs
        future: Future[T] = self._calls.submit(call_limited, self._limits, self._initializer, fn, *args)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._calls.shutdown(wait and not cancel_futures)
        self._client.close()


def call_limited(limits: Limits, initializer: Initializer, function: Callable[..., Any], *arguments: Any) -> Any:
    """On a worker of the cluster: the call in a process with limits; the worker keeps its processes."""
    return _kept(limits, initializer).call(function, *arguments)


@lru_cache(maxsize=1)
def _kept(limits: Limits, initializer: Initializer) -> Processes:
    return Processes(limits, initializer)
