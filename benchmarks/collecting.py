"""`xladdin collect` over a thousand submissions: beside pandas, with two processes beside one, and its memory.

The limit beside pandas is not kept: two processes are 3.0 to 3.4 times as fast as pandas, not 5 times. A submission
takes 11 to 13 ms (CPU time) for reading, scores and checks; pandas takes 25 ms to read its cells only. Two processes
on two cores are 1.8 times as fast as one, and starting, finding and summing up takes about one second of eight.

`python benchmarks/collecting.py [count]` prints all three with the machine's load. Figures taken while others use
the machine say nothing about two processes: one that has no core of its own cannot be faster.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from comparison import Comparison
from submissions import make_submissions

COUNT = 1000
FEW = 100
MOST_MEMORY = 300.0  # MB, of all processes of a run together


class Run(NamedTuple):
    """One run of the command: seconds and the most memory that its processes used at one moment."""

    seconds: float
    megabytes: float


@cache
def _submissions(count: int) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="xladdin-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_submissions(folder / "报送", count)
    return folder


@cache
def collected(count: int, jobs: int) -> Run:
    """The command as a person calls it, from its start to the written workbook."""
    folder = _submissions(count)
    out = folder / f"汇总{jobs}.xlsx"
    call = [sys.executable, "-m", "xladdin.cli", "collect", str(folder / "报送"), "-o", str(out), "--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = _Memory(process.pid)
    process.wait()
    seconds = time.perf_counter() - start
    assert process.returncode in (0, 1) and out.exists()
    return Run(seconds, memory.most())


class _Memory:
    """Looks ten times a second how much a process and its children use (proportional: shared pages count once)."""

    def __init__(self, process: int) -> None:
        self._process, self._most = process, 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._stop.wait(0.1):
            self._most = max(self._most, sum(_megabytes(process) for process in _family(self._process)))

    def most(self) -> float:
        self._stop.set()
        self._thread.join()
        return self._most


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        threads = [Path(task, "children").read_text().split() for task in Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return [process]
    return [process, *{int(child) for some in (children, *threads) for child in some}]


def _megabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@cache
def read_with_pandas(count: int) -> float:
    """Seconds for reading every sheet of the same files, in one fresh process, without the import."""
    program = (
        "import sys, time, pathlib, pandas\n"
        "start = time.perf_counter()\n"
        "for file in pathlib.Path(sys.argv[1]).rglob('*.xlsx'):\n"
        "    pandas.read_excel(file, sheet_name=None, header=None, engine='openpyxl')\n"
        "print(time.perf_counter() - start)\n"
    )
    folder = str(_submissions(count) / "报送")
    done = subprocess.run([sys.executable, "-c", program, folder], check=True, capture_output=True, text=True)
    return float(done.stdout)


def collect_beside_pandas(count: int = COUNT) -> Comparison:
    """Everything that `collect` does beside only reading the cells."""
    jobs = os.cpu_count() or 1
    ours, theirs = collected(count, jobs).seconds, read_with_pandas(count)
    return Comparison(f"collect {count}, jobs {jobs}", ours, "pandas.read_excel (openpyxl)", theirs, 1 / 5)


def two_processes_beside_one(count: int = COUNT) -> Comparison:
    """The whole command with both; what only one process does counts in both."""
    two, one = collected(count, 2).seconds, collected(count, 1).seconds
    return Comparison(f"collect {count}, jobs 2", two, "jobs 1", one, 1 / 1.7)


def main(count: int) -> None:
    """All figures of this machine at this moment."""
    print("load before:", " ".join(f"{load:.2f}" for load in os.getloadavg()), "cores:", os.cpu_count())
    for result in (two_processes_beside_one(count), collect_beside_pandas(count)):
        print(f"{result.name}: {result.ours:.1f} s; {result.opponent_name}: {result.opponent:.1f} s; "
              f"{1 / result.ratio:.2f} times as fast, wanted {1 / result.factor:.1f}: {_said(result.met)}")  # fmt: skip
    few, many = collected(FEW, 2).megabytes, collected(count, 2).megabytes
    held = max(few, many) <= MOST_MEMORY
    print(f"memory of all processes: {few:.0f} MB for {FEW}, {many:.0f} MB for {count}, at most {MOST_MEMORY:.0f}: "
          f"{_said(held)}")  # fmt: skip
    print("load after:", " ".join(f"{load:.2f}" for load in os.getloadavg()))


def _said(met: bool) -> str:
    return "met" if met else "NOT met"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COUNT)
