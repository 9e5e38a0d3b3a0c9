"""The tables of Word files into a template workbook, for the command line and the button 导入 Word."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from xladdin.drawing.template import MACROS, draw_template
from xladdin.forms.entry import Entry
from xladdin.forms.filing import Filing
from xladdin.opening import filing_of, vocabulary
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import admit, admit_bytes
from xladdin.rulebooks.schema import Rulebook
from xladdin.submission.content import contents_of, lost_in
from xladdin.writing import write_file

_SHOWN = 60  # signs of an entry, by which a person finds it


def read_together(files: Iterable[Path]) -> Filing:
    """The forms of all files as one filing, in the order of the files."""
    filings = [filing_of(admit(file)) for file in files]
    return Filing(
        source="、".join(filing.source for filing in filings),
        forms=tuple(form for filing in filings for form in filing.forms),
        without_form=tuple(f"{filing.source} {place}" for filing in filings for place in filing.without_form),
        rulebook=next((filing.rulebook for filing in filings if filing.rulebook.text), filings[0].rulebook),
    )


def write_workbook(filing: Filing, rulebook: Rulebook, target: Path, *, force: bool = False) -> list[Entry]:
    """The filing in a template workbook, and what is not found at its place when that is read again."""
    drawn = BytesIO()
    draw_template(rulebook, drawn, filing=filing, macros=MACROS[target.suffix.lower()])
    written = filing_in(admit_bytes(drawn.getvalue(), target.name), vocabulary())
    write_file(target, drawn.getvalue(), force=force)
    return lost_in(contents_of(written.forms), filing.forms)


def left_out(filing: Filing, lost: Sequence[Entry]) -> list[tuple[str, list[str]]]:
    """What a person has to look at: a sentence, and the places that it speaks of."""
    said = []
    if filing.without_form:
        said.append(("这些表格不是自评用的表，没有读入：", list(filing.without_form)))
    if lost:
        places = [f"{entry.address}　{' '.join(entry.raw.split())[:_SHOWN]}" for entry in lost]
        said.append((f"这 {len(lost)} 处在模板里没有同样的位置，请对照原来的文件核对：", places))
    return said
