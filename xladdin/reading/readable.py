"""A file that the guard has let pass: what parsers are given, and what they have made of it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from python_calamine import CalamineSheet, CalamineWorkbook, load_workbook


class FileKind(Enum):
    """What xladdin reads. Templates (.xltx, .xltm, .ots) count as the workbooks that they are."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"


@dataclass(frozen=True, eq=False)
class Readable:
    """`parts`: the XML of a zip package, which the guard had to unpack. A workbook is opened and a sheet parsed once,
    for whoever asks first."""

    name: str
    kind: FileKind
    data: bytes
    parts: Mapping[str, bytes]

    @cached_property
    def book(self) -> CalamineWorkbook:
        """The workbook; CalamineError where it is none."""
        return load_workbook(io.BytesIO(self.data))

    @cached_property
    def _sheets(self) -> dict[str, CalamineSheet]:
        return {}

    def sheet(self, name: str) -> CalamineSheet:
        """One of its sheets."""
        if name not in self._sheets:
            self._sheets[name] = self.book.get_sheet_by_name(name)
        return self._sheets[name]
