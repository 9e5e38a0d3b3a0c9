"""Looks into a compound file (MS-CFB): an .xls, or what hides in the same container, such as .doc or a password.

Only what is needed to tell them apart is read: the directory's names and the records of the stream `Workbook`.
"""

import struct

from xladdin.errors import InputError
from xladdin.reading.compound import CompoundFile, Damaged
from xladdin.reading.guard_extent import MAX_CELLS

_DAMAGED = "不完整或已损坏，请重新取得这份文件，或用 Excel、WPS 打开后另存为 .xlsx"
_PASSWORD = "设有打开密码，请在 Excel、Word 或 WPS 里取消密码并保存后再试"
_TO_DOCX = "是旧格式的文字文件，请用 Word 或 WPS 另存为 .docx"
_TO_XLSX = "是 WPS 表格文件，请用 WPS 另存为 .xlsx"
_OTHER = "不是 Excel 工作簿，也不是 Word 文件，请改用 .xlsx、.xlsm、.xls、.ods 或 .docx 文件"

_SUBSTREAM, _PASSWORD_RECORD, _SEVERAL_RK = 0x0809, 0x002F, 0x00BD
# Cells with a value: formula, label, number, boolean or error, RK number, rich text, shared string.
_CELL_RECORDS = frozenset({0x0006, 0x0204, 0x0203, 0x0205, 0x027E, 0x00D6, 0x00FD, _SEVERAL_RK})


def check_old_workbook(data: bytes, name: str, extension: str) -> None:
    """Raise InputError unless this is an .xls without password."""
    try:
        reason = _why_not(data, extension)
    except (Damaged, struct.error) as problem:
        raise InputError(f"“{name}”{_DAMAGED}。") from problem
    if reason:
        raise InputError(f"“{name}”{reason}。")


def _why_not(data: bytes, extension: str) -> str:
    container = CompoundFile(data)
    streams = container.streams()
    if "EncryptedPackage" in streams:
        return _PASSWORD
    if "WordDocument" in streams or extension in (".doc", ".dot", ".wps", ".wpt"):
        return _TO_DOCX
    if extension in (".et", ".ett"):
        return _TO_XLSX
    workbook = streams.get("Workbook") or streams.get("Book")
    if workbook is None:
        return _OTHER
    return _refused_records(container.content(workbook))


def _refused_records(stream: bytes) -> str:
    """Walk over the records: a password record, or cells so far out that no reader should make room for them."""
    position = rows = columns = cells = 0
    while position + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, position)
        position += 4
        if record == _PASSWORD_RECORD:
            return _PASSWORD
        if record in _CELL_RECORDS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, position)
            last = struct.unpack_from("<H", stream, position + length - 2)[0] if record == _SEVERAL_RK else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
        elif record == _SUBSTREAM:
            cells += rows * columns
            rows = columns = 0
        position += length
    if cells + rows * columns > MAX_CELLS:
        return "有表格的内容排得太远，范围过大，请删去表格以外零散的单元格后再试"
    return ""
