"""The summary into its files: the workbook and, if wanted, the files for pandas."""

from collections.abc import Mapping
from pathlib import Path

from xladdin.collecting.data import write_data
from xladdin.collecting.drawing import draw_summary
from xladdin.collecting.overview import overview_of
from xladdin.collecting.summary import Summary
from xladdin.collecting.targets import Targets
from xladdin.writing import write_file


def write_summary(
    targets: Targets, summary: Summary, folder: Path, others: Mapping[str, int], unfinished: str = ""
) -> list[Path]:
    """All files. What was there has been agreed to before."""
    overview = overview_of(summary, str(folder), others, unfinished)
    write_file(targets.workbook, draw_summary(summary, overview), force=True)
    return [targets.workbook, *(write_data(summary, targets.data, force=True) if targets.data else ())]
