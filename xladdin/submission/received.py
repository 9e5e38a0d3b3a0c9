"""A package as it was received: a zip, a folder, or a workbook with its manifest. Everything is read into memory."""

from dataclasses import dataclass
from pathlib import Path

from xladdin.errors import InputError, cause_of
from xladdin.submission.archive import is_left_by_systems, unpack
from xladdin.submission.naming import MANIFEST, SIGNATURE

_LARGEST = 300 * 10**6


@dataclass(frozen=True)
class Received:
    """File name -> content, without manifest and signature. `whole`: all files of the package should be there.
    `folders`: those that stand between the files; nobody looks into them."""

    name: str
    files: dict[str, bytes]
    manifest: bytes
    signature: bytes | None
    whole: bool
    folders: tuple[str, ...] = ()


def receive(path: Path, manifest: Path | None = None) -> Received:
    """The package at `path`; `manifest`: where that of a workbook is. Raises InputError where there is none."""
    is_zip = path.suffix.lower() == ".zip"
    if manifest is not None and (is_zip or path.is_dir()):
        raise InputError(f"“{path.name}”按它里面的“{MANIFEST}”核验；只核验工作簿时才用 --manifest 指明清单。")
    if path.is_dir():
        return _folder(path)
    content = _content(path)
    if is_zip:
        return _received(path.name, unpack(content, path.name), whole=True)
    beside = manifest or path.with_name(MANIFEST)
    if manifest is None and not beside.is_file():
        raise InputError(f"“{path.name}”旁边没有“{MANIFEST}”，无法核验；请用 --manifest 指明清单，或核验整个报送包。")
    signature = beside.with_name(SIGNATURE)
    files = {path.name: content, MANIFEST: _content(beside)}
    if signature.is_file():
        files[SIGNATURE] = _content(signature)
    return _received(path.name, files, whole=False)


def _received(name: str, files: dict[str, bytes], folders: tuple[str, ...] = (), *, whole: bool) -> Received:
    if MANIFEST not in files and any(file.endswith(f"/{MANIFEST}") for file in files):
        raise InputError(f"“{name}”的“{MANIFEST}”和别的文件不在一起，可能不止一份报送包，请解压后逐份核验。")
    if MANIFEST not in files:
        raise InputError(f"“{name}”里没有“{MANIFEST}”，不是报送包，或清单已被删除，无法核验。")
    others = {file: content for file, content in files.items() if file not in (MANIFEST, SIGNATURE)}
    return Received(name, others, files[MANIFEST], files.get(SIGNATURE), whole, folders)


def _folder(folder: Path) -> Received:
    found = sorted(path for path in folder.iterdir() if not is_left_by_systems(path.name))
    files = {path.name: _content(path) for path in found if path.is_file()}
    return _received(folder.name, files, tuple(path.name for path in found if path.is_dir()), whole=True)


def _content(file: Path) -> bytes:
    try:
        if not file.is_file() and file.exists():
            raise InputError(f"“{file.name}”不是普通文件，读不出来，请确认选对了文件。")
        if file.stat().st_size > _LARGEST:
            raise InputError(f"“{file.name}”过大，不像报送包里的文件，请确认选对了文件。")
        return file.read_bytes()
    except FileNotFoundError as problem:
        raise InputError(f"找不到“{file}”，请检查文件名和所在的文件夹。") from problem
    except OSError as problem:
        raise InputError(
            f"“{file.name}”读不出来（{cause_of(problem)}），请关闭打开它的程序、确认权限后再试。"
        ) from problem
