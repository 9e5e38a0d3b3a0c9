"""The marks of an .ods: its content tells per cent and error beside the value."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from xladdin.reading.marks import SheetMarks, WorkbookMarks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_NAMED = f"{_TABLE}named-range"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_FEW = 1024  # a longer run of equal cells is formatting up to the sheet's edge


def ods_marks(parts: Mapping[str, bytes]) -> WorkbookMarks:
    """The marks of every sheet. The guard has made sure that the XML holds no entities."""
    root = ElementTree.fromstring(parts["content.xml"])
    marks = WorkbookMarks(names={name.get(f"{_TABLE}name", ""): _reference(name) for name in root.iter(_NAMED)})
    for table in root.iter(f"{_TABLE}table"):
        marks.sheets[table.get(f"{_TABLE}name", "")] = _sheet(table)
    return marks


def _reference(name: ElementTree.Element) -> str:
    """`$设置.$B$1` as a workbook of Excel writes it: `设置!$B$1`."""
    sheet, _, cell = name.get(f"{_TABLE}cell-range-address", "").rpartition(".")
    return f"{sheet.removeprefix('$')}!{cell}"


def _sheet(table: ElementTree.Element) -> SheetMarks:
    marks = SheetMarks()
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        repeated = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        column = 0
        for cell in line:
            width = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if cell.get(f"{_CALC}value-type") == "error":
                marks.errors |= dict.fromkeys(_places(row, repeated, column, width), _shown(cell))
            elif cell.get(f"{_OFFICE}value-type") == "percentage":
                marks.percents.update(_places(row, repeated, column, width))
            column += width
        row += repeated
    return marks


def _places(row: int, rows: int, column: int, columns: int) -> Iterator[tuple[int, int]]:
    """Where a cell stands that is written once for several rows and columns."""
    return ((row + down, column + right) for down in range(min(rows, _FEW)) for right in range(min(columns, _FEW)))


def _shown(cell: ElementTree.Element) -> str:
    text = "".join("".join(paragraph.itertext()) for paragraph in cell.iter(_PARAGRAPH)).strip()
    return text if text.startswith("#") else "#UNKNOWN!"
