"""Project workbooks of a folder: collected, put in order, and nothing chosen in silence."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.submission.filings import RULEBOOK, clean_filing, main_and_projects, write
from xladdin.checks.finding import Finding
from xladdin.cli import main
from xladdin.drawing import draw_template
from xladdin.errors import InputError
from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import DepartmentEvaluation, ProjectEvaluation
from xladdin.forms.tables import FUND_TABLES, FundTable, Supplement
from xladdin.rulebooks.loader import load
from xladdin.submission.packaging import check_submission
from xladdin.values.number import Kind


def text(words: str, like: Entry) -> Entry:
    return Entry(address=like.address, raw=words, kind=Kind.TEXT, value=words)


def project_file(path: Path, **fields: str) -> Path:
    """A workbook with the first project, some of its fields written otherwise."""
    filing = clean_filing()
    project = filing.projects[0]
    changes = {name: text(words, getattr(project, name)) for name, words in fields.items()}
    return write(filing.model_copy(update={"forms": (project.model_copy(update=changes),)}), path)


def coded(findings: tuple[Finding, ...], prefix: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.sheet) for finding in findings if finding.code.startswith(prefix)]


def test_the_folder_is_as_good_as_one_file(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    (folder / "~$1股.xlsx").write_bytes(b"owner")
    (folder / ".~lock.2股.xlsx#").write_bytes(b"owner")
    (folder / "说明.txt").write_text("x")
    checked = check_submission([book], projects=folder)
    assert checked.ready and not checked.findings
    # Files 1, 2, 3 hold 道路养护, 河道治理, 监管平台; the 基础数据表 lists 监管平台 first.
    assert [project.name.text for project in checked.filing.projects] == [
        "监管平台运行",
        "道路养护专项",
        "河道治理专项",
    ]
    assert checked.filing.projects[0].name.address.sheet.startswith("[3股.xlsx]")
    assert main(["package", str(book), "--projects", str(folder), "-o", str(tmp_path / "out"), "--json"]) == 0
    whole = main(["package", str(write(clean_filing(), tmp_path / "填报.xlsx")), "-o", str(tmp_path / "one"), "--json"])
    one, other = (json.loads(next((tmp_path / name).glob("*/清单.json")).read_bytes()) for name in ("out", "one"))
    assert whole == 0 and one["content_sha256"] == other["content_sha256"]
    assert [entry["name"] for entry in one["inputs"]] == ["主表.xlsx", "1股.xlsx", "2股.xlsx", "3股.xlsx"]


def test_a_project_that_comes_twice(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    shutil.copy(folder / "1股.xlsx", folder / "9股.xlsx")
    checked = check_submission([book], projects=folder)
    ((code, sheet),) = coded(checked.findings, "DB")
    assert code == "DB101" and sheet.startswith("[9股.xlsx]") and not checked.ready
    assert not coded(checked.findings, "KB102")


def test_two_projects_that_only_a_note_tells_apart(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    project_file(folder / "1股.xlsx", name="危房鉴定经费（一期）")
    project_file(folder / "4股.xlsx", name="危房鉴定经费（二期）")
    assert not coded(check_submission([book], projects=folder).findings, "DB")
    project_file(folder / "5股.xlsx", name="危房鉴定 经费(一期)")
    (found,) = coded(check_submission([book], projects=folder).findings, "DB")
    assert found[0] == "DB101" and found[1].startswith("[5股.xlsx]")


def test_a_project_of_another_year(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    filing = clean_filing()
    project = filing.projects[0].model_copy(update={"year": 2022})
    write(filing.model_copy(update={"forms": (project,)}), folder / "1股.xlsx")
    assert ("KB105", "[1股.xlsx]附件3-1 道路养护专项") in coded(
        check_submission([book], projects=folder).findings, "KB"
    )


def test_a_project_of_another_unit(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    project_file(folder / "1股.xlsx", supervisor="岳阳市交通运输局")
    ((code, sheet),) = coded(check_submission([book], projects=folder).findings, "DB")
    assert code == "DB102" and sheet.startswith("[1股.xlsx]")


def test_another_unit_is_told_from_what_the_other_tables_say(tmp_path: Path) -> None:
    filing = clean_filing()
    department = filing.department
    assert department is not None
    named = department.model_copy(update={"unit": text("江城县住建系统", department.unit)})
    forms = tuple(named if form is department else form for form in filing.forms)
    book, folder = main_and_projects(tmp_path, filing.model_copy(update={"forms": forms}))
    project_file(folder / "1股.xlsx", supervisor="岳阳市交通运输局")
    (found,) = [one for one in check_submission([book], projects=folder).findings if one.code == "DB102"]
    assert found.expected == "江城县住房和城乡建设局" and "不是“江城县住房和城乡建设局”" in found.message


def test_a_file_that_cannot_be_used_is_listed_with_the_others(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    shutil.copy(book, folder / "主表又一份.xlsx")
    codes = [code for code, _ in coded(check_submission([book], projects=folder).findings, "DB")]
    assert codes == ["DB103", "DB103"]


def test_a_project_table_in_word_or_in_a_format_that_cannot_be_read(tmp_path: Path) -> None:
    """A table in .docx is read, a report is left alone, and the others are named instead of being lost."""
    fixtures = Path(__file__).parent.parent / "fixtures"
    book, folder = main_and_projects(tmp_path)
    shutil.copy(fixtures / "filings" / "yueyang_2024.docx", folder / "四股.docx")
    shutil.copy(fixtures / "reports" / "changning_2021.docx", folder / "报告.docx")
    unread = ["五股.DOC", "五股.et", "五股.wps", "五股.zip"]
    for name in unread:
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    checked = check_submission([book], projects=folder)
    assert [sheet for code, sheet in coded(checked.findings, "DB103")] == [f"[{name}]" for name in unread]
    assert len(checked.filing.projects) == 4


def test_a_second_main_table_is_a_finding(tmp_path: Path) -> None:
    book, folder = main_and_projects(tmp_path)
    write(clean_filing(), folder / "全部.xlsx")
    codes = [code for code, _ in coded(check_submission([book], projects=folder).findings, "DB101")]
    assert len(codes) >= 5  # both main tables and the three projects


def test_the_empty_project_table_of_the_template_does_not_count(tmp_path: Path) -> None:
    filing = clean_filing()
    empty = ProjectEvaluation(sheet="项目1", first_row=0, last_row=0)
    rest = tuple(form for form in filing.forms if not isinstance(form, ProjectEvaluation))
    book, folder = main_and_projects(tmp_path)
    write(filing.model_copy(update={"forms": (*rest, empty)}), book)
    checked = check_submission([book], projects=folder)
    assert checked.ready and len(checked.filing.projects) == 3


def test_the_main_workbook_is_handed_in_with_its_empty_tables(tmp_path: Path) -> None:
    """A blank table of 政府性基金 says that there was none, with a folder of projects as without."""
    filing = clean_filing()
    book, folder = main_and_projects(tmp_path)
    rest = tuple(form for form in filing.forms if not isinstance(form, ProjectEvaluation))
    draw_template(load(RULEBOOK), book, filing=filing.model_copy(update={"forms": rest}))
    alone, together = check_submission([book]), check_submission([book], projects=folder)
    assert len(together.filing.of(FundTable)) == len(alone.filing.of(FundTable)) == 3
    assert together.ready


def test_the_other_tables_of_a_full_template_do_not_count(tmp_path: Path) -> None:
    """A project table that was filled in a whole template: there the unit's name stands in other tables too."""
    filing = clean_filing()
    assert filing.department
    named = DepartmentEvaluation(sheet="整体", first_row=0, last_row=0, unit=filing.department.unit)
    book, folder = main_and_projects(tmp_path)
    for number, project in enumerate(filing.projects, 1):
        forms = (named, project, Supplement(sheet="补充数据", first_row=0, last_row=0))
        template = filing.model_copy(update={"forms": forms})
        draw_template(load(RULEBOOK), folder / f"{number}股.xlsx", filing=template)
    checked = check_submission([book], projects=folder)
    assert checked.ready and len(checked.filing.projects) == 3


