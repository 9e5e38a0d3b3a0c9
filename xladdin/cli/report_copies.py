"""`xladdin check --annotate-report`: where the copies of the Word reports with comments go."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.checks.report import Report

_SUFFIX = ".docx"


def copies_of(
    reports: Sequence[Path], out: Path | None, others: Iterable[Path | None], *, force: bool
) -> dict[Path, Path]:
    """Report → its copy: one has the name that was given, several lie in a folder of that name.

    `others`: files of the same call, over which no copy may be written.
    """
    from xladdin.errors import InputError

    if out is None:
        return {}
    if not reports:
        raise InputError("--annotate-report 另存的是 Word 报告，请用 --report 指明是哪一份。")
    single = len(dict.fromkeys(reports)) == 1
    if single and out.suffix.lower() != _SUFFIX:
        raise InputError(f"“{out.name}”应以 .docx 结尾。")
    if not single and (out.suffix.lower() == _SUFFIX or out.is_file()):
        raise InputError(f"有 {len(set(reports))} 份报告，--annotate-report 后面请写一个文件夹，不能是“{out.name}”。")
    copies = {report: out if single else out / report.name for report in reports}
    taken = [*reports, *(other for other in others if other is not None)]
    for target in copies.values():
        _check_target(target, taken, force=force)
    return copies


def _check_target(target: Path, taken: Iterable[Path], *, force: bool) -> None:
    from xladdin.errors import InputError

    for other in taken:
        same = target.absolute() == other.absolute()
        if same or (target.exists() and other.exists() and target.samefile(other)):
            raise InputError(f"“{target.name}”就是要读或要写的另一个文件，原文件不改动，请换一个文件名。")
    if target.exists() and not force:
        raise InputError(f"“{target}”已经存在，请换一个文件名，或加上 --force 覆盖它。")


def commented_copies(copies: Mapping[Path, Path], report: "Report") -> dict[Path, bytes]:
    """Where each copy goes → the report with the findings as comments."""
    from xladdin.annotating.report_comments import commented
    from xladdin.reading.guard import admit

    return {target: commented(admit(source).data, source.name, report) for source, target in copies.items()}
