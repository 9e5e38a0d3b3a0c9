"""WZ106: a number that the workbook keeps as text is left out of Excel's sums."""

from pathlib import Path

import pytest
import xlsxwriter

from xladdin.checks import run_checks
from xladdin.opening import open_filing


@pytest.mark.parametrize("text", ["40", "40人", "40 人", "　40"])
def test_it_is_a_hint_at_the_cell(tmp_path: Path, text: str) -> None:
    file = tmp_path / "文本.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["2023年度部门整体支出绩效评价基础数据表"])
        sheet.write_row(1, 0, ["填报单位：汨罗市财政局"])
        sheet.write_row(2, 0, ["财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"])
        sheet.write_row(3, 1, [40, 38, 0.95])
        sheet.write_string(3, 1, text)
    found = [finding for finding in run_checks(*open_filing(file)) if finding.code == "WZ106"]
    assert [(finding.severity, finding.cell) for finding in found] == [("hint", "B4")]
    assert "按文字保存" in found[0].message
