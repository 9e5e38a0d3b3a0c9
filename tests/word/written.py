"""What the tests of the Word reports share: filings, reports made from them, and what stands in the files."""

import io
from pathlib import Path

import docx
from docx.document import Document

from tests.checks.clean_filing import sheet
from xladdin.forms.filing import Filing
from xladdin.forms.report import Report
from xladdin.opening import open_filing, report_titles
from xladdin.reading.report import reports_in
from xladdin.rulebooks.loader import available, load
from xladdin.scoring.filing import score_filing
from xladdin.word import Written, write_project_report, write_report

TESTS = Path(__file__).parents[1]
EXAMPLE = TESTS.parent / "workbook_templates" / "examples" / "miluo_2023.xlsx"
FILINGS = sorted((TESTS / "fixtures" / "filings").iterdir())
LAYOUTS = sorted((TESTS / "fixtures" / "layouts").iterdir())
TEMPLATES = sorted((TESTS.parent / "workbook_templates").glob("*.xlsx"))
RULEBOOKS = [rulebook.id for rulebook in available() if not rulebook.abstract]
WITH_PROJECTS = [name for name in RULEBOOKS if load(name).report.project_chapters]
YUEYANG = TESTS / "fixtures" / "filings" / "yueyang_2024.xlsx"


def department(filing: Filing, rulebook: str) -> Written:
    """The department's report of a filing."""
    loaded = load(rulebook)
    return write_report(filing, loaded, score_filing(filing, loaded))


def project(filing: Filing, rulebook: str, number: int = 0) -> Written:
    """The report of one of its projects."""
    loaded = load(rulebook)
    return write_project_report(filing.projects[number], filing, loaded, score_filing(filing, loaded))


def of_file(path: Path, rulebook: str | None = None) -> Written:
    """The department's report of a file."""
    opened = open_filing(path, rulebook)
    return write_report(*opened, score_filing(*opened))


def word(written: Written) -> Document:
    """The file as python-docx sees it."""
    return docx.Document(io.BytesIO(written.content))


def text(written: Written) -> str:
    """The running text, a paragraph a line."""
    return "\n".join(paragraph.text for paragraph in word(written).paragraphs)


def tables(written: Written) -> dict[str, list[list[str]]]:
    """Caption -> rows, the heading row first."""
    found, caption = {}, ""
    for block in word(written).iter_inner_content():
        if isinstance(block, docx.table.Table):
            found[caption] = [[cell.text for cell in row.cells] for row in block.rows]
            caption = ""
        elif block.style is not None and block.style.name == "Caption":
            caption = block.text
    return found


def remarks(written: Written) -> list[str]:
    """The comments."""
    return [comment.text for comment in word(written).comments]


def read_back(written: Written, name: str = "报告.docx") -> Report:
    """The report as the reader sees it."""
    (report,) = reports_in(written.content, name, report_titles())
    return report


def with_fund(filing: Filing, table: str) -> Filing:
    """The filing with a table of 政府性基金 and the like behind its forms."""
    return filing.model_copy(update={"forms": (*filing.forms, *sheet("政府性基金", table))})
