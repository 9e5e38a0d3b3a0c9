"""The packages: the committed add-in rebuilt byte for byte, and every part in its place as far as files can tell."""

import hashlib
import io
import posixpath
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from oletools.olevba import VBA_Parser
from xlsxwriter import Workbook

from udfs.registry import FUNCTIONS
from xladdin import __version__, resources
from xladdin.addin import sources
from xladdin.addin.build import ADDIN_NAME, addin_bytes, build_addin, template_bytes
from xladdin.addin.hidden_sheets import FunctionHelp, draw_hidden_sheets
from xladdin.addin.pack import RIBBON_PART, pack_xlsm
from xladdin.addin.ribbon_sources import ribbon_xml
from xladdin.addin.vbaproject import Kind, Module, build, module_text

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
VBA = resources.macros() / "vba"


def draw_two_sheets(workbook: Workbook) -> None:
    workbook.add_worksheet("基础数据表").write(0, 0, "单位")
    second = workbook.add_worksheet("自评表")
    second.fit_to_pages(1, 0)
    second.set_vba_name("Evaluation")


PACKAGES = {"addin": lambda: addin_bytes(VBA), "template": lambda: template_bytes(draw_two_sheets)}


@pytest.fixture(params=PACKAGES, scope="module")
def content(request: pytest.FixtureRequest) -> bytes:
    return PACKAGES[request.param]()


def parts_of(content: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(content))
    return {name: package.read(name) for name in package.namelist()}


