"""Looks into a zip package (.xlsx, .xlsm, .ods, .docx) before any parser: size, XML entities, extent, kind.

Every part is unpacked here, because the directory of a zip can lie about sizes. That costs about a fifth of what
reading the cells costs.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from xladdin.errors import InputError
from xladdin.reading.guard_extent import MAX_CELLS, Extent, sheet_extent, table_extents

MAX_UNPACKED = 200 * 10**6
MAX_RATIO = 200
MAX_PARTS = 20_000
# One part may be packed more tightly than the whole (a blank picture); from this size on it may not.
_LARGE_PART = 10 * 10**6
_PROLOG = 64 * 1024
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"gbk", b"gb2312", b"gb18030"}
_DECLARED_ENCODING = re.compile(rb"""\bencoding\s*=\s*["']([^"']*)["']""")

_MAIN_PARTS = {
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xlsx",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml": "xlsm",
    b"application/vnd.ms-excel.template.macroEnabled.main+xml": "xlsm",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
}
_OTHER_MAIN_PARTS = {
    b"application/vnd.ms-excel.addin.macroEnabled": "是 Excel 加载项，不是填报的工作簿，请改用填报的工作簿",
    b"application/vnd.ms-excel.sheet.binary": "是 .xlsb 工作簿，请用 Excel 或 WPS 另存为 .xlsx",
    b"application/vnd.ms-word.document.macroEnabled": "是带宏的 Word 文件，请用 Word 或 WPS 另存为 .docx",
    b"wordprocessingml.template": "是 Word 模板，请用 Word 或 WPS 另存为 .docx",
    b"application/vnd.ms-word.template": "是 Word 模板，请用 Word 或 WPS 另存为 .docx",
    b"presentationml": "是演示文稿，请改用填报的工作簿或 Word 文件",
}
# Word's strict variant has other names for everything, which python-docx does not know; Excel's is read.
_STRICT = b"http://purl.oclc.org/ooxml/"
_IS_STRICT = "是 Word 的“Strict Open XML”格式，请另存一次，保存类型选“Word 文档（*.docx）”"
# LibreOffice writes a document type into its macros and dialogs, which nothing here reads.
_MACROS = ("Basic/", "Dialogs/")
_DAMAGED = "不完整或已损坏，请重新取得这份文件，或用 Excel、WPS 打开后另存"
_PASSWORD = "设有打开密码，请在 Excel、Word 或 WPS 里取消密码并保存后再试"
_TOO_LARGE = "解压后过大，不像一份填报，请删去表格以外多余的行、列和图片，或确认选对了文件"
_ENTITIES = "里的 XML 带有 DOCTYPE 声明或不常见的编码，可能有害，请用 Excel、Word 或 WPS 打开后另存"


class _Refusal(Exception):
    """Why the package is refused: what follows the file's name in the sentence."""


def check_package(data: bytes, name: str) -> tuple[str, dict[str, bytes]]:
    """The kind of a package ("xlsx", "xlsm", "ods", "docx") and its XML. Raises InputError when it cannot be read."""
    parts = {}
    try:
        entries = _directory(data)
        kind = _kind(data, entries)
        cells = 0
        for entry in entries:
            content = _unpacked(data, entry)
            if kind == "ods" and entry.filename.startswith(_MACROS):
                continue
            _check_prolog(entry.filename, content)
            cells += _cells(kind, entry.filename, content)
            if kind != "docx" and _may_be_read(entry.filename):
                parts[entry.filename] = content
    except _Refusal as refusal:
        raise InputError(f"“{name}”{refusal}。") from refusal
    return kind, parts


def _may_be_read(part: str) -> bool:
    """XML, and sheets under any name: the package may call them as it likes."""
    return part.lower().endswith((".xml", ".rels")) or "/worksheets/" in part


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    """The entries of the package, after everything that the directory itself says about them was checked."""
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise _Refusal(_TOO_LARGE)
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, struct.error) as problem:
        raise _Refusal(_DAMAGED) from problem
    if any(entry.flag_bits & 1 for entry in entries):
        raise _Refusal(_PASSWORD)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(data):
        raise _Refusal(_TOO_LARGE)
    if any(entry.file_size > max(_LARGE_PART, MAX_RATIO * entry.compress_size) for entry in entries):
        raise _Refusal(_TOO_LARGE)
    return entries


