"""The edge to LibreOffice: its dialogs and its protection, through UNO. Without a window nobody can be asked."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from xlwings import App, Sheet

from xladdin.calc.engine import session_of
from xladdin.calc.runtime import error, uno_module
from xladdin.errors import InputError
from xladdin.hosts import Line

_OPEN, _SAVE = 0, 10  # com.sun.star.ui.dialogs.TemplateDescription: FILEOPEN_SIMPLE, FILESAVE_AUTOEXTENSION
_OK, _CANCEL = 1, 2  # com.sun.star.awt.PushButtonType
_WIDTH, _LINE, _GAP = 260, 10, 6  # of the box for a text, in the units of dialogs
_AWAY = (160, 90)  # from the corner of the window


class CalcHost:
    """LibreOffice's own dialogs, and a small box for a line of text, which it does not have."""

    suffix = ".xlsx"

    def __init__(self, app: App) -> None:
        self._app = app
        self._session = session_of(app)

    def text(self, title: str, question: str, proposed: str = "") -> str | None:
        if not self._app.visible:
            return None
        box = self._session.service("awt.UnoControlDialog")
        box.setModel(self._box(title, question, proposed))
        window = self._session.desktop.getCurrentFrame().ContainerWindow
        box.createPeer(window.Toolkit, window)
        try:
            return str(box.getControl("answer").Text) if box.execute() == _OK else None
        finally:
            box.dispose()

    def _box(self, title: str, question: str, proposed: str) -> Any:
        height = _LINE * sum(1 + len(line) // 32 for line in question.splitlines())
        model = self._session.service("awt.UnoControlDialogModel")
        model.Title, model.Width, model.Height = title, _WIDTH, height + 5 * _GAP + 28
        model.PositionX, model.PositionY = _AWAY
        below = height + 2 * _GAP
        place = {"PositionX": _GAP, "Width": _WIDTH - 2 * _GAP}
        said = {"Label": question, "MultiLine": True, "NoLabel": True}  # or a letter of it would be underlined
        parts = {
            "question": ("FixedText", place | said | {"PositionY": _GAP, "Height": height}),
            "answer": ("Edit", place | {"PositionY": below, "Height": 14, "Text": proposed}),
            "ok": ("Button", _button("确定", _OK, _WIDTH - 112, below + 20) | {"DefaultButton": True}),
            "cancel": ("Button", _button("取消", _CANCEL, _WIDTH - 56, below + 20)),
        }
        for name, (kind, values) in parts.items():
            part = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
            for key, value in values.items():
                setattr(part, key, value)
            model.insertByName(name, part)
        return model

    def files(self, title: str, endings: Sequence[str], *, several: bool = False) -> list[Path]:
        picker = self._picker("FilePicker", title, _OPEN)
        if picker is None:
            return []
        picker.appendFilter("文件", ";".join(f"*{ending}" for ending in endings))
        picker.setMultiSelectionMode(several)
        return [_path(address) for address in picker.getSelectedFiles()] if picker.execute() else []

    def folder(self, title: str) -> Path | None:
        picker = self._picker("FolderPicker", title)
        return _path(picker.getDirectory()) if picker is not None and picker.execute() else None

    def target(self, title: str, proposed: Path) -> Path | None:
        picker = self._picker("FilePicker", title, _SAVE)
        if picker is None:
            return None
        picker.appendFilter("文件", f"*{proposed.suffix}")
        picker.setDisplayDirectory(proposed.parent.as_uri())
        picker.setDefaultName(proposed.name)
        return _path(picker.getSelectedFiles()[0]) if picker.execute() else None

    def _picker(self, kind: str, title: str, template: int | None = None) -> Any | None:
        if not self._app.visible:
            return None
        picker = self._session.service(f"ui.dialogs.{kind}")
        if template is not None:
            picker.initialize((template,))
        picker.setTitle(title)
        return picker

    def show(self, path: Path) -> None:
        if self._app.visible:
            self._session.service("system.SystemShellExecute").execute(path.as_uri(), "", 0)

    def open_workbook(self, path: Path) -> None:
        if self._session.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, ()) is None:
            raise InputError(f"LibreOffice 打不开“{path.name}”，请检查文件是否完好。")

    def unprotect(self, sheet: Sheet) -> Callable[[], None] | None:
        """LibreOffice keeps what the protection allows when it is taken off; with a password it stays on."""
        native = sheet.api
        if not native.isProtected():
            return None
        try:
            native.unprotect("")
        except error("lang.IllegalArgumentException") as problem:
            raise InputError(f"工作表“{sheet.name}”有保护密码，请先撤销工作表保护再试。") from problem
        return lambda: native.protect("")

    def diagnosis(self) -> list[Line]:
        from xladdin.calc.doctor import diagnose
        from xladdin.calc.profile import Profile

        folder = uno_module().fileUrlToSystemPath(
            self._session.service("util.PathSubstitution").getSubstituteVariableValue("$(user)")
        )
        return diagnose(Profile(Path(folder).parent))


def _button(label: str, kind: int, left: int, top: int) -> dict[str, Any]:
    return {"Label": label, "PushButtonType": kind, "PositionX": left, "PositionY": top, "Width": 50, "Height": 15}


def _path(address: str) -> Path:
    return Path(uno_module().fileUrlToSystemPath(address))
