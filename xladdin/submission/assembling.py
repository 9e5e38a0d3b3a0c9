"""The submission workbook (报送工作簿): values only, in the official layout, the same bytes for the same filing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xladdin.checks.finding import Finding
from xladdin.drawing.base_data import draw_base_data
from xladdin.drawing.book import Book, sheet_name
from xladdin.drawing.cover import draw_cover
from xladdin.drawing.evaluation import draw_department, draw_project
from xladdin.drawing.frame import annex_of
from xladdin.drawing.fund_evaluation import draw_fund_evaluation
from xladdin.drawing.fund_table import draw_fund_tables
from xladdin.drawing.score_table import draw_score_table
from xladdin.drawing.work_assessment import draw_work_assessment
from xladdin.drawing.workbook import FormWorkbook
from xladdin.forms.evaluation import FundEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable, WorkAssessment
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import FilingScores
from xladdin.submission import overview, remarks_page
from xladdin.submission.contents_page import Listed, begin_contents, finish_contents
from xladdin.submission.explaining import Explained


class Assembled(NamedTuple):
    """The workbook and how many pages each sheet prints, in their order."""

    content: bytes
    pages: dict[str, int]


def assemble(
    filing: Filing,
    rulebook: Rulebook,
    scores: FilingScores,
    findings: Sequence[Finding],
    explained: Sequence[Explained],
    title: str,
) -> Assembled:
    """The workbook of a filing that is in its order already."""
    workbook = FormWorkbook(title=title)
    book = Book(workbook, rulebook, filing.year or rulebook.year or 0, filing.unit, grows=False)
    draw_cover(book, filing)
    contents = begin_contents(book)
    listed = [*_department_forms(book, filing), *_projects(book, filing), *_other_forms(book, filing)]
    listed.append(Listed(remarks_page.draw_remarks(book, findings, explained), "", remarks_page.SHEET))
    listed.append(Listed(overview.draw_overview(book, filing, scores), "", overview.SHEET))
    finish_contents(contents, listed)
    workbook.worksheets()[0].activate()
    return Assembled(workbook.content(), {entry.sheet.name: entry.sheet.pages for entry in listed})


def _department_forms(book: Book, filing: Filing) -> Iterator[Listed]:
    if filing.base_data:
        annex = annex_of(book, filing.base_data, "base_data")
        draw_base_data(book, filing.base_data, annex)
        yield Listed(book.sheets[-1], annex, book.title("base_data"))
    if filing.department:
        annex = annex_of(book, filing.department, "department")
        draw_department(book, filing.department, annex)
        yield Listed(book.sheets[-1], annex, book.title("department"))


def _projects(book: Book, filing: Filing) -> Iterator[Listed]:
    """附件3-1 … 附件3-n: numbered anew, whatever number a table came with."""
    for number, project in enumerate(filing.projects, 1):
        annex = annex_of(book, None, "project", number) or f"附件3-{number}"
        name = " ".join(project.name.text.split())
        draw_project(book, sheet_name(annex, name), project, annex)
        yield Listed(book.sheets[-1], annex, f"{book.title('project')}　{name}")


def _other_forms(book: Book, filing: Filing) -> Iterator[Listed]:
    """评分表, the tables of funds and of the work: those that were filed."""
    if filing.score_table:
        annex = annex_of(book, filing.score_table, "score_table")
        draw_score_table(book, filing.score_table, annex)
        yield Listed(book.sheets[-1], annex, book.title("score_table"))
    for number, fund in enumerate(filing.of(FundEvaluation), 1):
        annex = annex_of(book, fund, "fund")
        draw_fund_evaluation(book, sheet_name(f"专项资金{number}", fund.name.text), fund, annex)
        yield Listed(book.sheets[-1], annex, f"{book.title('fund')}　{fund.name.text}")
    for sheet, annex in draw_fund_tables(book, filing.of(FundTable)):
        yield Listed(sheet, annex, f"{book.year}年度{sheet.name}情况表")
    for assessment in filing.of(WorkAssessment):
        annex = annex_of(book, assessment, "work_assessment")
        draw_work_assessment(book, assessment, annex)
        yield Listed(book.sheets[-1], annex, book.rulebook.forms["work_assessment"].title)
