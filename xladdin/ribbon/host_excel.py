"""The edge to Excel: its dialogs and its protection, through COM. Only Excel itself can confirm what stands here."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from xlwings import App, Sheet

from xladdin.errors import InputError
from xladdin.hosts import Line

_TEXT, _FOLDER_PICKER, _CHOSEN = 2, 4, -1  # InputBox Type, msoFileDialogFolderPicker, what Show gives
_ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip


class ExcelHost:
    """Excel's own dialogs; they give False where the person cancels."""

    suffix = ".xlsm"

    def __init__(self, app: App) -> None:
        self._app = app

    def text(self, title: str, question: str, proposed: str = "") -> str | None:
        answer = self._app.api.InputBox(Prompt=question, Title=title, Default=proposed, Type=_TEXT)
        return None if answer is False else str(answer)

    def files(self, title: str, endings: Sequence[str], *, several: bool = False) -> list[Path]:
        answer = self._app.api.GetOpenFilename(FileFilter=_filter(endings), Title=title, MultiSelect=several)
        if answer is False:
            return []
        return [Path(name) for name in ((answer,) if isinstance(answer, str) else answer)]

    def folder(self, title: str) -> Path | None:
        dialog = self._app.api.FileDialog(_FOLDER_PICKER)
        dialog.Title = title
        return Path(dialog.SelectedItems(1)) if dialog.Show() == _CHOSEN else None

    def target(self, title: str, proposed: Path) -> Path | None:
        answer = self._app.api.GetSaveAsFilename(
            InitialFileName=str(proposed), FileFilter=_filter([proposed.suffix]), Title=title
        )
        return None if answer is False else Path(answer)

    def show(self, path: Path) -> None:
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]  # Windows only

    def open_workbook(self, path: Path) -> None:
        self._app.books.open(path).activate()

    def unprotect(self, sheet: Sheet) -> Callable[[], None] | None:
        native = sheet.api
        if not native.ProtectContents:
            return None
        options = {name: getattr(native.Protection, name) for name in _ALLOWED}
        options |= {"DrawingObjects": native.ProtectDrawingObjects, "Scenarios": native.ProtectScenarios}
        name = sheet.name
        try:
            native.Unprotect("")  # without a password Excel would ask for one
        except Exception as problem:  # COM's own error for a wrong password
            raise InputError(f"工作表“{name}”有保护密码，请先撤销工作表保护再试。") from problem
        return lambda: native.Protect(Contents=True, **options)

    def diagnosis(self) -> list[Line]:
        from xladdin.addin.doctor import diagnose, this_machine
        from xladdin.addin.machine import windows_registry

        return diagnose(this_machine(os.environ, windows_registry()))


def _filter(endings: Sequence[str]) -> str:
    patterns = ";".join(f"*{ending}" for ending in endings)
    return f"文件 ({patterns}),{patterns}"
