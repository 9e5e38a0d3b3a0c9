"""Reading and scoring the 汨罗 2023 workbook beside python-calamine alone; the cost of a project in large filings."""

import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from comparison import Comparison, medians
from python_calamine import load_workbook

from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Indicator, ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.opening import choose, open_filing
from xladdin.scoring.filing import score_filing
from xladdin.values.number import meaning

WORKBOOK = Path(__file__).parent.parent / "tests" / "fixtures" / "filings" / "miluo_2023.xlsx"
_FEW, _MANY = 14, 1400
_fresh = count(1)


def reading_and_scoring() -> Comparison:
    """16 forms: file -> forms -> scores, beside the bare values of all cells."""
    data = WORKBOOK.read_bytes()
    ours, opponent = medians(lambda: score_filing(*open_filing(WORKBOOK)), lambda: _cells(data), repetitions=25)
    return Comparison("read and score 16 forms", ours, "python-calamine, cells", opponent, factor=2.5, allowance=0.030)


def _cells(data: bytes) -> list[list[list[object]]]:
    book = load_workbook(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def scores_of_many_projects() -> Comparison:
    """Seconds for each project; no two indicators have the same texts, so nothing comes from the memory."""
    filing = open_filing(WORKBOOK).filing
    rulebook = choose(filing)
    # The small filing is scored so often that both sides score as many projects.
    ours, opponent = medians(
        lambda: score_filing(_with_projects(filing, _MANY), rulebook),
        lambda: [score_filing(_with_projects(filing, _FEW), rulebook) for _ in range(_MANY // _FEW)],
        repetitions=3,
    )
    return Comparison(f"a project among {_MANY}", ours / _MANY, f"a project among {_FEW}", opponent / _MANY, factor=1.2)


def _with_projects(filing: Filing, number: int) -> Filing:
    projects = list(filing.projects)
    return Filing(source="", forms=tuple(fresh_project(projects[place % _FEW]) for place in range(number)))


def fresh_project(project: ProjectEvaluation) -> ProjectEvaluation:
    """The project with targets and completions that no other has."""
    sections = tuple(
        section.model_copy(update={"indicators": tuple(_fresh_rows(section.indicators))})
        for section in project.sections
    )
    return project.model_copy(update={"sections": sections})


def _fresh_rows(rows: tuple[Indicator, ...]) -> Iterator[Indicator]:
    for row in rows:
        number = next(_fresh)
        yield row.model_copy(update={"target": _entry(f"≥{number + 7}个"), "actual": _entry(f"{number}个")})


def _entry(raw: str) -> Entry:
    read = meaning(raw)
    return Entry(raw=read.raw, kind=read.kind, value=read.value, unit=read.unit)
