"""Cell functions in LibreOffice beside the limits of the design: 0.6 s for 1,000 cells, 20 ms for one edit.

It needs LibreOffice; where that is missing, `make bench` says so in the row. Every calculation has figures that were
not there before, so nothing comes from the memory of the functions.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings
from comparison import Comparison

from xladdin.calc.engine import connect
from xladdin.calc.install import install
from xladdin.calc.office import office
from xladdin.calc.profile import Profile

_CELLS = 1000


@contextmanager
def _sheet() -> Iterator[xlwings.Sheet]:
    """1,000 functions, each with a figure of its own and one that all share."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        install(profile)
        with office(profile.folder) as running:
            sheet = connect(running.context, running.pid).books.add().sheets[0]
            sheet["C1"].value = 1000
            sheet["A1"].value = [[1000 + row] for row in range(_CELLS)]
            sheet["B1"].formula = [[f"=SCORE_CONTROL_RATE(A{row},$C$1)"] for row in range(1, _CELLS + 1)]
            sheet[f"B1:B{_CELLS}"].options(ndim=2).value  # noqa: B018  # the first call loads Python
            yield sheet


def _median(change: Callable[[int], None], repetitions: int) -> float:
    times = []
    for number in range(repetitions):
        start = time.perf_counter()
        change(number)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def comparisons() -> list[Comparison]:
    """All cells calculated anew, and one."""
    with _sheet() as sheet:

        def change_all(number: int) -> None:
            sheet["C1"].value = 1001 + number
            sheet[f"B1:B{_CELLS}"].value  # noqa: B018

        def change_one(number: int) -> None:
            sheet["A500"].value = 2000 + number
            sheet["B500"].value  # noqa: B018

        return [
            Comparison(f"Calc: {_CELLS} function cells", _median(change_all, 9), "limit", 0.6, factor=1),
            Comparison("Calc: one edit", _median(change_one, 50), "limit", 0.02, factor=1),
        ]


if __name__ == "__main__":
    for result in comparisons():
        print(f"{result.name:30} {result.ours * 1000:8.1f} ms   limit {result.opponent * 1000:.0f} ms   {result.met}")
