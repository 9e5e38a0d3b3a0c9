"""Numbers that no budget has, and cells that are full, are read and checked like others."""

from pathlib import Path

import pytest
import xlsxwriter

from xladdin.cli import main
from xladdin.reading.indicators import section_name


@pytest.mark.parametrize("number", [9.9e300, -9.9e300, 1e-300, 123456789012345678])
def test_a_number_beyond_all_measure(number: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with xlsxwriter.Workbook(tmp_path / "大数.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["2023年度部门整体支出绩效评价基础数据表"])
        sheet.write_row(1, 0, ["填报单位：汨罗市财政局"])
        sheet.write_row(2, 0, ["财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"])
        sheet.write_row(3, 1, [number, 38, number])
        sheet.write_row(4, 0, ["经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"])
        sheet.write_row(5, 0, ["三公经费", number, number, 1])
        sheet.write_row(6, 0, ["公用经费", 1, number, number])
    for command in ("check", "score"):
        assert main([command, str(tmp_path / "大数.xlsx")]) in (0, 1)
    capsys.readouterr()


def test_a_cell_full_of_digits_is_no_hard_work() -> None:
    """It took 13 seconds: at every digit the search for points went on to the end."""
    assert section_name("1" * 32_767) == "1" * 32_767
    assert section_name("产出指标12.5分") == section_name("产出指标（50分）") == "产出指标"
