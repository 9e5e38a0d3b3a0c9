"""One .zip of a package: the same files give the same bytes; a foreign one is read without trusting it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from xladdin.errors import InputError
from xladdin.zipping import zipped

_LEVEL = 4  # half the time of the usual 6, and a manifest that is a twentieth larger
_NAME_IN_UTF8 = 0x800
_MAX_FILES = 200
_MAX_UNPACKED = 300 * 10**6


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files in their order. What is packed already (.xlsx, .docx) is only stored."""
    return zipped(files, deflated=lambda name: name.endswith(".json"), level=_LEVEL)


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """File name -> content, in memory only. A package that somebody has packed again may stand in one folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            too_large = sum(entry.file_size for entry in entries) > _MAX_UNPACKED
            if len(entries) > _MAX_FILES or too_large:
                raise InputError(f"“{name}”里的文件过多或过大，不像一份报送包，请确认选对了文件。")
            contents = {name_of(entry): _content(archive, entry) for entry in entries}
            return _without_folder(contents)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError) as problem:  # fmt: skip
        raise InputError(f"“{name}”不完整或已损坏，解不开，请重新取得这份报送包。") from problem


def name_of(entry: zipfile.ZipInfo) -> str:
    """Windows packs Chinese names in GBK and does not say so; Python then reads them as code page 437."""
    if entry.flag_bits & _NAME_IN_UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return entry.filename


def _without_folder(contents: dict[str, bytes]) -> dict[str, bytes]:
    folders = {name.partition("/")[0] if "/" in name else "" for name in contents}
    if len(folders) != 1 or "" in folders:
        return contents
    return {name.partition("/")[2]: content for name, content in contents.items()}


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Never more than the directory promised: it can lie."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise zipfile.BadZipFile("longer than stated")
    return content
