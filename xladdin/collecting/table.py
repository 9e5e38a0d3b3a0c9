"""A table of the summary: what stands under which heading. The workbook and the files for pandas show the same ones."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

OVERVIEW, RANKING = "汇总概览", "排名"  # the sheets by which a summary is known
Value = Decimal | int | str | None


class Kind(StrEnum):
    """What a column holds, from which its format follows."""

    TEXT = "text"
    NAME = "name"
    COUNT = "count"
    AMOUNT = "amount"
    SCORE = "score"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its width is in Excel's units."""

    heading: str
    kind: Kind
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the sheet's; `notes` stand under the title and say how the table is to be read."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    empty: str = "没有内容"
