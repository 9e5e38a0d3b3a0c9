"""核对报告, pressed in the 汨罗 example: Word reports checked with the open workbook, their copies with comments."""

import re
import shutil
from pathlib import Path

import docx
import pytest
import xlwings
from pressing import EXAMPLE, Person, User, everything_in

from xladdin.annotating.notes import HEAD
from xladdin.calc.engine import session_of
from xladdin.checking import check_file
from xladdin.checks.report import Report, place_of
from xladdin.reading.explanations import COLUMNS, EXPLANATION, ID, PLACE, SHEET, STATE

pytestmark = pytest.mark.libreoffice
REPORTS = EXAMPLE.parents[2] / "tests" / "fixtures" / "reports"
REASON = "报告按决算口径填列"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The department's report beside the workbook."""
    return Path(shutil.copy(REPORTS / "miluo_2023.docx", tmp_path / "自评报告.docx"))


@pytest.fixture
def expected(report: Path) -> Report:
    return check_file(EXAMPLE, reports=[report])


def compared(user: User, *reports: Path) -> str:
    user.person.chosen = list(reports)
    return user.press("compare_report")


def listed(book: xlwings.Book) -> list[dict[str, object]]:
    rows = book.sheets[SHEET].used_range.value
    heading = next(number for number, row in enumerate(rows) if row[0] == COLUMNS[0])
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[heading + 1 :]]


def of_report(report: Report) -> list[str]:
    return [finding.id for finding in report.findings if finding.form == "report"]


def test_the_same_findings_as_from_the_files(user: User, report: Path, expected: Report) -> None:
    before = report.read_bytes()
    said = compared(user, report)
    copy = report.with_name("自评报告 核对.docx")
    assert said == f"核对了“自评报告.docx”，发现 {len(of_report(expected))} 处问题，带批注的副本：{copy}"
    assert [row[ID] for row in listed(user.book)] == [finding.id for finding in expected.findings]
    assert user.person.shown == [report.parent]
    assert report.read_bytes() == before
    comments = [comment.text for comment in docx.Document(str(copy)).comments]
    assert len(comments) == len(of_report(expected))


def test_the_contradicted_cell_is_marked_and_selected(user: User, report: Path, expected: Report) -> None:
    finding = next(finding for finding in expected.findings if "556.58" in finding.message)
    compared(user, report)
    sheet, _, cell = finding.related[0].rpartition("!")
    note = user.book.sheets[sheet].range(cell).note
    assert note is not None and note.text.startswith(HEAD) and place_of(finding) in note.text
    assert user.selected == (sheet, cell)
    number = finding.cell.strip("第段")
    assert f"报告第 {number} 段（自评报告.docx）　" in str(user.book.app.status_bar)


def test_stepping_passes_every_finding_once(user: User, report: Path, expected: Report) -> None:
    """Findings of a report lead to the contradicted cell, those without one to their row in 校验结果."""
    compared(user, report)
    user.press("check")
    compared(user, report)
    user.select("封面", "B2")
    count, seen = len(expected.findings), []
    for _ in range(count):
        match = re.match(r"第 (\d+)/(\d+) 条", said := user.press("next_finding"))
        assert match is not None and int(match[2]) == count, said
        seen.append(int(match[1]))
        finding = expected.findings[int(match[1]) - 1]
        if finding.form == "report":
            assert "报告第 " in said
            assert user.selected[0] == (SHEET if not any("!" in cell for cell in finding.related) else "基础数据表")
    assert sorted(seen) == list(range(1, count + 1))


def test_explanations_outlive_a_check_without_the_report(user: User, report: Path, expected: Report) -> None:
    finding = next(finding for finding in expected.findings if "556.58" in finding.message)
    compared(user, report)
    user.person.texts = [REASON] * 9  # every finding at the cell is asked about
    user.press("explain_finding")
    assert [row[ID] for row in listed(user.book)] == [one.id for one in expected.findings]  # also those of the report
    assert user.press("check").startswith("校验：")
    (row,) = (row for row in listed(user.book) if str(row[PLACE]).startswith("自评报告.docx"))
    assert (row[ID], row[STATE], row[EXPLANATION]) == (finding.id, "未核对", REASON)
    assert f"/{len(check_file(EXAMPLE).findings)} 条" in user.press("next_finding")
    user.press("compare_report")
    (row,) = (row for row in listed(user.book) if row[ID] == finding.id)
    assert (row[STATE], row[EXPLANATION]) == ("已说明", REASON)


