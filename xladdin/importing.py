"""The tables of Word files into a template workbook, for the command line and the button 导入 Word."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from xladdin.drawing.template import MACROS, draw_template
from xladdin.errors import InputError
from xladdin.forms.entry import Entry, Form
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.opening import filing_of, vocabulary
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import admit, admit_bytes
from xladdin.rulebooks.schema import Rulebook
from xladdin.submission.content import content_digest, contents_of, lost_in
from xladdin.submission.gathering import in_book, refuse_twice, subject_of, together
from xladdin.values.department import same_department
from xladdin.writing import write_file

_SHOWN = 60  # signs of an entry, by which a person finds it


class Together(NamedTuple):
    """The forms of all files as one filing, and a line for each table that is not read because it came before."""

    filing: Filing
    repeated: tuple[str, ...]


def read_together(files: Sequence[Path]) -> Together:
    """The forms of all files, in their order; with several, every place begins with the file's name."""
    refuse_twice(files)
    filings = [filing_of(admit(file)) for file in files]
    for filing in filings[1:]:
        _refuse_other(filings[0], filing)
    forms, repeated = _once([filings[0] if len(files) == 1 else in_book(filing) for filing in filings])
    filing = Filing(
        source="、".join(filing.source for filing in filings),
        forms=forms,
        without_form=tuple(f"{filing.source} {place}" for filing in filings for place in filing.without_form),
        rulebook=next((filing.rulebook for filing in filings if filing.rulebook.text), filings[0].rulebook),
    )
    return Together(filing, repeated)


def _refuse_other(first: Filing, other: Filing) -> None:
    """A workbook is of one unit and one year."""
    one, two = "", ""
    if first.year and other.year and first.year != other.year:
        one, two = f" {first.year} 年度", f" {other.year} 年度"
    elif first.unit and other.unit and not same_department(first.unit, other.unit):
        one, two = f"“{first.unit}”", f"“{other.unit}”"
    if one:
        raise InputError(f"“{first.source}”是{one}的，“{other.source}”是{two}的，不能写进一个工作簿，请分别导入。")


def _once(filings: Sequence[Filing]) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    """A table for which there is one place, or a project that says the same, is read where it comes first."""
    first: dict[tuple[str, str], Form] = {}
    forms, repeated = [], []
    for form in together(filings):
        subject = subject_of(form)
        former = form if subject is None else first.setdefault(subject, form)
        same = former is form or content_digest(contents_of([former])) == content_digest(contents_of([form]))
        if former is form or (isinstance(form, ProjectEvaluation) and not same):
            forms.append(form)
        else:
            said = "内容相同" if same else "内容不同，请核对以哪一张为准"
            repeated.append(f"{form.sheet}　{form.chinese}：前面的 {former.sheet} 已是这张表，{said}")
    return tuple(forms), tuple(repeated)


def write_workbook(filing: Filing, rulebook: Rulebook, target: Path, *, force: bool = False) -> list[Entry]:
    """The filing in a template workbook, and what is not found at its place when that is read again."""
    drawn = BytesIO()
    draw_template(rulebook, drawn, filing=filing, macros=MACROS[target.suffix.lower()])
    written = filing_in(admit_bytes(drawn.getvalue(), target.name), vocabulary())
    write_file(target, drawn.getvalue(), force=force)
    return lost_in(contents_of(written.forms), filing.forms)


def left_out(read: Together, lost: Sequence[Entry]) -> list[tuple[str, list[str]]]:
    """What a person has to look at: a sentence, and the places that it speaks of."""
    said = []
    if read.filing.without_form:
        said.append(("这些表格不是自评用的表，没有读入：", list(read.filing.without_form)))
    if read.repeated:
        said.append(("这些表来了两次，没有再读入：", list(read.repeated)))
    if lost:
        places = [f"{entry.address}　{' '.join(entry.raw.split())[:_SHOWN]}" for entry in lost]
        said.append((f"这 {len(lost)} 处在模板里没有同样的位置，请对照原来的文件核对：", places))
    return said
