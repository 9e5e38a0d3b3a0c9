"""Workbooks (xlwings' Books and Book) on LibreOffice."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xladdin.calc.names import Names
from xladdin.calc.refusal import UnsupportedInCalc, refusing_the_rest
from xladdin.calc.runtime import properties, uno_module
from xladdin.calc.sheets import Sheets
from xladdin.errors import InputError

if TYPE_CHECKING:
    from xladdin.calc.app import App

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
}
_NEW = "private:factory/scalc"


@refusing_the_rest
class Books(base_classes.Books):
    """The open workbooks, in the order in which the desktop lists them."""

    app: "App"

    def __init__(self, app: "App") -> None:
        self.app = app

    @property
    def active(self) -> "Book":
        document = self.app.session.active()
        if document is None:
            raise InputError("没有打开的工作簿。")
        return Book(self.app, document)

    def __call__(self, name_or_index: str | int) -> "Book":
        books = list(self)
        if isinstance(name_or_index, str):
            for book in books:
                if name_or_index in (book.name, book.fullname):
                    return book
            raise KeyError(name_or_index)
        return books[name_or_index - 1]

    def __iter__(self) -> Iterator["Book"]:
        return (Book(self.app, document) for document in self.app.session.documents())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: str) -> bool:
        return any(name in (book.name, book.fullname) for book in self)

    def add(self) -> "Book":
        return self._load(_NEW)

    def open(self, fullname: str, *_options: Any, read_only: bool | None = None, **_others: Any) -> "Book":
        """Open a file. Of Excel's options only `read_only` has a meaning here."""
        options = {"ReadOnly": True} if read_only or (len(_options) > 1 and _options[1]) else {}
        return self._load(Path(fullname).resolve().as_uri(), **options)

    def _load(self, address: str, **options: Any) -> "Book":
        session = self.app.session
        # An action opens other workbooks to read them: they stay out of sight where a workbook is already in view.
        hidden = properties(Hidden=True, **options)
        document = session.desktop.loadComponentFromURL(address, "_blank", 0, hidden)
        if document is None:
            raise InputError(f"LibreOffice 打不开 {address.rpartition('/')[2]}，请检查文件是否完好。")
        session.last = document
        return Book(self.app, document)


@refusing_the_rest
class Book(base_classes.Book):
    """One workbook: a spreadsheet document."""

    app: "App"

    def __init__(self, app: "App", document: Any) -> None:
        self.app = app
        self.document = document

    @property
    def api(self) -> Any:
        return self.document

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        """The file's path, and the title of a workbook that was never saved."""
        address = self.document.URL
        return str(uno_module().fileUrlToSystemPath(address) if address else self.document.Title)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.app.session.last = self.document
        controller = self.document.CurrentController
        if controller is not None:
            controller.Frame.activate()

    def close(self) -> None:
        """Without saving, as xlwings does."""
        session = self.app.session
        session.locked = [document for document in session.locked if document != self.document]
        self.document.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """To its own file, or to another in the format of its ending."""
        if password is not None:
            raise UnsupportedInCalc("save(password)")
        if path is None:
            if not self.document.hasLocation():
                raise InputError("这个工作簿还没有保存过，请先另存为一个文件。")
            self.document.store()
            return
        target = Path(path).resolve()
        if target.suffix.lower() == ".pdf":
            self.to_pdf(str(target))
            return
        known = _FILTERS.get(target.suffix.lower())
        if known is None:
            raise InputError(f"不能保存为 {target.suffix or '没有扩展名的'} 文件，请用 .xlsx、.xlsm、.ods 或 .pdf。")
        self.document.storeAsURL(target.as_uri(), properties(FilterName=known))

    def to_pdf(self, path: str, quality: str | None = None) -> None:
        """All visible sheets as one PDF; LibreOffice knows one quality."""
        del quality
        self.document.storeToURL(Path(path).resolve().as_uri(), properties(FilterName="calc_pdf_Export"))
