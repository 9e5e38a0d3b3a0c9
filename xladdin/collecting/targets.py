"""Where the summary goes: the workbook and, if wanted, the files for pandas. Checked before the work begins.

Light to import, because everything else waits for it.
"""

from dataclasses import dataclass
from pathlib import Path

from xladdin.errors import InputError

_SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Targets:
    """The files that a run writes."""

    workbook: Path
    data: Path | None = None

    @property
    def results(self) -> list[Path]:
        """The workbook first."""
        if self.data is None:
            return [self.workbook]
        from xladdin.collecting.data import data_paths
        from xladdin.collecting.summary import summarise

        return [self.workbook, *data_paths(self.data, [table.name for table in summarise(()).tables])]

    @property
    def journal(self) -> Path:
        """What is finished so far; where it lies, the result beside it is a partial one of ours."""
        return self.workbook.with_name(f"{self.workbook.name}.进度.jsonl")

    @property
    def own(self) -> frozenset[Path]:
        """What must not be taken for a submission when it lies below the same folder."""
        return frozenset(path.absolute() for path in (*self.results, self.journal))

    def check(self, *, force: bool) -> None:
        """Say before hours of work what would hinder writing its result; a partial result may be overwritten."""
        if self.workbook.suffix.lower() != _SUFFIX:
            raise InputError(f"“{self.workbook.name}”应以 {_SUFFIX} 结尾。")
        if self.data is not None:
            from xladdin.collecting.data import check_data_target

            check_data_target(self.data)
        force = force or self.journal.is_file()
        for path in self.results:
            if path.exists() and not force:
                raise InputError(f"“{path}”已经存在，请换一个文件名，或加上 --force 覆盖它。")
            if not path.parent.is_dir():
                raise InputError(f"文件夹“{path.parent}”不存在，请先建好或换一个位置。")
