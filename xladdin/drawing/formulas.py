"""The formulas that the forms share, each with the value that it has: text for Excel, Decimal for the file."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from xlsxwriter.utility import xl_rowcol_to_cell


@lru_cache(maxsize=4096)
def cell(row: int, column: int) -> str:
    """A1 of a row and column that count from 0."""
    return str(xl_rowcol_to_cell(row, column))


def span(first: int, column: int, last: int, last_column: int | None = None) -> str:
    """A1:B2."""
    return f"{cell(first, column)}:{cell(last, column if last_column is None else last_column)}"


def sum_formula(*parts: str) -> str:
    """The sum, blank while all parts are blank."""
    listed = ",".join(parts)
    return f'=IF(COUNT({listed})=0,"",SUM({listed}))'


def sum_of(parts: Iterable[Decimal | None]) -> Decimal | None:
    """What `sum_formula` gives."""
    numbers = [part for part in parts if part is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def ratio_formula(actual: str, base: str) -> str:
    """What `ratio_of` gives, blank without a base."""
    return f'=IF(AND(ISNUMBER({actual}),N({base})>0),ROUND({actual}/{base},4),"")'


def where_given(cells: Iterable[str], formula: str) -> str:
    """The formula once at least one of the cells holds something; an empty form shows no error texts."""
    empty = ",".join(f'{name}=""' for name in cells)
    return f'=IF(AND({empty}),"",{formula})'


def failed(problem: str) -> str:
    """What a function of ours shows where it cannot give a number."""
    return f"错误：{problem}"
