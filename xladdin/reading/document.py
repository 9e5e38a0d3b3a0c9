"""A .docx -> one long grid: paragraphs and table rows follow each other, so a Word filing reads like a sheet.

Only the tables and the lines around them matter here; the running text is for `xladdin.word`.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xladdin.errors import InputError
from xladdin.forms.entry import Address
from xladdin.reading.grid import Cell, Grid, Row, row_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class _Places:
    """Where each row of the grid stands in the file: table and row (from 1), and the columns of its cells."""

    tables: list[tuple[int, int]] = field(default_factory=list)
    columns: list[list[int]] = field(default_factory=list)

    def address(self, row: int, column: int) -> Address:
        table, line = self.tables[row]
        starts = self.columns[row]
        cell = sum(1 for start in starts if start <= column) or 1
        return Address(f"表{table}" if line else f"表{table + 1}前", f"{line}/{cell}")


def read_document(data: bytes, name: str) -> Grid:
    """The paragraphs and tables of a Word file as one grid."""
    import docx  # slow to import, and not needed for workbooks

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as problem:  # python-docx raises whatever it stumbles over
        raise InputError(f"“{name}”的内容已损坏，读不出来；请用 Word 或 WPS 打开后另存为 .docx 再试。") from problem
    places = _Places()
    rows: list[Row] = []
    tables = 0
    for element in _blocks(body):
        if element.tag == f"{_W}tbl":
            tables += 1
            for line, cells in enumerate(_table_rows(element), 1):
                places.tables.append((tables, line))
                places.columns.append([cell.column for cell in cells])
                rows.append(row_of([cell for cell in cells if cell.text.strip()]))
        else:
            text = _text(element)
            places.tables.append((tables, 0))
            places.columns.append([0])
            rows.append(row_of([Cell(0, text)] if text.strip() else []))
    return Grid(name, rows, places.address, typed=False)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables of the body, also those inside content controls."""
    for element in body:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag == f"{_W}sdt":
            for content in element.findall(f"{_W}sdtContent"):
                yield from _blocks(content)


def _table_rows(table: Any) -> Iterator[list[Cell]]:
    """The cells of each row; a cell that continues a vertical merge is empty."""
    for row in table.iter(f"{_W}tr"):
        if row.getparent() is not table and row.getparent().tag != f"{_W}sdtContent":
            continue  # a row of a table inside a cell
        column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        cells = []
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is not row:
                continue
            width = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val") != "restart"
            cells.append(Cell(column, "" if continues else _cell_text(cell), width))
            column += width
        yield cells


def _number(element: Any, default: int) -> int:
    try:
        return int(element.get(f"{_W}val")) if element is not None else default
    except (TypeError, ValueError):
        return default


def _cell_text(cell: Any) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))


def _text(paragraph: Any) -> str:
    """The text of a paragraph, without what was deleted under tracked changes."""
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            if node.getparent().tag == f"{_W}r":
                parts.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
    return "".join(parts)
