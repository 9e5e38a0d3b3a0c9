"""A worksheet for a long table, which is written a row at a time: XlsxWriter's own bytes, in a third of its time.

XlsxWriter asks of every cell whether it lies within Excel's limits, which of twelve kinds it is, and which of its
attributes must be escaped. The cells of a table are texts, numbers and blanks, every one with a format, in a row that
is longer than none before it. Everything else stays XlsxWriter's; see `xladdin.drawing.worksheet`.

Of its inside are used: `_check_dimensions`, `_get_xf_index`, `_escape_control_characters`,
`previous_row`, and `_write_single_row`, which it calls in `constant_memory` mode when the next row begins.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xladdin.collecting.table import Value
from xladdin.drawing.worksheet import COLUMNS, fitting, pixels_of

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f_\ufffe\uffff]")  # "_" may begin _x000D_


class TableSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """A worksheet of a workbook in `constant_memory` mode. Rows count from 0."""

    previous_row: int
    _waiting: tuple[float, Sequence[tuple[Format, Value]]] | None = None

    def write_cells(self, row: int, points: float, cells: Sequence[tuple[Format, Value]]) -> None:
        """The next row from its first column on, and its height, which is never the usual one."""
        if self._check_dimensions(row, len(cells) - 1):
            return  # below the last row that Excel has
        self._write_single_row(row)
        self._waiting = points, cells

    def _write_single_row(self, following: int = 0) -> None:
        """Styles are numbered in the order in which rows are written: so the last one waits, as XlsxWriter's does."""
        if self._waiting is None:
            super()._write_single_row(following)
            return
        points, cells = self._waiting
        number = self.previous_row + 1
        self._waiting, self.previous_row = None, following
        written = [
            f'<c r="{column}{number}" s="{form._get_xf_index()}"{self._content(value)}'
            for column, (form, value) in zip(COLUMNS, cells, strict=False)
        ]
        height = pixels_of(points) * 0.75
        self.fh.write(f'<row r="{number}" ht="{height:.16g}" customHeight="1">{"".join(written)}</row>')

    def _content(self, value: Value) -> str:
        """A text stays a text, also one that looks like a formula."""
        if isinstance(value, (Decimal, int)):
            return f"><v>{float(value):.16G}</v></c>"
        if not value:
            return "/>"
        text = fitting(value)
        if _CONTROL.search(text):
            text = self._escape_control_characters(text)
        space = "" if text == text.strip() else ' xml:space="preserve"'
        return f' t="inlineStr"><is><t{space}>{escape(text, quote=False)}</t></is></c>'
