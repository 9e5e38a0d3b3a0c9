"""Every kind of file that is refused, built here; and that the good ones pass, quickly and untouched."""

import hashlib
import io
import os
import struct
import time
import zipfile
import zlib
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter
from docx import Document

from xladdin.addin.compound import compound_file
from xladdin.errors import InputError
from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind

FIXTURES = Path(__file__).parent.parent / "fixtures"
FAR_CELL = '<row r="1048576"><c r="{}1048576"><v>1</v></c></row>'


def refusal(path: Path) -> str:
    """The sentence with which a file is refused: one line that names the file, a whole sentence, nothing changed."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(InputError) as caught:
        admit(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.startswith(("“", "找不到“"))
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    if path.is_file():
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(before).digest()
        assert path.name in sentence
    return sentence


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("基础数据表").write(0, 0, "单位名称")
    return path


def package(path: Path, changed: dict[str, str | bytes], like: Path | None = None) -> Path:
    """A workbook some parts of which are replaced or added."""
    source = like or workbook(path.with_name("source.xlsx"))
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for part in good.namelist():
            if part not in changed:
                written.writestr(part, good.read(part))
        for part, content in changed.items():
            written.writestr(part, content)
    return path


def sheet(rows: str, before: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


def with_sheet(folder: Path, content: str | bytes) -> Path:
    return package(folder / "填报.xlsx", {"xl/worksheets/sheet1.xml": content})


class TestGoodFiles:
    @pytest.mark.parametrize(
        ("file", "kind"),
        [
            ("filings/miluo_2023.xlsx", FileKind.XLSX),
            ("filings/miluo_2023.docx", FileKind.DOCX),
            ("layouts/yueyang_2024.xls", FileKind.XLS),
            ("layouts/yueyang_2024.ods", FileKind.ODS),
        ],
    )
    def test_kinds(self, file: str, kind: FileKind) -> None:
        content = (FIXTURES / file).read_bytes()
        read = admit(FIXTURES / file)
        assert (read.kind, read.data) == (kind, content)

    def test_the_content_decides_not_the_name(self, tmp_path: Path) -> None:
        renamed = tmp_path / "填报.xls"
        workbook(tmp_path / "填报.xlsx").rename(renamed)
        assert admit(renamed).kind is FileKind.XLSX

    def test_path_with_chinese_and_blanks(self, tmp_path: Path) -> None:
        folder = tmp_path / "2024年度 绩效 自评"
        folder.mkdir()
        assert admit(workbook(folder / "某单位 自评表（终稿）.xlsx")).kind is FileKind.XLSX

    def test_word_document(self, tmp_path: Path) -> None:
        Document().save(str(tmp_path / "报告.docx"))
        assert admit(tmp_path / "报告.docx").kind is FileKind.DOCX

    def test_a_comment_before_the_first_element_is_no_entity(self, tmp_path: Path) -> None:
        comment = '<?xml version="1.0"?>\n<!-- <!DOCTYPE in a comment --> <?mso x?>\n'
        assert admit(with_sheet(tmp_path, sheet("", before=comment))).kind is FileKind.XLSX

    def test_doctype_as_text_of_a_cell_is_no_entity(self, tmp_path: Path) -> None:
        cell = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<!DOCTYPE x>]]></t></is></c></row>'
        assert admit(with_sheet(tmp_path, sheet(cell))).kind is FileKind.XLSX

    def test_a_document_type_in_what_libreoffice_makes_of_macros(self, tmp_path: Path) -> None:
        """Saved from a workbook with macros: no parser here ever gets to see those parts."""
        macro = '<?xml version="1.0"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD" "module.dtd"><a/>'
        parts: dict[str, str | bytes] = {"Basic/Standard/Module1.xml": macro, "Dialogs/Standard/Dialog1.xml": macro}
        file = admit(package(tmp_path / "填报.ods", parts, like=FIXTURES / "layouts" / "yueyang_2024.ods"))
        assert file.kind is FileKind.ODS
        assert parts.keys().isdisjoint(file.parts)

    def test_quick(self) -> None:
        file = FIXTURES / "filings" / "miluo_2023.xlsx"
        durations = []
        for _ in range(20):
            start = time.perf_counter()
            admit(file)
            durations.append(time.perf_counter() - start)
        assert min(durations) < 0.01  # about 1 ms on an ordinary machine


class TestPlaces:
    def test_missing(self, tmp_path: Path) -> None:
        assert "找不到" in refusal(tmp_path / "没有.xlsx")

    def test_name_that_no_file_can_have(self) -> None:
        assert "找不到" in refusal(Path("a\0b.xlsx"))

    def test_below_a_file(self, tmp_path: Path) -> None:
        assert "找不到" in refusal(workbook(tmp_path / "a.xlsx") / "b.xlsx")

    def test_folder(self, tmp_path: Path) -> None:
        assert "是文件夹" in refusal(tmp_path)

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "空.xlsx").touch()
        assert "空文件" in refusal(tmp_path / "空.xlsx")

    def test_mark_that_excel_leaves_beside_an_open_file(self, tmp_path: Path) -> None:
        owner = tmp_path / "~$填报.xlsx"
        owner.write_bytes(b"\x05admin" + bytes(159))
        assert "留下的标记" in refusal(owner)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="没有管道的系统")
    def test_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "管道.xlsx")
        assert "不是普通文件" in refusal(tmp_path / "管道.xlsx")

    @pytest.mark.skipif(not hasattr(os, "seteuid"), reason="没有 POSIX 权限的系统")
    def test_unreadable(self, tmp_path: Path) -> None:
        """Root, for whom every file is readable, is given up for a moment."""
        file = workbook(tmp_path / "锁定.xlsx")
        file.chmod(0)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)
            with pytest.raises(InputError, match=r"被其他程序占用或者没有读取权限"):
                admit(file)
        finally:
            os.seteuid(user)


class TestOtherContent:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"%PDF-1.7\n", "PDF"),
            (b"{\\rtf1\\ansi", "RTF"),
            (b"<html><table><tr><td>1</td></tr></table></html>", "另存为 .xlsx"),
            (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><Workbook/>", "另存为 .xlsx"),
            ("单位,金额\n住建局,1\n".encode("gbk"), "不是 Excel 工作簿"),
            (b"\x89PNG\r\n\x1a\n", "不是 Excel 工作簿"),
            (bytes(5000), "全是零"),
            (b"PK\x05\x06" + bytes(18), "空的压缩包"),
            (b"Rar!\x1a\x07\x01\x00", "解压"),
        ],
    )
    def test_not_a_workbook(self, tmp_path: Path, content: bytes, expected: str) -> None:
        file = tmp_path / "填报.xlsx"
        file.write_bytes(content)
        assert expected in refusal(file)

    def test_zip_of_workbooks(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "上报.zip", "w") as archive:
            archive.write(workbook(tmp_path / "a.xlsx"), "a.xlsx")
        assert "解压" in refusal(tmp_path / "上报.zip")

    @pytest.mark.parametrize(
        ("content_type", "expected"),
        [
            ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "另存为 .xlsx"),
            ("application/vnd.ms-excel.addin.macroEnabled.main+xml", "加载项"),
            ("application/vnd.ms-word.document.macroEnabled.main+xml", "另存为 .docx"),
            ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "演示文稿"),
            ("application/x-something", "不是 Excel 工作簿"),
        ],
    )
    def test_other_office_packages(self, tmp_path: Path, content_type: str, expected: str) -> None:
        types = f'<?xml version="1.0"?><Types><Override PartName="/x" ContentType="{content_type}"/></Types>'
        assert expected in refusal(package(tmp_path / "x.xlsx", {"[Content_Types].xml": types}))

    def test_strict_word_document(self, tmp_path: Path) -> None:
        Document().save(str(tmp_path / "普通.docx"))
        relations = zipfile.ZipFile(tmp_path / "普通.docx").read("_rels/.rels")
        names = (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 b"http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
        strict = {"_rels/.rels": relations.replace(*names)}
        assert "Strict" in refusal(package(tmp_path / "报告.docx", strict, like=tmp_path / "普通.docx"))

    def test_open_document_text(self, tmp_path: Path) -> None:
        file = package(tmp_path / "x.odt", {"mimetype": "application/vnd.oasis.opendocument.text"})
        assert "另存为 .docx" in refusal(file)


class TestDamaged:
    @pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
    @pytest.mark.parametrize(
        "source", ["filings/miluo_2023.xlsx", "filings/miluo_2023.docx", "layouts/yueyang_2024.ods"]
    )
    def test_truncated_package(self, tmp_path: Path, source: str, kept: float) -> None:
        content = (FIXTURES / source).read_bytes()
        file = tmp_path / Path(source).name
        file.write_bytes(content[: int(len(content) * kept)])
        assert "不完整或已损坏" in refusal(file)

    @pytest.mark.parametrize("kept", [100, 600, 5000, 20000])
    def test_truncated_old_workbook(self, tmp_path: Path, kept: int) -> None:
        file = tmp_path / "填报.xls"
        file.write_bytes((FIXTURES / "layouts" / "yueyang_2024.xls").read_bytes()[:kept])
        assert "不完整或已损坏" in refusal(file)

    def test_a_changed_byte_in_a_part(self, tmp_path: Path) -> None:
        file = workbook(tmp_path / "填报.xlsx")
        content = bytearray(file.read_bytes())
        with zipfile.ZipFile(file) as archive:
            entry = archive.getinfo("xl/styles.xml")
        content[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
        file.write_bytes(content)
        assert "不完整或已损坏" in refusal(file)

    def test_a_part_is_missing_from_the_middle(self, tmp_path: Path) -> None:
        content = workbook(tmp_path / "a.xlsx").read_bytes()
        file = tmp_path / "填报.xlsx"
        file.write_bytes(content[:500] + content[900:])
        assert "不完整或已损坏" in refusal(file)


class TestPasswords:
    @pytest.mark.parametrize("source", ["filings/yueyang_2024.xlsx", "filings/yueyang_2024.docx"])
    def test_encrypted_by_office(self, tmp_path: Path, source: str) -> None:
        file = tmp_path / Path(source).name
        with (FIXTURES / source).open("rb") as plain, file.open("wb") as encrypted:
            msoffcrypto.OfficeFile(plain).encrypt("secret", encrypted)
        assert "设有打开密码" in refusal(file)

    @pytest.mark.parametrize("size", [14, 900, 5000])
    def test_old_workbook_with_password_record(self, tmp_path: Path, size: int) -> None:
        records = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5) + struct.pack("<HHH", 0x002F, 2, 0)
        file = tmp_path / "填报.xls"
        file.write_bytes(compound_file({"Workbook": records.ljust(size, b"\0")}))
        assert "设有打开密码" in refusal(file)

    def test_open_document(self, tmp_path: Path) -> None:
        manifest = "<?xml version='1.0'?><m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>"
        ods = FIXTURES / "layouts" / "yueyang_2024.ods"
        file = package(tmp_path / "填报.ods", {"META-INF/manifest.xml": manifest}, like=ods)
        assert "设有打开密码" in refusal(file)

    def test_encrypted_zip(self, tmp_path: Path) -> None:
        content = bytearray(workbook(tmp_path / "填报.xlsx").read_bytes())
        content[content.index(b"PK\x01\x02") + 8] |= 1
        (tmp_path / "填报.xlsx").write_bytes(content)
        assert "设有打开密码" in refusal(tmp_path / "填报.xlsx")


class TestOldFormats:
    @pytest.mark.parametrize("name", ["报告.doc", "报告.wps", "报告.xls"])
    def test_word_document(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(compound_file({"WordDocument": bytes(5000)}))
        assert "用 Word 或 WPS 另存为 .docx" in refusal(tmp_path / name)

    def test_wps_text_is_known_by_its_extension(self, tmp_path: Path) -> None:
        (tmp_path / "报告.wps").write_bytes(compound_file({"Contents": bytes(5000)}))
        assert "用 Word 或 WPS 另存为 .docx" in refusal(tmp_path / "报告.wps")

    def test_wps_table(self, tmp_path: Path) -> None:
        (tmp_path / "填报.et").write_bytes(compound_file({"Workbook": bytes(5000)}))
        assert "用 WPS 另存为 .xlsx" in refusal(tmp_path / "填报.et")

    def test_small_old_workbook(self, tmp_path: Path) -> None:
        start = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5)
        (tmp_path / "填报.xls").write_bytes(compound_file({"Workbook": start.ljust(700, b"\0")}))
        assert admit(tmp_path / "填报.xls").kind is FileKind.XLS

    def test_other_compound_file(self, tmp_path: Path) -> None:
        (tmp_path / "演示.ppt").write_bytes(compound_file({"PowerPoint Document": bytes(5000)}))
        assert "不是 Excel 工作簿" in refusal(tmp_path / "演示.ppt")


class TestBombs:
    def test_ratio(self, tmp_path: Path) -> None:
        assert "解压后过大" in refusal(package(tmp_path / "填报.xlsx", {"xl/media/a.bmp": bytes(30_000_000)}))

    def test_one_tight_part_beside_much_else(self, tmp_path: Path) -> None:
        noise = os.urandom(400_000)
        parts: dict[str, str | bytes] = {"xl/media/a.png": noise, "xl/media/b.bmp": bytes(30_000_000)}
        assert "解压后过大" in refusal(package(tmp_path / "填报.xlsx", parts))

    def test_more_than_200_mb(self, tmp_path: Path) -> None:
        block = os.urandom(10_000) + bytes(1_000_000)
        parts: dict[str, str | bytes] = {f"xl/media/{number}.bmp": block * 9 for number in range(24)}
        assert "解压后过大" in refusal(package(tmp_path / "填报.xlsx", parts))

    def test_directory_that_lies(self, tmp_path: Path) -> None:
        """The sizes in the directory are small; unpacking stops at what it promised."""
        file = package(tmp_path / "填报.xlsx", {"xl/media/a.bmp": bytes(150_000_000)})
        content = bytearray(file.read_bytes())
        position = content.rindex(b"PK\x01\x02")
        struct.pack_into("<I", content, position + 24, 1000)
        struct.pack_into("<I", content, position + 16, zlib.crc32(bytes(1000)))
        file.write_bytes(content)
        start = time.perf_counter()
        assert "解压后过大" in refusal(file)
        assert time.perf_counter() - start < 1

    def test_very_many_parts(self, tmp_path: Path) -> None:
        parts: dict[str, str | bytes] = {f"xl/{number}": b"" for number in range(21_000)}
        assert "解压后过大" in refusal(package(tmp_path / "填报.xlsx", parts))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    @pytest.mark.parametrize("before", ["", "\n\n  ", "<!-- x -->\n<?mso y?>"])
    def test_entities(self, tmp_path: Path, encoding: str, before: str) -> None:
        laughs = f'{before}<!DOCTYPE a [<!ENTITY b "c">]>' + sheet("", before="")
        assert "DOCTYPE" in refusal(with_sheet(tmp_path, laughs.encode(encoding)))

    def test_entities_behind_a_long_comment(self, tmp_path: Path) -> None:
        hidden = f"<!--{'x' * 70_000}--><!DOCTYPE a>" + sheet("", before="")
        assert "DOCTYPE" in refusal(with_sheet(tmp_path, hidden))

    @pytest.mark.parametrize("encoding", ["cp037", "utf-7"])
    def test_entities_in_an_encoding_to_hide_behind(self, tmp_path: Path, encoding: str) -> None:
        declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a>' + sheet("", before="")
        assert "不常见的编码" in refusal(with_sheet(tmp_path, declared.encode(encoding)))

    def test_entities_in_a_word_document(self, tmp_path: Path) -> None:
        like = FIXTURES / "filings" / "yueyang_2024.docx"
        parts: dict[str, str | bytes] = {"word/document.xml": '<?xml version="1.0"?><!DOCTYPE a><w/>'}
        assert "DOCTYPE" in refusal(package(tmp_path / "报告.docx", parts, like=like))

    @pytest.mark.parametrize("part", ["content.xml", "styles.xml", "META-INF/Basic/a.xml"])
    def test_entities_in_an_open_document(self, tmp_path: Path, part: str) -> None:
        parts: dict[str, str | bytes] = {part: '<?xml version="1.0"?><!DOCTYPE a><w/>'}
        like = FIXTURES / "layouts" / "yueyang_2024.ods"
        assert "DOCTYPE" in refusal(package(tmp_path / "填报.ods", parts, like=like))


class TestExtent:
    def test_a_million_formatted_rows_are_read_quickly(self, tmp_path: Path) -> None:
        rows = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(2, 1_048_577))
        file = with_sheet(tmp_path, sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + rows))
        start = time.perf_counter()
        assert admit(file).kind is FileKind.XLSX
        assert time.perf_counter() - start < 5

    @pytest.mark.parametrize(
        "cell",
        [
            FAR_CELL.format("XFD"),
            FAR_CELL.format("xfd"),
            FAR_CELL.format("XFD").replace('"', "'"),
            FAR_CELL.format("XFD").replace("<c ", '<c s=">" '),
            FAR_CELL.format("XFD").replace("<v>", "<!-- --><v>"),
            FAR_CELL.format("XFD").replace("<c ", "<x:c ").replace("</c", "</x:c"),
        ],
    )
    def test_a_stray_cell_far_away(self, tmp_path: Path, cell: str) -> None:
        sentence = refusal(with_sheet(tmp_path, sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + cell)))
        assert "第 1048576 行、第 16384 列" in sentence

    def test_blank_cells_far_away(self, tmp_path: Path) -> None:
        blank = '<row r="1048576"><c r="XFD1048576" s="1"/></row><row><c r="XFC1" s="1"></c></row>'
        assert admit(with_sheet(tmp_path, sheet(blank))).kind is FileKind.XLSX

    def test_cells_that_do_not_say_where_they_are(self, tmp_path: Path) -> None:
        cell = "<c><v>1</v></c>"
        ordinary = f"<row>{cell * 20}</row>" * 300
        assert admit(with_sheet(tmp_path, sheet(ordinary))).kind is FileKind.XLSX
        wide_and_long = f'<row r="900000">{cell * 9}</row>'
        assert "第 900001 行、第 9 列" in refusal(with_sheet(tmp_path, sheet(wide_and_long)))

    def test_old_workbook(self, tmp_path: Path) -> None:
        start, number = struct.pack("<HHHH", 0x0809, 4, 0x0600, 16), struct.pack("<HHHHH8x", 0x0203, 14, 65535, 255, 0)
        (tmp_path / "填报.xls").write_bytes(compound_file({"Workbook": (start + number).ljust(5000, b"\0")}))
        assert "范围过大" in refusal(tmp_path / "填报.xls")

    @pytest.mark.parametrize(
        ("row", "refused"),
        [
            ('<t:table-row t:number-rows-repeated="1048576"><t:table-cell t:number-columns-repeated="16384"/>', False),
            ('<t:table-row><t:table-cell t:value="1"/><t:table-cell t:number-columns-repeated="16383"/>', False),
            ('<t:table-row t:number-rows-repeated="1048576"><t:table-cell o:value="1"/><t:table-cell o:value="1"/>'
             '<t:table-cell t:number-columns-repeated="3" o:value="1"/>', True),
            ('<t:table-row t:number-rows-repeated="99999999999"><t:table-cell><p>1</p></t:table-cell>', True),
        ],
    )  # fmt: skip
    def test_repeated_cells_of_an_open_document(self, tmp_path: Path, row: str, refused: bool) -> None:
        content = f'<?xml version="1.0"?><o:content><t:table t:name="a">{row}</t:table-row></t:table></o:content>'
        ods = FIXTURES / "layouts" / "yueyang_2024.ods"
        file = package(tmp_path / "填报.ods", {"content.xml": content}, like=ods)
        if refused:
            assert "范围过大" in refusal(file)
        else:
            assert admit(file).kind is FileKind.ODS


def test_no_damage_makes_it_fail_otherwise(tmp_path: Path) -> None:
    """Any byte of a file may be any other: it is read, or refused with a sentence, nothing else."""
    source = (FIXTURES / "layouts" / "yueyang_2024.xls").read_bytes()
    packed = workbook(tmp_path / "a.xlsx").read_bytes()
    file = tmp_path / "填报.xls"
    for original in (source, packed):
        for position in [*range(520), *range(520, len(original), max(1, len(original) // 200))]:
            damaged = io.BytesIO(original)
            damaged.seek(position)
            damaged.write(b"\xff\xfe")
            file.write_bytes(damaged.getvalue())
            try:
                admit(file)
            except InputError as problem:
                assert "\n" not in str(problem)
