"""Writing a result: complete or not at all, never over something that was not meant."""

import os
import tempfile
from pathlib import Path

from xladdin.errors import InputError, cause_of


def write_file(target: Path, content: bytes, *, force: bool = False) -> None:
    """`content` becomes the file `target` in one step; a crash before that leaves what was there.

    An existing file is only replaced with `force`.
    """
    if target.is_dir():
        raise InputError(f"“{target}”是文件夹，请在后面写上文件名。")
    if target.exists() and not force:
        raise InputError(f"“{target}”已经存在，请换一个文件名，或加上 --force 覆盖它。")
    if not target.parent.is_dir():
        raise InputError(f"文件夹“{target.parent}”不存在，请先建好或换一个位置。")
    try:
        _replace(target, content)
    except PermissionError as problem:
        raise InputError(f"“{target}”写不进去：可能正在 Excel 或 Word 中打开，或没有权限，请关闭后再试。") from problem
    except OSError as problem:
        raise InputError(f"“{target}”写不进去（{cause_of(problem)}），请检查位置和磁盘空间后再试。") from problem


def refuse_source(source: Path, target: Path) -> None:
    """A result never goes over the file that it is made from."""
    if target.exists() and source.exists() and target.samefile(source):
        raise InputError(f"“{target.name}”就是要读的文件，原文件不改动，请换一个文件名。")


def make_folder(folder: Path) -> None:
    """A folder for results, if it is not there; the one above it must be."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"“{folder}”是文件，不是文件夹，请换一个名称。")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise InputError(f"文件夹“{folder}”建不了，请检查上一级文件夹在不在、能不能写入。") from problem


def _replace(target: Path, content: bytes) -> None:
    """Through a file beside the target: only within one folder is a rename a single step."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def umask() -> int:
    """What the person keeps from others; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
