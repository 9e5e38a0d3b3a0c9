"""The pool on one machine: a call that dies, hangs, eats memory or raises fails alone, and the rest goes on."""

import os
import pickle
import signal
import threading
import time
from concurrent.futures import wait
from functools import partial
from pathlib import Path

import pytest
from limited_deeds import (
    die,
    die_once_marked,
    die_the_first_time,
    double,
    eat,
    fail,
    prepare,
    print_much,
    process_id,
    sleep,
)
from waiting import wait_for

from xladdin.collecting.failures import CannotStart, MemoryLimit, ProcessDied, TimeLimit
from xladdin.collecting.pool import LimitedPool
from xladdin.collecting.processes import LimitedProcess, Limits


def test_results_come_back_and_exceptions_too() -> None:
    with LimitedPool(2, Limits(), prepare) as pool:
        futures = [pool.submit(double, number) for number in range(20)]
        broken = pool.submit(fail, "坏")
        assert [future.result() for future in futures] == [2 * number for number in range(20)]
        with pytest.raises(ValueError, match="坏"):
            broken.result()


def test_what_is_printed_does_not_disturb_the_answers() -> None:
    with LimitedPool(1, Limits(), prepare) as pool:
        assert pool.submit(print_much).result() == "printed"
        assert pool.submit(double, 1).result() == 2


def test_a_process_is_used_again_and_no_more_are_started_than_jobs() -> None:
    with LimitedPool(2, Limits(), prepare) as pool:
        used = {pool.submit(process_id).result() for _ in range(10)}
    assert len(used) <= 2 and os.getpid() not in used


def test_a_call_that_hangs_is_one_bad_call() -> None:
    with LimitedPool(2, Limits(seconds=1.0), prepare) as pool:
        hanging = pool.submit(sleep, 60)
        others = [pool.submit(double, number) for number in range(10)]
        with pytest.raises(TimeLimit, match="超过 1 秒"):
            hanging.result()
        assert [future.result() for future in others] == [2 * number for number in range(10)]


def test_the_time_limit_is_that_of_each_call() -> None:
    """Together they take longer than one of them may."""
    with LimitedPool(1, Limits(seconds=1.0), prepare) as pool:
        futures = [pool.submit(sleep, 0.4) for _ in range(4)]
        hanging = pool.submit(sleep, 60)
        assert [future.result() for future in futures] == ["awake"] * 4
        start = time.monotonic()
        with pytest.raises(TimeLimit):
            hanging.result()
        assert 0.8 < time.monotonic() - start < 3


def test_a_call_whose_process_dies_is_one_bad_call() -> None:
    with LimitedPool(2, Limits(), prepare) as pool:
        futures = [pool.submit(double, number) for number in range(5)]
        dying = pool.submit(die)
        futures += [pool.submit(double, number) for number in range(5)]
        with pytest.raises(ProcessDied, match="SIGKILL"):
            dying.result()
        assert [future.result() for future in futures] == [2 * number for number in range(5)] * 2


def test_a_process_that_somebody_else_ended_costs_nothing(tmp_path: Path) -> None:
    with LimitedPool(1, Limits(), prepare) as pool:
        assert pool.submit(die_the_first_time, tmp_path / "mark").result() == "alive"
        os.kill(pool.submit(process_id).result(), signal.SIGKILL)  # while it is idle
        time.sleep(0.1)
        assert pool.submit(double, 4).result() == 8


def test_processes_that_are_ended_while_they_load_cost_their_call_and_no_other(tmp_path: Path) -> None:
    """Others have come up before: so it is not the program that cannot start."""
    mark = tmp_path / "mark"
    with LimitedPool(1, Limits(), partial(die_once_marked, mark)) as pool:
        running = pool.submit(process_id).result()
        mark.touch()
        os.kill(running, signal.SIGKILL)
        time.sleep(0.1)
        with pytest.raises(ProcessDied, match="SIGKILL"):
            pool.submit(double, 1).result()
        mark.unlink()
        assert pool.submit(double, 2).result() == 4


def test_where_no_process_comes_up_the_program_cannot_start(tmp_path: Path) -> None:
    with (
        LimitedPool(1, Limits(), partial(die_once_marked, tmp_path)) as pool,
        pytest.raises(CannotStart, match="启动不了（SIGKILL）"),
    ):
        pool.submit(double, 1).result()


@pytest.mark.parametrize("failure", [CannotStart(512, "SIGKILL"), TimeLimit(2.5), MemoryLimit(512), ProcessDied("x")])
def test_a_failure_says_the_same_after_a_worker_has_sent_it(failure: Exception) -> None:
    sent = pickle.loads(pickle.dumps(failure))
    assert (type(sent), str(sent)) == (type(failure), str(failure))


def test_a_call_that_needs_too_much_memory_is_one_bad_call() -> None:
    with LimitedPool(1, Limits(megabytes=256), prepare) as pool:
        assert pool.submit(eat, 20).result() == 20 * 2**20
        with pytest.raises(MemoryLimit, match="256 MB"):
            pool.submit(eat, 2000).result()
        assert pool.submit(double, 3).result() == 6


def test_after_giving_up_nothing_runs_on() -> None:
    pool = LimitedPool(2, Limits(), prepare)
    running = [pool.submit(sleep, 60) for _ in range(2)]
    waiting = pool.submit(double, 1)
    wait_for(lambda: all(future.running() for future in running))
    time.sleep(0.5)
    start = time.monotonic()
    pool.shutdown(wait=False, cancel_futures=True)
    wait(running, timeout=10)
    assert time.monotonic() - start < 5
    assert waiting.cancelled() and all(isinstance(future.exception(), ProcessDied) for future in running)
    pool.shutdown()


def test_a_worker_without_its_master_ends() -> None:
    """The master may be killed itself: then its workers' input ends."""
    process = LimitedProcess(Limits(), prepare)
    number = process.call(process_id, ())
    process._process.stdin.close()
    assert process._process.wait(10) == 0 and number == process._process.pid


def test_no_threads_or_processes_are_left_behind() -> None:
    before = threading.active_count()
    with LimitedPool(2, Limits(), prepare) as pool:
        numbers = {pool.submit(process_id).result() for _ in range(4)}
    assert threading.active_count() == before
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)
