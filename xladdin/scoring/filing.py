"""All scores of a filing: what was entered beside what the rulebook gives, with the sentence that explains it.

Nothing is replaced here: where the program cannot compute a score, the entered one stands and the sentence says why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import Evaluation, FundEvaluation, Indicator, Section
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreRow, ScoreTable
from xladdin.scoring.execution import EXECUTION, score_execution
from xladdin.scoring.grade import capped, grade, total
from xladdin.scoring.indicator import names_cost, score_indicator
from xladdin.scoring.result import Score, unscored
from xladdin.scoring.rules import inputs_of, score_rule
from xladdin.scoring.words import Given, points
from xladdin.values.label import key
from xladdin.values.rounding import same_in_print
from xladdin.values.unit import PERCENT

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rule, Rulebook

_BY_A_PERSON = "judged"


class ScoreLine(NamedTuple):
    """One score: where it stands, its weight, entered beside computed."""

    rule: str
    form: str
    subject: str
    weight: Entry
    entered: Entry
    computed: Score

    @property
    def differs(self) -> bool:
        """Both are there and they are not the same."""
        entered, computed = self.entered.number, self.computed.score
        return entered is not None and computed is not None and not same_in_print(entered, computed)


@dataclass(frozen=True, slots=True)
class FilingScores:
    """Every line of a filing, and the total that it stands or falls with."""

    lines: tuple[ScoreLine, ...]
    total: ScoreLine | None
    grade: str


def score_filing(filing: Filing, rulebook: "Rulebook") -> FilingScores:
    """All scores, form by form. The total is that of the department, else of the only form that has one."""
    lines: list[ScoreLine] = []
    totals: list[ScoreLine] = []
    for form in filing.forms:
        if isinstance(form, Evaluation) and not isinstance(form, FundEvaluation):
            lines += evaluation_lines(form, rulebook)
            totals.append(lines[-1])
        elif isinstance(form, ScoreTable):
            lines += table_lines(form, filing, rulebook)
            totals.append(lines[-1])
    whole = _decisive(filing, totals)
    return FilingScores(tuple(lines), whole, _grade(rulebook, whole))


def _decisive(filing: Filing, totals: list[ScoreLine]) -> ScoreLine | None:
    department = filing.department
    if department is not None:
        return next(line for line in totals if line.form == form_name(department))
    return totals[0] if len(totals) == 1 else None


def _grade(rulebook: "Rulebook", whole: ScoreLine | None) -> str:
    if whole is None or whole.computed.score is None:
        return ""
    return grade(rulebook, whole.computed.score).name or ""


def form_name(form: Evaluation | ScoreTable) -> str:
    """How a person calls the form: its kind, and for a project the project's name."""
    name = vars(form).get("name", NOTHING).text
    return f"{form.chinese} {name}".strip()


def evaluation_lines(form: Evaluation, rulebook: "Rulebook") -> list[ScoreLine]:
    """The money row, every indicator, and the total."""
    name = form_name(form)
    lines = [_execution_line(form, name, rulebook)]
    lines += [
        _indicator_line(name, section, row, rulebook)
        for section in form.sections
        for row in section.indicators
        if not row.is_slot and not (row.weight.is_blank and row.score.is_blank)
    ]
    whole, money = _total_line(name, lines, form.total_weight, form.total_score), form.total
    computed = capped(rulebook, whole.computed, money.spent.value, money.budget.value)
    return [*lines, whole._replace(computed=computed)]


def _execution_line(form: Evaluation, name: str, rulebook: "Rulebook") -> ScoreLine:
    """执行率得分 of the money row."""
    money = form.total
    score = score_execution(rulebook, money.spent.value, money.budget.value, money.weight.value)
    return ScoreLine("execution", name, EXECUTION, money.weight, money.score, score)


def _indicator_line(form: str, section: Section, row: Indicator, rulebook: "Rulebook") -> ScoreLine:
    """One 三级指标: target and completion as they are written."""
    cost = is_cost(section, row)
    score = score_indicator(row.target, row.actual, row.weight, rulebook.indicator, cost=cost)
    return ScoreLine("indicator", form, row.name.text or row.second.text, row.weight, row.score, score)


def is_cost(section: Section, row: Indicator) -> bool:
    """成本指标 stands as a 一级指标 of its own or as a 二级指标 under 产出指标."""
    return names_cost(section.name) or names_cost(row.second.text)


