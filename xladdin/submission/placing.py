"""A package becomes a folder in one step: complete, or what was there before (原子写入).

1. All files are written into a hidden folder beside the target and forced to the disk.
2. Where nothing was there, that folder is renamed: one step.
3. Where a package was there, the new one is first renamed to the name of the backup, then both names are exchanged:
   one step again, after which the old package bears the backup's name. A system that cannot exchange (Windows) needs
   two renames; a crash between them leaves both packages complete, the old one under the backup's name.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from xladdin.errors import InputError, cause_of
from xladdin.sent import MARKS_OF_OPEN_FILES
from xladdin.submission.exchange import exchange
from xladdin.writing import umask

_STAGED = ".xladdin-"
_ABANDONED = 3600  # seconds after which a hidden folder is what a crash has left


def refuse_occupied(target: Path, *, force: bool) -> None:
    """Say before the work begins what would hinder it at its end."""
    folder = target.parent
    if folder.exists() and not folder.is_dir():
        raise InputError(f"“{folder}”是文件，不是文件夹，请换一个位置。")
    if not target.exists():
        return
    if not force:
        raise InputError(f"“{target}”已经存在，请换一个位置，或加上 --force：原来的会改名保留。")
    if not target.is_dir():
        raise InputError(f"“{target}”是文件，不是以前的报送包，请移开它再试。")
    for file in sorted(target.iterdir()):
        if file.name.startswith(MARKS_OF_OPEN_FILES):
            raise InputError(f"“{target.name}”里的文件正在 Excel、WPS 或 LibreOffice 中打开，请关闭后再试。")


def place(target: Path, files: Mapping[str, bytes], *, force: bool = False) -> Path | None:
    """The folder `target` with these files; gives the backup of what was there. Raises InputError, changing nothing."""
    refuse_occupied(target, force=force)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(target.parent)
        staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=target.parent))
        try:
            _write(staged, files)
            return _rename(staged, target)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except PermissionError as problem:
        raise InputError(
            f"“{target}”写不进去：里面的文件可能正在 Excel 中打开，或没有权限，请关闭后再试。"
        ) from problem
    except OSError as problem:
        raise InputError(
            f"“{target}”写不进去（{cause_of(problem)}），请检查位置和磁盘空间后再试；原有的文件没有改动。"
        ) from problem


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    folder.chmod(0o777 & ~umask())
    _force(folder)


def _rename(staged: Path, target: Path) -> Path | None:
    if not target.exists():
        staged.rename(target)
        _force(target.parent)
        return None
    backup = _backup_name(target)
    staged.rename(backup)
    if not exchange(backup, target):
        backup.rename(staged)
        rename_twice(staged, target, backup)
    _force(target.parent)
    return backup


def rename_twice(new: Path, target: Path, backup: Path) -> None:
    """What is there becomes the backup, then the new one takes its name; where that fails, all is as before."""
    target.rename(backup)
    try:
        new.rename(target)
    except OSError:
        backup.rename(target)
        raise


def _backup_name(target: Path) -> Path:
    number = 1
    while (backup := target.with_name(f"{target.name}（备份{number}）")).exists():
        number += 1
    return backup


def _remove_abandoned(folder: Path) -> None:
    for left in folder.glob(f"{_STAGED}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _force(folder: Path) -> None:
    """A rename is on the disk when its folder is; Windows opens no folders and needs none of this."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
