"""校验 and 清除标记: what is wrong is marked at its cell and listed in 校验结果."""

from collections.abc import Sequence

from xladdin.checks.finding import Finding
from xladdin.checks.report import Report
from xladdin.opening import open_reports
from xladdin.reading.report import ReportFile
from xladdin.ribbon import memory
from xladdin.ribbon.changes import Changes
from xladdin.ribbon.desk import Desk
from xladdin.ribbon.looking import examine
from xladdin.ribbon.marking import marks_of, place_of, set_marks
from xladdin.ribbon.results import draw_results


def check(desk: Desk) -> None:
    """校验：校验整个工作簿。"""
    report = checked(desk)
    if report.findings:
        select(desk, report.findings[0])
    desk.progress(f"校验：{report.summary}")


def checked(desk: Desk, files: Sequence[ReportFile] = ()) -> Report:
    """Check, with these Word reports, mark and list; a former check's marks and list are replaced."""
    with desk.writing() as changes:
        return check_with(changes, desk, files, memory.recall(desk))


def check_again(changes: Changes, desk: Desk) -> Report:
    """The same as part of what another action changes: if it fails, that is taken back too. The reports that the list
    shows are looked at again, as far as they are still there."""
    former = memory.recall(desk)
    there = [path for path in former.reports.paths if path.is_file()] if former.reports.shown else []
    return check_with(changes, desk, open_reports(there), former)


def check_with(changes: Changes, desk: Desk, files: Sequence[ReportFile], former: memory.Recalled) -> Report:
    """Marks, the list, and the memory of both."""
    live, report = examine(desk, files)
    sheets = [sheet.name for sheet in live.sheets]
    kept = set_marks(changes, desk, marks_of(report, sheets), former.kept)
    draw_results(changes, desk, report, live.results)
    paths = tuple(file.path for file in files) or former.reports.paths
    memory.keep(
        changes, desk.book, memory.SHEET if desk.sheet(memory.SHEET) else None, _in_order(report, sheets, kept),
        memory.Reports(paths, shown=bool(files)),
    )  # fmt: skip
    return report


def _in_order(report: Report, sheets: list[str], kept: dict[tuple[str, str], memory.Kept]) -> list[memory.Kept]:
    """One entry a finding that has a place; the mark of a cell stands with its first."""
    rest = dict(kept)
    found = []
    for finding in report.findings:
        place = place_of(finding, sheets)
        if place is not None:
            found.append(rest.pop(place, memory.Kept("", *place))._replace(id=finding.id))
    return found


def select(desk: Desk, finding: Finding) -> None:
    """Bring the person to the cell of a finding."""
    sheet = desk.sheet(finding.sheet)
    place = place_of(finding, [finding.sheet])
    if sheet is not None and place is not None:
        sheet.activate()
        sheet.range(place[1]).merge_area.select()
        memory.shown_last[desk.book.fullname] = finding.id


def clear_marks(desk: Desk) -> None:
    """清除标记：清除校验留下的标记。"""
    former = memory.recall(desk).kept
    sheet = desk.sheet(memory.SHEET)
    if sheet is None:
        desk.tell("工作簿里没有校验留下的标记。")
        return
    with desk.writing() as changes:
        set_marks(changes, desk, {}, former)
        changes.remove(sheet)
    count = sum(item.marked for item in former)
    desk.progress(f"已清除 {count} 处标记，填报内容没有改动。")
