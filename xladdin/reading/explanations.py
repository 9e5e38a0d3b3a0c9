"""The sheet 校验结果 of an annotated workbook, and the explanations (说明) that accountants typed into it."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError

from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind, Readable

SHEET = "校验结果"
CODE, LEVEL, STATE, PLACE, PROVIDED, EXPECTED, DIFFERENCE, MESSAGE, BASIS, FIX, EXPLANATION, ID = COLUMNS = (
    "代码", "级别", "状态", "位置", "填报值", "应为", "差额", "说明", "依据", "怎么改", "填写说明", "编号",
)  # fmt: skip
_WANTED = frozenset({CODE, PLACE, MESSAGE, EXPLANATION, ID})


class Explanation(NamedTuple):
    """One explanation, with what was found when it was written."""

    id: str
    text: str
    code: str = ""
    place: str = ""
    message: str = ""

    def is_about(self, reports: Collection[str]) -> bool:
        """Whether it was given to a finding in one of these Word files; its place is `报告.docx 第12段`."""
        return any(self.place == name or self.place.startswith(f"{name} ") for name in reports)


def read_explanations(path: str | Path) -> tuple[Explanation, ...]:
    """What was typed into the sheet 校验结果 of a file; nothing where there is no such sheet."""
    return explanations_in(admit(path))


def explanations_in(file: Readable) -> tuple[Explanation, ...]:
    """The same for a file of which more is wanted; a Word file has no sheets."""
    return () if file.kind is FileKind.DOCX else explanations_of(_rows(file))


def explanations_of(rows: Sequence[Sequence[str]]) -> tuple[Explanation, ...]:
    """The explanations in the cells of the sheet 校验结果, as texts."""
    heading = result_heading(rows)
    if heading is None:
        return ()
    columns = {name: rows[heading].index(name) for name in _WANTED}
    found = []
    for row in rows[heading + 1 :]:
        number, text = row[columns[ID]], row[columns[EXPLANATION]]
        if number and text:
            found.append(Explanation(number, text, *(row[columns[name]] for name in (CODE, PLACE, MESSAGE))))
    return tuple(found)


def result_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The row with the column headings of 校验结果; None where the rows are of another table."""
    return next((number for number, row in enumerate(rows) if _WANTED.issubset(row)), None)


def has_foreign_sheet(file: Readable) -> bool:
    """Whether the workbook has a sheet 校验结果 that holds something else than the result of a check."""
    rows = _rows(file)
    return bool(rows) and result_heading(rows) is None


def _rows(file: Readable) -> list[list[str]]:
    """The cells of the sheet 校验结果 as texts. A broken workbook was refused when it was opened."""
    try:
        if SHEET not in file.book.sheet_names:
            return []
        rows = file.sheet(SHEET).to_python(skip_empty_area=False)
    except CalamineError:
        return []
    return [[str(cell).strip() for cell in row] for row in rows]
