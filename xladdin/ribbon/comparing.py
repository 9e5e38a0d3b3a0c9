"""核对报告: Word reports checked together with the open workbook, and copies of them with the findings as comments."""

import re
from collections.abc import Sequence
from pathlib import Path

from xladdin.annotating.report_comments import commented
from xladdin.checks.report import Report
from xladdin.opening import open_reports
from xladdin.reading.report import ReportFile
from xladdin.ribbon import memory
from xladdin.ribbon.checking import check_with
from xladdin.ribbon.desk import Desk
from xladdin.ribbon.stepping import go_to
from xladdin.writing import write_file

REPORT_SUFFIX = ".docx"
_COPY = "核对"
_COPIED = re.compile(rf" {_COPY}(?: \d+)?$")


def compare_report(desk: Desk) -> None:
    """核对报告：核对报告与表格的数字。"""
    chosen = _chosen(desk)
    if not chosen:
        return
    files = open_reports(chosen)
    targets = [_target(desk, file.path, chosen) for file in files]
    with desk.writing() as changes:
        report = check_with(changes, desk, files, memory.recall(desk))
        written = _write_copies(files, targets, report)
    of_reports = [finding for finding in report.findings if finding.form == "report"]
    if of_reports:
        go_to(desk, of_reports[0])
    desk.tell(_said(files, len(of_reports), written))
    if written:
        desk.show(written[0].parent)


def known_reports(desk: Desk) -> list[Path]:
    """The reports that were compared last, else the one that 生成自评报告 proposes to write; those that are there."""
    compared = [path for path in memory.recall(desk).reports.paths if path.is_file()]
    written = proposed_report(desk)
    return compared or [written] * written.is_file()


def proposed_report(desk: Desk) -> Path:
    """Where the report of this workbook is written unless the person chooses another place."""
    return desk.path.with_name(f"{desk.path.stem} 自评报告{REPORT_SUFFIX}")


def names_of(paths: Sequence[Path]) -> str:
    """The files' names in a sentence."""
    return "、".join(f"“{path.name}”" for path in paths)


def _chosen(desk: Desk) -> list[Path]:
    known = known_reports(desk)
    if known:
        answer = desk.decide(f"核对{names_of(known)}吗？\n按“否”另选报告。")
        if answer is None:
            return []
        if answer:
            return known
    return desk.host.files("要核对的 Word 自评报告，可以选几份", [REPORT_SUFFIX], several=True)


def _target(desk: Desk, report: Path, chosen: Sequence[Path]) -> Path:
    """The copy beside the report: a former one is replaced if the person agrees, else there is one more."""
    stem = _COPIED.sub("", report.stem)
    names = (f"{stem} {_COPY}{number}{REPORT_SUFFIX}" for number in ("", *(f" {count}" for count in range(2, 1000))))
    free = (path for name in names if (path := report.with_name(name)) not in chosen)
    first = next(free)
    if not first.exists() or desk.confirm(f"“{first.name}”已经存在，是上次核对的副本。替换吗？按“取消”另存一份。"):
        return first
    return next(path for path in free if not path.exists())


def _write_copies(files: Sequence[ReportFile], targets: Sequence[Path], report: Report) -> list[Path]:
    """A copy of every report in which something was found: all are made before the first is written."""
    found = {finding.sheet for finding in report.findings if finding.form == "report"}
    made = [
        (target, commented(file.content, file.name, report))
        for file, target in zip(files, targets, strict=True)
        if file.name in found
    ]
    for target, content in made:
        write_file(target, content, force=True)
    return [target for target, _ in made]


def _said(files: Sequence[ReportFile], count: int, written: Sequence[Path]) -> str:
    names = names_of([file.path for file in files])
    if not written:
        return f"核对了{names}，没有发现问题。"
    places = "、".join(str(path) for path in written)
    return f"核对了{names}，发现 {count} 处问题，带批注的副本：{places}"
