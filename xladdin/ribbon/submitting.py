"""校验并打包, 导出 PDF: what is handed in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from xladdin.checks.finding import Finding
from xladdin.checks.report import place_of
from xladdin.drawing.cover import GUIDE_SHEET
from xladdin.errors import InputError
from xladdin.opening import open_reports
from xladdin.reading.explanations import EXPLANATION
from xladdin.reading.explanations import SHEET as RESULTS
from xladdin.ribbon.checking import checked
from xladdin.ribbon.comparing import known_reports, names_of
from xladdin.ribbon.desk import Desk, listed
from xladdin.ribbon.failures import Unfinished
from xladdin.ribbon.stepping import go_to
from xladdin.submission.leftovers import leftovers_in
from xladdin.submission.packaging import build_package, check_submission
from xladdin.submission.pdf import without_time


def package(desk: Desk) -> None:
    """校验并打包：校验后生成报送文件。"""
    path = desk.path
    reports = _reports(desk)
    if reports is None:
        return
    files = open_reports(reports)
    _save(desk)
    checked(desk, files)
    try:
        _save(desk)
        _assemble(desk, path, reports)
    except InputError:
        raise
    except Exception as problem:  # a mistake of ours, or the host's own error
        raise Unfinished(f"没有打包；校验的标记和“{RESULTS}”留在工作簿里，填报内容没有改动。") from problem


def _reports(desk: Desk) -> list[Path] | None:
    """The Word reports to hand in with the forms; None where the person does not want to go on."""
    known = known_reports(desk)
    if not known:
        return []
    answer = desk.decide(f"把自评报告{names_of(known)}一并核对、一并报送吗？\n按“否”只报送各表。")
    return None if answer is None else known if answer else []


def _assemble(desk: Desk, path: Path, reports: Sequence[Path]) -> None:
    """What follows the check; the workbook is not changed any more."""
    submission = check_submission([path], reports=reports)
    errors, missing = submission.errors, submission.explanations.missing
    if errors:
        go_to(desk, errors[0])
        desk.tell(_stopped(f"还有 {len(errors)} 处错误，没有打包，请先改正：", errors))
        return
    if missing:
        desk.book.sheets[RESULTS].activate()
        desk.tell(
            _stopped(
                f"还有 {len(missing)} 条警告没有说明，没有打包，请在“{RESULTS}”的“{EXPLANATION}”一栏写明原因：", missing
            )
        )
        return
    left = leftovers_in(submission.reports)
    if left and not desk.confirm("\n".join([f"{one.said}，会照原样报送。" for one in left] + ["仍然打包吗？"])):
        return
    target = path.parent / submission.name
    replaces = target.exists()
    if replaces and not desk.confirm(f"“{target.name}”已经存在。重新打包吗？原来的会改名保留。"):
        return
    with_pdf = desk.ask("在报送包里一并放入 PDF 吗？")
    made = build_package(submission, path.parent, pdf=partial(_pdf_of, desk) if with_pdf else None, force=replaces)
    desk.tell("\n".join([f"报送包已生成：{made.folder}", *made.files]))
    desk.show(made.folder)


def _pdf_of(desk: Desk, workbook: bytes) -> bytes:
    """The pages of the submission workbook, which the host opens for a moment."""
    with TemporaryDirectory(prefix="xladdin-") as folder, desk.writing():
        source = Path(folder) / "报送.xlsx"
        source.write_bytes(workbook)
        book = desk.book.app.books.open(str(source))
        try:
            book.to_pdf(str(source.with_suffix(".pdf")))
        finally:
            book.close()
            desk.book.activate()
        return without_time(source.with_suffix(".pdf").read_bytes())


def _save(desk: Desk) -> None:
    """First before anything is changed: where the file cannot be written, the workbook stays as it was."""
    try:
        desk.book.save()
    except Exception as problem:  # every host has its own errors
        raise InputError("工作簿没有保存成功，没有打包，请检查文件是不是只读，或者被别的程序占用。") from problem


def _stopped(sentence: str, findings: Sequence[Finding]) -> str:
    return "\n".join([sentence, listed([f"{place_of(finding)}　{finding.message}" for finding in findings])])


def export_pdf(desk: Desk) -> None:
    """导出 PDF：把各表导出为 PDF。"""
    proposed = desk.path.with_suffix(".pdf")
    target = desk.host.target("PDF 保存到", proposed)
    if target is None:
        return
    shown = [sheet.name for sheet in desk.book.sheets if sheet.visible]
    with desk.writing():
        try:
            desk.book.to_pdf(str(target), include=[name for name in shown if name not in (GUIDE_SHEET, RESULTS)])
        except Exception as problem:  # every host has its own errors
            if _is_held(target):
                raise InputError(
                    f"“{target.name}”写不进去，可能正在别的程序中打开，请关闭它，或者换一个文件名再试。"
                ) from problem
            raise
    if not target.is_file():
        raise InputError(f"PDF 没有生成，请检查“{target.parent}”能不能写入。")
    desk.tell(f"PDF 已生成：{target}")
    desk.show(target.parent)


def _is_held(target: Path) -> bool:
    """Whether something is there that cannot be written: open elsewhere, protected, or no file at all."""
    try:
        if target.exists():
            target.open("r+b").close()
    except OSError:
        return True
    return False
