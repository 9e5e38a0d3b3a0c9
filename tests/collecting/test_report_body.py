"""正文完整性 of 附件5: from the report in a package, never from one that only lies beside a workbook."""

from decimal import Decimal
from pathlib import Path

import docx
from received_files import RULEBOOK

from tests.checks.clean_filing import clean
from tests.checks.report_lines import DEPARTMENT, lines
from xladdin.collecting.package import open_package
from xladdin.collecting.record import WorkScore
from xladdin.collecting.work import work_scores
from xladdin.drawing import draw_template
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreTable
from xladdin.rulebooks.loader import load
from xladdin.submission.packaging import build_package, check_submission

YUEYANG = load("hunan-yueyang-2024")


def packed(folder: Path, *paragraphs: str) -> Filing:
    """What the 财政局 reads of a package with that report; without paragraphs there is no report."""
    filed = clean(RULEBOOK)
    forms = tuple(form for form in filed.forms if not isinstance(form, ScoreTable))
    book = folder / "自评.xlsx"
    draw_template(load(RULEBOOK), book, filing=filed.model_copy(update={"forms": forms}))
    reports = []
    if paragraphs:
        reports = [report := folder / "报告.docx"]
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(str(report))
    checked = check_submission([book], reports=reports, rulebook=RULEBOOK, for_all="已核实")
    made = build_package(checked, folder / "报送")
    return open_package(made.folder, None, None).filing


def body(filing: Filing) -> WorkScore:
    return next(row for row in work_scores(filing, YUEYANG) if row.rule == "report_body")


def test_a_whole_report_has_full_marks(tmp_path: Path) -> None:
    assert body(packed(tmp_path, *lines(DEPARTMENT))).score == Decimal(8)


def test_two_points_for_each_chapter_that_is_missing_or_empty(tmp_path: Path) -> None:
    paragraphs = lines(DEPARTMENT, 第16段=None, 第17段=None, 第29段="【请填写：其他需要说明的情况】。")
    scored = body(packed(tmp_path, *paragraphs))
    assert scored.score == Decimal(4)
    assert "缺国有资本经营预算支出情况、其他需要说明的情况" in scored.said


def test_without_a_report_a_person_decides(tmp_path: Path) -> None:
    assert body(packed(tmp_path)) == WorkScore("report_body", None, "")
