"""Cell functions beside the bare arithmetic, and a column in one call beside a call for each row.

No result comes from the memory: the figures differ from call to call. SCORE_INDICATORS is not three times faster than
single calls inside Python and cannot be: more than nine tenths of either is understanding the two texts of a row, which
has to be done once in both. What it saves is Excel's side: one COM call (4 to 13 ms) instead of one for each row.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import count

from comparison import Comparison, medians

from udfs import SCORE_CONTROL_RATE, SCORE_INDICATOR, SCORE_INDICATORS

_CALLS = 2000
_ROWS = 1000
_fresh = count(1)


def one_score() -> Comparison:
    """SCORE_CONTROL_RATE on plain numbers; about half of the calls deduct points."""
    ours, opponent = medians(
        lambda: [SCORE_CONTROL_RATE(*pair) for pair in _pairs()],
        lambda: [_written_out(*pair) for pair in _pairs()],
        repetitions=9,
    )
    return Comparison(f"SCORE_CONTROL_RATE × {_CALLS}", ours, "the arithmetic on Decimals", opponent, factor=20)


def _pairs() -> Iterator[tuple[float, float]]:
    for _ in range(_CALLS):
        number = next(_fresh)
        base = 1000.0 + number / 8
        yield base + (45 if number % 2 else -45), base


def _written_out(actual: float, base: float) -> float:
    """Each percentage point above 100% costs half a point of five."""
    over = Decimal(repr(actual)) / Decimal(repr(base)) - 1
    steps = over // Decimal("0.01") if over > 0 else Decimal(0)
    score = max(Decimal(0), Decimal(5) - steps * Decimal("0.5"))
    return float(score.quantize(Decimal("0.01"), ROUND_HALF_UP))


def column_of_indicators() -> Comparison:
    """One call for a column, beside one call a row; the limit only says that it must not be slower."""
    ours, opponent = medians(
        lambda: SCORE_INDICATORS(*zip(*_indicators(), strict=True)),
        lambda: [SCORE_INDICATOR(*row) for row in _indicators()],
        repetitions=9,
    )
    return Comparison(f"SCORE_INDICATORS, {_ROWS} rows", ours, f"{_ROWS} × SCORE_INDICATOR", opponent, factor=1.1)


def _indicators() -> Iterator[tuple[str, str, float]]:
    for number in range(_ROWS):
        target = next(_fresh)
        kinds = (
            (f"≥{target}个", f"{number + 1}个", 10.0),
            (f"{target / 100000}%以上", f"{number / 10}%", 5.0),
            (f"不超过{target}万元", f"{number + 1}万元", 8.0),
            (f"{target}平方米", f"{number + 1}㎡", 10.0),
        )
        yield kinds[number % len(kinds)]
