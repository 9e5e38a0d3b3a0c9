"""A workbook's bytes and a report → the bytes of the annotated copy. Everything else in the copy is as it was."""

from collections import defaultdict
from collections.abc import Collection

from xladdin.annotating.colours import FILLS, colour_of
from xladdin.annotating.marks import set_marks
from xladdin.annotating.notes import HEAD, set_notes
from xladdin.annotating.result_sheet import draw_result_sheet
from xladdin.annotating.transplant import transplant
from xladdin.checks.finding import Finding
from xladdin.checks.report import CHINESE, EXPLAINED, Report, cell_in_book, place_of
from xladdin.errors import InputError
from xladdin.patching.package import Package
from xladdin.patching.sheet import SheetXml
from xladdin.patching.styles import Styles
from xladdin.patching.workbook import sheet_parts, styles_part
from xladdin.reading.explanations import SHEET, has_foreign_sheet
from xladdin.reading.readable import FileKind, Readable


def annotated(data: bytes, report: Report) -> bytes:
    """The copy with the sheet 校验结果, fills and notes; those of a former check are replaced.

    The bytes have been checked, and so have passed the guard.
    """
    if has_foreign_sheet(Readable(report.source, FileKind.XLSX, data, {})):
        raise InputError(f"工作簿里已有一张“{SHEET}”，内容不是校验写的，请把那张表改名后再试。")
    package = Package(data)
    styles = Styles(package.read(styles_part(package)))
    sheets = sheet_parts(package)
    findings = by_cell(report, [sheet.name for sheet in sheets])
    for sheet in sheets:
        if sheet.name != SHEET and sheet.part in package:
            _mark(package, styles, sheet.part, findings.get(sheet.name, {}), report)
    drawn, _ = draw_result_sheet(report)
    transplant(package, styles, drawn, SHEET)
    package.write(styles_part(package), styles.made())
    return package.to_bytes()


def by_cell(report: Report, sheets: Collection[str]) -> dict[str, dict[str, list[Finding]]]:
    """Sheet → cell → the findings that are marked there."""
    found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in report.findings:
        place = cell_in_book(finding, sheets)
        if place is not None:
            found[place[0]][place[1]].append(finding)
    return found


def _mark(package: Package, styles: Styles, part: str, findings: dict[str, list[Finding]], report: Report) -> None:
    """Marks and notes of one sheet; a sheet on which nothing was or is to be marked is not touched."""
    sheet = SheetXml(package.read(part))
    if sheet.root.name != "worksheet":
        return
    marks: dict[str, list[str]] = defaultdict(list)
    for cell, found in findings.items():
        marks[colour_at(found, report)].append(cell)
    set_marks(sheet, styles, marks)
    set_notes(package, part, sheet, {cell: note_text(found, report) for cell, found in findings.items()})
    package.write(part, sheet.made())


def colour_at(findings: list[Finding], report: Report) -> str:
    """The colour of a cell with these findings: that of the most severe one."""
    return min((colour_of(finding, report) for finding in findings), key=list(FILLS).index)


def note_text(findings: list[Finding], report: Report) -> str:
    """What the note at a cell says: each finding with the way to mend it."""
    return HEAD + "\n\n".join("\n".join(_lines(finding, report)) for finding in findings)


def _lines(finding: Finding, report: Report) -> list[str]:
    """At a cell of the workbook a finding of a Word report says where in the report it is."""
    head, *rest = said_of(finding, report)
    return [f"{head}　{place_of(finding)}" if finding.form == "report" else head, *rest]


def said_of(finding: Finding, report: Report) -> list[str]:
    """What a note or a comment says of one finding, line by line."""
    state = f"，{EXPLAINED}" if report.explained(finding) else ""
    lines = [f"{CHINESE[finding.severity]} {finding.code}{state}", finding.message]
    if finding.fix:
        lines.append(f"怎么改：{finding.fix}")
    if finding.id in report.explanations:
        lines.append(f"说明：{report.explanations[finding.id]}")
    return lines
