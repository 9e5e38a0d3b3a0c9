"""The main workbook and the project workbooks of a folder as one filing (汇集).

What does not fit together is a finding.

A form from a project workbook keeps its place as `[业务一股.xlsx]项目表!H21`, the way Excel writes it.
Codes DB (打包): DB101 a table that comes twice, DB102 another unit, DB103 a file without a project table.
Another year is KB105, because a title of another year is wrong in any file.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from xladdin.checks.completeness import is_blank_form
from xladdin.checks.finding import Finding, Flaw, Raised, finding_of
from xladdin.checks.presence import marked_at
from xladdin.errors import InputError
from xladdin.forms.entry import NOTHING, NOWHERE, Address, Entry, Form
from xladdin.forms.evaluation import FundEvaluation, ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable
from xladdin.opening import filing_of, vocabulary
from xladdin.reading.explanations import Explanation, explanations_in
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import admit
from xladdin.reading.readable import Readable
from xladdin.sent import sent_in
from xladdin.submission.content import digest
from xladdin.values.label import fold, key, name_key

_FORMS = ("forms", "hidden_forms")
_BASIS = "每个项目只报送一张项目支出绩效自评表，各表由同一单位、同一年度填报"


class Source(NamedTuple):
    """A file that was read, by its name alone."""

    name: str
    sha256: str


class Gathered(NamedTuple):
    """All forms as one filing, what does not fit together, the explanations in the files, which files they were."""

    filing: Filing
    findings: list[Finding]
    explanations: tuple[Explanation, ...]
    sources: tuple[Source, ...]


class _Read(NamedTuple):
    """One file, read once."""

    filing: Filing
    explanations: tuple[Explanation, ...]
    source: Source


def gather(files: Sequence[Path], projects: Path | None = None) -> Gathered:
    """Everything that is handed in. The first file is the main workbook; the others and the folder's add to it."""
    refuse_twice(files)
    read = [_main_workbook(file, first=number == 0) for number, file in enumerate(files)]
    findings: list[Finding] = []
    for file in _workbooks(projects, exclude=files) if projects else []:
        used, finding = _project_workbook(file)
        read += [used] if used else []
        findings += [finding] if finding else []
    forms = together([one.filing for one in read])
    hidden = tuple(form for one in read for form in one.filing.hidden_forms)
    filing = read[0].filing.model_copy(update={"forms": tuple(forms), "hidden_forms": hidden})
    findings += [*_twice(forms, read[0].source.name), *_other_units(filing)]
    kept = tuple(explanation for one in read for explanation in one.explanations)
    return Gathered(filing, findings, kept, tuple(one.source for one in read))


def refuse_twice(files: Sequence[Path]) -> None:
    """Places are told by the names of files; and of one that was written twice every table would come twice."""
    for name, times in Counter(file.name for file in files).items():
        if times > 1:
            raise InputError(f"写了 {times} 个名为“{name}”的文件，分不清是哪一个，请改名，或只写一次。")


def _workbooks(folder: Path, exclude: Sequence[Path]) -> list[Path]:
    """What may hold a project table, directly in a folder."""
    if not folder.is_dir():
        raise InputError(f"找不到文件夹“{folder}”，请检查 --projects 后面的位置。")
    given = {file.resolve() for file in exclude}
    return [file for file in sent_in(folder) if file.resolve() not in given]


def _read(file: Readable, filing: Filing) -> _Read:
    return _Read(filing, explanations_in(file), Source(file.name, digest(file.data)))


def _main_workbook(file: Path, *, first: bool) -> _Read:
    """A file that was named: without a form it is refused."""
    admitted = admit(file)
    read = _read(admitted, filing_of(admitted))
    return read if first else read._replace(filing=in_book(read.filing))


def _project_workbook(file: Path) -> tuple[_Read | None, Finding | None]:
    """A file of the folder; one that cannot be used is a finding beside the others, not the end of the work."""
    try:
        admitted = admit(file)
        read = _read(admitted, filing_in(admitted, vocabulary()))
    except InputError as problem:
        return None, _unusable(file, str(problem))
    if not read.filing.projects and not read.filing.of(FundEvaluation):
        if file.suffix.lower() == ".docx":
            return None, None  # a report or a letter
        return None, _unusable(file, f"“{file.name}”里没有找到项目支出绩效自评表")
    return read._replace(filing=in_book(read.filing)), None


def _unusable(file: Path, message: str) -> Finding:
    form = ProjectEvaluation(sheet=f"[{file.name}]", first_row=0, last_row=0)
    flaw = Flaw(
        form, NOTHING, "项目工作簿", message, file.name, "填好的项目表", None, "换成填好的项目表，或从文件夹里移走"
    )
    return finding_of(Raised(flaw, "DB103", "error", _BASIS))


