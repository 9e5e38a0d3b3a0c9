"""`make bench`: every comparison in one table. Ratios within one run count; milliseconds are this machine's."""

import sys

from calc import comparisons as functions_in_calc
from checking import checking_and_reading, checks_of_many_projects
from checking_and_packaging import checking_and_packaging
from collecting import collect_beside_pandas, two_processes_beside_one
from drawing import drawing_many_projects
from functions import column_of_indicators, one_score
from import_udfs import import_udfs
from reading import reading_and_scoring, scores_of_many_projects
from rich.console import Console
from rich.table import Table

from xladdin.errors import InputError
from xladdin.memory import collect_rarely

COMPARISONS = (
    reading_and_scoring,
    scores_of_many_projects,
    checking_and_reading,
    checks_of_many_projects,
    checking_and_packaging,
    drawing_many_projects,
    import_udfs,
    one_score,
    column_of_indicators,
    two_processes_beside_one,
    collect_beside_pandas,
)


def main() -> int:
    """Print the table; 1 when a limit is not kept. Both sides run as `xladdin` itself does."""
    collect_rarely()
    table = Table()
    for heading in ("name", "ours", "opponent", "", "ratio", "limit", "met"):
        table.add_column(heading, justify="right" if heading in ("ours", "", "ratio") else "left")
    results = [compare() for compare in COMPARISONS]
    try:
        results += functions_in_calc()
        missing = ""
    except InputError as reason:
        missing = str(reason)
    for result in results:
        table.add_row(
            result.name,
            f"{result.ours * 1000:.1f} ms",
            result.opponent_name,
            f"{result.opponent * 1000:.1f} ms",
            f"{result.ratio:.2f}",
            result.limit,
            "yes" if result.met else "NO",
        )
    if missing:
        table.add_row(f"Calc: not measured: {missing}", "", "", "", "", "", "skipped")
    Console(width=max(100, Console().width)).print(table)
    return 0 if all(result.met for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
