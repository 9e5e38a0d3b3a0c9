"""A package, part by part: what stands in the forms stands in it at the right place, and nothing else."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from converted import to_xlsx

from tests.submission.filings import FIXTURES, MILUO, RULEBOOK, clean_filing, write
from xladdin.checks import run_checks
from xladdin.cli import main
from xladdin.errors import InputError
from xladdin.forms.entry import Entry
from xladdin.forms.tables import FUND_TABLES, FundTable
from xladdin.opening import open_filing, vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load
from xladdin.scoring.filing import score_filing
from xladdin.submission.assembling import assemble
from xladdin.submission.content import contents_of, lost_in
from xladdin.submission.explaining import explain
from xladdin.submission.ordering import in_order
from xladdin.submission.packaging import Packaged, build_package, check_submission
from xladdin.values.number import Kind


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Packaged:
    folder = tmp_path_factory.mktemp("报送")
    return build_package(check_submission([write(clean_filing(), folder / "填报.xlsx")]), folder / "out")


def workbook_of(made: Packaged) -> Path:
    return made.folder / made.manifest.workbook.name


@pytest.mark.parametrize("name", ["miluo_2023", "yueyang_2024", "hengshan_2020"])
def test_every_figure_and_text_stands_at_its_place_and_nothing_else(name: str, tmp_path: Path) -> None:
    opened = open_filing(FIXTURES / f"{name}.xlsx")
    filing = in_order(opened.filing, opened.rulebook)
    findings = run_checks(filing, opened.rulebook)
    explained = explain(findings, for_all="已核实").explained
    file = tmp_path / "报送.xlsx"
    file.write_bytes(
        assemble(filing, opened.rulebook, score_filing(filing, opened.rulebook), findings, explained, "x").content
    )
    drawn = read_filing(file, vocabulary())
    assert [type(form) for form in drawn.forms] == [type(form) for form in filing.forms]
    assert lost_in(contents_of(drawn.forms), filing.forms) == []
    added = [entry for entry in lost_in(contents_of(filing.forms), drawn.forms) if "填报单位" not in entry.raw]
    assert added == []
    assert [form.not_understood for form in drawn.forms if form.not_understood] == []
    assert drawn.rulebook.text == opened.rulebook.id


def test_the_layout_of_the_workbook(made: Packaged) -> None:
    assert made.folder.name == "2023年度_江城县住房和城乡建设局_部门整体支出绩效自评"
    book = openpyxl.load_workbook(workbook_of(made))
    assert book.sheetnames == [
        "封面", "目录", "基础数据表", "部门整体支出绩效自评表",
        "附件3-1 监管平台运行", "附件3-2 道路养护专项", "附件3-3 河道治理专项", "校验说明", "得分概览",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert sheet.page_setup.paperSize == 9 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert not sheet.data_validations.dataValidation and not sheet.conditional_formatting
        assert not sheet.protection.sheet
        assert not any(dimension.hidden for dimension in (*sheet.row_dimensions.values(),
                                                          *sheet.column_dimensions.values()))  # fmt: skip
    assert [len(sheet._charts) for sheet in book][-1] == 3


def test_the_contents_lead_to_every_sheet_with_its_page(made: Packaged) -> None:
    book = openpyxl.load_workbook(workbook_of(made))
    rows = list(book["目录"].iter_rows(min_row=3, values_only=False))
    targets = [row[2].hyperlink.location for row in rows]
    assert [target.split("!")[0].strip("'") for target in targets] == book.sheetnames[2:]
    page = 1
    for row, name in zip(rows, book.sheetnames[2:], strict=True):
        assert row[3].value == str(page)
        setup = book[name].page_setup
        assert setup.useFirstPageNumber and (setup.firstPageNumber or 1) == page
        page += next(sheet.pages for sheet in made.manifest.sheets if sheet.name == name)
    assert f"共 {page - 1} 页" in book["基础数据表"].oddFooter.center.text


def test_a_few_rows_get_no_page_of_their_own() -> None:
    """工作经费 is longer than a page by a row, the total and the signatures."""
    filing, rulebook = read_filing(MILUO, vocabulary()), load(RULEBOOK)
    made = assemble(in_order(filing, rulebook), rulebook, score_filing(filing, rulebook), (), (), "测试")
    assert (made.pages["附件3-4 工作经费"], made.pages["部门整体支出绩效自评表"]) == (1, 2)


def test_the_contents_name_the_annex_of_every_form(tmp_path: Path) -> None:
    filing = clean_filing()
    tables = tuple(FundTable(sheet="", first_row=0, last_row=0, title=Entry(raw=title, kind=Kind.TEXT, value=title))
                   for title in FUND_TABLES)  # fmt: skip
    whole = filing.model_copy(update={"forms": (*filing.forms, *tables)})
    book = openpyxl.load_workbook(write(whole, tmp_path / "x.xlsx"))
    listed = [row[1].value for row in book["目录"].iter_rows(min_row=3)]
    printed = [str(sheet["A1"].value) for sheet in book.worksheets[2:-2]]
    assert listed == [*printed, None, None] and printed[-3:] == ["附件4", "附件5", "附件6"]


def test_values_only_and_nothing_of_the_machine(made: Packaged) -> None:
    with zipfile.ZipFile(workbook_of(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, content in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert not re.search(rb"<f[ >/]", content), name
    assert not any("vba" in name or "external" in name.lower() for name in parts)
    assert not any(b'TargetMode="External"' in content for content in parts.values())
    core = parts["docProps/core.xml"].decode()
    assert "<dc:creator></dc:creator>" in core and "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    home = str(Path.home()).encode()
    assert not any(home in content or b"/tmp/" in content for content in parts.values())


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    filing = clean_filing()
    texts = ["=1+1", "+5", "-见附件", "@SUM(A1)", '=HYPERLINK("http://x","y")']
    project = filing.projects[0]
    rows = list(project.sections[0].indicators)
    for number, text in enumerate(texts[: len(rows)]):
        entry = Entry(address=rows[number].name.address, raw=text, kind=Kind.TEXT, value=text)
        rows[number] = rows[number].model_copy(update={"name": entry})
    sections = (project.sections[0].model_copy(update={"indicators": tuple(rows)}), *project.sections[1:])
    changed = project.model_copy(update={"sections": sections})
    forms = tuple(changed if form is project else form for form in filing.forms)
    file = write(filing.model_copy(update={"forms": forms}), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(file)[f"附件3-1 {project.name.text}"]
    found = {cell.value: cell for row in sheet for cell in row if cell.value in texts}
    assert set(found) == set(texts[: len(rows)])
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found.values())


def test_the_same_input_gives_the_same_bytes(made: Packaged, tmp_path: Path) -> None:
    again = build_package(check_submission([write(clean_filing(), tmp_path / "填报.xlsx")]), tmp_path / "out")
    for name in made.files:
        assert (again.folder / name).read_bytes() == (made.folder / name).read_bytes(), name


def test_the_zip_holds_all_files(made: Packaged) -> None:
    with zipfile.ZipFile(made.folder / f"{made.folder.name}.zip") as archive:
        assert archive.namelist() == [name for name in made.files if not name.endswith(".zip")]
        assert all((made.folder / name).read_bytes() == archive.read(name) for name in archive.namelist())


def test_the_manifest_says_everything(made: Packaged) -> None:
    manifest = json.loads((made.folder / "清单.json").read_bytes())
    assert manifest["rulebook"]["id"] == RULEBOOK and len(manifest["rulebook"]["digest"]) == 64
    assert manifest["total"] == {"entered": "98.5", "computed": "98.5", "grade": "优"}
    assert [entry["name"] for entry in manifest["inputs"]] == ["填报.xlsx"]
    assert manifest["signer"] is None
    cells = {sheet["name"]: sheet["cells"] for sheet in manifest["sheets"]}
    assert cells["基础数据表"]["B5"] == 195
    text = json.dumps(manifest, ensure_ascii=False)
    assert "/tmp" not in text and str(Path.home()) not in text


def test_miluo_is_refused_with_its_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["package", str(MILUO), "-o", str(out), "--accept-warnings", "已核实", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    errors = {finding["code"] for finding in document["findings"] if finding["severity"] == "error"}
    assert {"KB101", "XM107", "XM110"} <= errors
    assert not document["packaged"] and not out.exists()


def test_a_warning_needs_an_explanation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filing = clean_filing()
    assert filing.department is not None
    foot = filing.department.foot.model_copy(update={"filled_by": Entry()})
    department = filing.department.model_copy(update={"foot": foot})
    forms = tuple(department if form is filing.department else form for form in filing.forms)
    file = write(filing.model_copy(update={"forms": forms}), tmp_path / "填报.xlsx")
    assert main(["package", str(file), "-o", str(tmp_path / "a"), "--json"]) == 1
    (number,) = json.loads(capsys.readouterr().out)["unexplained"]
    assert main(["package", str(file), "-o", str(tmp_path / "a"), "--explain", f"{number}=经办人已调离"]) == 0
    assert main(["package", str(file), "-o", str(tmp_path / "b"), "--accept-warnings", "已核实"]) == 0
    for out, text, for_all in (("a", "经办人已调离", False), ("b", "已核实", True)):
        (folder,) = (tmp_path / out).iterdir()
        (explained,) = json.loads((folder / "清单.json").read_bytes())["explanations"]
        assert (explained["explanation"], explained["for_all"]) == (text, for_all)
        book = openpyxl.load_workbook(next(folder.glob("*.xlsx")))
        assert any(text in str(cell.value) for row in book["校验说明"] for cell in row)
    assert main(["package", str(file), "-o", str(tmp_path / "c"), "--explain", "没有=x"]) == 2
    assert main(["package", str(file), "-o", str(tmp_path / "c"), "--accept-warnings", " "]) == 2


def test_an_explanation_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(InputError, match="缩短到 32767 个字以内"):
        check_submission([MILUO], for_all="因" * 32_768)


def test_where_nothing_was_scored_nothing_is_said_of_lost_points() -> None:
    filing = read_filing(FIXTURES / "miluo_2023.xlsx", vocabulary())
    bare = filing.model_copy(update={"forms": tuple(form for form in filing.forms if form.letter == "A")})
    rulebook = load(RULEBOOK)
    made = assemble(bare, rulebook, score_filing(bare, rulebook), (), (), "报送")
    overview = openpyxl.load_workbook(io.BytesIO(made.content))["得分概览"]
    assert not [cell.value for row in overview for cell in row if "失分" in str(cell.value)]


def test_an_entry_without_a_place_in_the_layout_stops_the_package(tmp_path: Path) -> None:
    """What is drawn is read back and compared: a second 基础数据表 has no place in the official layout."""
    checked = check_submission([write(clean_filing(), tmp_path / "填报.xlsx")])
    base = checked.filing.base_data
    assert base is not None
    second = base.model_copy(update={"thrift": Entry(raw="另一张表", kind=Kind.TEXT, value="另一张表")})
    filing = checked.filing.model_copy(update={"forms": (*checked.filing.forms, second)})
    with pytest.raises(InputError, match="没有位置"):
        build_package(replace(checked, filing=filing), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.libreoffice
def test_opens_in_libreoffice_with_the_same_cells_and_as_many_pages_as_the_contents_say(
    made: Packaged, tmp_path: Path
) -> None:
    from xladdin.submission.pdf import make_pdf

    pdf = make_pdf(workbook_of(made).read_bytes())
    assert pdf.startswith(b"%PDF") and pdf == make_pdf(workbook_of(made).read_bytes())
    pages = len(re.findall(rb"/Type\s*/Page[^s]", pdf))
    assert pages == sum(sheet.pages for sheet in made.manifest.sheets)
    before = openpyxl.load_workbook(workbook_of(made))
    after = openpyxl.load_workbook(io.BytesIO(to_xlsx(workbook_of(made), tmp_path)))
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                assert after[sheet.title][cell.coordinate].value == cell.value, (sheet.title, cell.coordinate)
