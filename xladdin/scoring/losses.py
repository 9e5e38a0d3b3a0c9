"""Where points were lost (失分): what was entered below its weight, for the report and for 得分概览."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation, Indicator
from xladdin.forms.tables import ScoreRow, ScoreTable
from xladdin.scoring.execution import EXECUTION


class Scored(NamedTuple):
    """An indicator, 预算执行率 or a row of the 评分表 with its weight and its score."""

    name: str
    weight: Entry
    score: Decimal | None
    indicator: Indicator | None = None

    @property
    def lost(self) -> Decimal:
        """Points below the weight; 0 where one of the two is missing."""
        if self.weight.number is None or self.score is None:
            return Decimal(0)
        return max(Decimal(0), self.weight.number - self.score)


def scored(form: Evaluation | ScoreTable) -> list[Scored]:
    """All that has a weight of its own."""
    if isinstance(form, ScoreTable):
        return [_together(rows) for rows in _sharing(form)]
    money = Scored(EXECUTION, form.total.weight, form.total.score.number)
    rows = form.indicators
    return [money, *(Scored(row.name.text or row.second.text, row.weight, row.score.number, row) for row in rows)]


def losses(form: Evaluation | ScoreTable) -> list[Scored]:
    """What is below its weight, most points first."""
    return sorted((one for one in scored(form) if one.lost), key=lambda one: -one.lost)


def _sharing(table: ScoreTable) -> list[list[ScoreRow]]:
    """Rows that share a weight (经济效益, 社会效益), which stands in the first of them only, together."""
    groups: list[list[ScoreRow]] = []
    for row in table.rows:
        if groups and row.weight.is_blank and not row.score.is_blank:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _together(rows: Sequence[ScoreRow]) -> Scored:
    """Their scores added up; none where one of them is no number."""
    numbers = [row.score.number for row in rows if not row.score.is_blank]
    known = [number for number in numbers if number is not None]
    score = sum(known, Decimal(0)) if known and len(known) == len(numbers) else None
    return Scored("、".join(row.name.text for row in rows), rows[0].weight, score)
