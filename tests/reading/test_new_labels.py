"""A county that prints other labels is a new folder: its workbook is read without a line of code."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter

from udfs.workbook import score_from_workbook
from xladdin import opening
from xladdin.opening import open_filing

RULEBOOK = """
id: hunan-xiangyin-2026
name: 湘阴县 2026 年度
extends: hunan
place: 湘阴县
units: [湘阴]
year: 2026
version: "1"
checked_on: 2026-11-20
sources: {notice: 《关于开展2026年度部门整体支出绩效自评的通知》}
forms:
  base_data:
    status: required
    labels:
      office: [日常运转经费]
      people.posts: [核定编制人数]
    source: {document: notice}
    checked_on: 2026-11-20
"""


@pytest.fixture
def new_county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "rulebooks" / "hunan-xiangyin-2026"
    folder.mkdir(parents=True)
    (folder / "rulebook.yaml").write_text(RULEBOOK, encoding="utf-8")
    monkeypatch.setenv("XLADDIN_RULEBOOKS", str(folder.parent))
    opening.vocabulary.cache_clear()
    yield tmp_path
    opening.vocabulary.cache_clear()


ROWS: list[list[object]] = [
    ["2026年度部门整体支出绩效评价基础数据表"],
    ["填报单位：湘阴县财政局"],
    ["财政供养人员情况", "核定编制人数", "2026年实际在职人数", "控制率"],
    ["", 40, 38, 0.95],
    ["经费控制情况", "2025年决算数", "2026年预算数", "2026年决算数"],
    ["三公经费", 3, 2.5, 2.1],
    ["日常运转经费", 30, 28, 27.5],
]


def test_labels_of_a_new_rulebook_are_understood(new_county: Path) -> None:
    file = new_county / "基础数据.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate(ROWS):
            sheet.write_row(row, 0, values)
    opened = open_filing(file)
    assert opened.rulebook.id == "hunan-xiangyin-2026"
    base = opened.filing.base_data
    assert base is not None
    assert base.people.posts.value == 40
    assert base.office.final.value == Decimal("27.5")
    assert base.not_understood == ()


class Range(SimpleNamespace):
    """What Excel gives of a range."""

    def options(self, **_: object) -> "Range":
        return self


@pytest.mark.usefixtures("new_county")
def test_a_cell_function_understands_them_in_the_workbook_around_it() -> None:
    values = [[*row, *[None] * (4 - len(row))] for row in ROWS]
    sheet = SimpleNamespace(name="表", visible=True, used_range=Range(row=1, column=1, value=values))
    excel = SimpleNamespace(api=SimpleNamespace(Volatile=lambda: None))
    sheet.book = SimpleNamespace(name="自评.xlsx", sheets=[sheet], names=[], app=excel)
    found = score_from_workbook("control_rate", None, None, SimpleNamespace(sheet=sheet))
    assert found.explanation == "在职 38 ÷ 编制 40 = 95% ≤ 100%，得 5 分"