def _kind(data: bytes, entries: list[zipfile.ZipInfo]) -> str:
    """What the package says it is: its content types, or the mimetype of an OpenDocument."""
    by_name = {entry.filename: entry for entry in entries}
    if "mimetype" in by_name:
        return _open_document(data, by_name)
    if "[Content_Types].xml" not in by_name:
        raise _Refusal("是压缩包，不是工作簿，请解压后改用里面的工作簿或 Word 文件")
    types = _unpacked(data, by_name["[Content_Types].xml"])
    for content_type, kind in _MAIN_PARTS.items():
        if content_type in types:
            if kind == "docx" and "_rels/.rels" in by_name and _STRICT in _unpacked(data, by_name["_rels/.rels"]):
                raise _Refusal(_IS_STRICT)
            return kind
    for content_type, sentence in _OTHER_MAIN_PARTS.items():
        if content_type in types:
            raise _Refusal(sentence)
    raise _Refusal("不是 Excel 工作簿，也不是 Word 文件，请改用 .xlsx、.xlsm、.xls、.ods 或 .docx 文件")


def _open_document(data: bytes, by_name: dict[str, zipfile.ZipInfo]) -> str:
    mimetype = _unpacked(data, by_name["mimetype"]).strip()
    manifest = by_name.get("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in _unpacked(data, manifest):
        raise _Refusal(_PASSWORD)
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        raise _Refusal("是 .odt 文件，请用 LibreOffice、Word 或 WPS 另存为 .docx")
    raise _Refusal("不是工作簿，也不是 Word 文件，请改用 .xlsx、.xlsm、.xls、.ods 或 .docx 文件")


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The content of one part, never more than the directory promised."""
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise _Refusal(_DAMAGED)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + 30 + name_length + extra_length
    packed = data[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise _Refusal(_DAMAGED)
    if entry.compress_type == zipfile.ZIP_STORED:
        content, complete = packed, True
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        content, complete = _inflated(packed, entry.file_size + 1)
    else:
        raise _Refusal("用了不常见的压缩方法，请用 Excel、Word 或 WPS 打开后另存")
    if len(content) > entry.file_size:
        raise _Refusal(_TOO_LARGE)
    if not complete or len(content) < entry.file_size or zlib.crc32(content) != entry.CRC:
        raise _Refusal(_DAMAGED)
    return content


def _inflated(packed: bytes, at_most: int) -> tuple[bytes, bool]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return stream.decompress(packed, at_most), stream.eof
    except zlib.error as problem:
        raise _Refusal(_DAMAGED) from problem


def _check_prolog(part: str, content: bytes) -> None:
    """Refuse a document type: entities are declared in it, and office programs never write one.

    It can only stand before the first element, so that only the prolog is looked at: XML declaration, comments and
    processing instructions in any encoding that parsers guess. A prolog longer than 64 KB is refused too.
    """
    head = content[:_PROLOG]
    if b"\0" in head[:4] or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = _from_wide_encoding(head)
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<"):
        # Not XML. A part that is XML by its name must begin as XML, or else its encoding is one to hide behind.
        if head and part.lower().endswith((".xml", ".rels", ".vml")):
            raise _Refusal(_ENTITIES)
        return
    while head.startswith((b"<?", b"<!--")):
        construct, found, rest = head.partition(b"?>" if head.startswith(b"<?") else b"-->")
        encoding = _DECLARED_ENCODING.search(construct) if construct.startswith(b"<?xml") else None
        if not found or (encoding is not None and encoding.group(1).lower() not in _ENCODINGS):
            raise _Refusal(_ENTITIES)
        head = rest.lstrip()
    if head.startswith(b"<!") or not head.startswith(b"<"):
        raise _Refusal(_ENTITIES)


def _from_wide_encoding(head: bytes) -> bytes:
    """The beginning of a part in UTF-16 or UTF-32, as UTF-8. What is in none of them is no XML."""
    wide = "utf-32" if head[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff") else "utf-16"
    if head[:4] in (b"\0\0\0<", b"<\0\0\0"):
        wide = "utf-32-be" if head[:1] == b"\0" else "utf-32-le"
    elif head[:2] in (b"\0<", b"<\0"):
        wide = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    return head[: len(head) // 4 * 4].decode(wide, "ignore").encode("utf-8", "ignore")


def _cells(kind: str, part: str, content: bytes) -> int:
    """How many cells a reader would make room for. Raises when that is more than any filing has."""
    extents: Iterator[Extent] = iter(())
    if kind in ("xlsx", "xlsm") and b"sheetData" in content:
        extents = iter([sheet_extent(content)])
    elif kind == "ods" and part == "content.xml":
        extents = table_extents(content)
    cells = 0
    for extent in extents:
        cells += extent.cells
        if cells > MAX_CELLS:
            raise _Refusal(
                f"有一张表的内容一直排到第 {extent.rows} 行、第 {extent.columns} 列，范围过大，"
                "请删去表格以外零散的单元格后再试"
            )
    return cells