def test_what_was_compared_is_proposed_again(user: User, report: Path) -> None:
    assert "自评报告.docx" in compared(user, report)
    user.press("check")
    user.person.chosen = []
    assert user.press("compare_report").startswith("核对“自评报告.docx”吗？")
    user.decision = "cancel"
    assert user.press("compare_report") == "核对“自评报告.docx”吗？\n按“否”另选报告。"
    user.decision = "no"
    other = Path(shutil.copy(REPORTS / "miluo_2023_projects" / "project_04.docx", report.parent))
    assert "核对了“project_04.docx”" in compared(user, other)


def test_the_report_that_was_written_is_proposed(user: User) -> None:
    book = Path(user.book.fullname)
    user.person.place = book.with_name(f"{book.stem} 自评报告.docx")
    user.press("write_report")
    assert user.press("compare_report").startswith(f"核对“{book.stem} 自评报告.docx”吗？")


def test_a_former_copy_is_replaced_or_kept(user: User, report: Path) -> None:
    compared(user, report)
    copy = report.with_name("自评报告 核对.docx")
    copy.write_bytes(first := copy.read_bytes() + b" ")
    user.agrees = False
    assert "自评报告 核对 2.docx" in user.press("compare_report")
    assert copy.read_bytes() == first
    user.agrees = True
    assert f"带批注的副本：{copy}" in user.press("compare_report")
    assert copy.read_bytes() == first[:-1]
    user.decision = "no"
    assert "自评报告 核对 2.docx" in compared(user, copy)  # the copy itself, corrected by the person


def test_several_reports(user: User, report: Path) -> None:
    other = Path(shutil.copy(REPORTS / "miluo_2023_projects" / "project_04.docx", report.parent))
    said = compared(user, report, other)
    found = of_report(check_file(EXAMPLE, reports=[report, other]))
    assert f"核对了“自评报告.docx”、“project_04.docx”，发现 {len(found)} 处问题" in said
    assert [row[ID] for row in listed(user.book) if ".docx" in str(row[PLACE])] == found
    assert report.with_name("project_04 核对.docx").is_file()


def test_nothing_is_done_for_somebody_who_cancels(user: User, tmp_path: Path) -> None:
    before = everything_in(user.book, tmp_path)
    assert compared(user) == ""
    assert everything_in(user.book, tmp_path) == before


def test_what_is_no_report_is_a_sentence(user: User, tmp_path: Path) -> None:
    before = everything_in(user.book, tmp_path)
    forms = REPORTS.parent / "filings" / "miluo_2023.docx"
    assert "没有找到自评报告的章节" in compared(user, forms)
    assert everything_in(user.book, tmp_path) == before


def test_a_copy_that_cannot_be_written_leaves_the_workbook_as_it_was(user: User, report: Path, tmp_path: Path) -> None:
    report.with_name("自评报告 核对.docx").mkdir()
    before = everything_in(user.book, tmp_path)
    assert "是文件夹" in compared(user, report)
    assert everything_in(user.book, tmp_path) == before
    assert user.person.shown == []


class TroubledPerson(Person):
    """The host fails when the protection of one sheet is to be taken off."""

    sheet = ""

    def unprotect(self, sheet: xlwings.Sheet) -> object:  # type: ignore[override]
        if sheet.name == self.sheet:
            raise RuntimeError("trouble")
        return super().unprotect(sheet)


def test_a_failure_leaves_one_record(
    user: User, report: Path, expected: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    before = everything_in(user.book, tmp_path)
    person = TroubledPerson(user.book.app)
    person.sheet = next(finding.sheet for finding in reversed(expected.findings) if finding.form != "report")
    said = compared(User(user.book, person), report)
    assert said.startswith("“核对报告”中途出错，没有做完，工作簿已恢复原样。")
    assert everything_in(user.book, tmp_path) == before
    assert not report.with_name("自评报告 核对.docx").exists()
    (record,) = (tmp_path / "state" / "xladdin").iterdir()
    assert "action compare_report" in record.read_text("utf-8")


def test_each_sheet_is_read_and_written_as_often_as_by_a_check(user: User, report: Path) -> None:
    session = session_of(user.book.app)
    session.reads.clear()
    session.writes.clear()
    compared(user, report)
    forms = [name for name in session.reads if name not in (SHEET, "校验标记", f"{SHEET}新", "校验标记新")]
    assert max(session.reads[name] for name in forms) == 1
    assert max(session.writes.values()) <= 2
