"""得分概览 of a filing with an 评分表: its 一级指标 by name, and every row that lost points."""

from decimal import Decimal

from tests.submission.filings import FIXTURES
from xladdin.forms.tables import ScoreTable
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load
from xladdin.submission.figures import Bar, by_level, lost_points

HENGSHAN = read_filing(FIXTURES / "hengshan_2020.xlsx", vocabulary())
RULEBOOK = load("hunan-hengshan-2020")


def table() -> ScoreTable:
    assert HENGSHAN.score_table is not None
    return HENGSHAN.score_table


def test_the_levels_bear_the_names_of_the_rulebook() -> None:
    """The filing has ` 60分` where 过程 should stand, and line breaks in the others."""
    assert [(bar.name, digits_of(bar)) for bar in by_level(table(), RULEBOOK)] == [
        ("投入", "8.5/10"),
        ("过程", "53/60"),
        ("产出及效率", "30/30"),
    ]


def digits_of(bar: Bar) -> str:
    return f"{bar.score.normalize():f}/{bar.weight.normalize():f}"


def test_the_rows_that_lost_points_are_listed() -> None:
    lost = [(entry.where, entry.name, entry.points) for entry in lost_points(HENGSHAN)]
    assert lost == [
        ("评分表", "预算完成率", Decimal(4)),
        ("评分表", "预算控制率", Decimal(3)),
        ("评分表", "“三公经费”变动率", Decimal("1.5")),
    ]


def test_rows_that_share_a_weight_lose_points_together() -> None:
    """经济效益 blank and 社会效益 10 of 10 together: nothing lost; 7 of 10: three points in one line."""
    row = next(row for row in table().rows if row.name.text == "社会效益")
    seven = row.score._replace(raw="7", value=Decimal(7))
    rows = tuple(one.model_copy(update={"score": seven}) if one is row else one for one in table().rows)
    changed = table().model_copy(update={"rows": rows})
    others = [form for form in HENGSHAN.forms if form is not table()]
    lost = lost_points(HENGSHAN.model_copy(update={"forms": (*others, changed)}))
    assert ("经济效益、社会效益", Decimal(3)) in [(entry.name, entry.points) for entry in lost]
