"""A whole template workbook: which sheets, in which order, for which rulebook; empty or filled with a filing."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from xladdin.drawing.base_data import draw_base_data
from xladdin.drawing.book import Book, project_sheet
from xladdin.drawing.cover import draw_cover, draw_guide
from xladdin.drawing.evaluation import draw_department, draw_project
from xladdin.drawing.frame import annex_of
from xladdin.drawing.fund_evaluation import draw_fund_evaluation
from xladdin.drawing.fund_table import draw_fund_tables
from xladdin.drawing.hidden import draw_hidden
from xladdin.drawing.score_table import draw_score_table
from xladdin.drawing.supplement import draw_supplement
from xladdin.drawing.work_assessment import draw_work_assessment
from xladdin.drawing.workbook import FormWorkbook
from xladdin.forms.evaluation import FundEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable, WorkAssessment
from xladdin.rulebooks.schema import FormKey, Rulebook

MACROS = {".xlsx": False, ".xlsm": True}  # whether the workbook with this ending has them
_CALCULATION = 191029  # Excel's number of its calculation engine; it recalculates files with an older one


def draw_template(
    rulebook: Rulebook,
    target: Path | BytesIO,
    *,
    unit: str = "",
    year: int | None = None,
    projects: Sequence[str] = (),
    filing: Filing | None = None,
    only_project: bool = False,
    macros: bool = False,
) -> None:
    """Writes a template workbook; with `macros` an .xlsm with the functions and the ribbon."""

    def draw(workbook: Workbook) -> None:
        draw_sheets(
            workbook, rulebook, unit=unit, year=year, projects=projects, filing=filing, only_project=only_project
        )

    content = _with_macros(draw) if macros else _without_macros(draw)
    if isinstance(target, BytesIO):
        target.write(content)
    else:
        target.write_bytes(content)


def _without_macros(draw: Callable[[Workbook], None]) -> bytes:
    workbook = FormWorkbook()
    draw(workbook)
    return workbook.content()


def _with_macros(draw: Callable[[Workbook], None]) -> bytes:
    from xladdin.addin.build import template_bytes  # xlwings is slow to load, and an .xlsx does not need it

    return template_bytes(draw)


def draw_sheets(
    workbook: Workbook,
    rulebook: Rulebook,
    *,
    unit: str = "",
    year: int | None = None,
    projects: Sequence[str] = (),
    filing: Filing | None = None,
    only_project: bool = False,
) -> None:
    """All sheets of the template into an open workbook."""
    filed_year = filing.year if filing else None
    book = Book(workbook, rulebook, year or filed_year or rulebook.year or 0, unit or (filing.unit if filing else ""))
    if not only_project:
        draw_guide(book)
        draw_cover(book, filing)
        _draw_department_forms(book, filing)
    if _has(book, "project") or only_project or projects:
        _draw_projects(book, projects, filing)
    if not only_project:
        _draw_other_forms(book, filing)
    draw_hidden(book)
    _keep_values(workbook)
    workbook.worksheets()[0 if only_project else 1].activate()


def _keep_values(workbook: Workbook) -> None:
    """Nothing is calculated at opening: without macros every function of ours would become #NAME?."""
    workbook.set_calc_mode("auto", _CALCULATION)
    workbook.calc_on_load = False


def _has(book: Book, form: FormKey) -> bool:
    return book.rulebook.forms[form].status != "absent"


def _draw_department_forms(book: Book, filing: Filing | None) -> None:
    if _has(book, "base_data"):
        base_data = filing.base_data if filing else None
        draw_base_data(book, base_data, annex_of(book, base_data, "base_data"))
        draw_supplement(book, filing.supplement if filing else None)
    if _has(book, "department"):
        department = filing.department if filing else None
        draw_department(book, department, annex_of(book, department, "department"))


def _draw_other_forms(book: Book, filing: Filing | None) -> None:
    """Tables that only some places ask for; what was filed is drawn everywhere."""
    table = filing.score_table if filing else None
    if table or _required(book, "score_table"):
        draw_score_table(book, table, annex_of(book, table, "score_table"))
    funds = filing.of(FundEvaluation) if filing else ()
    if funds or _has(book, "fund"):
        for number, fund in enumerate(funds or (None,), 1):
            draw_fund_evaluation(book, f"专项资金{number}", fund, annex_of(book, fund, "fund"))
    tables = filing.of(FundTable) if filing else ()
    if tables or _has(book, "fund_table"):
        draw_fund_tables(book, tables)
    if _has(book, "work_assessment"):
        assessments = filing.of(WorkAssessment) if filing else ()
        assessment = next(iter(assessments), None)
        draw_work_assessment(book, assessment, annex_of(book, assessment, "work_assessment"))


def _required(book: Book, form: FormKey) -> bool:
    return book.rulebook.forms[form].status == "required"


def _draw_projects(book: Book, projects: Sequence[str], filing: Filing | None) -> None:
    filed = filing.projects if filing else ()
    for number, project in enumerate(filed, 1):
        draw_project(
            book, project_sheet(number, project.name.text), project, annex_of(book, project, "project", number)
        )
    for number, name in enumerate(projects or (() if filed else ("",)), len(filed) + 1):
        draw_project(book, project_sheet(number, name), None, annex_of(book, None, "project", number), name)
