"""The summary's tables as .csv or .parquet: the file that was named holds 排名, the other tables lie beside it.

`汇总.csv`, `汇总.项目.csv`, …: one table a file, because pandas reads one from each.
"""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xladdin.collecting.summary import Summary
from xladdin.collecting.table import Column, Kind, Table
from xladdin.drawing.values_only import FORMULA_SIGNS
from xladdin.errors import InputError
from xladdin.writing import write_file

if TYPE_CHECKING:
    import pandas as pd

CSV, PARQUET = ".csv", ".parquet"
_FORMULA_SIGNS = (*FORMULA_SIGNS, "＝", "＋", "－", "＠", "\t", "\r")  # Excel takes wide signs for plain ones


def data_paths(target: Path, names: Sequence[str]) -> list[Path]:
    """The file of each table; the first one's is the file that was named."""
    return [target, *(target.with_name(f"{target.stem}.{name}{target.suffix}") for name in names[1:])]


def check_data_target(target: Path) -> None:
    """Say before the work begins that the result could not be written."""
    suffix = target.suffix.lower()
    if suffix not in (CSV, PARQUET):
        raise InputError(f"“{target.name}”应以 .csv 或 .parquet 结尾。")
    if suffix == PARQUET:
        try:
            import pyarrow  # noqa: F401
        except ImportError as problem:
            raise InputError(
                "写 .parquet 需要 pyarrow：请先安装 pip install 'xladdin[parquet]'，或改用 .csv。"
            ) from problem


def write_data(summary: Summary, target: Path, *, force: bool) -> list[Path]:
    """All tables; gives the files."""
    paths = data_paths(target, [table.name for table in summary.tables])
    for table, path in zip(summary.tables, paths, strict=True):
        write_file(path, _content(table, target.suffix.lower()), force=force)
    return paths


def _content(table: Table, suffix: str) -> bytes:
    frame = frame_of(table)
    if suffix == PARQUET:
        stream = BytesIO()
        frame.to_parquet(stream, engine="pyarrow", index=False)
        return stream.getvalue()
    # With the mark that tells Excel the encoding: a person opens this file, too. pandas reads past it.
    for column in table.columns:
        if _dtype(column) == "object":
            frame[column.heading] = frame[column.heading].map(_no_formula, na_action="ignore")
    text: str = frame.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", "replace")


def _no_formula(text: str) -> str:
    """As one types a text into Excel that begins like a formula: a unit has chosen it, and this file may be opened."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def frame_of(table: Table) -> "pd.DataFrame":
    """The table with a type for each column, also where it has no rows. Figures are floats here, as pandas wants."""
    import pandas as pd

    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    series = {
        column.heading: pd.Series([_plain(value) for value in values], dtype=_dtype(column))
        for column, values in zip(table.columns, columns, strict=True)
    }
    return pd.DataFrame(series)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _dtype(column: Column) -> Any:
    if column.kind is Kind.COUNT:
        return "Int64"
    return "object" if column.kind in (Kind.TEXT, Kind.NAME) else "float64"
