"""The files for pandas: what a unit has written is data there, whoever opens them."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from records import received

from xladdin.collecting.data import write_data
from xladdin.collecting.record import Amounts, Project
from xladdin.collecting.summary import summarise

NAMES = ['=HYPERLINK("http://example.org")', "+1", "-1", "@SUM(1)", "＝1+1", "危房改造-一期"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_only_where_excel_would_reckon_a_text_gets_a_mark(tmp_path: Path, suffix: str) -> None:
    """In a .csv, and there at texts alone: an amount may be below nothing."""
    if suffix == ".parquet":
        pytest.importorskip("pyarrow", reason="没有安装 pyarrow")
    less = Amounts(Decimal(-1), None, None)
    projects = tuple(Project(name, less, None, None, 0, 0) for name in NAMES)
    target = tmp_path / f"汇总{suffix}"
    write_data(summarise([received("=cmd.xlsx", projects=projects)]), target, force=False)
    path = tmp_path / f"汇总.项目{suffix}"
    frame = pd.read_csv(path) if suffix == ".csv" else pd.read_parquet(path)
    mark = "'" if suffix == ".csv" else ""
    assert list(frame["项目"]) == [*(f"{mark}{name}" for name in NAMES[:-1]), NAMES[-1]]
    assert set(frame["文件"]) == {f"{mark}=cmd.xlsx"}
    assert set(frame["年初预算数"]) == {-1.0}
