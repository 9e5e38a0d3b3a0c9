"""Puts the add-in into the user's Excel, and takes exactly that out again."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from xladdin import __version__
from xladdin.addin.build import ADDIN_NAME
from xladdin.addin.machine import Places
from xladdin.errors import InputError
from xladdin.hosts import Step, remove_if_empty
from xladdin.writing import write_file


def install(places: Places, macros: Path, templates: Path, interpreter: Path) -> list[Step]:
    """Add-in, settings and templates. Installing again brings them up to date; nobody's own file is overwritten."""
    recorded = _record(places.record)
    contents = {
        places.addin: (macros / ADDIN_NAME).read_bytes(),
        places.settings: _settings(interpreter),
    }
    contents |= {places.templates / file.relative_to(templates): file.read_bytes() for file in _workbooks(templates)}
    steps = []
    for path, content in contents.items():
        step, digest = _put(path, content, recorded.get(str(path)))
        steps.append(step)
        if digest:
            recorded[str(path)] = digest
            _write_record(places.record, recorded)  # after every file: a stop leaves a list that is right
    return steps


def uninstall(places: Places) -> list[Step]:
    """Removes what `install` wrote. A file that was changed since belongs to the user and stays."""
    recorded = _record(places.record)
    if not recorded:
        raise InputError("没有找到安装记录，这个用户没有安装过绩效自评加载项，无需卸载。")
    steps = []
    for name, digest in list(recorded.items()):
        steps.append(_remove(Path(name), digest))
        del recorded[name]
        _write_record(places.record, recorded)
    for folder in {places.templates / "examples", places.templates, places.settings.parent}:
        remove_if_empty(folder)
    places.record.unlink(missing_ok=True)
    remove_if_empty(places.record.parent)
    return steps


def _workbooks(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".xlsx", ".xlsm"))


def _settings(interpreter: Path) -> bytes:
    """xlwings' VBA reads this file in the system's code page; a path outside of it is what `doctor` warns of."""
    lines = [f'"INTERPRETER_WIN","{interpreter}"', f'"VERSION","{__version__}"']
    return ("\r\n".join(lines) + "\r\n").encode("mbcs" if _has_code_page() else "utf-8", "replace")


def _has_code_page() -> bool:
    import codecs

    try:
        codecs.lookup("mbcs")
    except LookupError:
        return False
    return True


def _put(path: Path, content: bytes, recorded: str | None) -> tuple[Step, str]:
    """Writes one file unless somebody else's stands there. Gives its digest when it is ours."""
    digest = sha256(content)
    if path.exists():
        standing = sha256(path.read_bytes())
        if standing == digest:
            return Step(path, "已是最新"), digest if recorded else ""
        if standing != recorded:
            return Step(path, "已有改动过的同名文件，保留未动"), ""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, content, force=True)
    return Step(path, "已写入"), digest


def _remove(path: Path, digest: str) -> Step:
    if not path.exists():
        return Step(path, "已不存在")
    if sha256(path.read_bytes()) != digest:
        return Step(path, "安装后改动过，保留未删")
    _in_use(path, path.unlink)
    return Step(path, "已删除")


def _in_use(path: Path, action: Callable[[], None]) -> None:
    try:
        action()
    except PermissionError as problem:
        raise InputError(f"“{path}”正在使用，请先退出 Excel 再试。") from problem


def _record(path: Path) -> dict[str, str]:
    """Path -> digest of what was written."""
    if not path.exists():
        return {}
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError) as problem:
        raise InputError(f"安装记录“{path}”已损坏，请删除它之后重新安装。") from problem
    return dict(files)


def _write_record(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"version": __version__, "files": files}, ensure_ascii=False, indent=2)
    write_file(path, text.encode("utf-8"), force=True)


def sha256(content: bytes) -> str:
    """The digest under which a file is known."""
    return hashlib.sha256(content).hexdigest()
