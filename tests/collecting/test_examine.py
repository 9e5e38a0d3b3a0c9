"""One submission: what is counted at which of its tables, what of the evidence is written down, what stays behind."""

import gc
from pathlib import Path

from received_files import FILINGS, RULEBOOK, clean

from tests.checks.clean_filing import edited
from xladdin.collecting.examine import examine
from xladdin.collecting.finding import Source
from xladdin.collecting.job import Job
from xladdin.collecting.work import work_scores
from xladdin.drawing import draw_template
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.opening import vocabulary
from xladdin.reading.filing import read_filing
from xladdin.rulebooks.loader import load

YUEYANG = load("hunan-yueyang-2024")


def test_two_projects_of_one_name_have_their_own_findings(tmp_path: Path) -> None:
    filed = clean(RULEBOOK)
    name = filed.projects[0].name.text
    filed = edited(filed, {"projects[1].name": name, "projects[1].total.score": "3"})
    book = tmp_path / "自评.xlsx"
    draw_template(load(RULEBOOK), book, filing=filed)
    submission = examine(Source(book, book.name), Job(RULEBOOK)).submission
    assert submission is not None
    first, second, *_ = submission.projects
    assert first.name == second.name == name
    assert first.errors < second.errors


def test_blank_tables_are_no_annexes(tmp_path: Path) -> None:
    book = tmp_path / "自评.xlsx"
    draw_template(YUEYANG, book)
    blank = read_filing(book, vocabulary())
    annexes = next(row for row in work_scores(blank, YUEYANG) if row.rule == "report_annexes")
    assert annexes.score == 1 and annexes.said.startswith("附件缺少 3 个部分")
    (filled,) = (row for row in work_scores(clean(RULEBOOK), YUEYANG) if row.rule == "report_annexes")
    assert filled.score == 7


def test_the_evidence_names_some_and_says_how_many_more() -> None:
    """Of fourteen projects nobody reads the weights one by one."""
    filed = clean(RULEBOOK)
    wrong = edited(filed, {"projects[0].total.weight": "11"}).of(ProjectEvaluation)[0]
    many = [
        wrong.model_copy(update={"name": wrong.name._replace(value=f"第{number}号" * 9)}) for number in range(1, 15)
    ]
    weights = next(
        row
        for row in work_scores(filed.model_copy(update={"forms": tuple(many)}), YUEYANG)
        if row.rule == "weights_as_required"
    )
    assert "第3号" in weights.said and "第4号" not in weights.said  # each has two
    assert weights.said.endswith("；另有 22 项）")


def test_nothing_that_was_made_holds_itself() -> None:
    """Python looks for circles rarely (xladdin/memory.py): what holds itself would stay for a thousand filings."""
    file = FILINGS / "hengshan_2020.xlsx"
    examine(Source(file, file.name), Job())  # what stays for the whole run is made
    gc.collect()
    gc.disable()
    try:
        examine(Source(file, file.name), Job())
        assert gc.collect() == 0
    finally:
        gc.enable()
