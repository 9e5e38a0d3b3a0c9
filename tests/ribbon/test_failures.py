"""An action that fails in the middle: the workbook as it was, one sentence, a record without figures and names."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings
from pressing import EXAMPLE, Person, User, everything_in

from xladdin.calc.engine import session_of
from xladdin.calc.session import Question
from xladdin.checking import check_file
from xladdin.drawing import draw_template
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.ribbon.failures import write_record
from xladdin.ribbon.registry import ACTIONS
from xladdin.rulebooks.loader import load

SECRET = "预算 17477.59 张三"


class Trouble(RuntimeError):
    """What a host throws now and then."""


class TroubledPerson(Person):
    """The host fails when the protection of one sheet is to be taken off."""

    sheet = ""

    def unprotect(self, sheet: xlwings.Sheet) -> Callable[[], None] | None:
        if sheet.name == self.sheet:
            raise Trouble(SECRET)
        return super().unprotect(sheet)


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "xladdin"


def states(user: User) -> tuple[object, ...]:
    app = user.book.app
    return app.screen_updating, app.enable_events, app.display_alerts, app.status_bar


@pytest.mark.libreoffice
def test_a_failure_in_the_middle_of_marking(user: User, log: Path, tmp_path: Path) -> None:
    person = TroubledPerson(user.book.app)
    person.sheet = [finding.sheet for finding in check_file(EXAMPLE).findings][-1]
    user.person = person
    user.select("封面", "B2")
    before, at = everything_in(user.book, tmp_path), states(user)
    said = user.press("check")
    assert said.startswith("“校验”中途出错，没有做完，工作簿已恢复原样。")
    assert everything_in(user.book, tmp_path) == before
    assert states(user) == at
    assert user.selected == ("封面", "B2")
    (record,) = log.iterdir()
    assert str(record) in said
    text = record.read_text("utf-8")
    assert "action check" in text and "Trouble" in text and "xladdin.ribbon.marking:" in text
    assert SECRET not in text and not re.search(r"[\u4e00-\u9fff/\\]", text)


@pytest.mark.libreoffice
def test_a_later_check_that_fails_leaves_the_former_one(user: User, tmp_path: Path) -> None:
    user.press("check")
    before = everything_in(user.book, tmp_path)
    person = TroubledPerson(user.book.app)
    person.sheet = [finding.sheet for finding in check_file(EXAMPLE).findings][-1]
    for key in ("check", "clear_marks"):
        assert "已恢复原样" in User(user.book, person).press(key)
        assert everything_in(user.book, tmp_path) == before


@pytest.mark.libreoffice
def test_a_sheet_with_a_password_is_a_sentence(user: User, tmp_path: Path) -> None:
    name = [finding.sheet for finding in check_file(EXAMPLE).findings][-1]
    sheet = user.book.sheets[name]
    sheet.api.unprotect("")
    sheet.api.protect("geheim")
    before = everything_in(user.book, tmp_path)
    assert user.press("check") == f"工作表“{name}”有保护密码，请先撤销工作表保护再试。"
    assert everything_in(user.book, tmp_path) == before
    assert sheet.api.isProtected()


@pytest.mark.libreoffice
def test_a_failure_in_the_middle_of_corrections(user: User, tmp_path: Path) -> None:
    person = TroubledPerson(user.book.app)
    corrected = [finding.sheet for finding in check_file(EXAMPLE).findings if finding.corrections]
    assert len(set(corrected)) > 1
    person.sheet = next(sheet for sheet in reversed(corrected) if sheet != corrected[0])
    before = everything_in(user.book, tmp_path)
    said = User(user.book, person).press("fix")
    assert "将改正" in said and "已恢复原样" in said
    assert everything_in(user.book, tmp_path) == before


@pytest.mark.libreoffice
def test_corrections_go_when_the_marks_cannot_follow(user: User, tmp_path: Path) -> None:
    """Correcting and marking anew are one action: when the second half fails, the first is taken back."""
    findings = check_file(EXAMPLE).findings
    corrected = {finding.sheet for finding in findings if finding.corrections}
    user.press("check")
    before = everything_in(user.book, tmp_path)
    person = TroubledPerson(user.book.app)
    person.sheet = next(finding.sheet for finding in findings if finding.sheet not in corrected and finding.cell)
    said = User(user.book, person).press("fix")
    assert "将改正" in said and "已恢复原样" in said
    assert everything_in(user.book, tmp_path) == before


@pytest.mark.libreoffice
def test_an_explanation_goes_when_the_marks_cannot_follow(user: User, tmp_path: Path) -> None:
    findings = check_file(EXAMPLE).findings
    warning = next(finding for finding in findings if finding.severity == "warning" and finding.cell)
    user.press("check")
    user.select(warning.sheet, warning.cell)
    before = everything_in(user.book, tmp_path)
    person = TroubledPerson(user.book.app)
    person.sheet, person.texts = findings[0].sheet, ["原因"]
    assert "已恢复原样" in User(user.book, person).press("explain_finding")
    assert everything_in(user.book, tmp_path) == before
    assert user.selected == (warning.sheet, warning.cell)


@pytest.mark.libreoffice
def test_a_file_that_cannot_be_written_is_not_checked(user: User, tmp_path: Path) -> None:
    """校验并打包 saves first: a disk that is full or a file in use is noticed before anything is marked."""
    before = everything_in(user.book, tmp_path)
    file = Path(user.book.fullname)
    file.unlink()
    file.mkdir()
    (file / "x").touch()
    said = user.press("package")
    assert "没有保存" in said
    assert everything_in(user.book, tmp_path) == before


@pytest.mark.libreoffice
def test_a_failure_after_the_check_of_a_package_says_what_stays(user: User, log: Path) -> None:
    """The list of errors cannot be shown: the marks are there and saved by then."""
    asked: list[str] = []

    def reply(question: Question) -> str:
        asked.append(question.text)
        if len(asked) == 1:
            raise Trouble(SECRET)
        return "ok"

    session_of(user.book.app).reply = reply
    user.press("package")
    assert asked[0].startswith("还有 ") and "处错误，没有打包" in asked[0]
    assert asked[1].startswith("“校验并打包”中途出错，没有打包；校验的标记和“校验结果”留在工作簿里，填报内容没有改动。")
    assert "校验结果" in [sheet.name for sheet in user.book.sheets]
    (record,) = log.iterdir()
    assert "Trouble" in record.read_text("utf-8")


@pytest.mark.libreoffice
def test_a_failure_in_the_middle_of_last_years_figures(user: User, tmp_path: Path) -> None:
    person = TroubledPerson(user.book.app)
    person.sheet, person.chosen = "补充数据", [tmp_path / "上年.xlsx"]
    now = read_filing(EXAMPLE, vocabulary())
    assert now.base_data is not None and now.supplement is not None
    last = Filing(source="", forms=(now.base_data, now.supplement))
    draw_template(load("hunan-miluo-2023"), person.chosen[0], filing=last, year=2022)
    before = everything_in(user.book, tmp_path)
    assert "已恢复原样" in User(user.book, person).press("carry_forward")
    assert everything_in(user.book, tmp_path) == before


@pytest.mark.libreoffice
@pytest.mark.parametrize("key", [key for key in ACTIONS if key not in ("new_workbook", "about", "diagnose", "manual")])
def test_a_workbook_without_forms(app: xlwings.App, key: str) -> None:
    """Every button answers with a sentence or does nothing; none fails."""
    book = app.books.add()
    book.sheets[0].range("A1").value = "购物清单"
    user = User(book, Person(app))
    said = user.press(key)
    assert "出错" not in said
    assert [sheet.used_range.value for sheet in book.sheets] == ["购物清单"]


def test_the_record_names_the_root(tmp_path: Path) -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as problem:
            raise Trouble(SECRET) from problem
    except Trouble as problem:
        record = write_record("check", "excel", problem, tmp_path)
    assert record is not None
    text = record.read_text("utf-8")
    assert "Trouble" in text and "builtins.ValueError" in text and SECRET not in text


def test_a_record_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert write_record("check", "excel", Trouble(), tmp_path / "file") is None
