"""A written report is read back as what it is, and the checks find in it nothing but what the tables deserve."""

from pathlib import Path

import pytest
from written import EXAMPLE, RULEBOOKS, WITH_PROJECTS, YUEYANG, department, project, read_back

from tests.checks.clean_filing import clean, edited
from xladdin.checks import Finding, run_checks
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.forms.report import Chapter
from xladdin.opening import open_filing, vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load
from xladdin.values.numbering import written_as


def numbers(chapters: tuple[Chapter, ...], style: str) -> bool:
    return [chapter.number for chapter in chapters] == [
        written_as(style, number).strip("、（）") for number in range(1, len(chapters) + 1)
    ]


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_the_chapters_in_their_order(rulebook: str) -> None:
    report = read_back(department(clean(rulebook), rulebook))
    wanted = load(rulebook).report
    assert (report.kind, report.filling_unit.text) == ("department", "江城县住房和城乡建设局")
    assert report.year == load(rulebook).year
    assert [(chapter.title, tuple(part.title for part in chapter.parts)) for chapter in report.chapters] == [
        (chapter.title, chapter.parts) for chapter in wanted.chapters
    ]
    assert numbers(report.chapters, "一、")
    assert all(numbers(chapter.parts, "（一）") for chapter in report.chapters)
    assert [entry.text.partition(" ")[2] for entry in report.annexes] == list(wanted.annexes)
    assert all(any(entry.text for entry in chapter.whole) for chapter in report.chapters)


@pytest.mark.parametrize("rulebook", WITH_PROJECTS)
def test_the_chapters_of_a_project(rulebook: str) -> None:
    report = read_back(project(clean(rulebook), rulebook))
    assert (report.kind, report.project.text) == ("project", "道路养护专项")
    assert [(chapter.title, tuple(part.title for part in chapter.parts)) for chapter in report.chapters] == [
        (chapter.title, chapter.parts) for chapter in load(rulebook).report.project_chapters
    ]


def found(filing: Filing, rulebook: str) -> list[Finding]:
    """The findings about all reports of a filing that were written from it."""
    reports = [read_back(department(filing, rulebook), "部门.docx")]
    if rulebook in WITH_PROJECTS:
        reports += [
            read_back(project(filing, rulebook, number), f"项目{number}.docx") for number in range(len(filing.projects))
        ]
    whole = filing.model_copy(update={"reports": tuple(reports)})
    findings = [finding for finding in run_checks(whole, load(rulebook)) if finding.code.startswith("BG")]
    prompts = [finding for finding in findings if finding.field == "提示文字"]
    assert len(prompts) == len(reports)  # one for each report, until they are filled in
    return [finding for finding in findings if finding not in prompts]


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_nothing_is_wrong_with_the_report_of_a_clean_filing(rulebook: str) -> None:
    """Only the annex about the government funds is asked for where the filing has income from them and no table."""
    assert {finding.code for finding in found(clean(rulebook), rulebook)} <= {"BG109"}
    without = clean(rulebook)
    if without.department is not None:
        without = edited(without, {"department.government_fund": ""})
    assert found(without, rulebook) == []


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_only_what_the_tables_contradict_is_found_in_the_example(rulebook: str) -> None:
    """Two projects whose amounts are exchanged between the tables (KB101)."""
    findings = found(open_filing(EXAMPLE, rulebook).filing, rulebook)
    assert {(finding.code, finding.severity) for finding in findings} - {("BG109", "warning")} == {("BG101", "hint")}
    assert sorted(finding.provided for finding in findings if finding.code == "BG101") == ["20", "5"]


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_nothing_is_found_in_the_report_of_yueyang(rulebook: str) -> None:
    assert found(open_filing(YUEYANG, rulebook).filing, rulebook) == []


def test_a_figure_that_was_changed_afterwards_is_found() -> None:
    """The sentences are understood, not passed over."""
    rulebook = "hunan-miluo-2023"
    filing = clean(rulebook)
    report = read_back(department(filing, rulebook))
    for path, raw in {
        "base_data.office.final": "271.00", "base_data.people.staff": "189", "base_data.reception.final": "13.00",
        "base_data.procurement.final": "654.00", "department.basic_spending": "813.00",
        "department.total.spent": "951.00", "projects[0].total.spent": "66.50", "department.total_score": "97",
    }.items():  # fmt: skip
        changed = edited(filing, {path: raw}).model_copy(update={"reports": (report,)})
        codes = {finding.code for finding in run_checks(changed, load(rulebook)) if finding.code < "BG103"}
        assert codes & {"BG101", "BG102"}, path


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_no_table_of_a_report_is_taken_for_a_form(rulebook: str, tmp_path: Path) -> None:
    """项目支出一览 has 项目名称 beside the money; the report in the folder of the project tables adds no project."""
    file = tmp_path / "部门报告.docx"
    file.write_bytes(department(clean(rulebook), rulebook).content)
    assert read_filing(file, vocabulary()).forms == ()
    with pytest.raises(InputError, match="是自评报告"):
        open_filing(file, rulebook)
