"""Filings that can be packaged, as files: what the tests of this folder start from."""

from pathlib import Path

import docx

from tests.checks.clean_filing import clean
from tests.checks.clean_report import DEPARTMENT
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreTable
from xladdin.rulebooks.loader import load
from xladdin.scoring.filing import score_filing
from xladdin.submission.assembling import assemble

RULEBOOK = "hunan-miluo-2023"
FIXTURES = Path(__file__).parent.parent / "fixtures" / "filings"
MILUO = FIXTURES / "miluo_2023.xlsx"


def clean_filing(unit: str = "江城县住房和城乡建设局") -> Filing:
    """Nothing wrong in it; without the 评分表, which 汨罗 does not ask for."""
    filing = clean(RULEBOOK, unit)
    return filing.model_copy(update={"forms": tuple(form for form in filing.forms if not isinstance(form, ScoreTable))})


def write(filing: Filing, path: Path) -> Path:
    """A workbook with these forms in the official layout, whatever is wrong in them."""
    rulebook = load(RULEBOOK)
    path.write_bytes(assemble(filing, rulebook, score_filing(filing, rulebook), (), (), "测试").content)
    return path


def write_report(path: Path, *, budget: str = "21.80") -> Path:
    """The Word report of the clean filing; another 三公经费预算 than that of the tables is one warning."""
    document = docx.Document()
    for line in DEPARTMENT.strip("\n").splitlines():
        document.add_paragraph(line.replace("21.80", budget))
    document.save(str(path))
    return path


def main_and_projects(folder: Path, filing: Filing | None = None) -> tuple[Path, Path]:
    """The main workbook without projects, and a folder with a workbook for each project."""
    filing = filing or clean_filing()
    rest = tuple(form for form in filing.forms if not isinstance(form, ProjectEvaluation))
    projects = folder / "业务股室"
    projects.mkdir()
    for number, project in enumerate(filing.projects, 1):
        write(filing.model_copy(update={"forms": (project,)}), projects / f"{number}股.xlsx")
    return write(filing.model_copy(update={"forms": rest}), folder / "主表.xlsx"), projects
