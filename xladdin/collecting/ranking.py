"""排名: every submission with its total, grade, 执行率 and findings; who is not ranked, and why not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.collecting.record import Amounts, Result, Submission
from xladdin.collecting.table import RANKING, Column, Kind, Table, Value
from xladdin.values.rounding import ratio_of

_COLUMNS = (
    Column("名次", Kind.COUNT, 5),
    Column("单位", Kind.NAME, 22),
    Column("年度", Kind.COUNT, 6),
    Column("填报总分", Kind.SCORE, 8),
    Column("得分合计", Kind.SCORE, 8),
    Column("等级", Kind.TEXT, 5),
    Column("全年预算数", Kind.AMOUNT, 11),
    Column("全年执行数", Kind.AMOUNT, 11),
    Column("执行率", Kind.RATE, 8.5),
    Column("错误", Kind.COUNT, 5),
    Column("警告", Kind.COUNT, 5),
    Column("警告中已说明", Kind.COUNT, 7),
    Column("提示", Kind.COUNT, 5),
    Column("核验", Kind.TEXT, 11),
    Column("规则集", Kind.TEXT, 10),
    Column("文件", Kind.NAME, 18),
    Column("备注", Kind.NAME, 22),
)
_ALTERED = "核验未通过，不排名"
_PROJECTS_ONLY = "只有项目支出绩效自评表，不参加部门排名"


class Ranked(NamedTuple):
    """A submission with its place; None where it is not ranked."""

    place: int | None
    path: str
    submission: Submission
    remark: str


def ranked(results: Sequence[Result]) -> list[Ranked]:
    """By the sum of the scores, each year by itself, the last one first; equal sums on the same place. Those without a
    place stand behind them, by name."""
    read = [result.submission for result in results if result.submission]
    units = Counter(_unit_and_year(submission) for submission in read if submission.of_department)
    order: list[tuple[Decimal, Ranked]] = []
    behind: list[Ranked] = []
    for result in results:
        submission = result.submission
        if submission is None:
            continue
        reason, remarks = _reason(submission), list(_remarks(submission, units))
        if reason or submission.computed is None:
            behind.append(Ranked(None, result.path, submission, "；".join([reason, *remarks])))
        else:
            order.append((submission.computed, Ranked(None, result.path, submission, "；".join(remarks))))
    order.sort(key=lambda item: (-(item[1].submission.year or 0), -item[0], item[1].submission.unit, item[1].path))
    behind.sort(key=lambda item: (item.submission.unit, item.path))
    return [*_with_places(order), *behind]


def _with_places(order: Sequence[tuple[Decimal, Ranked]]) -> Iterator[Ranked]:
    reached: Counter[int | None] = Counter()  # in a year
    places: dict[tuple[int | None, Decimal], int] = {}
    for score, item in order:
        year = item.submission.year
        reached[year] += 1
        yield item._replace(place=places.setdefault((year, score), reached[year]))


def _unit_and_year(submission: Submission) -> tuple[str, int | None]:
    return submission.unit, submission.year


def _reason(submission: Submission) -> str:
    """Why a submission has no place in the ranking."""
    if submission.verification.intact is False:
        return _ALTERED
    if not submission.of_department and submission.projects:
        return _PROJECTS_ONLY
    if submission.computed is None:
        return "没有总分，不排名"
    return "" if submission.grade else "得分合计超过满分，不排名"


def _remarks(submission: Submission, units: Counter[tuple[str, int | None]]) -> Iterator[str]:
    """What the reader should know before using the figures of the row."""
    if not submission.unit:
        yield "没有写单位名称"
    elif units[_unit_and_year(submission)] > 1:
        yield f"同一单位同一年度有 {units[_unit_and_year(submission)]} 份"
    if None not in (submission.entered, submission.computed) and submission.entered != submission.computed:
        yield "填报总分与得分合计不一致"
    if submission.differing:
        yield f"{submission.differing} 项得分与计算不一致"


def execution_rate(money: Amounts) -> Decimal | None:
    """全年执行数 ÷ 全年预算数."""
    return ratio_of(money.spent, money.budget)


def ranking_table(order: Sequence[Ranked]) -> Table:
    """The sheet 排名."""
    return Table(
        RANKING,
        "部门整体支出绩效自评排名",
        _COLUMNS,
        tuple(_row(item) for item in order),
        ("按各项得分合计排名，得分相同的名次相同；执行率 = 全年执行数 ÷ 全年预算数；金额单位：万元。", *_notes(order)),
    )


def _notes(order: Sequence[Ranked]) -> Iterator[str]:
    """What hinders comparing the places."""
    rulebooks: dict[int | None, dict[str, None]] = {}
    for item in order:
        if item.place is not None:
            rulebooks.setdefault(item.submission.year, {})[item.submission.rulebook] = None
    if len(rulebooks) > 1:
        yield f"报送分属 {len(rulebooks)} 个年度（{'、'.join(map(_called, rulebooks))}），各年度分别排名。"
    for year, used in rulebooks.items():
        if len(used) > 1:
            yield f"{_called(year)}的报送适用不同的规则集（{'、'.join(used)}），得分办法不同，名次仅供参考。"


def _called(year: int | None) -> str:
    return "年度不明" if year is None else f"{year} 年度"


def _row(item: Ranked) -> tuple[Value, ...]:
    submission = item.submission
    money = submission.money
    return (
        item.place, submission.unit, submission.year, submission.entered, submission.computed, submission.grade,
        money.budget, money.spent, execution_rate(money), submission.count("error"), submission.count("warning"),
        submission.explained, submission.count("hint"), submission.verification.said, submission.rulebook, item.path,
        item.remark,
    )  # fmt: skip
