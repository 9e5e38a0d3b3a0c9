"""The cells of a workbook as a manifest keeps them (单元格内容): sheet -> address -> number or text."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from python_calamine import CalamineError

from xladdin.errors import InputError
from xladdin.patching.outline import BrokenPart
from xladdin.patching.package import Package
from xladdin.patching.workbook import sheet_parts
from xladdin.reading.grid import column_letters
from xladdin.reading.readable import Readable
from xladdin.submission.manifest import Cells

_LIVE_PARTS = {
    "xl/vbaProject.bin": "宏",
    "xl/externalLinks/": "外部链接",
    "xl/connections.xml": "数据连接",
    "xl/embeddings/": "嵌入的文件",
}
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]+[0-9]+)["']""")  # a cell need not say where it is


class CellChange(NamedTuple):
    """One cell that is not as it was; None where nothing stands or stood."""

    sheet: str
    cell: str
    before: str | int | float | None
    after: str | int | float | None


def cells_of(file: Readable) -> dict[str, Cells]:
    """Every cell that holds something, sheet by sheet in their order."""
    try:
        return {name: _cells(file.sheet(name).to_python(skip_empty_area=False)) for name in file.book.sheet_names}
    except CalamineError as problem:
        raise InputError("报送工作簿已损坏，读不出来，请重新取得这份报送包。") from problem


def _cells(rows: Sequence[Sequence[object]]) -> Cells:
    letters = [column_letters(column) for column in range(max(map(len, rows), default=0))]
    return {
        f"{letters[column]}{row}": value if value.__class__ is str else _plain(value)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values)
        if value != ""
    }


def _plain(value: object) -> str | int | float:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, (int, str)):
        return value
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def changed_cells(before: Mapping[str, Cells], after: Mapping[str, Cells]) -> Iterator[CellChange]:
    """Every cell that differs, in the order of the sheets; of sheets on one side only nothing is listed."""
    for sheet, cells in before.items():
        if sheet not in after:
            continue
        now = after[sheet]
        for cell in sorted({*cells, *now}, key=_position):
            if cells.get(cell) != now.get(cell) or type(cells.get(cell)) is not type(now.get(cell)):
                yield CellChange(sheet, cell, cells.get(cell), now.get(cell))


def _position(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


def formulas(data: bytes) -> list[str]:
    """The places of all formulas, sheet by sheet."""
    try:
        package = Package(data)
        return [
            place
            for sheet in sheet_parts(package)
            if sheet.part in package
            for place in _formulas(sheet.name, package.read(sheet.part))
        ]
    except BrokenPart as problem:
        raise InputError("报送工作簿已损坏，读不出来，请重新取得这份报送包。") from problem


def _formulas(sheet: str, content: bytes) -> Iterator[str]:
    for formula in _FORMULA.finditer(content):
        cell = content[content.rfind(b"<", 0, formula.start()) : formula.start()]  # a formula is the first in its cell
        stated = _ADDRESS.search(cell)
        yield f"{sheet}!{stated[1].decode()}" if stated else sheet


def live_parts(data: bytes) -> list[str]:
    """Parts that have no place in a workbook of values: macros, external links and the like."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    return [said for part, said in _LIVE_PARTS.items() if any(name.startswith(part) for name in names)]
