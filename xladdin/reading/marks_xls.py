"""The marks of an .xls (BIFF8): cells that hold errors, and cells with a number format of per cent.

Reads the records that matter out of the Workbook stream; the values themselves come from python-calamine.
"""

import struct
from collections.abc import Iterator

from xladdin.errors import InputError
from xladdin.reading.compound import CompoundFile, Damaged
from xladdin.reading.grid import column_letters
from xladdin.reading.marks import SheetMarks, WorkbookMarks
from xladdin.reading.readable import Readable

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_LINKS, _NAME, _CELL_OF_SHEET = 0x0017, 0x0018, (0x3A, 0x5A, 0x7A)
_NUMBER, _RK, _MANY_RK, _FORMULA, _ERROR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
# LibreOffice stores 0 for every formula that gives a text and that it did not work out itself. Of texts joined by "&",
# the last sign of such a formula, nothing but a text can come.
_ZERO, _JOINED = bytes(8), b"\x08"

Record = tuple[int, bytes]


class _TextLost(Exception):
    """A formula of which a text is to come has the value 0: then other zeros may be blanks as well."""


def xls_marks(file: Readable) -> WorkbookMarks:
    """The marks of every sheet; empty where the file is not built as expected."""
    marks = WorkbookMarks()
    try:
        stream = _workbook_stream(file.data)
        sheets, percent = _globals(stream)
        marks.names = _names(stream, [name for name, _ in sheets])
        for name, offset in sheets:
            marks.sheets[name] = _sheet(stream, offset, percent)
    except _TextLost as problem:
        raise InputError(
            f"“{file.name}”里的公式没有计算结果（有的程序存成 .xls 时会这样），请在原来的程序里另存为 .xlsx 再试。"
        ) from problem
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


def _names(stream: bytes, sheets: list[str]) -> dict[str, str]:
    """The names that stand for one cell, in Excel's own notation. A formula names a sheet by its place among links."""
    links: list[int] = []
    names = {}
    for kind, body in _records(stream, 0):
        if kind == _LINKS:
            links = [struct.unpack_from("<H", body, 4 + 6 * place)[0] for place in range(len(body) // 6)]
        elif kind == _NAME:
            count, wide = body[3], body[14] & 1
            formula = body[15 + count * (1 + wide) :]
            if formula[:1] and formula[0] in _CELL_OF_SHEET:
                link, row, column = struct.unpack_from("<HHH", formula, 1)
                place = f"${column_letters(column & 0xFF)}${row + 1}"
                names[_text(body[14:], count)] = f"'{sheets[links[link]]}'!{place}"
    return names


def _sheet(stream: bytes, offset: int, percent: frozenset[int]) -> SheetMarks:
    marks = SheetMarks()
    for kind, body in _records(stream, offset):
        if kind in (_NUMBER, _RK, _FORMULA, _ERROR):
            row, column, style = struct.unpack_from("<HHH", body)
            if style in percent:
                marks.percents.add((row, column))
            if kind == _FORMULA and _has_lost_text(body):
                raise _TextLost
            code = _error_code(kind, body)
            if code is not None:
                marks.errors[row, column] = _ERRORS.get(code, "#UNKNOWN!")
        elif kind == _MANY_RK:
            row, first = struct.unpack_from("<HH", body)
            for position in range((len(body) - 6) // 6):
                if struct.unpack_from("<H", body, 4 + position * 6)[0] in percent:
                    marks.percents.add((row, first + position))
    return marks


def _has_lost_text(body: bytes) -> bool:
    length = struct.unpack_from("<H", body, 20)[0]
    return body[6:14] == _ZERO and body[22 : 22 + length].endswith(_JOINED)


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == _ERROR and body[7]:
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
