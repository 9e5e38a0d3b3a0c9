"""The marks of an .xls (BIFF8): cells that hold errors, and cells with a number format of per cent.

Reads the records that matter out of the Workbook stream; the values themselves come from python-calamine.
"""

import struct
from collections.abc import Iterator

from xladdin.reading.marks import SheetMarks, WorkbookMarks

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MANY_RK, _FORMULA, _ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_FREE = 0xFFFFFFFC  # sector numbers from here on have special meanings

Record = tuple[int, bytes]


def xls_marks(data: bytes) -> WorkbookMarks:
    """The marks of every sheet; empty where the file is not built as expected."""
    marks = WorkbookMarks()
    try:
        stream = _workbook_stream(data)
        sheets, percent = _globals(stream)
        for name, offset in sheets:
            marks.sheets[name] = _sheet(stream, offset, percent)
    except (struct.error, IndexError):
        return WorkbookMarks()  # calamine decides whether such a file can be read at all
    return marks


def _workbook_stream(data: bytes) -> bytes:
    """The stream `Workbook` out of the compound file (MS-CFB)."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    fat_sectors, directory, cutoff, mini_fat = struct.unpack_from("<I", data, 44)[0], *_header(data)
    fat: list[int] = []
    for sector in _fat_sectors(data, size)[:fat_sectors]:
        fat += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    entries = _entries(_chain(data, fat, directory, size))
    root, found = entries[0], next(entry for entry in entries if entry[0] in ("Workbook", "Book"))
    _, start, length = found
    if length >= cutoff:
        return _chain(data, fat, start, size)[:length]
    mini = _chain(data, fat, root[1], size)
    table = _chain(data, fat, mini_fat, size)
    links = list(struct.unpack(f"<{len(table) // 4}I", table))
    return b"".join(mini[number * 64 : number * 64 + 64] for number in _numbers(links, start))[:length]


def _header(data: bytes) -> tuple[int, int, int]:
    """First sector of the directory, smallest size of an ordinary stream, first sector of the mini FAT."""
    directory, _, cutoff, mini_fat = struct.unpack_from("<IIII", data, 48)
    return directory, cutoff, mini_fat


def _fat_sectors(data: bytes, size: int) -> list[int]:
    sectors = list(struct.unpack_from("<109I", data, 76))
    following = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while following < _FREE and following not in seen:
        seen.add(following)
        more = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += more[:-1]
        following = more[-1]
    return [sector for sector in sectors if sector < _FREE]


def _numbers(links: list[int], start: int) -> Iterator[int]:
    """A chain of sectors; a chain that bites its tail ends there."""
    seen: set[int] = set()
    while start < _FREE and start not in seen and start < len(links):
        seen.add(start)
        yield start
        start = links[start]


def _chain(data: bytes, fat: list[int], start: int, size: int) -> bytes:
    return b"".join(data[(number + 1) * size : (number + 2) * size] for number in _numbers(fat, start))


def _entries(directory: bytes) -> list[tuple[str, int, int]]:
    """Name, first sector and size of every entry."""
    entries = []
    for offset in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, offset + 64)[0]
        name = directory[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
        entries.append((name, *struct.unpack_from("<II", directory, offset + 116)))
    return entries


def _records(stream: bytes, offset: int) -> Iterator[Record]:
    """The records of one substream, without those of charts inside it."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _text(raw: bytes, count: int) -> str:
    """Characters behind their flag byte: two bytes each where the flag says so."""
    wide = raw[0] & 1
    return raw[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _globals(stream: bytes) -> tuple[list[tuple[str, int]], frozenset[int]]:
    """Names and offsets of the sheets, and the cell formats (XF) that show per cent."""
    sheets, formats, cell_formats = [], {9, 10}, []
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            sheets.append((_text(body[7:], body[6]), struct.unpack_from("<I", body)[0]))
        elif kind == _FORMAT:
            number, count = struct.unpack_from("<HH", body)
            if "%" in _text(body[4:], count):
                formats.add(number)
        elif kind == _XF:
            cell_formats.append(struct.unpack_from("<H", body, 2)[0])
    return sheets, frozenset(position for position, number in enumerate(cell_formats) if number in formats)


def _sheet(stream: bytes, offset: int, percent: frozenset[int]) -> SheetMarks:
    marks = SheetMarks()
    for kind, body in _records(stream, offset):
        if kind in (_NUMBER, _RK, _FORMULA, _ERROR):
            row, column, style = struct.unpack_from("<HHH", body)
            if style in percent:
                marks.percents.add((row, column))
            code = _error_code(kind, body)
            if code is not None:
                marks.errors[row, column] = _ERRORS.get(code, "#UNKNOWN!")
        elif kind == _MANY_RK:
            row, first = struct.unpack_from("<HH", body)
            for position in range((len(body) - 6) // 6):
                if struct.unpack_from("<H", body, 4 + position * 6)[0] in percent:
                    marks.percents.add((row, first + position))
    return marks


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == _ERROR and body[7]:
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
