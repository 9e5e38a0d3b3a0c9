"""A row inserted into each block of the 汨罗 example by its user: sums follow, forms are read, names stay plain."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pressing import EXAMPLE, User

from xladdin.forms.base_data import Group
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.reading.live import read_book
from xladdin.ribbon.changes import split

pytestmark = pytest.mark.libreoffice
BASE, PROJECT = "基础数据表", "项目1 帮代办工作经费"
DEPARTMENT, FUNDS = "部门整体支出绩效自评表", ("政府性基金预算支出", "国有资本经营预算支出", "社会保险基金预算支出")
DOTS = "……"


def insert(user: User, sheet_name: str, row: int, values: dict[str, object]) -> None:
    """As a person does it: the sheet allows rows to be inserted while it is protected."""
    sheet = user.book.sheets[sheet_name]
    again = user.person.unprotect(sheet)
    sheet.api.Rows.insertByIndex(row - 1, 1)
    for column, value in values.items():
        sheet.range(f"{column}{row}").value = value
    if again is not None:
        again()


def rows_with_dots(user: User, sheet_name: str) -> list[int]:
    """From below, so that a row inserted does not move the others."""
    sheet = user.book.sheets[sheet_name]
    column = "A" if sheet_name == BASE else "C"
    found = sheet.range(f"{column}1:{column}60").value
    return [row for row in range(60, 0, -1) if found[row - 1] == DOTS]


def both(user: User, tmp_path: Path) -> list[Filing]:
    """The forms as they stand in the open document, and in the file that it is saved to."""
    live = read_book(user.book, vocabulary())
    file = tmp_path / "另存.xlsx"
    user.book.save(file)
    return [live, read_filing(file, vocabulary())]


def test_a_project_or_fund_in_each_group(user: User, tmp_path: Path) -> None:
    before = read_filing(EXAMPLE, vocabulary()).base_data
    assert before is not None
    for row in rows_with_dots(user, BASE):
        insert(user, BASE, row, {"A": "新增", "B": 1.5, "D": 10.25, "F": 9})
    for filing in both(user, tmp_path):
        assert filing.base_data is not None
        for old, new in zip(before.groups, filing.base_data.groups, strict=True):
            assert [item.label.text for item in new.items] == [*(item.label.text for item in old.items), "新增"]
            added = [Decimal("1.5"), Decimal("10.25"), Decimal(9)]
            assert [entry.number for entry in new.head.amounts] == [
                (amount or 0) + more for amount, more in zip(sums(old), added, strict=True)
            ]


def sums(group: Group) -> list[Decimal]:
    return [sum((item.amounts[column].number or Decimal(0) for item in group.items), Decimal(0)) for column in range(3)]


def test_a_building(user: User, tmp_path: Path) -> None:
    heading = next(row for row in range(1, 60) if user.book.sheets[BASE].range(f"B{row}").value == "批复规模\n（㎡）")
    insert(user, BASE, heading + 2, {"B": 100, "C": 110, "E": 50, "F": 40})
    insert(user, BASE, heading + 2, {"B": 200, "C": 190, "E": 60, "F": 60})
    for filing in both(user, tmp_path):
        assert filing.base_data is not None
        assert [building.actual_area.number for building in filing.base_data.buildings] == [190, 110]
        assert filing.base_data.thrift.text.startswith("严控差旅")


def test_an_indicator_in_each_section(user: User, tmp_path: Path) -> None:
    before = read_filing(EXAMPLE, vocabulary())
    for sheet in (PROJECT, DEPARTMENT):
        for row in rows_with_dots(user, sheet):
            insert(user, sheet, row, {"D": "新指标", "E": "95%", "F": "96%", "G": 3, "H": 2.5})
    for filing in both(user, tmp_path):
        for number in (0, 1):
            old, new = evaluations(before)[number], evaluations(filing)[number]
            assert [[row.name.text for row in section.indicators] for section in new.sections] == [
                [*(row.name.text for row in section.indicators), "新指标"] for section in old.sections
            ]
        old, new = before.projects[0], filing.projects[0]
        assert (old.total_weight.number, old.total_score.number) == (100, 99)
        count = len(new.sections)
        assert new.total_weight.number == 100 + 3 * count
        assert new.total_score.number == Decimal("99") + Decimal("2.5") * count
    cell = evaluations(both(user, tmp_path)[0])[1].total_score.address.cell
    total = split(cell)[0]
    formula = user.book.sheets[PROJECT].range(cell).formula
    assert f"SCORE_TOTAL(I6,H13:H{total - 1})" in formula.replace(";", ",")


def evaluations(filing: Filing) -> tuple[Evaluation, Evaluation]:
    assert filing.department is not None
    return filing.department, filing.projects[0]


def test_an_item_in_each_other_budget(user: User, tmp_path: Path) -> None:
    for sheet in FUNDS:
        insert(user, sheet, 9, {"A": "新增", "B": 100, "C": 180, "D": 200, "E": 150})
    for filing in both(user, tmp_path):
        tables = filing.of(FundTable)
        assert len(tables) == len(FUNDS)
        for table in tables:
            assert [row.item.text for row in table.rows if row.item.text] == ["新增"]
            total = table.total
            figures = [total.last, total.initial, total.budget, total.spent, total.rate]
            assert [entry.number for entry in figures] == [100, 180, 200, 150, Decimal("0.75")]


def test_the_saved_file_has_plain_names_and_every_formula(user: User, tmp_path: Path) -> None:
    user.book.sheets[BASE]["B5"].value = 200
    file = tmp_path / "另存.xlsx"
    user.book.save(file)
    before, after = functions_in(EXAMPLE), functions_in(file)
    assert after == before
    assert {"SCORE_EXECUTION", "SCORE_TOTAL", "CHECK_SUM", "EXPLAIN_SCORE"} <= set(after)


def functions_in(file: Path) -> dict[str, int]:
    """How often each function stands in the formulas; names as they are written there."""
    names: dict[str, int] = {}
    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    for name in re.findall(r"([A-Za-z_.][\w.]*)\(", re.sub(r'"[^"]*"', "", cell.value)):
                        names[name] = names.get(name, 0) + 1
    return names
