"""The marks of an .xls (BIFF8): cells that hold errors, and cells with a number format of per cent.

Reads the records that matter out of the Workbook stream; the values themselves come from python-calamine.
"""

import struct
from collections.abc import Iterator

from xladdin.reading.compound import CompoundFile, Damaged
from xladdin.reading.marks import SheetMarks, WorkbookMarks

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MANY_RK, _FORMULA, _ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205

Record = tuple[int, bytes]


def xls_marks(data: bytes) -> WorkbookMarks:
    """The marks of every sheet; empty where the file is not built as expected."""
    marks = WorkbookMarks()
    try:
        stream = _workbook_stream(data)
        sheets, percent = _globals(stream)
        for name, offset in sheets:
            marks.sheets[name] = _sheet(stream, offset, percent)
    except (Damaged, KeyError, IndexError, struct.error):
        return WorkbookMarks()  # calamine decides whether such a file can be read at all
    return marks


def _workbook_stream(data: bytes) -> bytes:
    container = CompoundFile(data)
    streams = container.streams()
    return container.content(streams.get("Workbook") or streams["Book"])


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
