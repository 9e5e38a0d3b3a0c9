"""The templates that are shipped: one .xlsx and one .xlsm a rulebook, and the example of a filled workbook.

`xladdin addin build` calls both functions; the result is committed, and a test builds it again and compares.
"""

from pathlib import Path

from xladdin.drawing.template import draw_template
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import available, load

EXAMPLES = "examples"
EXAMPLE_FILING = Path("tests") / "fixtures" / "filings" / "miluo_2023.xlsx"  # in a checkout; a wheel has no tests
_EXAMPLE_RULEBOOK = "hunan-miluo-2023"


def build_templates(folder: Path) -> list[Path]:
    """Every rulebook's template, with and without macros."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for rulebook in available():
        for suffix in (".xlsx", ".xlsm"):
            path = folder / f"{rulebook.id}{suffix}"
            draw_template(rulebook, path, macros=suffix == ".xlsm")
            written.append(path)
    return written


def build_example(folder: Path, filing: Path) -> Path:
    """A real filing filled into its template, so that one can see what a finished workbook looks like."""
    path = folder / EXAMPLES / filing.with_suffix(".xlsx").name
    path.parent.mkdir(parents=True, exist_ok=True)
    draw_template(load(_EXAMPLE_RULEBOOK), path, filing=read_filing(filing, vocabulary()))
    return path
