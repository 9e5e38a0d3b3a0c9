"""From which files a changed copy can be made, and where it may go: never over the file that was read."""

from pathlib import Path

from xladdin.errors import InputError
from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind
from xladdin.writing import refuse_source

_WORKBOOKS = (FileKind.XLSX, FileKind.XLSM)


def workbook_bytes(path: Path, purpose: str) -> bytes:
    """The bytes of an .xlsx or .xlsm; other kinds are refused with the way out."""
    file = admit(path)
    if file.kind not in _WORKBOOKS:
        is_word = file.kind is FileKind.DOCX
        way_out = "先用 xladdin import 把表格读进工作簿" if is_word else "先另存为 .xlsx "
        raise InputError(
            f"“{path.name}”是 .{file.kind.value} 文件，{purpose}只能用 .xlsx 或 .xlsm 工作簿，请{way_out}再试。"
        )
    return file.data


def check_target(source: Path, target: Path) -> None:
    """Refuse the file itself as the target, and an extension under which Excel would not open the copy."""
    refuse_source(source, target)
    wanted = ".xlsm" if admit(source).kind is FileKind.XLSM else ".xlsx"
    if target.suffix.lower() != wanted:
        raise InputError(f"“{source.name}”的副本应以 {wanted} 结尾，不能是“{target.name}”。")
