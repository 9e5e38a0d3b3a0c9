"""Refuses what cannot be read, with one sentence, before a parser sees it. Reads the file once, never writes.

What a file is, its content says and not its name: a workbook saved under a wrong extension is read. A parser is
handed only bytes that have passed here, because parsers trust what they read: python-calamine ends the whole
process when one stray cell asks for a table of sixteen thousand million cells.
"""

import stat
from pathlib import Path

from xladdin.errors import InputError
from xladdin.reading.guard_compound import check_old_workbook
from xladdin.reading.guard_zip import MAX_UNPACKED, check_package
from xladdin.reading.readable import FileKind, Readable

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_CONTENT = {
    b"%PDF": "是 PDF，请改用填报时的 Excel 或 Word 原文件",
    b"{\\rtf": "是 RTF 文件，请用 Word 或 WPS 打开后另存为 .docx",
    b"<": "的内容是网页或 XML，不是 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx",
    b"PK\x05\x06": "是空的压缩包，请改用填报的工作簿或 Word 文件",
    b"Rar!": "是压缩包，请解压后改用里面的工作簿或 Word 文件",
    b"7z\xbc\xaf": "是压缩包，请解压后改用里面的工作簿或 Word 文件",
}


def admit(path: str | Path) -> Readable:
    """The file, read once. Raises InputError when xladdin cannot read it."""
    path = Path(path)
    return admit_bytes(_content(path, path.name), path.name)


def admit_bytes(data: bytes, name: str) -> Readable:
    """The same for the content of a file that came in another way."""
    if data.startswith(_ZIP):
        kind, parts = check_package(data, name)
        return Readable(name, FileKind(kind), data, parts)
    if data.startswith(_COMPOUND):
        check_old_workbook(data, name, Path(name).suffix.lower())
        return Readable(name, FileKind.XLS, data, {})
    raise InputError(f"“{name}”{_what_else(data)}。")


def _content(path: Path, name: str) -> bytes:
    """All bytes of an ordinary file."""
    if path.name.startswith("~$"):
        raise InputError(f"“{name}”是 Excel 或 Word 打开文件时留下的标记，请改用文件名里没有“~$”的原文件。")
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"“{path}”是文件夹，请指明其中的一个工作簿或 Word 文件。")
        if not stat.S_ISREG(mode):
            raise InputError(f"“{name}”不是普通文件，请指明一个工作簿或 Word 文件。")
        with path.open("rb") as file:
            data = file.read(MAX_UNPACKED + 1)
    except PermissionError as problem:
        raise InputError(
            f"“{name}”打不开，它正被其他程序占用或者没有读取权限，请关闭打开它的程序、确认权限后再试。"
        ) from problem
    except (FileNotFoundError, NotADirectoryError, ValueError) as problem:
        raise InputError(f"找不到“{path}”，请检查文件名和所在的文件夹。") from problem
    except OSError as problem:
        raise InputError(f"“{name}”读不出来，请把它复制到本机硬盘后再试。") from problem
    if not data:
        raise InputError(f"“{name}”是空文件（0 字节），请重新保存或重新取得这份文件。")
    if len(data) > MAX_UNPACKED:
        raise InputError(f"“{name}”超过 {MAX_UNPACKED // 10**6} MB，不像一份填报，请确认选对了文件。")
    return data


def _what_else(data: bytes) -> str:
    """What the file is instead, and what to do."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, sentence in _OTHER_CONTENT.items():
        if head.startswith(beginning):
            return sentence
    if not data.strip(b"\0"):
        return "的内容已损坏（全是零），请重新取得这份文件"
    return "不是 Excel 工作簿，也不是 Word 文件，请改用 .xlsx、.xlsm、.xls、.ods 或 .docx 文件"
