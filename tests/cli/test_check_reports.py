"""`check --report`: Word reports beside the workbook, in the list, the JSON, the page and the annotated copy."""

import json
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from xladdin.checks.explanations import SHEET
from xladdin.checks.file import check_file
from xladdin.cli import main

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
