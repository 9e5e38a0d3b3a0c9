"""From which files a changed copy is made, and the way out for every other."""

from pathlib import Path

import pytest

from xladdin.errors import InputError
from xladdin.patching.copies import workbook_bytes

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.mark.parametrize(
    ("file", "way_out"),
    [
        ("layouts/yueyang_2024.xls", "请先另存为 .xlsx 再试。"),
        ("layouts/yueyang_2024.ods", "请先另存为 .xlsx 再试。"),
        ("filings/yueyang_2024.docx", "请先用 xladdin import 把表格读进工作簿再试。"),
    ],
)
def test_other_kinds_are_refused_with_what_can_be_done(file: str, way_out: str) -> None:
    """Word knows no .xlsx to save as."""
    with pytest.raises(InputError) as refused:
        workbook_bytes(FIXTURES / file, "改正")
    assert str(refused.value).endswith(way_out)
