"""An error is never blank and per cent is per cent, whichever program wrote the file.

Each of files/*.xls and files/*.ods is the .xlsx of the same name as LibreOffice saves it.
"""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from xladdin.errors import InputError
from xladdin.forms.base_data import BaseData
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.values.number import UNCALCULATED

FILES = Path(__file__).parent / "files"


def base_data(file: Path) -> BaseData:
    base = read_filing(file, vocabulary()).base_data
    assert base is not None
    return base


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_errors_and_per_cent_in_every_format(suffix: str) -> None:
    base = base_data(FILES / f"errors.{suffix}")
    assert base.people.posts.value == 195
    assert base.people.staff.is_error and base.people.staff.value == "#N/A"
    assert base.people.control_rate.value == "#DIV/0!"
    assert base.three_public.last.is_error
    assert (base.three_public.budget.value, base.three_public.budget.unit) == ("50%", "")


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_the_cell_with_the_rulebook_in_every_format(suffix: str) -> None:
    rulebook = read_filing(FILES / f"named.{suffix}", vocabulary()).rulebook
    assert (str(rulebook.address), rulebook.text) == ("设置 1!C8", "hunan-miluo-2023")


def test_zeros_for_texts_of_formulas_are_refused() -> None:
    """Saved as .xls without being worked out: the unit's name is 0, and so would be every sum that is blank."""
    assert read_filing(FILES / "joined.xlsx", vocabulary()).unit == "江城县交通局"
    with pytest.raises(InputError, match=r"另存为 \.xlsx 再试。$"):
        read_filing(FILES / "joined.xls", vocabulary())


def test_a_format_of_per_cent_alone_is_no_row(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "格式.xlsx") as book:
        sheet, rate = book.add_worksheet(), book.add_format({"num_format": "0.00%"})
        sheet.write_row("A1", ["编制数", "实际在职人数", "控制率"])
        sheet.write_row("A2", [195, 188, 0.9641], rate)
        sheet.write_blank("C5000", None, rate)
    base = base_data(tmp_path / "格式.xlsx")
    assert base.last_row == 1
    assert (base.people.posts.raw, base.people.control_rate.raw) == ("19500%", "96.41%")


def test_a_formula_that_was_never_calculated_is_an_error_and_not_blank(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["编制数", "实际在职人数", "控制率"])
    sheet.append([195, 188, "=B2/A2"])
    book.save(tmp_path / "未计算.xlsx")
    rate = base_data(tmp_path / "未计算.xlsx").people.control_rate
    assert rate.is_error and rate.value == UNCALCULATED
    assert str(rate.address) == "Sheet!C2"


def test_a_formula_that_shows_nothing_is_blank(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "空.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编制数", "实际在职人数", "控制率"])
        sheet.write_row(1, 0, [195, 188])
        sheet.write_formula(1, 2, '=" "', None, " ")
    assert base_data(tmp_path / "空.xlsx").people.control_rate.is_blank


def test_excels_floats_end_at_the_border(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "浮点.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编制数", "实际在职人数", "控制率"])
        sheet.write_row(1, 0, [195, 188, 188 / 195])
        sheet.write_row(2, 0, ["经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"])
        sheet.write_row(3, 0, ["三公经费", 0.1 + 0.2, 21.799999999999997, 1e-9])
    base = base_data(tmp_path / "浮点.xlsx")
    assert base.people.control_rate.value == Decimal("0.96410256")
    assert [entry.value for entry in base.three_public.amounts] == [Decimal("0.3"), Decimal("21.8"), 0]


def test_a_number_that_is_kept_as_text_is_known(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "文本.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编制数", "实际在职人数", "控制率"])
        sheet.write_string(1, 0, "195")
        sheet.write_number(1, 1, 188)
        sheet.write_number(1, 2, 0.9641, book.add_format({"num_format": "0.00%"}))
    people = base_data(tmp_path / "文本.xlsx").people
    assert (people.posts.value, people.posts.kept_as_text) == (195, True)
    assert not people.staff.kept_as_text and not people.control_rate.kept_as_text
