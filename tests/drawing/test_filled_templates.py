"""A filing drawn into its template reads back the same; nothing that was filed is replaced."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drawn import FILED, HENGSHAN, MILUO, YUEYANG, draw

from xladdin.drawing import draw_template
from xladdin.forms.describe import Measure
from xladdin.forms.entry import Address, Entry, entries_of
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.reading.region import entry_of
from xladdin.rulebooks.loader import load
from xladdin.values.number import meaning

# Printed by the template, not filed: titles (the year is added), labels and headings of 基础数据表, the points in the
# levels of forms D; the line of unit and 万元 that the form of 汨罗 lacks; the total that the 评分表 of 衡山 lacks.
PRINTED = ("title", "annex", "remarks", "filling_unit", "money_unit", "last_heading", "budget_heading",
           "final_heading", "buildings_heading")  # fmt: skip
OF_D = ("level1", "level2", "total_weight", "total_score")


def filed(filing: Filing) -> Iterator[tuple[tuple[str, int, str], Any]]:
    counted: dict[str, int] = {}
    for form in filing.forms:
        counted[form.letter] = counted.get(form.letter, 0) + 1
        for path, entry in entries_of(form):
            printed = path.startswith(PRINTED) or (path.endswith("label") and "items" not in path)
            if not printed and not (form.letter == "D" and path.endswith(OF_D)):
                yield (form.letter, counted[form.letter], path), entry.value


@pytest.mark.parametrize("filing", FILED, ids=lambda path: path.stem)
def test_reads_back_the_same(tmp_path: Path, filing: Path) -> None:
    before = dict(filed(read_filing(filing, vocabulary())))
    after = dict(filed(read_filing(draw(tmp_path, FILED[filing], filing), vocabulary())))
    assert {place: after.get(place) for place in before} == before


@pytest.mark.parametrize("filing", FILED, ids=lambda path: path.stem)
def test_nothing_is_added(tmp_path: Path, filing: Path) -> None:
    before = dict(filed(read_filing(filing, vocabulary())))
    letters = {letter for letter, _, _ in before}
    after = dict(filed(read_filing(draw(tmp_path, FILED[filing], filing), vocabulary())))
    added = {place: value for place, value in after.items() if place[0] in letters and value != before.get(place)}
    assert added == {}


@pytest.mark.parametrize("filing", [MILUO, YUEYANG], ids=lambda path: path.stem)
def test_a_second_time_the_file_is_the_same(tmp_path: Path, filing: Path) -> None:
    first = draw(tmp_path, FILED[filing], filing)
    again = tmp_path / "again"
    again.mkdir()
    assert draw(again, FILED[filing], first).read_bytes() == first.read_bytes()


def test_a_wrong_sum_stays_and_a_right_one_is_a_formula(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(draw(tmp_path, FILED[MILUO], MILUO))["基础数据表"]
    assert sheet["B7"].value == 18.1  # 6 + 12.1, but the row of 公务用车 was left blank
    assert sheet["B8"].value is None
    special = next(row for row in range(7, 40) if "专项资金" in str(sheet.cell(row, 1).value))
    assert str(sheet.cell(special, 2).value).startswith("=IF(COUNT(")
    assert sheet["F5"].value == '=IF(AND(ISNUMBER(D5),N(B5)>0),ROUND(D5/B5,4),"")'


def test_what_is_typed_over_a_formula_shows(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(draw(tmp_path, FILED[MILUO], MILUO))["基础数据表"]
    rules = {str(area.sqref): rule.formula for area, rules in sheet.conditional_formatting._cf_rules.items()
             for rule in rules}  # fmt: skip
    assert rules["B8:G8"] == ["NOT(_xlfn.ISFORMULA(B8))"]


def test_texts_keep_their_units_and_their_nothing(tmp_path: Path) -> None:
    filing = read_filing(draw(tmp_path, FILED[MILUO], MILUO), vocabulary())
    rows = {row.name.text: row for row in filing.projects[0].indicators}
    assert rows["控制在预算内"].target.raw == "45万元"
    assert rows["核发施工许可证"].actual.raw == "100％"
    assert [row.target.raw for row in filing.projects[0].indicators].count("无") == 3


def test_an_amount_with_its_unit_is_drawn_in_wan_and_a_target_as_it_is_written(tmp_path: Path) -> None:
    filing = read_filing(MILUO, vocabulary())
    project = filing.projects[0]
    place = Address("表", "D4")
    budget = entry_of(place, meaning("2千万元"), Measure.AMOUNT)
    target = entry_of(place, meaning("500元"), Measure.ANY)
    section = project.sections[0]
    rows = (section.indicators[0].model_copy(update={"target": target}), *section.indicators[1:])
    changed = project.model_copy(update={
        "fiscal": project.fiscal.model_copy(update={"budget": budget}),
        "sections": (section.model_copy(update={"indicators": rows}), *project.sections[1:]),
    })  # fmt: skip
    draw_template(load(FILED[MILUO]), tmp_path / "自评.xlsx", filing=filing.model_copy(update={"forms": (changed,)}))
    (drawn,) = [one for one in read_filing(tmp_path / "自评.xlsx", vocabulary()).projects if one.name.text]
    assert (drawn.fiscal.budget.raw, drawn.fiscal.budget.number) == ("2000", 2000)
    assert drawn.sections[0].indicators[0].target.raw == "500元"


def test_scores_stay_as_filed_where_the_rule_gives_another(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(draw(tmp_path, FILED[HENGSHAN], HENGSHAN))["评分表"]
    scores = {sheet.cell(row, 3).value: sheet.cell(row, 7).value for row in range(4, 21)}
    assert scores["公用经费控制率"] == 8  # 154.98 ÷ 124.40: no point is left
    assert scores["“三公经费”变动率"] == 3.5  # the budget of the year before is not known
    assert scores["“三公经费”控制率"].startswith("=IF(AND('基础数据表'!$F$7=")
    assert scores["新建楼堂馆所面积控制率"].startswith("=SCORE_BUILDING_AREA(SUM(")


def test_only_the_template_is_printed_where_nothing_was_filed(tmp_path: Path) -> None:
    filing = read_filing(draw(tmp_path, FILED[YUEYANG], YUEYANG), vocabulary())
    blank: list[Entry] = [entry for form in filing.forms if form.letter == "G" for _, entry in entries_of(form)
                          if not entry.is_blank and entry.number is not None]  # fmt: skip
    assert blank == []
