"""A workbook of forms, made in memory: without a time of its own, and its texts written in one go.

Of XlsxWriter's inside are used: `_get_packager`, which is there to be replaced, the packager's way to a part, and the
methods with an underscore that are replaced below.
"""

import re
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

_CREATED = datetime(2024, 1, 1)  # fixed: with the real time the same content would never give the same bytes
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f<>&_\ufffe\uffff]")  # "_" may begin _x000D_


class FormWorkbook(Workbook):  # type: ignore[misc]  # XlsxWriter is not typed
    """An empty workbook; `content` closes it."""

    def __init__(self, **properties: str) -> None:
        self._stream = BytesIO()
        super().__init__(self._stream, {"in_memory": True})
        self.set_properties({**properties, "created": _CREATED})

    def content(self) -> bytes:
        """The finished file."""
        self.close()
        return self._stream.getvalue()

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        texts = _Texts()
        texts.string_table = self.workbook.str_table
        if texts.string_table.count:
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            texts._assemble_xml_file()


class _Texts(SharedStrings):  # type: ignore[misc]
    def _write_sst_strings(self) -> None:
        """Texts are written as they are, unless there is something to escape or a blank at an end."""
        for text in self.string_table.string_array:
            if _ESCAPED.search(text) or text != text.strip():
                self._write_si(text)
            else:
                self.fh.write(f"<si><t>{text}</t></si>")
