"""Word reports in a package: checked with the tables, explained like other findings, handed in as they are."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.submission.filings import FIXTURES, MILUO, clean_filing, write, write_report
from xladdin.annotating import annotated
from xladdin.checking import check_file
from xladdin.cli import main
from xladdin.collecting.examine import examine
from xladdin.collecting.finding import Source
from xladdin.collecting.job import Job
from xladdin.submission.packaging import build_package, check_submission
from xladdin.submission.verifying import verify_package

TEXT = "按部门预算口径，含追加"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(clean_filing(), tmp_path / "填报.xlsx")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A report that contradicts the tables in one figure: one warning."""
    return write_report(tmp_path / "自评报告.docx", budget="25.80")


def warning_of(book: Path, report: Path) -> str:
    (finding,) = check_submission([book], reports=[report]).explanations.missing
    assert (finding.code, finding.sheet) == ("BG101", report.name)
    return finding.id


def test_a_report_travels_as_it_is(book: Path, tmp_path: Path) -> None:
    report = write_report(tmp_path / "自评报告.docx")
    checked = check_submission([book], reports=[report])
    assert checked.ready and not checked.explanations.explained
    made = build_package(checked, tmp_path / "out")
    assert (made.folder / report.name).read_bytes() == report.read_bytes()
    assert [file.role for file in made.manifest.files] == ["workbook", "report"]
    assert verify_package(made.folder).unchanged


def test_comments_and_changes_that_are_left_are_said(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = write_report(tmp_path / "自评报告.docx")
    command = ["package", str(book), "--report", str(report), "-o", str(tmp_path / "out"), "--force"]
    assert main(command) == 0
    assert "批注" not in capsys.readouterr().out
    document = docx.Document(str(report))
    paragraph = document.paragraphs[-1]
    document.add_comment(paragraph.runs[0], "请核对", author="股室", initials="")
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="股室"><w:r><w:t>。</w:t></w:r></w:ins>'))
    document.save(str(report))
    assert main(command) == 0
    assert "“自评报告.docx”里还有 1 处批注、1 处修订" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    left = json.loads(capsys.readouterr().out)["leftovers"]
    assert left == [{"report": "自评报告.docx", "comments": 1, "changes": 1}]


def test_what_was_checked_is_what_is_packed(book: Path, tmp_path: Path) -> None:
    """Read once: a report that is written again between the check and the package is not handed in unseen."""
    report = write_report(tmp_path / "自评报告.docx")
    before = report.read_bytes()
    checked = check_submission([book], reports=[report])
    report.write_bytes(b"changed meanwhile")
    assert (build_package(checked, tmp_path / "out").folder / report.name).read_bytes() == before


def test_a_warning_of_the_report_needs_an_explanation(
    book: Path, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = warning_of(book, other)
    command = ["package", str(book), "--report", str(other), "-o", str(tmp_path / "out")]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert f"{other.name} 第" in said and number in said and not (tmp_path / "out").exists()
    assert main([*command, "--explain", f"{number}={TEXT}"]) == 0
    (folder,) = (tmp_path / "out").iterdir()
    (explained,) = json.loads((folder / "清单.json").read_bytes())["explanations"]
    assert (explained["code"], explained["explanation"], explained["for_all"]) == ("BG101", TEXT, False)
    assert explained["place"].startswith("自评报告 第")
    texts = [str(cell.value) for row in openpyxl.load_workbook(next(folder.glob("*.xlsx")))["校验说明"] for cell in row]
    assert TEXT in texts and any(text.startswith("自评报告 第") for text in texts)
    assert main(["verify", str(folder)]) == 0
    capsys.readouterr()


def test_an_explanation_in_the_workbook_counts(book: Path, other: Path) -> None:
    number = warning_of(book, other)
    book.write_bytes(annotated(book.read_bytes(), check_file(book, reports=[other], given={number: TEXT})))
    explanations = check_submission([book], reports=[other]).explanations
    assert [(one.finding.id, one.text) for one in explanations.explained] == [(number, TEXT)]
    without = check_submission([book]).explanations
    assert without.dropped == () and without.explained == ()


def test_collecting_counts_what_was_explained_at_packaging(book: Path, other: Path, tmp_path: Path) -> None:
    checked = check_submission([book], reports=[other], given={warning_of(book, other): TEXT})
    made = build_package(checked, tmp_path / "out")
    found = examine(Source(made.folder, "包"), Job()).submission
    assert found is not None
    assert [(one.code, one.count) for one in found.findings if one.severity == "warning"] == [("BG101", 1)]
    assert found.explained == 1


def test_an_error_of_the_report_refuses_the_package(book: Path, tmp_path: Path) -> None:
    report = write_report(tmp_path / "自评报告.docx")
    document = docx.Document(str(report))
    document.paragraphs[0].runs[0].text = document.paragraphs[0].text.replace("2023", "2022")
    document.save(str(report))
    command = ["package", str(book), "--report", str(report), "-o", str(tmp_path / "out"), "--accept-warnings", TEXT]
    assert main(command) == 1
    assert [finding.code for finding in check_submission([book], reports=[report]).errors] == ["BG107"]
    assert not (tmp_path / "out").exists()


def test_several_reports_each_under_its_name(book: Path, tmp_path: Path) -> None:
    reports = [write_report(tmp_path / name) for name in ("自评报告.docx", "自评报告（盖章）.docx")]
    made = build_package(check_submission([book], reports=reports), tmp_path / "out")
    assert [file.name for file in made.manifest.files if file.role == "report"] == [file.name for file in reports]


@pytest.mark.parametrize("file", [MILUO, FIXTURES / "miluo_2023.docx", FIXTURES / "没有.docx"], ids=lambda f: f.name)
def test_what_is_no_report_is_refused_with_one_sentence(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    assert main(["package", str(book), "--report", str(file), "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("。")) == ("", 1)
