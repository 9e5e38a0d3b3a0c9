"""A file in which everything is hidden says so."""

from pathlib import Path

import openpyxl
import pytest

from xladdin.errors import InputError
from xladdin.opening import open_filing

YUEYANG = Path(__file__).parent.parent / "fixtures" / "filings" / "yueyang_2024.xlsx"


def test_forms_that_are_all_hidden(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(YUEYANG)
    book.create_sheet("说明")
    for sheet in book.worksheets[:-1]:
        sheet.sheet_state = "hidden"
    book.active = len(book.sheetnames) - 1
    book.save(tmp_path / "自评.xlsx")
    with pytest.raises(InputError, match=r"都在隐藏的工作表里（.+），请取消隐藏、保存后再试"):
        open_filing(tmp_path / "自评.xlsx")
