"""生成自评报告, pressed in the 汨罗 example."""

from pathlib import Path

import pytest
from pressing import EXAMPLE, User

from xladdin.opening import open_filing
from xladdin.scoring.filing import score_filing
from xladdin.word import write_report


@pytest.mark.libreoffice
def test_the_report_of_the_open_workbook(user: User, tmp_path: Path) -> None:
    """The same as from the saved file: the values of an open workbook are told in the same words."""
    user.person.place = tmp_path / "报告.docx"
    user.person.place.write_bytes(b"former")  # the dialog has asked whether it may be replaced
    opened = open_filing(EXAMPLE)
    expected = write_report(*opened, score_filing(*opened))
    said = user.press("write_report")
    assert said == f"自评报告已生成：{user.person.place}，还有 {len(expected.open_places)} 处标黄的位置要填写。"
    assert user.person.place.read_bytes() == expected.content
    assert user.person.shown == [tmp_path]


@pytest.mark.libreoffice
def test_nothing_is_written_for_somebody_who_cancels(user: User, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    user.person.place = None
    user.press("write_report")
    assert set(tmp_path.iterdir()) - before == set()
    assert user.person.shown == []


@pytest.mark.libreoffice
def test_a_folder_that_is_not_there(user: User, tmp_path: Path) -> None:
    user.person.place = tmp_path / "没有" / "报告.docx"
    assert "不存在" in user.press("write_report")