def text_in(parts: dict[str, bytes], sheet: str) -> dict[str, list[str]]:
    """The rows of a hidden sheet: first cell, the others."""
    strings = ["".join(item.itertext()) for item in etree.fromstring(parts["xl/sharedStrings.xml"])]
    names = [element.get("name") for element in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    grid = etree.fromstring(parts[f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"])
    rows = [[strings[int(cell.findtext(f"{MAIN}v"))] for cell in row] for row in grid.iter(f"{MAIN}row")]
    return {first: others for first, *others in rows}


def test_committed_addin_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    shutil.copytree(resources.macros(), tmp_path / "macros")
    for path in build_addin(tmp_path / "macros"):
        committed = resources.macros() / path.relative_to(tmp_path / "macros")
        assert hashlib.sha256(path.read_bytes()).hexdigest() == hashlib.sha256(committed.read_bytes()).hexdigest(), (
            f"{committed.name} 与源文件不一致：请运行 xladdin addin build 并提交"
        )


def test_a_template_is_the_same_at_every_build() -> None:
    assert template_bytes(draw_two_sheets) == template_bytes(draw_two_sheets)


def test_properties_that_a_template_sets_are_kept_without_the_time_of_day() -> None:
    def draw(workbook: Workbook) -> None:
        draw_two_sheets(workbook)
        workbook.set_properties({"title": "绩效自评"})

    core = parts_of(template_bytes(draw))["docProps/core.xml"].decode("utf-8")
    assert "<dc:title>绩效自评</dc:title>" in core
    assert re.findall(r">(\d{4}-.*?)<", core) == ["2024-01-01T00:00:00Z"] * 2


def test_every_part_has_a_content_type(content: bytes) -> None:
    parts = parts_of(content)
    types = etree.fromstring(parts["[Content_Types].xml"])
    defaults = {element.get("Extension") for element in types if element.tag.endswith("Default")}
    overrides = {element.get("PartName") for element in types if element.tag.endswith("Override")}
    for name in parts.keys() - {"[Content_Types].xml"}:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults
    assert {name.lstrip("/") for name in overrides} <= parts.keys()


def test_every_relationship_leads_to_a_part_and_every_part_is_reached(content: bytes) -> None:
    parts = parts_of(content)
    reached = set()
    for name in parts:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            found = list(etree.fromstring(parts[name]).iter(RELATIONSHIPS))
            assert len({element.get("Id") for element in found}) == len(found)
            reached |= {posixpath.normpath(posixpath.join(folder, element.get("Target"))) for element in found}
    assert reached == {name for name in parts if not name.endswith((".rels", "[Content_Types].xml"))}


def test_the_ribbon_is_reached_by_the_relationship_that_excel_looks_for(content: bytes) -> None:
    parts = parts_of(content)
    found = {element.get("Type"): element.get("Target") for element in etree.fromstring(parts["_rels/.rels"])}
    assert found["http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"] == RIBBON_PART
    assert parts[RIBBON_PART].decode("utf-8") == ribbon_xml()


def test_code_names_are_the_document_modules(content: bytes) -> None:
    parts = parts_of(content)
    book = etree.fromstring(parts["xl/workbook.xml"])
    sheets = [etree.fromstring(parts[name]) for name in sorted(parts) if name.startswith("xl/worksheets/sheet")]
    code_names = {book.find(f"{MAIN}workbookPr").get("codeName")}
    code_names |= {sheet.find(f"{MAIN}sheetPr").get("codeName") for sheet in sheets}
    project = VBA_Parser("book", data=content)
    documents = {Path(name).stem for _, _, name, text in project.extract_all_macros() if 'VB_Base = "0{000208' in text}
    assert code_names == documents
    assert len(code_names) == len(sheets) + 1


def test_olevba_lists_our_modules_and_xlwings_with_their_exact_text() -> None:
    found = {Path(name).stem: text for _, _, name, text in VBA_Parser("a", data=addin_bytes(VBA)).extract_all_macros()}
    modules = [*sources.own_modules(VBA), *sources.runtime_for_addin()]
    assert {module.name: module_text(module) for module in modules}.items() <= found.items()
    others = found.keys() - {module.name for module in modules}
    assert others == {"Sheet1", "Sheet2", "Sheet3", "Sheet4", "xlwings_udfs"}


def test_an_addin_is_marked_as_one_and_a_template_is_not() -> None:
    addin, template = (parts_of(make()) for make in PACKAGES.values())
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in addin["[Content_Types].xml"]
    assert b'<workbookView visibility="hidden"' in addin["xl/workbook.xml"]
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in template["[Content_Types].xml"]
    assert b"visibility=" not in template["xl/workbook.xml"]


def test_nothing_but_the_ribbon_differs_from_what_xlsxwriter_writes() -> None:
    module = Module("Rates", Kind.STANDARD, "Option Explicit\n")
    ours = parts_of(pack_xlsm(draw_two_sheets, "demo", [module], ribbon_xml()))
    documents = [Module(name, Kind.DOCUMENT) for name in ("ThisWorkbook", "Sheet1", "Evaluation")]
    buffer = io.BytesIO()
    workbook = Workbook(buffer)
    draw_two_sheets(workbook)
    workbook.add_vba_project(io.BytesIO(build("demo", [*documents, module])), is_stream=True)
    workbook.close()
    theirs = parts_of(buffer.getvalue())
    assert ours.keys() - theirs.keys() == {RIBBON_PART}
    different = {name for name in theirs if ours[name] != theirs[name]}
    assert different == {"_rels/.rels", "docProps/core.xml"}  # the ribbon; the time of day


def test_hidden_sheets_hold_the_version_and_every_text_that_vba_asks_for(content: bytes) -> None:
    texts = text_in(parts_of(content), "_xladdin")
    assert texts["version"] == [__version__]
    code = "".join(path.read_text(encoding="ascii") for path in VBA.iterdir())
    asked = set(re.findall(r'TextOf\("(\w+)"\)|TextIn\(LoadedAddin\(\), "(\w+)"\)', code))
    assert {first or second for first, second in asked} == texts.keys()


def test_settings_keep_python_away_from_the_workbook_s_folder(content: bytes) -> None:
    settings = text_in(parts_of(content), f"{sources.PROJECT_NAME}.conf")
    assert settings["ADD_WORKBOOK_TO_PYTHONPATH"] == ["False"]


def test_descriptions_stand_on_the_last_sheet_as_intellisense_reads_them() -> None:
    function = FunctionHelp("TINY_RATE", "执行率。", (("spent", "全年执行数"), ("budget", "全年预算数")))

    def draw(workbook: Workbook) -> None:
        draw_two_sheets(workbook)
        draw_hidden_sheets(workbook, [function])

    parts = parts_of(pack_xlsm(draw, "demo", [], ribbon_xml()))
    names = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode("utf-8"))
    assert names[-1] == "_IntelliSense_"
    rows = text_in(parts, "_IntelliSense_")
    assert rows["FunctionInfo"] == ["1"]
    assert rows["TINY_RATE"] == ["执行率。", "spent", "全年执行数", "budget", "全年预算数"]


def test_every_cell_function_has_a_wrapper_and_its_descriptions(content: bytes) -> None:
    macros = {Path(name).stem: text for _, _, name, text in VBA_Parser("a", data=content).extract_all_macros()}
    wrapped = re.findall(r"^Function (\w+)\(", macros["xlwings_udfs"], re.MULTILINE)
    assert sorted(wrapped) == sorted(FUNCTIONS)
    rows = text_in(parts_of(content), "_IntelliSense_")
    assert rows.keys() - {"FunctionInfo"} == FUNCTIONS.keys()
    for name, function in FUNCTIONS.items():
        described = [text for argument in function.arguments for text in (argument.name, argument.description)]
        assert rows[name] == [function.description, *described]


@pytest.mark.parametrize("description", ["", "长" * 256])
def test_a_description_that_excel_would_cut_is_refused(description: str) -> None:
    with pytest.raises(ValueError, match="1 to 255"):
        FunctionHelp("TINY_RATE", description)


@pytest.mark.parametrize("path", sorted(VBA.iterdir()), ids=lambda path: path.name)
def test_sources_are_ascii_and_streams_end_every_line_with_crlf(path: Path) -> None:
    assert path.read_bytes().isascii()
    assert b"\r" not in path.read_bytes()
    [module] = [module for module in sources.own_modules(VBA) if module.name == path.stem]
    assert re.search(r"(?<!\r)\n|\r(?!\n)", module_text(module)) is None


def test_xlwings_runtime_keeps_its_licence_and_gets_our_name() -> None:
    for modules in (sources.runtime_for_template(), sources.runtime_for_addin()):
        runtime, dictionary = modules
        assert "BSD 3-clause license" in runtime.source
        assert 'PROJECT_NAME As String = "xladdin"' in runtime.source
        assert "MIT" in module_text(dictionary)


def test_a_source_under_a_wrong_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Other.bas").write_text('Attribute VB_Name = "Rates"\n')
    with pytest.raises(ValueError, match=r"Other\.bas"):
        sources.own_modules(tmp_path)


def test_the_committed_addin_has_the_name_that_vba_looks_for() -> None:
    assert (resources.macros() / ADDIN_NAME).is_file()
    assert f'Workbooks("{ADDIN_NAME}")' in (VBA / "XladdinActions.bas").read_text(encoding="ascii")
