"""One submission -> its record: verified, read, scored, checked. Runs in a process of its own; see `processes`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError

from xladdin.checks import Finding, Raised, run_checks, unordered
from xladdin.checks.completeness import is_blank_form
from xladdin.checks.finding import Severity
from xladdin.collecting.arrival import Arrival, arrival_of
from xladdin.collecting.finding import Source, digest_of
from xladdin.collecting.job import Job
from xladdin.collecting.package import Explained, Unpacked, is_package, open_package
from xladdin.collecting.record import (
    Amounts,
    Counted,
    Fund,
    FundIndicator,
    Project,
    Result,
    Submission,
    Verification,
    legible,
    short,
)
from xladdin.collecting.table import OVERVIEW, RANKING
from xladdin.collecting.work import work_scores
from xladdin.errors import InputError
from xladdin.forms.evaluation import DepartmentEvaluation, Evaluation, FundEvaluation, Money, ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreTable
from xladdin.opening import open_admitted
from xladdin.reading.explanations import explanations_in
from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind, Readable
from xladdin.scoring.filing import ScoreLine, score_filing

NO_PACKAGE = Verification(None, "未打包，无法核验")


def examine(source: Source, job: Job) -> Result:
    """The record of one submission; what the user can mend is the reason, anything else is raised."""
    digest = digest_of(source.path)
    try:
        arrival = arrival_of(source, job.deadline) if job.deadline else None
        return Result(source.name, digest, _submission(_opened(source.path, job), arrival))
    except InputError as problem:
        return Result(source.name, digest, reason=legible(str(problem)))


def _opened(path: Path, job: Job) -> Unpacked:
    if is_package(path):
        return open_package(path, job.rulebook_id, job.key)
    file = admit(path)
    if _is_summary(file):
        raise InputError(f"“{file.name}”是汇总工作簿，不是单位的报送，没有计入。")
    filing, rulebook = open_admitted(file, job.rulebook_id)
    explanations = explanations_in(file)
    return Unpacked(filing, rulebook, NO_PACKAGE, Explained(frozenset(one.id for one in explanations)))


def _is_summary(file: Readable) -> bool:
    """A summary of an earlier day, in the folder or sent on by somebody: its figures are those of submissions."""
    try:
        return file.kind is not FileKind.DOCX and {OVERVIEW, RANKING} <= set(file.book.sheet_names)
    except CalamineError:
        return False  # reading says what is wrong with it


def _submission(opened: Unpacked, arrival: Arrival | None) -> Submission:
    filing, rulebook = opened.filing, opened.rulebook
    scores = score_filing(filing, rulebook)
    found, explained = _found(opened)
    weights = Counter((one.sheet, one.project, one.severity) for one in found if one.form == "project")
    totals = [line for line in scores.lines if line.rule == "total"]
    whole = scores.total
    return Submission(
        unit=short(filing.unit),
        year=filing.year,
        rulebook=rulebook.name,
        verification=opened.verification,
        entered=whole.entered.number if whole else None,
        computed=whole.computed.score if whole else None,
        grade=scores.grade,
        money=_money(filing),
        differing=sum(line.differs for line in scores.lines if line.rule != "total"),
        findings=_counted(found),
        of_department=any(
            not is_blank_form(form) for form in (*filing.of(DepartmentEvaluation), *filing.of(ScoreTable))
        ),
        explained=explained,
        projects=tuple(_project(form, totals, weights) for form in filing.projects if not is_blank_form(form)),
        funds=tuple(_fund(form, filing.unit) for form in filing.of(FundEvaluation) if not is_blank_form(form)),
        work=work_scores(filing, rulebook, arrival),
    )


def _found(opened: Unpacked) -> tuple[Sequence[Finding | Raised], int]:
    """What the checks have found, and how many of the warnings are explained."""
    if not opened.explained.ids:
        return unordered(opened.filing, opened.rulebook), 0  # nobody asks for an id
    findings = run_checks(opened.filing, opened.rulebook)
    return findings, sum(one.severity == "warning" and opened.explained.holds(one) for one in findings)


def _counted(found: Sequence[Finding | Raised]) -> tuple[Counted, ...]:
    counts = Counter((one.code, one.severity) for one in found)
    return tuple(Counted(code, severity, count) for (code, severity), count in sorted(counts.items()))


def _money(filing: Filing) -> Amounts:
    """The department's year; a file of one project alone has that project's."""
    form: Evaluation | None = filing.department
    if form is None and len(filing.projects) == 1:
        form = filing.projects[0]
    return amounts_of(form.total) if form is not None else Amounts()


def amounts_of(row: Money) -> Amounts:
    """The three amounts of one row of money."""
    return Amounts(row.initial.number, row.budget.number, row.spent.number)


def _project(
    form: ProjectEvaluation, totals: Sequence[ScoreLine], weights: Counter[tuple[str, str, Severity]]
) -> Project:
    """Two projects may have one name; only in a Word file do they stand on one sheet, too."""
    whole = next((line for line in totals if line.entered is form.total_score), None)
    return Project(
        name=short(form.name.text) or form.sheet,
        money=amounts_of(form.total),
        entered=form.total_score.number,
        computed=whole.computed.score if whole else None,
        errors=weights[form.sheet, form.name.text, "error"],
        warnings=weights[form.sheet, form.name.text, "warning"],
    )


def _fund(form: FundEvaluation, unit: str) -> Fund:
    rows = (
        FundIndicator(*map(short, (section.name, row.second.text, row.name.text, row.target.raw, row.actual.raw)))
        for section in form.sections
        for row in section.indicators
        if not row.is_slot
    )
    return Fund(
        name=short(form.name.text) or form.sheet,
        unit=short(form.implementer.text or form.supervisor.text or unit),
        money=tuple(amounts_of(row) for row in (form.total, *form.parts)),
        indicators=tuple(rows),
    )
