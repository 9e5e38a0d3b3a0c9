"""What 得分概览 shows (得分概览的数): sums over what was entered, nothing that a person has not filed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.evaluation import rows_of
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreTable
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.execution import EXECUTION
from xladdin.scoring.losses import losses
from xladdin.values.label import key
from xladdin.values.rounding import ratio_of


class Bar(NamedTuple):
    """A name with a weight and the score reached."""

    name: str
    weight: Decimal
    score: Decimal


class Lost(NamedTuple):
    """An indicator below its weight."""

    where: str
    name: str
    weight: Decimal
    score: Decimal

    @property
    def points(self) -> Decimal:
        return self.weight - self.score


def by_heading(form: Evaluation) -> list[Bar]:
    """预算执行率 and every 一级指标: weights and scores added up."""
    money = form.total
    bars = (
        [] if money.weight.number is None else [Bar(EXECUTION, money.weight.number, money.score.number or Decimal(0))]
    )
    for section in form.sections:
        rows = rows_of(section)
        bars.append(Bar(section.name, _sum(row.weight.number for row in rows), _sum(row.score.number for row in rows)))
    return bars


def by_level(table: ScoreTable, rulebook: Rulebook) -> list[Bar]:
    """The same of an 评分表: its 一级指标, as the rulebook calls them where it knows the row."""
    known = {key(name): rule.level1 for rule in rulebook.rules.values() for name in (rule.name, *rule.rows)}
    levels = [known.get(key(row.name.text)) or _line(row.level1.text) for row in table.rows]
    return [
        Bar(
            name,
            _sum(row.weight.number for row, level in zip(table.rows, levels, strict=True) if level == name),
            _sum(row.score.number for row, level in zip(table.rows, levels, strict=True) if level == name),
        )
        for name in dict.fromkeys(levels)
    ]


def execution_rates(filing: Filing) -> list[tuple[str, Decimal]]:
    """Project -> 全年执行数 ÷ 全年预算数, where both are there."""
    rates = []
    for project in filing.projects:
        rate = ratio_of(project.total.spent.number, project.total.budget.number)
        if rate is not None:
            rates.append((_line(project.name.text), rate))
    return rates


def lost_points(filing: Filing) -> list[Lost]:
    """Every indicator below its weight: the department's first, then project by project, then the 评分表."""
    lost = _lost_in("部门整体", filing.department) if filing.department else []
    for project in filing.projects:
        lost += _lost_in(_line(project.name.text), project)
    if filing.score_table:
        lost += _lost_in("评分表", filing.score_table)
    return lost


def _lost_in(where: str, form: Evaluation | ScoreTable) -> list[Lost]:
    return [
        Lost(where, _line(one.name), one.weight.number, one.score)
        for one in losses(form)
        if one.weight.number is not None and one.score is not None
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))
