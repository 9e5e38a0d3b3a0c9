"""What lies below a folder: which files and folders are submissions, which cannot be any, which are left alone."""

import hashlib
import os
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xladdin.errors import InputError
from xladdin.sent import is_nobodys, may_be_sent
from xladdin.submission.naming import MANIFEST

if TYPE_CHECKING:
    from xladdin.collecting.record import Result


class Source(NamedTuple):
    """One submission to examine: where it is, and how it is called below the folder."""

    path: Path
    name: str


@dataclass(frozen=True)
class Found:
    """Everything below a folder, in the order of its names."""

    sources: tuple[Source, ...]
    others: Counter[str] = field(default_factory=Counter)  # suffix → how many files that are not looked at
    closed: "tuple[Result, ...]" = ()  # folders that could not be opened, or lead elsewhere


def find(folder: Path, own: Collection[Path] = ()) -> Found:
    """The submissions below `folder`; `own` are files that collecting itself writes.

    A folder with a manifest is one submission: neither the workbook nor the .zip in it is counted once more.
    """
    if folder.is_file():
        raise InputError(f"“{folder}”是文件，请写各单位报送的文件所在的文件夹。")
    if not folder.is_dir():
        raise InputError(f"找不到文件夹“{folder}”，请检查路径。")
    sources: list[Source] = []
    others: Counter[str] = Counter()
    closed: list[Result] = []

    def pass_over(below: Path, reason: str) -> None:
        from xladdin.collecting.record import Result

        name = _name(below, folder)
        closed.append(Result(name, "", reason=f"文件夹“{name}”{reason}", lasting=False))

    def refuse(problem: OSError) -> None:
        pass_over(Path(problem.filename), "打不开，请确认有读取权限后再试。")

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not is_nobodys(name))
        for link in (path for name in folders if (path := Path(place, name)).is_symlink()):
            pass_over(link, "是链接，里面的没有汇总；要汇总请把它指向的文件夹复制过来。")
        if MANIFEST in files:
            sources.append(Source(Path(place), _name(Path(place), folder)))
            continue
        for name in sorted(files):
            path = Path(place, name)
            if is_nobodys(name) or path in own:
                continue
            if may_be_sent(name):
                sources.append(Source(path, _name(path, folder)))
            else:
                others[path.suffix.lower() or "无后缀"] += 1
    if not sources:
        raise InputError(f"“{folder}”里没有工作簿、Word 文件或报送包，请确认选对了文件夹。")
    return Found(tuple(sorted(sources, key=lambda source: source.name)), others, tuple(closed))


def _name(path: Path, folder: Path) -> str:
    """The path below the folder, in one way of writing on every system; the folder itself by its own name."""
    name = path.relative_to(folder).as_posix() if path != folder else folder.resolve().name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, of a package's folder over the names and contents of its files; empty where unreadable."""
    try:
        if path.is_file():  # anything else (a named pipe) could keep one waiting for ever
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        lines = [f"{file.name}\0{digest_of(file)}\n" for file in sorted(path.iterdir()) if file.is_file()]
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    except OSError:
        return ""
