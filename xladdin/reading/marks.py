"""What python-calamine does not tell of a workbook: error values, formulas without a value, per cent formats, names.

Each file format has its own module that finds them; none of them parses more than it needs.
"""

from dataclasses import dataclass, field


@dataclass
class SheetMarks:
    """Row and column (from 0) -> the error's text, and the cells that are shown as per cent."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class WorkbookMarks:
    """The marks of every sheet by its name, and the defined names of the workbook."""

    sheets: dict[str, SheetMarks] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
