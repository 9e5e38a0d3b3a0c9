"""vbaProject.bin from source text (MS-OVBA), without Excel.

Only what MS-OVBA prescribes is written: no performance cache, modules at offset 0, so Excel compiles the texts itself.
ID and seed are derived from the project's name: the same sources give the same bytes at every build.
"""

import re
import struct
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xladdin.addin.compound import compound_file
from xladdin.addin.compression import compress

WORKBOOK_CODE_NAME = "ThisWorkbook"

_CODE_PAGE = "cp1252"
_SEED = 0x5A
_ATTRIBUTE = re.compile(r"Attribute (VB_\w+) = (.*)")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
_SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"
_CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_REFERENCES = (
    (
        "stdole",
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    ),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0"
        r"#C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)


class Kind(StrEnum):
    """What a module belongs to: a workbook or sheet, nothing, or its own class."""

    DOCUMENT = "Document"
    STANDARD = "Module"
    CLASS = "Class"


@dataclass(frozen=True)
class Module:
    """One VBA module: its name, and its code without the preamble that Excel writes when it exports a module."""

    name: str
    kind: Kind
    source: str = ""


def build(project_name: str, modules: Sequence[Module]) -> bytes:
    """The bytes of vbaProject.bin that hold these modules, in this order."""
    _refuse_bad_names([project_name, *(module.name for module in modules)])
    streams = {module.name: compress(module_text(module).encode(_CODE_PAGE)) for module in modules}
    directory = b"".join(_directory_records(project_name, modules))
    storage = {"dir": compress(directory), "_VBA_PROJECT": bytes.fromhex("cc61ffff000100"), **streams}
    return compound_file(
        {
            "PROJECT": _project_text(project_name, modules).encode(_CODE_PAGE),
            "PROJECTwm": _names_in_two_encodings(modules),
            "VBA": storage,
        }
    )


def module_text(module: Module) -> str:
    """The text that a module's stream holds: attributes, then the code, in CRLF and ASCII."""
    preamble, code = split_preamble(module.source)
    lines = [f"Attribute {key} = {value}" for key, value in _attributes(module, preamble).items()]
    text = "\r\n".join([*lines, *code.splitlines(), ""])
    if not text.isascii():
        line = next(number for number, line in enumerate(module.source.splitlines(), 1) if not line.isascii())
        raise ValueError(f"VBA module {module.name}: line {line} is not ASCII; texts belong on the hidden sheet")
    return text


def split_preamble(source: str) -> tuple[dict[str, str], str]:
    """The attributes in front of an exported module, and the code behind them."""
    lines = source.splitlines()
    start = lines.index("END") + 1 if lines and lines[0].startswith("VERSION ") else 0
    attributes = {}
    while start < len(lines) and (match := _ATTRIBUTE.fullmatch(lines[start])):
        attributes[match[1]] = match[2]
        start += 1
    return attributes, "\n".join(lines[start:])


def _attributes(module: Module, preamble: dict[str, str]) -> dict[str, str]:
    name = {"VB_Name": f'"{module.name}"'}
    if module.kind is Kind.STANDARD:
        return name
    document = module.kind is Kind.DOCUMENT
    base = _CLASS_BASE
    if document:
        base = _WORKBOOK_BASE if module.name == WORKBOOK_CODE_NAME else _SHEET_BASE
    return {
        **name,
        "VB_Base": f'"{base}"',
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": str(document),
        "VB_Exposed": "True" if document else preamble.get("VB_Exposed", "False"),
        "VB_TemplateDerived": "False",
        "VB_Customizable": str(document),
    }


def _refuse_bad_names(names: Sequence[str]) -> None:
    folded = [name.lower() for name in names]
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot be the name of a VBA project or module")
        if folded.count(name.lower()) > 1:
            raise ValueError(f"{name!r} is the name of two parts of the VBA project")


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _text_record(number: int, unicode_number: int, text: str) -> bytes:
    return _record(number, text.encode(_CODE_PAGE)) + _record(unicode_number, text.encode("utf-16-le"))


def _directory_records(project_name: str, modules: Sequence[Module]) -> Iterator[bytes]:
    """The dir stream: the project, its references, its modules (MS-OVBA 2.3.4.2)."""
    yield _record(0x01, struct.pack("<I", 3))  # 64-bit Windows
    yield _record(0x02, struct.pack("<I", 0x409))
    yield _record(0x14, struct.pack("<I", 0x409))
    yield _record(0x03, struct.pack("<H", 1252))
    yield _record(0x04, project_name.encode(_CODE_PAGE))
    yield _text_record(0x05, 0x40, "")
    yield _record(0x06, b"") + _record(0x3D, b"")
    yield _record(0x07, bytes(4))
    yield _record(0x08, bytes(4))
    yield struct.pack("<HIIH", 0x09, 4, 1, 1)  # its size field is 4 although 6 bytes follow
    yield _text_record(0x0C, 0x3C, "")
    for name, library in _REFERENCES:
        libid = library.encode(_CODE_PAGE)
        yield _text_record(0x16, 0x3E, name)
        yield _record(0x0D, struct.pack("<I", len(libid)) + libid + bytes(6))
    yield _record(0x0F, struct.pack("<H", len(modules)))
    yield _record(0x13, b"\xff\xff")
    for module in modules:
        yield from _module_records(module)
    yield _record(0x10, b"")


def _module_records(module: Module) -> Iterator[bytes]:
    yield _text_record(0x19, 0x47, module.name)
    yield _text_record(0x1A, 0x32, module.name)
    yield _text_record(0x1C, 0x48, "")
    yield _record(0x31, bytes(4))  # the text begins at once: no performance cache in front of it
    yield _record(0x1E, bytes(4))
    yield _record(0x2C, b"\xff\xff")
    yield _record(0x21 if module.kind is Kind.STANDARD else 0x22, b"")
    yield _record(0x2B, b"")


def _project_text(project_name: str, modules: Sequence[Module]) -> str:
    """The PROJECT stream (MS-OVBA 2.3.1): what belongs to the project, no protection, windows closed."""
    identifier = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, project_name)).upper()}}}"
    suffix = {Kind.DOCUMENT: "/&H00000000", Kind.STANDARD: "", Kind.CLASS: ""}
    lines = [
        f'ID="{identifier}"',
        *(f"{module.kind}={module.name}{suffix[module.kind]}" for module in modules),
        f'Name="{project_name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_encrypted(identifier, bytes(4))}"',
        f'DPB="{_encrypted(identifier, bytes(1))}"',
        f'GC="{_encrypted(identifier, bytes([0xFF]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines)


def _encrypted(identifier: str, data: bytes) -> str:
    """A project setting as MS-OVBA 2.4.3.2 hides it: every byte mixed with the two before it."""
    key = sum(identifier.encode("ascii")) & 0xFF
    result = [_SEED, _SEED ^ 2, _SEED ^ key]
    previous = key
    for byte in bytes((_SEED & 6) // 2) + struct.pack("<I", len(data)) + data:
        result.append(byte ^ (result[-2] + previous & 0xFF))
        previous = byte
    return bytes(result).hex().upper()


def _names_in_two_encodings(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream: every module's name in the code page and in UTF-16."""
    pairs = (module.name.encode(_CODE_PAGE) + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"
