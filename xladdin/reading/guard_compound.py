"""Looks into a compound file (MS-CFB): an .xls, or what hides in the same container, such as .doc or a password.

Only what is needed to tell them apart is read: the directory's names and the records of the stream `Workbook`.
"""

import struct
from typing import NamedTuple

from xladdin.errors import InputError
from xladdin.reading.guard_extent import MAX_CELLS

_DAMAGED = "不完整或已损坏，请重新取得这份文件，或用 Excel、WPS 打开后另存为 .xlsx"
_PASSWORD = "设有打开密码，请在 Excel、Word 或 WPS 里取消密码并保存后再试"
_TO_DOCX = "是旧格式的文字文件，请用 Word 或 WPS 另存为 .docx"
_TO_XLSX = "是 WPS 表格文件，请用 WPS 另存为 .xlsx"
_OTHER = "不是 Excel 工作簿，也不是 Word 文件，请改用 .xlsx、.xlsm、.xls、.ods 或 .docx 文件"

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on mean: no sector
_SMALL_STREAM, _SMALL_SECTOR = 4096, 64
_SUBSTREAM, _PASSWORD_RECORD, _SEVERAL_RK = 0x0809, 0x002F, 0x00BD
# Cells with a value: formula, label, number, boolean or error, RK number, rich text, shared string.
_CELL_RECORDS = frozenset({0x0006, 0x0204, 0x0203, 0x0205, 0x027E, 0x00D6, 0x00FD, _SEVERAL_RK})


class _Damaged(Exception):
    """The container contradicts itself."""


class _Stream(NamedTuple):
    start: int
    size: int


def check_old_workbook(data: bytes, name: str, extension: str) -> None:
    """Raise InputError unless this is an .xls without password."""
    try:
        reason = _why_not(data, extension)
    except (_Damaged, struct.error) as problem:
        raise InputError(f"“{name}”{_DAMAGED}。") from problem
    if reason:
        raise InputError(f"“{name}”{reason}。")


def _why_not(data: bytes, extension: str) -> str:
    container = _Container(data)
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


class _Container:
    """The sectors of a compound file and the table that chains them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise _Damaged
        self._sector_size = 1 << shift
        directory_start, small_table_start = struct.unpack_from("<I8xI", data, 48)
        self._next = self._allocation_table()
        self._directory = self._chain(directory_start)
        self._small_table_start = small_table_start

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        if start >= len(self._data):
            raise _Damaged
        return self._data[start : start + self._sector_size]

    def _allocation_table(self) -> list[int]:
        """The sector that follows each sector. Its own sectors are listed in the header, then in a chain."""
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following, count = struct.unpack_from("<2I", self._data, 68)
        for _ in range(min(count, len(self._data) // self._sector_size)):
            listed = self._whole_numbers(following)
            numbers += listed[:-1]
            following = listed[-1]
        return [value for number in numbers if number < _LAST_SECTOR for value in self._whole_numbers(number)]

    def _whole_numbers(self, sector: int) -> list[int]:
        content = self._sector(sector)
        if len(content) < self._sector_size:
            raise _Damaged
        return list(struct.unpack(f"<{len(content) // 4}I", content))

    def _chain(self, start: int) -> bytes:
        sectors: list[bytes] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(self._next) or len(sectors) > len(self._next):
                raise _Damaged
            sectors.append(self._sector(number))
            number = self._next[number]
        return b"".join(sectors)

    def streams(self) -> dict[str, _Stream]:
        """Name -> place of every stream; folders are not told apart."""
        found: dict[str, _Stream] = {}
        for position in range(0, len(self._directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", self._directory, position + 64)
            if kind != 2 or not 2 <= length <= 64:
                continue
            title = self._directory[position : position + length - 2].decode("utf-16-le", "replace")
            found.setdefault(title, self._place(position))
        return found

    def _place(self, position: int) -> _Stream:
        return _Stream(*struct.unpack_from("<2I", self._directory, position + 116))

    def content(self, stream: _Stream) -> bytes:
        """The bytes of a stream. A small one lies in pieces of 64 bytes inside the stream of the root."""
        content = self._small_content(stream.start) if stream.size < _SMALL_STREAM else self._chain(stream.start)
        if len(content) < stream.size:
            raise _Damaged
        return content[: stream.size]

    def _small_content(self, start: int) -> bytes:
        room = self._chain(self._place(0).start)
        table = self._chain(self._small_table_start)
        pieces: list[bytes] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(table) // 4 or len(pieces) > _SMALL_STREAM // _SMALL_SECTOR:
                raise _Damaged
            pieces.append(room[number * _SMALL_SECTOR : (number + 1) * _SMALL_SECTOR])
            (number,) = struct.unpack_from("<I", table, number * 4)
        return b"".join(pieces)
