"""A filing → its Word reports: the department's, and one for each project where the rulebook has chapters for it."""

from typing import NamedTuple

from xladdin.errors import InputError
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import FilingScores
from xladdin.submission.naming import file_name
from xladdin.word.department import department_draft
from xladdin.word.draft import Draft, OpenPlace, one_line
from xladdin.word.drawing import drawn
from xladdin.word.project import project_draft
from xladdin.word.stated import Subject

_LONGEST_NAME = 60  # signs of a project in a file's name; 255 bytes are the limit everywhere


class Written(NamedTuple):
    """A Word file, and the places in it that are left to be filled in."""

    content: bytes
    open_places: tuple[OpenPlace, ...]


def write_report(filing: Filing, rulebook: Rulebook, scores: FilingScores) -> Written:
    """部门整体支出绩效自评报告."""
    return _written(department_draft(Subject(filing, rulebook, scores)))


def write_project_report(
    project: ProjectEvaluation, filing: Filing, rulebook: Rulebook, scores: FilingScores
) -> Written:
    """项目支出绩效自评报告 of one project."""
    if not rulebook.report.project_chapters:
        raise InputError(f"{rulebook.name}的规则集没有项目支出绩效自评报告的提纲，只能生成部门报告。")
    return _written(project_draft(Subject(filing, rulebook, scores), project))


def _written(draft: Draft) -> Written:
    return Written(drawn(draft), tuple(draft.open_places))


def project_file(number: int, project: ProjectEvaluation) -> str:
    """`项目01 帮代办工作经费.docx`: the number tells apart what has the same name."""
    name = one_line(project.name.text)[:_LONGEST_NAME]
    return f"{file_name(f'项目{number:02d} {name}')}.docx"
