"""Checking a 200-project workbook beside reading it; the cost of a project among 14 and among 1,400."""

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from comparison import Comparison, medians
from pydantic import BaseModel
from reading import WORKBOOK, fresh_project

from xladdin.checks import run_checks
from xladdin.drawing import draw_template
from xladdin.forms.entry import Address, Entry
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.opening import choose, open_filing
from xladdin.values.number import Kind

_PROJECTS, _FEW, _MANY = 200, 14, 1400
_REPETITIONS = 1  # each takes seconds; a busy moment of the machine weighs little


def checking_and_reading() -> Comparison:
    """All checks on a filled template with 200 projects, beside reading the file."""
    data = _workbook()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "自评.xlsx"
        file.write_bytes(data)
        opened = open_filing(file)
        assert len(opened.filing.projects) == _PROJECTS
        ours, opponent = medians(
            lambda: run_checks(opened.filing, opened.rulebook), lambda: open_filing(file), repetitions=5
        )
    return Comparison(f"check {_PROJECTS} projects", ours, "read the file", opponent, factor=3)


def checks_of_many_projects() -> Comparison:
    """Seconds for each project; every filing is a fresh one, so that nothing comes from the memory."""
    filing = open_filing(WORKBOOK).filing
    rulebook = choose(filing)
    large = [_with_projects(filing, _MANY) for _ in range(_REPETITIONS)]
    small = [[_with_projects(filing, _FEW) for _ in range(_MANY // _FEW)] for _ in range(_REPETITIONS)]
    ours, opponent = medians(
        lambda: run_checks(large.pop(), rulebook),
        lambda: [run_checks(few, rulebook) for few in small.pop()],
        repetitions=_REPETITIONS,
    )
    return Comparison(f"check one among {_MANY}", ours / _MANY, f"check one among {_FEW}", opponent / _MANY, factor=1.5)


@lru_cache(maxsize=1)
def _workbook() -> bytes:
    filing = open_filing(WORKBOOK).filing
    file = BytesIO()
    draw_template(choose(filing), file, filing=_with_projects(filing, _PROJECTS))
    return file.getvalue()


def _with_projects(filing: Filing, number: int) -> Filing:
    """The filing with so many projects, each under a name of its own; the other forms stay."""
    projects = list(filing.projects)
    others = [form for form in filing.forms if not isinstance(form, ProjectEvaluation)]
    return filing.model_copy(
        update={"forms": (*others, *(_renamed(projects[place % len(projects)], place) for place in range(number)))}
    )


def _renamed(project: ProjectEvaluation, number: int) -> ProjectEvaluation:
    fresh = fresh_project(project)
    text = f"{project.name.text}{number}"
    name = Entry(address=project.name.address, raw=text, kind=Kind.TEXT, value=text)
    sheet = f"{project.sheet}-{number}"
    renamed: ProjectEvaluation = _moved(fresh.model_copy(update={"name": name, "sheet": sheet}), sheet)
    return renamed


def _moved(part: Any, sheet: str) -> Any:
    """The same on a sheet of its own: what stands at one cell is looked at together."""
    if isinstance(part, Entry):
        return part._replace(address=Address(sheet, part.address.cell)) if part.address.cell else part
    if isinstance(part, BaseModel):
        fields = {name: _moved(getattr(part, name), sheet) for name in type(part).model_fields}
        return part.model_copy(update=fields)
    if isinstance(part, tuple):
        return tuple(_moved(item, sheet) for item in part)
    return part
