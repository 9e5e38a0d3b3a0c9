"""The scores that have one right answer: what a blank one, or one that a formula failed to give, should be."""

from collections.abc import Iterable
from decimal import Decimal

from xladdin.checks.evaluation import rows_of, total_of
from xladdin.checks.registry import Context
from xladdin.checks.sums import sum_of_all
from xladdin.forms.entry import Entry, Form
from xladdin.forms.evaluation import Evaluation, FundEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreTable
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.execution import score_execution
from xladdin.scoring.filing import rule_values, table_lines
from xladdin.scoring.rules import score_rule
from xladdin.values.label import key
from xladdin.values.rounding import two_places

Known = list[tuple[Entry, Decimal]]


def known_scores(form: Form, context: Context) -> Known:
    """执行率得分, the rows of a scoring table, and 总分 where nothing that it is made of is missing."""
    return context.once(_known_scores, form, context.filing, context.rulebook)


def _known_scores(form: Form, filing: Filing, rulebook: Rulebook) -> Known:
    if isinstance(form, ScoreTable):
        return _of_table(form, filing, rulebook)
    if isinstance(form, Evaluation) and not isinstance(form, FundEvaluation):
        return _of_evaluation(form, rulebook)
    return []


def known_score(form: Form, entry: Entry, context: Context) -> Decimal | None:
    """What should stand in this cell of the form."""
    return next((score for other, score in known_scores(form, context) if other is entry), None)


def _of_evaluation(form: Evaluation, rulebook: Rulebook) -> Known:
    money, rows = form.total, [row for section in form.sections for row in rows_of(section)]
    execution = score_execution(rulebook, money.spent.number, money.budget.number, money.weight.number).score
    weights = sum_of_all([money.weight.number, *(row.weight.number for row in rows)])
    entered = execution if money.score.number is None else money.score.number
    summed = sum_of_all([entered, *(row.score.number for row in rows)])
    total = None
    if summed is not None and weights == rulebook.evaluation.full:
        total = total_of(form, summed, rulebook).score
    return _given([(money.score, execution), (form.total_score, total)])


def _of_table(form: ScoreTable, filing: Filing, rulebook: Rulebook) -> Known:
    *lines, _total = table_lines(form, filing, rulebook)
    known = [(line.entered, line.computed.score) for line in lines] + _shared(form, filing, rulebook)
    failed = {entry.address: score for entry, score in known if entry.is_error}
    # Of rows that a person judges and that share a weight, only one need be filled in.
    standing = [line.entered for line in lines if line.rule in rulebook.rules or not line.entered.is_blank]
    whole = sum_of_all([failed.get(entry.address, entry.number) for entry in standing])
    return _given([*known, (form.total_score, None if whole is None else two_places(whole))])


def _shared(form: ScoreTable, filing: Filing, rulebook: Rulebook) -> list[tuple[Entry, Decimal | None]]:
    """Rows that share a weight are judged by a person; only a formula that failed in the first has one right answer."""
    found = []
    for name, rule in rulebook.rules.items():
        first = next((row for row in form.rows if len(rule.rows) > 1 and key(row.name.text) == key(rule.rows[0])), None)
        if first is not None and first.score.is_error:
            values = rule_values(filing, rulebook, name)
            score = score_rule(rulebook, name, *values, weight=first.weight.value)
            found.append((first.score, score.score))
    return found


def _given(scores: Iterable[tuple[Entry, Decimal | None]]) -> Known:
    return [(entry, score) for entry, score in scores if score is not None]
