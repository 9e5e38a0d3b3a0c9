"""The value that a drawn formula holds is the one that the function gives for the cells that it names."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from drawn import FILED, HENGSHAN, MILUO, YUEYANG, draw
from openpyxl.utils import range_boundaries

import udfs
from xladdin.values.number import tidy

CALL = re.compile(r"\b(?P<name>(?:SCORE|RATE|CHECK|EXPLAIN)_[A-Z_]+)\((?P<arguments>(?:[^()]|\([^()]*\))*)\)")
REFERENCE = re.compile(r"(?:'(?P<sheet>[^']+)'!)?(?P<cells>\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)")


def split(arguments: str) -> Iterator[str]:
    depth, start = 0, 0
    for position, character in enumerate(arguments):
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            yield arguments[start:position]
            start = position + 1
    yield arguments[start:]


class Values:
    """The values of a drawn workbook, for the arguments of a function."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def of(self, sheet: Any, argument: str) -> object:
        if argument == "RULEBOOK":
            return self.book["设置"]["B1"].value
        if argument.startswith('"'):
            return argument.strip('"')
        if argument.startswith("SUM("):
            numbers = [cell for row in self.of(sheet, argument[4:-1]) for cell in row]  # type: ignore[attr-defined]
            return sum(number for number in numbers if isinstance(number, (int, float)))
        if argument.startswith("IF(ISNUMBER("):
            _, second, third = split(argument[3:-1])
            value = self.of(sheet, second)
            return value if isinstance(value, (int, float)) else self.of(sheet, third)
        match = REFERENCE.fullmatch(argument)
        if match is None:
            return float(argument)
        where = self.book[match["sheet"]] if match["sheet"] else sheet
        left, top, right, bottom = range_boundaries(match["cells"].replace("$", ""))
        columns = range(left, right + 1)
        block = [[where.cell(row, column).value for column in columns] for row in range(top, bottom + 1)]
        return block if ":" in argument else block[0][0]


@pytest.mark.parametrize("filing", [MILUO, YUEYANG, HENGSHAN, None], ids=lambda path: path.stem if path else "empty")
def test_every_value_is_what_the_function_gives(tmp_path: Path, filing: Path | None) -> None:
    path = draw(tmp_path, FILED[filing] if filing else "hunan-hengshan-2020", filing)
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    known = Values(values)
    wrong, counted = [], 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                call = CALL.search(cell.value) if isinstance(cell.value, str) and cell.value[0] == "=" else None
                shown = values[sheet.title][cell.coordinate].value
                if call is None or shown in (None, ""):
                    continue
                given = [known.of(values[sheet.title], argument) for argument in split(call["arguments"])]
                expected = getattr(udfs, call["name"])(*given)
                counted += 1
                same = abs(expected - shown) < 1e-9 if isinstance(expected, float) else expected == tidy(str(shown))
                if not same:
                    wrong.append((sheet.title, cell.coordinate, cell.value, shown, expected))
    assert wrong == []
    assert counted >= (10 if filing else 2)
