"""排名: who is compared with whom, and what is said at the others."""

from decimal import Decimal
from pathlib import Path

import pytest
from received_files import RULEBOOK, clean
from records import ALTERED, received

from xladdin.collecting.examine import examine
from xladdin.collecting.finding import Source
from xladdin.collecting.job import Job
from xladdin.collecting.overview import overview_of
from xladdin.collecting.ranking import ranked, ranking_table
from xladdin.collecting.record import Amounts, Project
from xladdin.collecting.summary import summarise
from xladdin.drawing import draw_template
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.rulebooks.loader import load

PROJECTS_ONLY = "只有项目支出绩效自评表，不参加部门排名"
FULL = Decimal(100)
PROJECT = Project("危房改造", Amounts(None, FULL, FULL), FULL, FULL, 0, 0)


def test_what_one_office_sends_of_its_project_is_not_compared_with_departments() -> None:
    results = [
        received("甲.xlsx"),
        received("股室.xlsx", computed=FULL, entered=FULL, of_department=False, projects=(PROJECT,)),
    ]
    first, second = ranked(results)
    assert (first.path, first.place) == ("甲.xlsx", 1)
    assert (second.path, second.place, second.remark) == ("股室.xlsx", None, PROJECTS_ONLY)
    assert first.remark == ""  # it is the unit's only one


def test_every_year_is_ranked_by_itself_and_other_rules_are_named() -> None:
    results = [
        received("甲.xlsx", unit="甲局"),
        received("甲22.xlsx", unit="甲局", year=2022, computed=FULL),
        received("乙.xlsx", unit="乙局"),
        received("丙.xlsx", unit="丙局", computed=Decimal(80), rulebook="岳阳市 2023 年度"),
        received("丁.xlsx", unit="丁局", year=None),
    ]
    order = ranked(results)
    assert [(item.path, item.place) for item in order] == [
        ("乙.xlsx", 1), ("甲.xlsx", 1), ("丙.xlsx", 3), ("甲22.xlsx", 1), ("丁.xlsx", 1),
    ]  # fmt: skip
    _, *notes = ranking_table(order).notes
    assert notes == [
        "报送分属 3 个年度（2023 年度、2022 年度、年度不明），各年度分别排名。",
        "2023 年度的报送适用不同的规则集（汨罗市 2023 年度、岳阳市 2023 年度），得分办法不同，名次仅供参考。",
    ]


def test_an_altered_package_is_marked_at_its_projects_and_not_in_order() -> None:
    summary = summarise([received("改过.xlsx", verification=ALTERED, projects=(PROJECT,)), received("甲.xlsx")])
    projects = next(table for table in summary.tables if table.name == "项目")
    (row,) = projects.rows
    assert row[[column.heading for column in projects.columns].index("核验")] == "有改动 1 处，未签名"
    assert dict(overview_of(summary, "报送", {}).facts)["没有错误和改动的（份）"] == 1


def test_the_distributions_are_those_of_the_departments() -> None:
    results = [
        received("甲.xlsx"),
        received("股室.xlsx", computed=FULL, grade="优", of_department=False, projects=(PROJECT,)),
        received("改过.xlsx", computed=Decimal(50), grade="差", verification=ALTERED),
    ]
    overview = overview_of(summarise(results), "报送", {})
    counts = {one.title: {name: count for name, count in one.counts if count} for one in overview.distributions}
    assert counts["等级分布"] == {"优": 1}
    assert counts["得分合计分布"] == {"95–100": 1}
    assert counts["执行率分布"] == {"95–100%": 1}
    assert dict(overview.facts)["计入等级和得分分布（份）"] == 1


@pytest.mark.parametrize("only_project", [True, False])
def test_a_workbook_with_one_project_table_is_none_of_a_department(tmp_path: Path, *, only_project: bool) -> None:
    """Also where the department's own table is there and blank, as in the template."""
    book = tmp_path / "项目.xlsx"
    filed = clean(RULEBOOK)
    filed = filed.model_copy(update={"forms": filed.of(ProjectEvaluation)[:1]})
    draw_template(load(RULEBOOK), book, filing=filed, only_project=only_project)
    submission = examine(Source(book, book.name), Job(RULEBOOK)).submission
    assert submission is not None
    assert not submission.of_department and len(submission.projects) == 1