def test_none_is_said_once_however_many_files_say_it(tmp_path: Path) -> None:
    """本单位无此项支出 ticked in the main workbook and in two templates with a project each."""
    filing = clean_filing()
    ticked = FundTable(sheet="基金", first_row=0, last_row=0, title=text(f"2023年度{FUND_TABLES[0]}", NOTHING),
                       nothing=text("√", NOTHING))  # fmt: skip
    book, folder = main_and_projects(tmp_path)
    rest = tuple(form for form in filing.forms if not isinstance(form, ProjectEvaluation))
    draw_template(load(RULEBOOK), book, filing=filing.model_copy(update={"forms": (*rest, ticked)}))
    for number, project in enumerate(filing.projects, 1):
        template = filing.model_copy(update={"forms": (project, ticked)})
        draw_template(load(RULEBOOK), folder / f"{number}股.xlsx", filing=template)
    checked = check_submission([book], projects=folder)
    assert not coded(checked.findings, "DB")
    assert [bool(form.nothing.text) for form in checked.filing.of(FundTable)] == [True, False, False]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件夹"):
        check_submission([write(clean_filing(), tmp_path / "x.xlsx")], projects=tmp_path / "没有")


def test_a_main_workbook_whose_tables_are_all_hidden(tmp_path: Path) -> None:
    book = write(clean_filing(), tmp_path / "填报.xlsx")
    workbook = openpyxl.load_workbook(book)
    for sheet in workbook:
        sheet.sheet_state = "hidden"
    workbook.create_sheet("空白")
    workbook.active = len(workbook.worksheets) - 1
    workbook.save(book)
    with pytest.raises(InputError, match="都在隐藏的工作表里"):
        check_submission([book])
