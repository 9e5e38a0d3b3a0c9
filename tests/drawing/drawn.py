"""Drawing for the tests of this folder: templates on disk, and where a label stands on a sheet."""

from pathlib import Path
from typing import Any

from xladdin.drawing import draw_template
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"
MILUO, YUEYANG, HENGSHAN = (FILINGS / f"{name}.xlsx" for name in ("miluo_2023", "yueyang_2024", "hengshan_2020"))
RULEBOOKS = ("hunan-miluo-2023", "hunan-yueyang-2024", "hunan-hengshan-2020", "hunan-hengyang-2024",
             "hunan-changning-2021")  # fmt: skip
FILED = {MILUO: "hunan-miluo-2023", YUEYANG: "hunan-yueyang-2024", HENGSHAN: "hunan-hengshan-2020"}


def draw(folder: Path, rulebook: str, filing: Path | None = None, **settings: Any) -> Path:
    """A template on disk, filled with a filing where one is given."""
    path = folder / "drawn.xlsx"
    draw_template(load(rulebook), path, filing=read_filing(filing, vocabulary()) if filing else None, **settings)
    return path


def row_of(sheet: Any, column: str, text: str) -> int:
    """The row in which this text stands in this column."""
    for row in range(1, sheet.max_row + 1):
        value = sheet[f"{column}{row}"].value
        if isinstance(value, str) and value.strip() == text:
            return row
    raise AssertionError(f"{text} does not stand in column {column} of {sheet.title}")
