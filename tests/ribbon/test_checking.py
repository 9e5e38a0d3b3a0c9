"""校验 in the 汨罗 example: what is marked, listed, remembered; from finding to finding; everything given back."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlwings
from pressing import EXAMPLE, User, everything_in

from xladdin.annotating.colours import FILLS
from xladdin.annotating.notes import HEAD
from xladdin.calc.engine import session_of
from xladdin.checking import check_file
from xladdin.checks.report import Report
from xladdin.drawing import draw_template
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.reading.explanations import COLUMNS, EXPLANATION, ID, LEVEL, PLACE, SHEET, STATE
from xladdin.ribbon.marking import rgb
from xladdin.rulebooks.loader import load

pytestmark = pytest.mark.libreoffice
PERSONS_NOTE, PERSONS_FILL = "请局长看一下", (1, 200, 3)


@pytest.fixture
def expected() -> Report:
    return check_file(EXAMPLE)


def listed(book: xlwings.Book) -> list[dict[str, object]]:
    rows = book.sheets[SHEET].used_range.value
    heading = next(number for number, row in enumerate(rows) if row[0] == COLUMNS[0])
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[heading + 1 :]]


def test_the_same_findings_as_from_the_file(user: User, expected: Report) -> None:
    said = user.press("check")
    assert said == f"校验：{expected.summary}"
    rows = listed(user.book)
    assert [row[ID] for row in rows] == [finding.id for finding in expected.findings]
    assert {row[STATE] for row in rows} == {"待改正", "待说明", "供参考"}
    first = expected.findings[0]
    assert user.selected == (first.sheet, first.cell)
    cell = user.book.sheets[first.sheet].range(first.cell)
    assert cell.color == rgb(FILLS["error"])
    assert cell.note is not None and cell.note.text.startswith(HEAD) and first.message in cell.note.text
    assert all(sheet.api.isProtected() for sheet in user.book.sheets if sheet.name == first.sheet)


def test_each_sheet_is_read_and_written_once(user: User) -> None:
    session = session_of(user.book.app)
    for _ in range(2):
        session.reads.clear()
        session.writes.clear()
        user.press("check")
        assert max(session.reads.values()) == 1
        assert max(session.writes.values()) <= 2


def test_again_updates_and_doubles_nothing(user: User, tmp_path: Path) -> None:
    user.press("check")
    once = everything_in(user.book, tmp_path)
    user.press("check")
    assert everything_in(user.book, tmp_path) == once
    assert [sheet.name for sheet in user.book.sheets if SHEET in sheet.name] == [SHEET]


def test_tables_that_are_all_hidden(user: User) -> None:
    user.book.sheets.add("空白")
    for sheet in user.book.sheets:
        sheet.visible = sheet.name == "空白"
    assert "里的表都在隐藏的工作表里（" in user.press("check")


def test_a_mended_cell_loses_its_mark_and_its_row(user: User, expected: Report) -> None:
    user.press("check")
    finding = next(finding for finding in expected.findings if finding.corrections)
    sheet = user.book.sheets[finding.sheet]
    user.person.unprotect(sheet)
    sheet.range(finding.cell).value = float(finding.expected)
    user.press("check")
    assert finding.id not in [row[ID] for row in listed(user.book)]
    assert sheet.range(finding.cell).color != rgb(FILLS["error"])


def test_clearing_gives_everything_back(user: User, expected: Report, tmp_path: Path) -> None:
    marked = [finding for finding in expected.findings if finding.cell]
    noted, filled = marked[0], next(finding for finding in marked if finding.cell != marked[0].cell)
    for finding in (noted, filled):
        sheet = user.book.sheets[finding.sheet]
        again = user.person.unprotect(sheet)
        if finding is noted:
            sheet.range(finding.cell).add_note(PERSONS_NOTE)
        else:
            sheet.range(finding.cell).color = PERSONS_FILL
        assert again is not None
        again()
    before = everything_in(user.book, tmp_path)
    user.press("check")
    note = user.book.sheets[noted.sheet].range(noted.cell).note
    assert note is not None and note.text == PERSONS_NOTE
    assert user.book.sheets[filled.sheet].range(filled.cell).color in [rgb(fill) for fill in FILLS.values()]
    assert "填报内容没有改动" in user.press("clear_marks")
    after = everything_in(user.book, tmp_path)
    assert after.pop(SHEET)
    assert after == before


def test_a_fill_that_the_person_has_changed_since_stays(user: User, expected: Report) -> None:
    user.press("check")
    finding = expected.findings[0]
    sheet = user.book.sheets[finding.sheet]
    user.person.unprotect(sheet)
    sheet.range(finding.cell).color = PERSONS_FILL
    user.press("clear_marks")
    assert sheet.range(finding.cell).color == PERSONS_FILL


def test_clearing_what_was_never_marked(user: User) -> None:
    assert user.press("clear_marks") == "工作簿里没有校验留下的标记。"


def test_from_finding_to_finding(user: User, expected: Report) -> None:
    count = len(expected.findings)
    user.press("check")
    for number in (2, 3):
        said = user.press("next_finding")
        finding = expected.findings[number - 1]
        assert said.startswith(f"第 {number}/{count} 条") and finding.message in said
        assert user.selected == (finding.sheet, finding.cell)
    assert user.press("previous_finding").startswith(f"第 2/{count} 条")
    user.press("previous_finding")
    assert user.press("previous_finding").startswith(f"第 {count}/{count} 条")
    assert user.press("next_finding").startswith(f"第 1/{count} 条")


def test_findings_across_sheets_and_two_at_one_cell(user: User, expected: Report) -> None:
    user.press("check")
    places = [user.selected]
    for _ in expected.findings[1:]:
        user.press("next_finding")
        places.append(user.selected)
    assert places == [(finding.sheet, finding.cell) for finding in expected.findings]
    assert len({sheet for sheet, _ in places}) > 10


def test_a_row_of_the_list_leads_to_its_cell(user: User, expected: Report) -> None:
    user.press("check")
    number = len(expected.findings) - 2
    row = 5 + number
    assert user.book.sheets[SHEET].range((row, 1 + COLUMNS.index(ID))).value == expected.findings[number].id
    user.select(SHEET, f"A{row}")
    user.press("next_finding")
    assert user.selected == (expected.findings[number].sheet, expected.findings[number].cell)


def test_rows_inserted_since_the_check(user: User, expected: Report) -> None:
    user.press("check")
    finding = expected.findings[1]
    sheet = user.book.sheets[finding.sheet]
    row = sheet.range(finding.cell).row
    shifted = f"{finding.cell.rstrip('0123456789')}{row + 2}"
    user.person.unprotect(sheet)
    sheet.api.Rows.insertByIndex(row - 1, 2)
    user.press("next_finding")
    assert user.selected == (finding.sheet, shifted)
    user.press("clear_marks")
    assert sheet.range(shifted).color not in [rgb(fill) for fill in FILLS.values()]
    assert sheet.range(shifted).note is None


def test_without_a_check_there_is_nothing_to_step_through(user: User) -> None:
    assert user.press("next_finding") == "还没有校验结果，请先按“校验”。"


def test_a_warning_is_explained(user: User, expected: Report) -> None:
    user.press("check")
    finding = next(finding for finding in expected.findings if finding.severity == "warning" and finding.cell)
    user.select(finding.sheet, finding.cell)
    here = [other for other in expected.findings if (other.sheet, other.cell) == (finding.sheet, finding.cell)]
    user.person.texts = [f"原因 {number}" for number, _ in enumerate(here)]
    assert "已说明" in user.press("explain_finding")
    row = next(row for row in listed(user.book) if row[ID] == finding.id)
    assert (row[STATE], row[EXPLANATION]) == ("已说明", "原因 0")
    assert user.selected == (finding.sheet, finding.cell)
    user.press("check")
    assert next(row for row in listed(user.book) if row[ID] == finding.id)[EXPLANATION] == "原因 0"


def test_where_nobody_can_be_asked_the_cell_to_type_in_is_selected(user: User, expected: Report) -> None:
    user.press("check")
    number, finding = next(
        (number, finding) for number, finding in enumerate(expected.findings, 5) if finding.severity == "warning"
    )
    user.select(finding.sheet, finding.cell)
    assert EXPLANATION in user.press("explain_finding")
    assert user.selected == (SHEET, f"K{number}")
    user.book.sheets[SHEET].range(f"K{number}").value = "按上级要求调整"
    user.press("check")
    assert listed(user.book)[number - 5][STATE] == "已说明"


def test_an_error_cannot_be_explained_away(user: User) -> None:
    user.press("check")
    assert user.press("explain_finding") == "这里是错误，只能改正，不能用说明代替。"
    user.select("封面", "A1")
    assert "没有校验发现的问题" in user.press("explain_finding")


def test_a_sheet_of_the_persons_own_with_that_name_stays(user: User, tmp_path: Path) -> None:
    user.book.sheets.add(SHEET).range("A1").value = "我的表"
    before = everything_in(user.book, tmp_path)
    assert "内容不是校验写的" in user.press("check")
    assert everything_in(user.book, tmp_path) == before


def test_places_and_ids_stay_texts(user: User, expected: Report) -> None:
    user.press("check")
    for row, finding in zip(listed(user.book), expected.findings, strict=True):
        assert row[ID] == finding.id
        assert row[PLACE] == (f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet)
        assert row[LEVEL] in ("错误", "警告", "提示")


def test_two_hundred_sheets(user_of: Callable[[Path], User], tmp_path: Path) -> None:
    """At most two reads and two writes a sheet; the figures of a run are in docs/ribbon.md."""
    filing = read_filing(EXAMPLE, vocabulary())
    projects = [
        project.model_copy(update={"name": project.name._replace(value=name, raw=name)})
        for number in range(14)
        for project in filing.projects
        for name in [f"{project.name.text}{number}"]
    ]
    others = [form for form in filing.forms if form not in filing.projects]
    drawn = BytesIO()
    draw_template(load("hunan-miluo-2023"), drawn, filing=Filing(source="大.xlsx", forms=(*others, *projects)))
    large = tmp_path / "来源" / "大.xlsx"
    large.parent.mkdir()
    large.write_bytes(drawn.getvalue())
    user = user_of(large)
    assert len([sheet for sheet in user.book.sheets if sheet.visible]) >= 200
    session = session_of(user.book.app)
    for _ in range(2):
        session.reads.clear()
        session.writes.clear()
        start = time.perf_counter()
        said = user.press("check")
        print(f"{said}，{time.perf_counter() - start:.1f} 秒")
        assert max(session.reads.values()) <= 2
        assert max(session.writes.values()) <= 2
        assert said.startswith("校验：错误")
