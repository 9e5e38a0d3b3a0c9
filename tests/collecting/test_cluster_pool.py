"""The same interface on a dask cluster of two workers: nothing lost, nothing twice, also when one is killed."""

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import pytest
from limited_deeds import die, double, eat, note, prepare, sleep
from received_files import bad_files, filing
from waiting import wait_for

from xladdin.cli import main
from xladdin.collecting.failures import MemoryLimit, ProcessDied, TimeLimit
from xladdin.collecting.pool import ClusterPool
from xladdin.collecting.processes import Limits
from xladdin.errors import InputError

distributed = pytest.importorskip("distributed", reason="没有安装 dask")
LIMITS = Limits(seconds=2.0, megabytes=256)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50,
        local_directory=str(tmp_path_factory.mktemp("dask")),
    ) as local:  # fmt: skip
        yield local


def test_bad_calls_fail_alone_and_take_no_worker_with_them(cluster: Any) -> None:
    with ClusterPool(cluster.scheduler_address, LIMITS, prepare) as pool:
        dying, hanging, eating = pool.submit(die), pool.submit(sleep, 60), pool.submit(eat, 2000)
        futures = [pool.submit(double, number) for number in range(20)]
        assert [future.result() for future in futures] == [2 * number for number in range(20)]
        for future, failure in ((dying, ProcessDied), (hanging, TimeLimit), (eating, MemoryLimit)):
            with pytest.raises(failure):
                future.result(timeout=30)


def test_a_worker_killed_during_the_run_loses_nothing_and_repeats_nothing(cluster: Any, tmp_path: Path) -> None:
    with ClusterPool(cluster.scheduler_address, LIMITS, prepare) as pool:
        futures = [pool.submit(note, tmp_path, number) for number in range(60)]
        wait_for(lambda: len(list(tmp_path.iterdir())) >= 10)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        results = [future.result(timeout=60) for future in as_completed(futures, timeout=60)]
    assert sorted(results) == list(range(60))
    assert {int(trace.name.split(".")[0]) for trace in tmp_path.iterdir()} == set(range(60))


def test_the_command_on_a_cluster_gives_what_it_gives_here(
    cluster: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a worker killed on the way."""
    for number in range(24):
        filing(tmp_path / "报送" / f"{number:02}.xlsx")
    bad_files(tmp_path / "报送" / "坏")
    journal = tmp_path / "集群.xlsx.进度.jsonl"
    with ThreadPoolExecutor(1) as threads:
        killer = threads.submit(kill_a_worker, cluster, journal)
        there = tables(capsys, tmp_path, "集群.xlsx", "--dask", cluster.scheduler_address)
        killer.result()
    here = tables(capsys, tmp_path, "本机.xlsx", "--jobs", "2")
    assert there == here
    assert len({row["文件"] for row in there["排名"]}) == len(there["排名"]) == 24


def kill_a_worker(cluster: Any, journal: Path) -> None:
    wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 3)
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)


def tables(capsys: pytest.CaptureFixture[str], folder: Path, out: str, *options: str) -> Any:
    main(["collect", str(folder / "报送"), "-o", str(folder / out), "--json", *options])
    return json.loads(capsys.readouterr().out)["tables"]


def test_an_address_without_a_scheduler_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xladdin.collecting.pool._CONNECT_SECONDS", 1)
    with pytest.raises(InputError, match=r"连不上 dask 调度器“tcp://127\.0\.0\.1:9”"):
        ClusterPool("tcp://127.0.0.1:9", LIMITS, prepare)
