"""What a cell hands to a function -> what scoring understands: a Decimal, a text, nothing, or an error that has a name.

The one converter for all functions and hosts. It takes what xlwings, UNO and Python programs give: floats, ints,
Decimals, texts, dates, booleans, nothing, error values, and ranges as lists or tuples. It never raises for what a cell
can hold; a function refuses what it cannot use, in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import Any, Final

from xladdin.errors import InputError
from xladdin.values.cell_error import error_name
from xladdin.values.number import Kind, amount_in_wan, from_float, meaning, tidy

PROBLEM: Final = "错误："  # every failed function's text begins so

_EXACT = 2.0**53  # below it a whole float is exactly that number


class Missing:
    """An argument that was not given; a blank cell that was given is None."""

    def __repr__(self) -> str:
        return "未给出"


MISSING: Final = Missing()


class CellError(str):
    """An error value (`#DIV/0!`) or the text of a function that failed (`错误：编制数为空`)."""

    __slots__ = ()


Value = Decimal | str | None
Block = tuple[tuple[Value, ...], ...]  # a range, row by row


class Takes(StrEnum):
    """What an argument counts in; it decides which units behind a number are understood, and how a text is taken."""

    AMOUNT = "万元"
    COUNT = "个"
    RATE = "比率"
    SCORE = "分"
    AREA = "平方米"
    LEVEL = "档次或数"
    ANSWER = "是或否，或项数"
    TEXT = "文字"
    ANYTHING = "另一个函数的参数"


_UNITS: Mapping[Takes, frozenset[str]] = {
    Takes.COUNT: frozenset({"", "人", "个", "名", "项", "例", "次", "天", "工作日", "个工作日", "个部分"}),
    Takes.RATE: frozenset({"", "%", "‰"}),
    Takes.SCORE: frozenset({"", "分"}),
    Takes.AREA: frozenset({"", "m2", "平方米", "平方"}),
    Takes.LEVEL: frozenset({"", "分"}),
    Takes.ANSWER: frozenset({"", "项", "个"}),
    Takes.ANYTHING: frozenset({""}),
}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a cell function; `block` takes a whole range, `variadic` any number of them."""

    name: str
    label: str  # in a sentence: `编制数` of `编制数为空`
    description: str  # in the function wizard
    takes: Takes
    optional: bool = False
    block: bool = False
    variadic: bool = False

    def read(self, given: object) -> Value | Block:
        """The value or block that was given. Raises InputError for an error value, naming the argument."""
        if self.block:
            return read_block(given, self.takes)
        value = read(_only_cell(given, self.label) if isinstance(given, (list, tuple)) else given, self.takes)
        if type(value) is CellError:
            raise InputError(self.failed(value))
        return value

    def failed(self, error: CellError) -> str:
        """What to say of an error that came in through this argument."""
        return failed_cell(self.label, error)


def failed_cell(label: str, error: CellError) -> str:
    """An error value is named; the reason of a function that failed is passed on."""
    if error.startswith(PROBLEM):
        return f"{label}没有算出来（{error.removeprefix(PROBLEM)}），请先改正"
    return f"{label}是错误值 {error}"


def read(cell: object, takes: Takes) -> Value:
    """One cell. What is not understood stays text, so that the function can say what stands there."""
    if isinstance(cell, float):
        return _float(cell)
    if cell is None:
        return None
    if isinstance(cell, str):
        return _text(cell, takes)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int):
        return CellError(name) if (name := error_name(cell)) else Decimal(cell)
    if isinstance(cell, Decimal):
        return cell if cell.is_finite() else CellError("#NUM!")
    if isinstance(cell, date):
        return meaning(cell).raw
    if isinstance(cell, (list, tuple)):
        return CellError("#VALUE!")  # a range inside a range
    return str(cell).strip() or None


def read_block(given: object, takes: Takes) -> Block:
    """A range: one cell, a row or a column as a flat list, a block as a list of rows."""
    if not isinstance(given, (list, tuple)):
        return ((read(given, takes),),)
    rows = (row if isinstance(row, (list, tuple)) else (row,) for row in given)
    return tuple(tuple(read(cell, takes) for cell in row) for row in rows)


def cells_of(block: Block) -> tuple[Value, ...]:
    """The cells of a block, row by row."""
    return tuple(cell for row in block for cell in row)


def _only_cell(given: list[Any] | tuple[Any, ...], label: str) -> object:
    """The cell of a range of one cell."""
    rows = [row if isinstance(row, (list, tuple)) else (row,) for row in given]
    cells = [cell for row in rows for cell in row]
    if len(cells) != 1:
        size = f"{len(rows)} 行 {max(map(len, rows))} 列" if rows else "空"
        raise InputError(f"{label}应为一个单元格，给出的是{size}的区域")
    return cells[0]


def _float(number: float) -> Value:
    if not isfinite(number):
        return CellError("#NUM!")
    if abs(number) >= _EXACT or not number.is_integer():
        return from_float(number)
    return CellError(name) if (name := error_name(number)) else Decimal(int(number))


def _text(text: str, takes: Takes) -> Value:
    if text.startswith(PROBLEM):
        return CellError(text)
    found = meaning(text)
    if found.kind is Kind.ERROR:
        return CellError(found.value)
    if takes in (Takes.TEXT, Takes.ANSWER) and not isinstance(found.value, Decimal):
        return tidy(text) or None  # 无 and × are answers here
    if takes is Takes.TEXT:
        return tidy(text)
    if found.kind is Kind.BLANK:
        return None
    if not isinstance(found.value, Decimal):
        return tidy(text)
    if takes is Takes.AMOUNT:
        amount = amount_in_wan(found.value, found.unit)
        return tidy(text) if amount is None else amount
    return found.value if found.unit in _UNITS[takes] else tidy(text)