def _total_line(form: str, lines: list[ScoreLine], weight: Entry, entered: Entry) -> ScoreLine:
    """总分 = Σ of the scores that were entered."""
    scores = [_given(line.entered) for line in lines]
    summed = total(scores)
    if summed.problem:  # only a complaint names the places
        summed = total(scores, [f"{line.subject}（{line.entered.address.cell}）" for line in lines])
    return ScoreLine("total", form, "总分", weight, entered, summed)


def _given(entry: Entry) -> Given:
    value = entry.value
    return value if isinstance(value, (Decimal, str)) else None


def table_lines(form: ScoreTable, filing: Filing, rulebook: "Rulebook") -> list[ScoreLine]:
    """The rows of the scoring table; rows that a person judges keep the entered score."""
    rules = {key(rule.name): name for name, rule in rulebook.rules.items()}
    shared = {key(name): rule for rule in rulebook.rules.values() if len(rule.rows) > 1 for name in rule.rows}
    chinese = form_name(form)
    lines = []
    for row in form.rows:
        name = key(row.name.text)
        if name in rules:
            rule = rules[name]
            computed = score_rule(rulebook, rule, *rule_values(filing, rulebook, rule), weight=row.weight.value)
            lines.append(ScoreLine(rule, chinese, row.name.text, row.weight, row.score, computed))
        elif name in shared:
            lines.append(_shared_line(form, row, shared[name]))
        elif not row.score.is_blank:
            computed = unscored(_BY_A_PERSON, "由人评定，程序不计算")
            lines.append(ScoreLine(_BY_A_PERSON, chinese, row.name.text, row.weight, row.score, computed))
    lines.append(_total_line(chinese, lines, form.total_weight, form.total_score))
    return lines


def _shared_line(form: ScoreTable, row: ScoreRow, rule: "Rule") -> ScoreLine:
    """One of the rows that share a weight (经济效益, 社会效益), which stands in the first of them only."""
    names = {key(name) for name in rule.rows}
    weights = (other.weight for other in form.rows if key(other.name.text) in names and not other.weight.is_blank)
    weight = next(weights, row.weight)
    full = rule.weight if weight.number is None else weight.number
    whole = "" if full is None else f"合计 {points(full)} 分"
    said = f"{'、'.join(rule.rows)}共 {len(rule.rows)} 行{whole}，由人评定，程序不计算"
    return ScoreLine(_BY_A_PERSON, form_name(form), row.name.text, weight, row.score, unscored(_BY_A_PERSON, said))


def rule_values(filing: Filing, rulebook: "Rulebook", rule: str) -> list[Given]:
    """What a rule is scored from, found in the forms by the paths of its inputs."""
    method = rulebook.rules[rule].method
    read = _judgement if method is not None and method.kind == "chosen" else _given
    return [_value_of(entries, read) for entries in rule_entries(filing, rulebook, rule)]


def _judgement(entry: Entry) -> Given:
    """Points or the name of a level; a percentage is neither and stays as it is written: 100% is not 1 point."""
    return entry.raw.strip() if entry.unit == PERCENT else _given(entry)


def rule_entries(filing: Filing, rulebook: "Rulebook", rule: str) -> list[list[Entry]]:
    """The cells from which a rule is scored, for each of its inputs."""
    found = []
    for wanted in inputs_of(rulebook, rule):
        entries = _entries_at(filing, wanted.field)
        missing = wanted.instead and _value_of(entries, _given) is None
        found.append(_entries_at(filing, wanted.instead) if missing else entries)
    return found


def _value_of(found: Sequence[Entry], read: Callable[[Entry], Given]) -> Given:
    """The value of an input; over several buildings the sum. None where the form is not there."""
    if len(found) == 1:
        return read(found[0])
    numbers = [entry.number for entry in found if entry.number is not None]
    return reduce(lambda one, other: one + other, numbers) if numbers else None


def _entries_at(filing: Filing, path: str) -> list[Entry]:
    """All entries at `base_data.office.final`: a form that is not there has none, several buildings have several."""
    if not path:
        return []
    parts: list[Any] = [filing]
    for name in path.split("."):
        found = [getattr(part, name) for part in parts]
        parts = []
        for part in found:
            if type(part) is tuple:  # an entry is one too, of a kind of its own
                parts += part
            elif part is not None:
                parts.append(part)
    return parts
