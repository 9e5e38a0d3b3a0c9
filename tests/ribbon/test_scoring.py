"""Functions and scores in the 汨罗 example: they calculate, follow edits, are explained, adopted and corrected."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pressing import EXAMPLE, User, everything_in

from xladdin.checking import check_file
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.reading.live import read_book
from xladdin.ribbon import scoring
from xladdin.rulebooks.loader import load
from xladdin.scoring.filing import ScoreLine, score_filing

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def project() -> ProjectEvaluation:
    return read_filing(EXAMPLE, vocabulary()).projects[0]


def lines() -> list[ScoreLine]:
    return list(score_filing(read_filing(EXAMPLE, vocabulary()), load("hunan-miluo-2023")).lines)


def value(user: User, entry: Entry) -> object:
    return user.book.sheets[entry.address.sheet].range(entry.address.cell).value


def test_an_edit_changes_the_dependent_scores_and_the_total(user: User, project: ProjectEvaluation) -> None:
    before = value(user, project.total_score)
    assert isinstance(before, float) and value(user, project.total.score) == 10
    place = project.fiscal.spent.address
    user.book.sheets[place.sheet].range(place.cell).value = 36
    assert value(user, project.total.rate) == 0.8
    score = value(user, project.total.score)
    assert score == 8
    assert value(user, project.total_score) == before - 2


def test_the_score_without_arguments(user: User) -> None:
    """Answered from the forms of the workbook when LibreOffice has read them; then it follows them."""
    sheet = user.book.sheets.add("试")
    sheet["A1"].formula = "=SCORE_CONTROL_RATE(188,195)"
    sheet["A2"].formula = "=SCORE_CONTROL_RATE()"
    assert sheet["A1"].value == 5
    for _ in range(600):
        if sheet["A2"].value == 5:
            break
        time.sleep(0.1)
    assert sheet["A2"].value == 5


def test_all_scores_calculated_anew(user: User) -> None:
    differing = [line for line in lines() if line.differs]
    said = user.press("recalculate")
    assert f"共 {len(lines())} 项得分，其中 {len(differing)} 项填报与计算不一致" in said
    assert str(differing[0].entered.address) in said
    assert "总分：填报 99，计算 109" in said
    assert "试算" not in [sheet.name for sheet in user.book.sheets]
    again = score_filing(read_book(user.book, vocabulary()), load("hunan-miluo-2023")).lines
    assert [line.entered.number for line in again] == [line.entered.number for line in lines()]


def test_a_score_is_explained(user: User) -> None:
    line = next(line for line in lines() if line.rule == "indicator" and line.differs)
    user.select(line.entered.address.sheet, line.entered.address.cell)
    said = user.press("explain_score")
    for part in (line.computed.explanation, "年度指标值", "依据：", str(line.entered.address), "分值"):
        assert part in said


def test_the_execution_score_and_the_total_are_explained(user: User, project: ProjectEvaluation) -> None:
    for entry, part in ((project.total.score, "全年执行数 45"), (project.total_score, "总分")):
        user.select(entry.address.sheet, entry.address.cell)
        assert part in user.press("explain_score")


def test_without_a_score_selected(user: User) -> None:
    user.select("封面", "A1")
    for key in ("explain_score", "accept_score"):
        assert user.press(key) == "请先选中一个得分单元格（“得分”一栏中的数），再按这个按钮。"


def test_the_computed_score_is_taken_over(user: User, tmp_path: Path) -> None:
    line = next(line for line in lines() if line.rule == "indicator" and line.differs)
    place = line.entered.address
    user.select(place.sheet, place.cell)
    before = everything_in(user.book, tmp_path)
    user.agrees = False
    assert "将用计算得分替换 1 处" in user.press("accept_score")
    assert everything_in(user.book, tmp_path) == before
    user.agrees = True
    user.press("accept_score")
    assert user.book.sheets[place.sheet].range(place.cell).value == float(line.computed.score or 0)
    assert user.book.sheets[place.sheet].api.isProtected()
    assert "没有要改的得分" in user.press("accept_score")


def test_a_total_that_is_taken_over_with_its_scores_is_their_sum(user: User) -> None:
    """One of the scores goes from 9 to 9.69: the total that is written fits the scores that are written."""
    department = next(line for line in lines() if line.rule == "total")
    own = [line for line in lines() if line.form == department.form and line.rule == "indicator"]
    (changed,) = [line for line in own if line.differs]
    place = department.entered.address
    user.select(place.sheet, f"A1:{place.cell}")
    said = user.press("accept_score")
    computed = (department.computed.score or 0) + (changed.computed.score or 0) - (changed.entered.number or 0)
    assert "将用计算得分替换 2 处" in said and f"计算 {computed}" in said
    assert user.book.sheets[place.sheet].range(place.cell).value == float(computed)
    assert "没有要改的得分" in user.press("accept_score")


def test_a_score_from_a_formula_is_not_overwritten(user: User, project: ProjectEvaluation) -> None:
    place = project.total.score.address
    user.select(place.sheet, place.cell)
    assert "没有要改的得分" in user.press("accept_score")


def test_corrections_are_listed_first_then_made(user: User, tmp_path: Path) -> None:
    corrected = {item.address: item.value for finding in check_file(EXAMPLE).findings for item in finding.corrections}
    before = everything_in(user.book, tmp_path)
    user.agrees = False
    said = user.press("fix")
    assert "将改正" in said
    assert everything_in(user.book, tmp_path) == before
    user.agrees = True
    user.press("fix")
    changed = [address for address in corrected if str(address) in said]
    assert changed
    for address in changed:
        assert user.book.sheets[address.sheet].range(address.cell).value == float(corrected[address])
    assert "没有只有一个正确答案的问题" in user.press("fix")


def test_corrections_bring_the_marks_up_to_date(user: User) -> None:
    errors = [finding for finding in check_file(EXAMPLE).findings if finding.corrections]
    user.press("check")
    said = user.press("fix").splitlines()[-1]
    ids = [row[-1] for row in user.book.sheets["校验结果"].used_range.value]
    assert errors and not [finding for finding in errors if finding.id in ids], said


def test_where_the_functions_are_missing_nothing_is_calculated(
    user_of: Callable[[Path], User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "_TRIAL", "=NO_SUCH_FUNCTION(1)")
    user = user_of(EXAMPLE)
    assert "评分函数没有装好" in user.press("recalculate")
