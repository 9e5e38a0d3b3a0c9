"""自评工作考核评分表 (附件5): what a program can see of the work of self-evaluation. The rest stays with a person."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.scoring.result import Score, unscored
from xladdin.scoring.rules import score_row
from xladdin.scoring.words import Given, points
from xladdin.values.rounding import two_places

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rulebook

_TABLE = "自评工作考核评分表"
_SATURDAY = 5


def score_work(rulebook: "Rulebook", key: str, *inputs: Given, weight: Given = None) -> Score:
    """One row of the table by its key; rows that need judgement give a reason instead of a score."""
    return score_row(rulebook.work_assessment, key, inputs, weight, _TABLE, rulebook.name)


def report_on_time(rulebook: "Rulebook", days_late: Given, weight: Given = None) -> Score:
    """提交报告, from the number of working days by which the report came late."""
    return score_work(rulebook, "report_on_time", days_late, weight=weight)


def weights_as_required(rulebook: "Rulebook", right: Given, wanted: Given, weight: Given = None) -> Score:
    """权重符合规程, from how many of the required weights are as required."""
    return score_work(rulebook, "weights_as_required", right, wanted, weight=weight)


def report_completeness(rulebook: "Rulebook", missing_parts: Given, missing_annexes: Given) -> Score:
    """完整性: the body and the annexes of the report together."""
    body = score_work(rulebook, "report_body", missing_parts)
    annexes = score_work(rulebook, "report_annexes", missing_annexes)
    if body.score is None or annexes.score is None:
        return unscored("report_completeness", body.problem or annexes.problem)
    score = two_places(body.score + annexes.score)
    said = f"{body.explanation}；{annexes.explanation}；合计得 {points(score)} 分"
    return Score("report_completeness", score, None, said)


def late_working_days(
    due: date, submitted: date, holidays: Collection[date] = (), extra: Collection[date] = ()
) -> Decimal:
    """Working days after `due` up to and with `submitted`.

    Saturdays and Sundays are free; `holidays` (节假日) and `extra` (调休上班) are the year's own and are given.
    """
    late, day = 0, due
    while day < submitted:
        day += timedelta(days=1)
        working = day in extra or (day.weekday() < _SATURDAY and day not in holidays)
        late += working
    return Decimal(late)
