"""Gather, check, assemble, write (校验并打包): what the button and `xladdin package` call.

`check_submission` reads and checks and writes nothing. `build_package` makes the whole package in memory and puts it
in its place in one step; it refuses what was not checked clean.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xladdin import __version__
from xladdin.checks import Finding, run_checks
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.forms.tables import Supplement
from xladdin.last_year import open_last_year
from xladdin.opening import choose, open_reports
from xladdin.reading.guard import admit_bytes
from xladdin.reading.readable import Readable
from xladdin.reading.report import ReportFile
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import score_filing
from xladdin.submission.archive import pack
from xladdin.submission.assembling import Assembled, assemble
from xladdin.submission.cells import cells_of
from xladdin.submission.content import Content, content_digest, contents_of, digest, lost_in, supplement_content
from xladdin.submission.explaining import Explanations, explain
from xladdin.submission.gathering import Gathered, Source, gather
from xladdin.submission.manifest import (
    FORMAT,
    ExplainedWarning,
    InputFile,
    Manifest,
    PackedFile,
    Role,
    SheetContent,
    UsedRulebook,
)
from xladdin.submission.naming import MANIFEST, SIGNATURE, file_name, package_name
from xladdin.submission.ordering import in_order
from xladdin.submission.placing import place, refuse_occupied
from xladdin.submission.recomputing import read_submission, scored_lines, totals
from xladdin.submission.remarks_page import place_of
from xladdin.submission.signing import fingerprint, private_key, sign

PdfMaker = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Checked:
    """A submission that was read and checked."""

    filing: Filing
    rulebook: Rulebook
    findings: tuple[Finding, ...]
    explanations: Explanations
    sources: tuple[Source, ...]
    reports: tuple[ReportFile, ...] = ()  # the Word reports that are handed in with the forms

    @property
    def errors(self) -> list[Finding]:
        """What must be corrected."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def ready(self) -> bool:
        """No error, and every warning explained."""
        return not self.errors and not self.explanations.missing

    @property
    def name(self) -> str:
        """Of the package's folder and of the files in it."""
        return package_name(self.filing.year or self.rulebook.year or 0, self.filing.unit)


@dataclass(frozen=True)
class Packaged:
    """What was written, and where."""

    folder: Path
    files: tuple[str, ...]
    backup: Path | None
    manifest: Manifest


def check_submission(
    files: Sequence[Path],
    *,
    projects: Path | None = None,
    reports: Sequence[Path] = (),
    rulebook: str | None = None,
    last_year: Path | None = None,
    given: Mapping[str, str] | None = None,
    for_all: str | None = None,
) -> Checked:
    """Everything that is handed in, checked as one filing."""
    return check_gathered(gather(files, projects), rulebook, last_year, given, for_all, open_reports(reports))


def check_gathered(
    gathered: Gathered,
    rulebook: str | None = None,
    last_year: Path | None = None,
    given: Mapping[str, str] | None = None,
    for_all: str | None = None,
    reports: Sequence[ReportFile] = (),
) -> Checked:
    """What was read already, for instance from an open workbook."""
    read = tuple(report for file in reports for report in file.reports)
    together = gathered.filing.model_copy(update={"reports": read})
    chosen = choose(together, rulebook)
    filing = in_order(together, chosen)
    before = open_last_year(last_year, together) if last_year else None
    twice = {(finding.sheet, finding.cell) for finding in gathered.findings}
    # Checked as it came: a finding about several tables is named after the first, and an explanation that was given
    # to it in 校验结果 belongs to it by that name.
    found = [
        finding
        for finding in run_checks(together, chosen, before)
        if finding.code not in ("KB102", "WZ105") or (finding.sheet, finding.cell) not in twice
    ]
    findings = (*gathered.findings, *found)
    explanations = explain(findings, gathered.explanations, given, for_all, [file.name for file in reports])
    return Checked(filing, chosen, findings, explanations, gathered.sources, tuple(reports))


