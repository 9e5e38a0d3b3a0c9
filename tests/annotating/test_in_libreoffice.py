"""LibreOffice opens the annotated copy and saves it: nothing of it is lost, a further check finds its own marks."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from test_annotate import marked_cells, report_on
from test_report_comments import MILUO as REPORT
from test_report_comments import anchored
from workbooks import MILUO, with_macros

from xladdin.annotating import annotated
from xladdin.annotating.report_comments import commented
from xladdin.checking import check_file
from xladdin.opening import vocabulary
from xladdin.reading.explanations import SHEET
from xladdin.reading.filing import read_filing


def saved_by_libreoffice(data: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    (folder / "in").mkdir()
    (folder / "in" / f"a.{kind}").write_bytes(data)
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "in" / f"a.{kind}")], env=environment, check=True, timeout=180,
                   capture_output=True)  # fmt: skip
    return (folder / "out" / f"a.{kind}").read_bytes()


def notes(data: bytes) -> set[tuple[str, str]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet
        for cell in row
        if cell.comment and cell.comment.text.startswith("【校验】")
    }


@pytest.mark.libreoffice
@pytest.mark.parametrize("make", [MILUO.read_bytes, with_macros], ids=["fixture", "template"])
def test_saved_by_libreoffice_and_checked_again(tmp_path: Path, make: Callable[[], bytes]) -> None:
    source = make()
    report = report_on(source, tmp_path)
    once = annotated(source, report)
    saved = saved_by_libreoffice(once, tmp_path)
    assert marked_cells(saved) == marked_cells(once)
    assert notes(saved) == notes(once)
    again = annotated(saved, report)
    assert marked_cells(again) == marked_cells(once)
    assert notes(again) == notes(once)
    assert openpyxl.load_workbook(BytesIO(again)).sheetnames.count(SHEET) == 1
    file = tmp_path / "again.xlsx"
    file.write_bytes(again)
    before = [form.content() for form in read_filing(tmp_path / "自评.xlsx", vocabulary()).forms]
    after = [form.content() for form in read_filing(file, vocabulary()).forms]
    assert len(after) == len(before)


@pytest.mark.libreoffice
def test_a_report_saved_by_libreoffice_and_checked_again(tmp_path: Path) -> None:
    """The comments stand at the same paragraphs; what a further check finds takes their place."""
    report = check_file(MILUO, reports=[REPORT])
    once = commented(REPORT.read_bytes(), REPORT.name, report)
    saved = saved_by_libreoffice(once, tmp_path, "docx")
    assert anchored(once) and anchored(saved) == anchored(once)
    assert anchored(commented(saved, REPORT.name, report)) == anchored(once)
    assert anchored(commented(saved, REPORT.name, check_file(MILUO))) == {}
