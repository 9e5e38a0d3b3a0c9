"""A .docx -> one long grid: paragraphs and table rows follow each other, so a Word filing reads like a sheet.

Only the tables and the lines around them matter here; the running text of reports is read by `report`.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from xladdin.errors import InputError
from xladdin.forms.entry import Address
from xladdin.reading.grid import Cell, Grid, Row, row_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What was deleted or moved away, text boxes, and the second drawing of what an older Word cannot show.
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_MC}Fallback"})


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
    with told_as_damaged(name):
        body = opened(data).element.body
    places = _Places()
    rows: list[Row] = []
    tables = 0
    for element in blocks(body):
        if is_table(element):
            tables += 1
            for line, cells in enumerate(_table_rows(element), 1):
                places.tables.append((tables, line))
                places.columns.append([cell.column for cell in cells])
                rows.append(row_of([cell for cell in cells if cell.text.strip()]))
        else:
            text = text_of(element)
            places.tables.append((tables, 0))
            places.columns.append([0])
            rows.append(row_of([Cell(0, text)] if text.strip() else []))
    return Grid(name, rows, places.address, tuple(table if line else 0 for table, line in places.tables) or (0,))


def opened(data: bytes) -> Any:
    """The file as python-docx knows it."""
    import docx  # slow to import, and not needed for workbooks

    return docx.Document(io.BytesIO(data))


@contextmanager
def told_as_damaged(name: str) -> Iterator[None]:
    """Whatever python-docx stumbles over, in one sentence."""
    try:
        yield
    except Exception as problem:
        raise InputError(f"“{name}”的内容已损坏，读不出来；请用 Word 或 WPS 打开后另存为 .docx 再试。") from problem


def blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and custom XML; a table in a cell follows the one
    around it.
    """
    for element in body:
        if element.tag == f"{_W}p":
            yield element
        elif element.tag == f"{_W}tbl":
            yield element
            for cell in element.iter(f"{_W}tc"):
                if _table_of(cell) is element:
                    yield from (inner for inner in blocks(cell) if inner.tag == f"{_W}tbl")
        elif element.tag == f"{_W}sdt":
            for content in element.findall(f"{_W}sdtContent"):
                yield from blocks(content)
        elif element.tag == f"{_W}customXml":
            yield from blocks(element)


def is_table(block: Any) -> bool:
    """Whether a block is a table; otherwise it is a paragraph."""
    return bool(block.tag == f"{_W}tbl")


def _table_of(element: Any) -> Any:
    return next(element.iterancestors(f"{_W}tbl"), None)


def _table_rows(table: Any) -> Iterator[list[Cell]]:
    """The cells of each row; a cell that continues a vertical merge is empty."""
    for row in table.iter(f"{_W}tr"):
        if _table_of(row) is not table or row.find(f"{_W}trPr/{_W}del") is not None:
            continue  # a row of a table inside a cell, or one that was deleted under tracked changes
        column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        cells = []
        for cell in row.iter(f"{_W}tc"):
            if _table_of(cell) is not table:
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
    table = _table_of(cell)
    paragraphs = (paragraph for paragraph in cell.iter(f"{_W}p") if _table_of(paragraph) is table)
    return "\n".join(text_of(paragraph) for paragraph in paragraphs if not _is_apart(paragraph))


def _is_apart(paragraph: Any) -> bool:
    """A paragraph of a text box belongs to no cell."""
    return next(paragraph.iterancestors(f"{_W}txbxContent"), None) is not None


def text_of(node: Any) -> str:
    """The text as it stands once all tracked changes are accepted."""
    if node.tag in _LEFT_OUT:
        return ""
    if node.tag == f"{_W}t":
        return node.text or ""
    if node.tag == f"{_W}tab":
        return "\t" if node.getparent().tag == f"{_W}r" else ""
    if node.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return "".join(text_of(child) for child in node)
