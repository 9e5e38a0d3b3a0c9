"""One file checked: what the command line, the buttons and the package begin with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xladdin.checks.explanations import attach
from xladdin.checks.finding import Finding
from xladdin.checks.fix import Checker
from xladdin.checks.registry import run_checks
from xladdin.checks.report import Report
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.forms.report import Report as WordReport
from xladdin.last_year import open_last_year
from xladdin.opening import Opened, open_admitted, open_reports, report_titles, vocabulary
from xladdin.reading.explanations import explanations_in, read_explanations
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import admit, admit_bytes
from xladdin.reading.readable import FileKind
from xladdin.reading.report import reports_in


def check_file(
    path: Path,
    rulebook_id: str | None = None,
    last_year: Path | None = None,
    given: Mapping[str, str] | None = None,
    former: Path | None = None,
    reports: Sequence[Path] = (),
) -> Report:
    """The report on a file. `given`: explanations by id; `former`: an earlier copy whose explanations go on.

    `reports`: the Word reports that belong to it. One that the file itself holds is looked at in any case.
    """
    file = admit(path)
    filing, rulebook = open_admitted(file, rulebook_id)
    own = reports_in(file.data, path.name, report_titles()) if file.kind is FileKind.DOCX else ()
    filing = _with_reports(filing, path, own, reports)
    before = open_last_year(last_year, filing) if last_year else None
    findings = tuple(run_checks(filing, rulebook, before))
    _refuse_unknown(given or {}, findings)
    earlier = () if former is None else read_explanations(former)
    kept = {explanation.id: explanation for explanation in (*earlier, *explanations_in(file))}
    seen = [report.sheet for report in filing.reports]
    attached = attach(findings, kept.values(), given, seen)
    places = tuple(dict.fromkeys([*filing.sheets, *seen]))
    return Report(filing.source, rulebook.id, rulebook.name, findings, *attached, places)


def _with_reports(filing: Filing, path: Path, own: tuple[WordReport, ...], others: Sequence[Path]) -> Filing:
    """The filing with the reports that its own file holds, and those of other files."""
    found = own
    for other in open_reports(others):
        if not (found and other.path.samefile(path)):
            found = (*found, *other.reports)
    return filing.model_copy(update={"reports": found})


def checker_of(path: Path, opened: Opened, last_year: Path | None = None) -> Checker:
    """The same check for the bytes of changed copies of that file."""
    before = open_last_year(last_year, opened.filing) if last_year else None

    def check(data: bytes) -> tuple[Filing, list[Finding]]:
        filing = filing_in(admit_bytes(data, path.name), vocabulary())
        return filing, run_checks(filing, opened.rulebook, before)

    return check


def _refuse_unknown(given: Mapping[str, str], findings: tuple[Finding, ...]) -> None:
    """An explanation that would go nowhere is refused, and so is one for what can only be mended."""
    by_id = {finding.id: finding for finding in findings}
    for number in given:
        if number not in by_id:
            raise InputError(f"没有编号为“{number}”的问题，编号见校验结果每条警告末尾；问题改正或变化后编号也会变。")
        if by_id[number].severity == "error":
            raise InputError(f"“{number}”（{by_id[number].code}）是错误，只能改正，不能用说明代替。")
