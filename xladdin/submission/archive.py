"""One .zip of a package: the same files give the same bytes; a foreign one is read without trusting it."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping

from xladdin.errors import InputError
from xladdin.sent import MARKS_OF_OPEN_FILES
from xladdin.zipping import zipped

_LEVEL = 4  # half the time of the usual 6, and a manifest that is a twentieth larger
_NAME_IN_UTF8 = 0x800
_WITH_PASSWORD = 0x1
_LEFT_BY_SYSTEMS = (*MARKS_OF_OPEN_FILES, "._", ".DS_Store", "Thumbs.db", "desktop.ini")
_OF_MACOS = "__MACOSX"  # beside what a person packs there
_MAX_FILES = 200
_MAX_UNPACKED = 300 * 10**6


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files in their order. What is packed already (.xlsx, .docx) is only stored."""
    return zipped(files, deflated=lambda name: name.endswith(".json"), level=_LEVEL)


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """File name -> content, in memory only. A package that somebody has packed again may stand in folders."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {
                entry: named
                for entry in archive.infolist()
                if not entry.is_dir() and not is_left_by_systems(named := name_of(entry))
            }
            too_large = sum(entry.file_size for entry in entries) > _MAX_UNPACKED
            if len(entries) > _MAX_FILES or too_large:
                raise InputError(f"“{name}”里的文件过多或过大，不像一份报送包，请确认选对了文件。")
            _refuse_doubtful(entries, name)
            return _without_folders({named: _content(archive, entry) for entry, named in entries.items()})
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError) as problem:  # fmt: skip
        raise InputError(f"“{name}”不完整或已损坏，解不开，请重新取得这份报送包。") from problem


def is_left_by_systems(path: str) -> bool:
    """What systems and programs leave beside people's files: it is no part of a package."""
    return path.partition("/")[0] == _OF_MACOS or path.rpartition("/")[2].startswith(_LEFT_BY_SYSTEMS)


def name_of(entry: zipfile.ZipInfo) -> str:
    """Linux and macOS pack Chinese names in UTF-8, Windows in GBK, and do not say so; Python then reads them as code
    page 437. Names in GBK are hardly ever UTF-8 as well."""
    if entry.flag_bits & _NAME_IN_UTF8 or entry.filename.isascii():
        return entry.filename
    written = entry.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gbk"):
        try:
            return written.decode(encoding)
        except UnicodeError:
            continue
    return entry.filename


def _refuse_doubtful(entries: Mapping[zipfile.ZipInfo, str], name: str) -> None:
    if any(entry.flag_bits & _WITH_PASSWORD for entry in entries):
        raise InputError(f"“{name}”设有打开密码，读不出来，请取消密码重新压缩后再试。")
    twice = next((named for named, count in Counter(entries.values()).items() if count > 1), None)
    if twice is not None:  # one may have been verified, and the other is opened
        raise InputError(f"“{name}”里有两个“{twice}”，分不清以哪一个为准，请重新取得这份报送包。")


def _without_folders(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Without the folders that all files stand in."""
    while len({name.partition("/")[0] for name in contents}) == 1 and all("/" in name for name in contents):
        contents = {name.partition("/")[2]: content for name, content in contents.items()}
    return contents


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Never more than the directory promised: it can lie."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise zipfile.BadZipFile("longer than stated")
    return content
