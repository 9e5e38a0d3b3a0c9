"""One comparison: our time beside another's, measured in the same run, and the limit that the two must keep."""

import statistics
import sys
import time
from collections.abc import Callable
from typing import NamedTuple


class Comparison(NamedTuple):
    """Times in seconds. The limit: ours ≤ factor × opponent + allowance."""

    name: str
    ours: float
    opponent_name: str
    opponent: float
    factor: float
    allowance: float = 0.0

    @property
    def ratio(self) -> float:
        return self.ours / self.opponent

    @property
    def limit(self) -> str:
        extra = f" + {self.allowance * 1000:.0f} ms" if self.allowance else ""
        return f"{self.factor:g} ×{extra}"

    @property
    def met(self) -> bool:
        return self.ours <= self.factor * self.opponent + self.allowance


# What these rooms keep is about single texts. The forms' descriptions and the rulebooks stay known.
_ABOUT_TEXTS = ("xladdin.values", "xladdin.scoring", "xladdin.drawing")


def medians(ours: Callable[[], object], opponent: Callable[[], object], repetitions: int) -> tuple[float, float]:
    """The median time of each; the two take turns, so that a busy moment of the machine hits both.

    What earlier calls have learnt about texts is forgotten before each one: nobody packages a filing fifteen times.
    """
    times: tuple[list[float], list[float]] = [], []
    for _ in range(repetitions):
        for measured, call in zip(times, (ours, opponent), strict=True):
            _forget_texts()
            start = time.perf_counter()
            call()
            measured.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _forget_texts() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(_ABOUT_TEXTS):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