def in_book(filing: Filing) -> Filing:
    """The same forms with the file's name in every address."""
    placed = {name: tuple(_placed(form, filing.source) for form in getattr(filing, name)) for name in _FORMS}
    return filing.model_copy(update=placed)


def _placed(part: Any, book: str) -> Any:
    if isinstance(part, Entry):
        sheet, cell = part.address
        return part if part.address == NOWHERE else part._replace(address=Address(f"[{book}]{sheet}", cell))
    if isinstance(part, tuple):
        return tuple(_placed(item, book) for item in part)
    if not isinstance(part, BaseModel):
        return part
    changes = {name: _placed(getattr(part, name), book) for name in type(part).model_fields}
    if isinstance(part, Form):
        changes["sheet"] = f"[{book}]{part.sheet if part.sheet != book else ''}"  # a Word file has no sheets
    return part.model_copy(update=changes)


def together(filings: Sequence[Filing]) -> list[Form]:
    """The forms of all files. A template brings tables that stay empty; those of the main workbook are handed in as
    they are, apart from its one empty project table and from what another file brings filled in."""
    main, *others = (filing.forms for filing in filings)
    if not others:
        return list(main)
    said = {subject_of(form) for form in main if _says_none(form)}
    added = []
    for form in (form for forms in others for form in forms if not is_blank_form(form)):
        if not (_says_none(form) and subject_of(form) in said):
            added.append(form)
        said |= {subject_of(form)} if _says_none(form) else set()
    brought = {subject_of(form) for form in added}
    kept = [
        form
        for form in main
        if not (is_blank_form(form) and (isinstance(form, ProjectEvaluation) or subject_of(form) in brought))
    ]
    return [*kept, *added]


def _says_none(form: Form) -> bool:
    """本单位无此项支出 and nothing else: said in two files it is still said once."""
    return isinstance(form, FundTable) and (
        bool(form.nothing.text) and is_blank_form(form.model_copy(update={"nothing": NOTHING}))
    )


def _twice(forms: Sequence[Form], main: str) -> Iterator[Finding]:
    """DB101: tables of which there is one a filing, and projects, that come from two files."""
    seen: dict[tuple[str, str], Form] = {}
    for form in forms:
        subject = subject_of(form)
        if subject is None:
            continue
        first = seen.setdefault(subject, form)
        if first is form or _book(first.sheet) == _book(form.sheet):
            continue  # twice in one file is KB102 or WZ105
        named = f"{form.chinese}“{_name(form)}”" if _name(form) else form.chinese
        flaw = Flaw(
            form, marked_at(form), "重复的表",
            f"{named}来自两个文件：“{_book(first.sheet) or main}”和“{_book(form.sheet)}”，分不清以哪一张为准",
            f"“{_book(form.sheet)}”", "一张", None, "确认以哪一张为准，移走另一张", None, (marked_at(first),),
        )  # fmt: skip
        yield finding_of(Raised(flaw, "DB101", "error", _BASIS))


def subject_of(form: Form) -> tuple[str, str] | None:
    """Which table it is: its kind, and what tells it from others of its kind; None where nothing does."""
    if isinstance(form, (ProjectEvaluation, FundEvaluation)):
        return (form.letter, name_key(form.name.text)) if form.name.text else None
    return form.letter, key(_name(form))


def _name(form: Form) -> str:
    """What tells a table from others of its kind; empty where there is one of that kind a filing."""
    if isinstance(form, (ProjectEvaluation, FundEvaluation)):
        return form.name.text
    return form.title.text if isinstance(form, FundTable) else ""


def _other_units(filing: Filing) -> Iterator[Finding]:
    """DB102: a project table from another file whose 主管部门 nobody else has named."""
    projects = filing.projects
    named = Counter(fold(project.supervisor.text) for project in projects if project.supervisor.text)
    known = {fold(filing.unit), *(fold(form.filling_unit.text) for form in filing.forms if not _book(form.sheet))}
    own = {fold(project.supervisor.text) for project in projects if not _book(project.sheet)} - {""}
    usual = own or {name for name, count in named.items() if count == max(named.values())}
    known |= usual
    expected = next((project.supervisor.text for project in projects if fold(project.supervisor.text) in usual), "")
    for project in projects:
        name = fold(project.supervisor.text)
        if name and name not in known and _book(project.sheet):
            message = (
                f"项目“{project.name.text}”的主管部门是“{project.supervisor.text}”，不是“{expected}”，"
                "可能是其他单位的项目表"
            )
            flaw = Flaw(project, project.supervisor, "主管部门", message, project.supervisor.text, expected, None,
                        "移走其他单位的项目表，或改正主管部门")  # fmt: skip
            yield finding_of(Raised(flaw, "DB102", "error", _BASIS))


def _book(sheet: str) -> str:
    """The file that a form came from; empty for the main workbook."""
    return sheet[1 : sheet.index("]")] if sheet.startswith("[") and "]" in sheet else ""
