"""olevba finds every module with its exact text; the streams hold what MS-OVBA prescribes."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import olefile
import pytest
import xlwings
from oletools.olevba import VBA_Parser, decompress_stream

from xladdin.addin.vbaproject import Kind, Module, build, module_text, split_preamble

MODULES = [
    Module("ThisWorkbook", Kind.DOCUMENT, "Private Sub Workbook_Open()\nEnd Sub\n"),
    Module("Sheet1", Kind.DOCUMENT),
    Module("Rates", Kind.STANDARD, 'Attribute VB_Name = "Old"\nOption Explicit\n\nFunction Twice(x)\nEnd Function\n'),
    Module("Thing", Kind.CLASS, "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Exposed = True\n'code\n"),
]


def texts(content: bytes) -> dict[str, str]:
    found = VBA_Parser("vbaProject.bin", data=content).extract_all_macros()
    return {Path(name).stem: text for _, _, name, text in found}


def stream(content: bytes, name: str) -> bytes:
    return olefile.OleFileIO(io.BytesIO(content)).openstream(name).read()


def directory_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    data = bytes(decompress_stream(bytearray(stream(content, "VBA/dir"))))
    position = 0
    while position < len(data):
        number, size = struct.unpack_from("<HI", data, position)
        size = 6 if number == 9 else size
        yield number, data[position + 6 : position + 6 + size]
        position += 6 + size


def test_olevba_lists_every_module_with_its_exact_text() -> None:
    assert texts(build("demo", MODULES)) == {module.name: module_text(module) for module in MODULES}


def test_a_standard_module_keeps_its_name_and_code_in_crlf() -> None:
    assert module_text(MODULES[2]) == (
        'Attribute VB_Name = "Rates"\r\nOption Explicit\r\n\r\nFunction Twice(x)\r\nEnd Function\r\n'
    )


def test_a_class_gets_its_base_and_keeps_what_it_exposes() -> None:
    text = module_text(MODULES[3])
    assert 'VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"' in text
    assert "Attribute VB_Exposed = True\r\n" in text
    assert "MultiUse" not in text
    assert text.endswith("'code\r\n")


def test_workbook_and_sheets_have_different_bases() -> None:
    assert "00020819-0000" in module_text(MODULES[0])
    assert "00020820-0000" in module_text(MODULES[1])


def test_an_attribute_inside_the_code_stays_where_it_is() -> None:
    _, code = split_preamble('Attribute VB_Name = "X"\nProperty Get Item()\nAttribute Item.VB_UserMemId = 0\n')
    assert code.splitlines()[1] == "Attribute Item.VB_UserMemId = 0"


def test_records_of_the_directory_come_in_the_prescribed_order() -> None:
    numbers = [number for number, _ in directory_records(build("demo", MODULES))]
    project = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C]
    references = [0x16, 0x3E, 0x0D] * 2
    module = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]
    kinds = [0x22, 0x22, 0x21, 0x22]
    modules = [number for kind in kinds for number in [*module, kind, 0x2B]]
    assert numbers == [*project, *references, 0x0F, 0x13, *modules, 0x10]


def test_directory_names_modules_in_code_page_and_unicode() -> None:
    records = list(directory_records(build("demo", MODULES)))
    assert [content.decode() for number, content in records if number == 0x19] == [m.name for m in MODULES]
    assert [content.decode("utf-16-le") for number, content in records if number == 0x47] == [m.name for m in MODULES]
    assert (0x01, struct.pack("<I", 3)) in records
    assert (0x0F, struct.pack("<H", 4)) in records


def test_no_performance_cache() -> None:
    assert stream(build("demo", MODULES), "VBA/_VBA_PROJECT") == bytes.fromhex("cc61ffff000100")


def test_project_stream_lists_modules_by_kind_in_order() -> None:
    lines = stream(build("demo", MODULES), "PROJECT").decode("ascii").split("\r\n")
    assert lines[1:5] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=Sheet1/&H00000000",
        "Module=Rates",
        "Class=Thing",
    ]
    assert 'Name="demo"' in lines


def decrypted(project: str, key: str) -> bytes:
    """MS-OVBA 2.4.3.3, the way back."""
    identifier = re.search(r'ID="(.*?)"', project)[1]
    seed, version, project_key, *rest = bytes.fromhex(re.search(rf'{key}="(.*?)"', project)[1])
    assert seed ^ version == 2
    assert seed ^ project_key == sum(identifier.encode()) & 0xFF
    plain, previous, encrypted = [], seed ^ project_key, [version, project_key]
    for byte in rest:
        plain.append(byte ^ (encrypted[-2] + previous & 0xFF))
        previous = plain[-1]
        encrypted.append(byte)
    behind = bytes(plain[(seed & 6) // 2 :])
    assert struct.unpack_from("<I", behind)[0] == len(behind) - 4
    return behind[4:]


def test_the_project_is_not_protected_and_visible() -> None:
    project = stream(build("demo", MODULES), "PROJECT").decode("ascii")
    assert decrypted(project, "CMG") == bytes(4)
    assert decrypted(project, "DPB") == bytes(1)
    assert decrypted(project, "GC") == b"\xff"


def test_excel_s_own_file_decrypts_to_the_same_settings() -> None:
    book = zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart.xlsm")
    project = stream(book.read("xl/vbaProject.bin"), "PROJECT").decode("ascii")
    assert [decrypted(project, key) for key in ("CMG", "DPB", "GC")] == [bytes(4), bytes(1), b"\xff"]


def test_projectwm_pairs_names() -> None:
    assert stream(build("demo", MODULES[1:2]), "PROJECTwm") == b"Sheet1\0S\0h\0e\0e\0t\x001\0\0\0\0\0"


def test_the_same_sources_give_the_same_bytes() -> None:
    assert build("demo", MODULES) == build("demo", MODULES)


def test_text_that_is_not_ascii_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="VBA module Texts: line 2 is not ASCII"):
        build("demo", [Module("Texts", Kind.STANDARD, "Option Explicit\n' 校验\n")])


@pytest.mark.parametrize("name", ["1st", "two words", "校验", "", "x" * 32, "a-b"])
def test_a_name_that_vba_would_refuse_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        build("demo", [Module(name, Kind.STANDARD)])


def test_two_modules_of_one_name_are_refused_whatever_their_case() -> None:
    with pytest.raises(ValueError, match="two parts"):
        build("demo", [Module("Rates", Kind.STANDARD), Module("RATES", Kind.CLASS)])
