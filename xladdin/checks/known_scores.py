"""The scores that have one right answer: what a blank one, or one that a formula failed to give, should be."""

from collections.abc import Iterable
from decimal import Decimal

from xladdin.checks.evaluation import filled_rows
from xladdin.checks.registry import Context
from xladdin.forms.entry import Entry, Form
from xladdin.forms.evaluation import Evaluation, FundEvaluation
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.execution import score_execution
from xladdin.scoring.filing import table_lines
from xladdin.values.rounding import two_places

Known = list[tuple[Entry, Decimal]]


def known_scores(form: Form, context: Context) -> Known:
    """执行率得分, the rows of a scoring table, and 总分 where nothing that it is made of is missing."""
    if isinstance(form, ScoreTable):
        return _of_table(form, context)
    if isinstance(form, Evaluation) and not isinstance(form, FundEvaluation):
        return _of_evaluation(form, context)
    return []


def known_score(form: Form, entry: Entry, context: Context) -> Decimal | None:
    """What should stand in this cell of the form."""
    return next((score for other, score in context.once(known_scores, form, context) if other is entry), None)


def _of_evaluation(form: Evaluation, context: Context) -> Known:
    money, rows = form.total, filled_rows(form, context)
    execution = score_execution(context.rulebook, money.spent.number, money.budget.number, money.weight.number).score
    weights = [money.weight.number, *(row.weight.number for row in rows)]
    entered = execution if money.score.number is None else money.score.number
    total = _sum([entered, *(row.score.number for row in rows)])
    fits = None not in weights and sum(filter(None, weights)) == context.rulebook.evaluation.full
    return _given([(money.score, execution), (form.total_score, total if fits else None)])


def _of_table(form: ScoreTable, context: Context) -> Known:
    *rows, _total = table_lines(form, context.filing, context.rulebook)
    stand = [line.computed.score if line.entered.is_error else line.entered.number for line in rows]
    return _given([*((line.entered, line.computed.score) for line in rows), (form.total_score, _sum(stand))])


def _given(scores: Iterable[tuple[Entry, Decimal | None]]) -> Known:
    return [(entry, score) for entry, score in scores if score is not None]


def _sum(scores: list[Decimal | None]) -> Decimal | None:
    """The sum of all, with two decimals; None where one of them is missing."""
    return None if None in scores else two_places(sum(filter(None, scores), Decimal(0)))
