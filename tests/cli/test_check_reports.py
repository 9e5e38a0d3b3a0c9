"""`check --report`: Word reports beside the workbook, in the list, the JSON, the page and the annotated copy."""

import json
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from xladdin.annotating import annotated
from xladdin.checking import check_file
from xladdin.cli import main
from xladdin.reading.explanations import SHEET

FIXTURES = Path(__file__).parents[1] / "fixtures"
MILUO = FIXTURES / "filings" / "miluo_2023.xlsx"
PROJECT = FIXTURES / "reports" / "miluo_2023_projects" / "project_04.docx"


def test_a_finding_stands_under_the_name_of_its_file() -> None:
    alone = {finding.id for finding in check_file(MILUO).findings}
    together = check_file(MILUO, reports=[PROJECT])
    new = [finding for finding in together.findings if finding.id not in alone]
    assert new and {finding.form for finding in new} == {"report"}
    assert {finding.sheet for finding in new} == {"project_04.docx"}
    assert {finding.project for finding in new} == {"乡镇污水处理厂在线监测费用"}
    assert [sheet for sheet, _ in together.by_sheet()][-1] == "project_04.docx"


def test_a_word_file_that_holds_a_report_too() -> None:
    found = check_file(FIXTURES / "reports" / "yueyang_2024.docx").findings
    assert "BG103" in {finding.code for finding in found if finding.form == "report"}


def test_every_way_of_showing_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page, copy = tmp_path / "结果.html", tmp_path / "标记.xlsx"
    command = ["check", str(MILUO), "--report", str(PROJECT)]
    assert main([*command, "--html", str(page), "--annotate", str(copy)]) == 1
    assert "project_04.docx（" in capsys.readouterr().out
    main([*command, "--json"])
    document = json.loads(capsys.readouterr().out)
    assert any(finding["sheet"] == "project_04.docx" for finding in document["findings"])
    assert "<h2>project_04.docx" in page.read_text(encoding="utf-8")
    sheet = load_workbook(copy)[SHEET]
    places = [cell for row in sheet for cell in row if str(cell.value).startswith("project_04.docx 第")]
    assert places and all(cell.hyperlink is None for cell in places)


@pytest.mark.parametrize("name", ["filings/miluo_2023.xlsx", "filings/miluo_2023.docx", "reports/没有.docx"])
def test_what_is_no_report_is_refused_with_one_sentence(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["check", str(MILUO), "--report", str(FIXTURES / name)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("。")) == ("", 1)


def test_a_report_alone_is_told_where_it_belongs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、部门（单位）基本情况")
    document.save(str(tmp_path / "报告.docx"))
    assert main(["check", str(tmp_path / "报告.docx")]) == 2
    assert "--report" in capsys.readouterr().err


def test_copies_of_reports_with_comments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one, several = tmp_path / "带批注.docx", tmp_path / "带批注"
    before = PROJECT.read_bytes()
    command = ["check", str(MILUO), "--report", str(PROJECT), "--annotate-report", str(one)]
    assert main(command) == 1
    assert str(one) in "".join(capsys.readouterr().out.split())
    assert len(list(docx.Document(str(one)).comments)) > 0
    assert main(command) == 2 and main([*command, "--force"]) == 1
    department = FIXTURES / "reports" / "miluo_2023.docx"
    command[-1:] = [str(several), "--report", str(department)]
    assert main(command) == 1
    assert sorted(file.name for file in several.iterdir()) == [department.name, PROJECT.name]
    assert PROJECT.read_bytes() == before
    capsys.readouterr()


@pytest.mark.parametrize("name", ["自评.xlsx", "报告.docx", "副本.txt"])
def test_a_copy_is_never_written_over_what_is_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    book, report = tmp_path / "自评.xlsx", tmp_path / "报告.docx"
    book.write_bytes(MILUO.read_bytes())
    report.write_bytes(PROJECT.read_bytes())
    command = ["check", str(book), "--report", str(report), "--annotate-report", str(tmp_path / name), "--force"]
    assert main(command) == 2
    assert capsys.readouterr().err.count("。") == 1
    assert (book.read_bytes(), report.read_bytes()) == (MILUO.read_bytes(), PROJECT.read_bytes())


def test_copies_of_several_reports_go_into_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Told before anything is written: neither a file nor a name that looks like one is a folder."""
    department = FIXTURES / "reports" / "miluo_2023.docx"
    both = ["check", str(MILUO), "--report", str(PROJECT), "--report", str(department), "--force"]
    (tmp_path / "已有").write_bytes(b"")
    for name in ("副本.docx", "已有"):
        copy = tmp_path / "标记.xlsx"
        assert main([*both, "--annotate", str(copy), "--annotate-report", str(tmp_path / name)]) == 2
        assert "文件夹" in capsys.readouterr().err and not copy.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["已有"]


def test_without_a_report_there_is_nothing_to_annotate(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", str(MILUO), "--annotate-report", str(tmp_path / "x.docx")]) == 2
    assert "--report" in capsys.readouterr().err


def test_two_reports_of_one_name_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / PROJECT.name
    other.write_bytes(PROJECT.read_bytes())
    assert main(["check", str(MILUO), "--report", str(PROJECT), "--report", str(other)]) == 2
    assert PROJECT.name in capsys.readouterr().err


def test_an_explanation_waits_while_its_report_is_not_looked_at(tmp_path: Path) -> None:
    """Explained with the report, checked without it, and again with it: the explanation is still there."""
    department = FIXTURES / "reports" / "miluo_2023.docx"
    report = check_file(MILUO, reports=[department])
    warning = next(one for one in report.findings if one.form == "report" and one.severity == "warning")
    copy = tmp_path / "标记.xlsx"
    explained = check_file(MILUO, reports=[department], given={warning.id: "决算口径"})
    copy.write_bytes(annotated(MILUO.read_bytes(), explained))
    without = check_file(copy)
    assert without.dropped == () and [one.text for one in without.waiting] == ["决算口径"]
    assert without.as_json()["waiting"][0]["id"] == warning.id
    copy.write_bytes(annotated(copy.read_bytes(), without))
    assert [one.text for one in check_file(copy).waiting] == ["决算口径"]
    other = check_file(copy, reports=[PROJECT])
    assert [one.text for one in other.waiting] == ["决算口径"]
    again = check_file(copy, reports=[department])
    assert again.explanations == {warning.id: "决算口径"} and again.waiting == ()


def test_an_explanation_goes_when_its_report_was_mended(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes((FIXTURES / "reports" / "miluo_2023.docx").read_bytes())
    warning = next(one for one in check_file(MILUO, reports=[report]).findings if "556.58" in one.message)
    copy = tmp_path / "标记.xlsx"
    copy.write_bytes(annotated(MILUO.read_bytes(), check_file(MILUO, reports=[report], given={warning.id: "决算口径"})))
    document = docx.Document(str(report))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("556.58", "297.69")
    document.save(str(report))
    again = check_file(copy, reports=[report])
    assert [one.text for one in again.dropped] == ["决算口径"] and again.waiting == ()


def test_the_cell_that_a_report_contradicts_is_marked(tmp_path: Path) -> None:
    report = check_file(MILUO, reports=[FIXTURES / "reports" / "miluo_2023.docx"])
    copy = tmp_path / "标记.xlsx"
    copy.write_bytes(annotated(MILUO.read_bytes(), report))
    note = load_workbook(copy)["附件1"]["F32"].comment
    assert note is not None and "miluo_2023.docx 第" in note.text and "556.58" in note.text