def build_package(
    checked: Checked,
    out: Path,
    *,
    pdf: PdfMaker | None = None,
    key: Path | None = None,
    force: bool = False,
) -> Packaged:
    """The package as a folder below `out`: complete, or nothing has changed."""
    if not checked.ready:
        raise InputError("还有错误没有改正或警告没有说明，不能打包，请先处理后再试。")
    target = out / checked.name
    refuse_occupied(target, force=force)
    signer = private_key(key) if key else None
    scores = score_filing(checked.filing, checked.rulebook)
    made = assemble(
        checked.filing, checked.rulebook, scores, checked.findings, checked.explanations.explained, checked.name
    )
    contents: dict[str, tuple[Role, bytes]] = {f"{checked.name}.xlsx": ("workbook", made.content)}
    for report in checked.reports:
        contents[_report_name(report.name, contents)] = ("report", report.content)
    if pdf:
        contents[f"{checked.name}.pdf"] = ("pdf", pdf(made.content))
    manifest = _manifest(checked, made, contents, fingerprint(signer.public_key()) if signer else None)
    files = {name: content for name, (_, content) in contents.items()}
    files[MANIFEST] = manifest.as_bytes()
    if signer:
        files[SIGNATURE] = sign(files[MANIFEST], signer)
    files[f"{checked.name}.zip"] = pack(files)
    backup = place(target, files, force=force)
    return Packaged(target, tuple(files), backup, manifest)


def _report_name(wanted: str, taken: Collection[str]) -> str:
    name = file_name(wanted)
    while name in taken:
        name = f"附件 {name}"
    return name


def _manifest(
    checked: Checked, made: Assembled, contents: Mapping[str, tuple[Role, bytes]], signer: str | None
) -> Manifest:
    filing, rulebook = checked.filing, checked.rulebook
    workbook = admit_bytes(made.content, "报送工作簿")
    drawn, entered = _read_back(workbook, filing)
    scores = score_filing(drawn, rulebook)
    return Manifest(
        format=FORMAT,
        software=f"xladdin {__version__}",
        unit=filing.unit,
        year=drawn.year,
        rulebook=UsedRulebook(
            id=rulebook.id, name=rulebook.name, version=rulebook.version, digest=rulebook.digest
        ),
        files=tuple(
            PackedFile(name=name, role=role, size=len(content), sha256=digest(content))
            for name, (role, content) in contents.items()
        ),
        inputs=tuple(InputFile(name=source.name, sha256=source.sha256) for source in checked.sources),
        content_sha256=content_digest(entered),
        total=totals(scores),
        scores=scored_lines(scores),
        hints=sum(finding.severity == "hint" for finding in checked.findings),
        explanations=tuple(
            ExplainedWarning(
                id=finding.id, code=finding.code, place=place_of(finding).replace("\n", " "),
                message=finding.message, explanation=text, for_all=for_all,
            )
            for finding, text, for_all in checked.explanations.explained
        ),
        supplement=supplement_content(filing.supplement),
        sheets=tuple(
            SheetContent(name=name, pages=made.pages.get(name, 1), cells=cells)
            for name, cells in cells_of(workbook).items()
        ),
        signer=signer,
    )  # fmt: skip


def _read_back(workbook: Readable, filing: Filing) -> tuple[Filing, list[Content]]:
    """The workbook as the 财政局 will read it. What would be missing there stops the work."""
    drawn = read_submission(workbook, supplement_content(filing.supplement))
    entered = contents_of(drawn.forms)
    lost = lost_in(entered, [form for form in filing.forms if not isinstance(form, Supplement)])
    if lost:
        first = lost[0]
        raise InputError(
            f"{first.address} 的“{' '.join(first.raw.split())[:40]}”在官方表格里没有位置"
            f"{f'（这样的共 {len(lost)} 处）' if len(lost) > 1 else ''}，打包会丢失，请移到规定的栏目后再试。"
        )
    return drawn, entered
