"""自评工作考核 (附件5) of one submission: what a program can see in the forms is scored, with what it has seen.

Whether a notice was issued, problems are named: that stays open for a person.
"""

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal

from xladdin.checks.completeness import is_blank_form
from xladdin.checks.evaluation import headings_for
from xladdin.checks.registry import Context
from xladdin.checks.word.outline import missing_chapters
from xladdin.collecting.arrival import Arrival
from xladdin.collecting.record import WorkScore, short
from xladdin.forms.evaluation import DepartmentEvaluation, Evaluation, ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable
from xladdin.forms.vocabulary import PARTS
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.execution import EXECUTION
from xladdin.scoring.filing import form_name
from xladdin.scoring.result import Score
from xladdin.scoring.work import report_on_time, score_work, weights_as_required

_LONGEST_EVIDENCE = 1000
_MOST_SHOWN = 6  # of what is not as it should be


def work_scores(filing: Filing, rulebook: Rulebook, arrival: Arrival | None = None) -> tuple[WorkScore, ...]:
    """Every row of the rulebook's table, in its order; none where the place has no such table.

    `arrival`: when the submission came, where the bureau has said by when it should.
    """
    return tuple(_scored(rule, filing, rulebook, arrival) for rule in rulebook.work_assessment)


def _scored(rule: str, filing: Filing, rulebook: Rulebook, arrival: Arrival | None) -> WorkScore:
    if rule == "report_on_time":
        score = _on_time(rulebook, arrival)
    else:
        see = _VISIBLE.get(rule)
        score = see(filing, rulebook) if see is not None else None
    if score is None:
        return WorkScore(rule, None, "")
    return WorkScore(rule, score.score, short(score.explanation, _LONGEST_EVIDENCE))


def _on_time(rulebook: Rulebook, arrival: Arrival | None) -> Score | None:
    if arrival is None:
        return None
    if arrival.days_late is None:
        return Score("report_on_time", None, None, arrival.said)
    score = report_on_time(rulebook, Decimal(arrival.days_late))
    return Score(score.rule, score.score, None, f"{score.explanation}（{arrival.said}）", score.problem)


def _evaluations(filing: Filing) -> list[Evaluation]:
    return [form for form in filing.forms if isinstance(form, (DepartmentEvaluation, ProjectEvaluation))]


def _weights(filing: Filing, rulebook: Rulebook) -> Score | None:
    """The weights of each 一级指标 and of 预算执行率, in every self-evaluation table."""
    right, wrong = 0, []
    for form in _evaluations(filing):
        for name, wanted, given in _weights_of(form, rulebook):
            if given == wanted:
                right += 1
            else:
                wrong.append(f"{form_name(form)} {name} {given if given is not None else '空白'}，应为 {wanted}")
    if not right and not wrong:
        return None
    score = weights_as_required(rulebook, Decimal(right), Decimal(right + len(wrong)))
    more = [f"另有 {len(wrong) - _MOST_SHOWN} 项"] if len(wrong) > _MOST_SHOWN else []
    seen = f"（{'；'.join([*wrong[:_MOST_SHOWN], *more])}）" if wrong else ""
    return Score(score.rule, score.score, score.rate, f"{score.explanation}{seen}", score.problem)


def _weights_of(form: Evaluation, rulebook: Rulebook) -> Iterator[tuple[str, Decimal, Decimal | None]]:
    """Name, required weight, and the weight that the rows of the form come to."""
    if rulebook.execution.weight is not None:
        yield EXECUTION, rulebook.execution.weight, form.total.weight.number
    for heading in headings_for(form, rulebook):
        if heading.weight is not None:
            given = [
                number
                for section in form.sections
                if section.name == heading.name
                for row in section.indicators
                if (number := row.weight.number) is not None
            ]
            yield heading.name, heading.weight, sum(given, Decimal(0)) if given else None


def _third_level(filing: Filing, rulebook: Rulebook) -> Score | None:
    """Full marks where every weighted indicator is a 三级指标, none where no one is; between them a person decides."""
    rule = rulebook.work_assessment["third_level"]
    sections = [section for form in _evaluations(filing) for section in form.sections]
    rows = [row for section in sections for row in section.indicators if row.weight.number]
    named = sum(not row.name.is_blank for row in rows)
    if not rows or rule.weight is None:
        return None
    said = f"有分值的指标 {len(rows)} 项，写明三级指标的 {named} 项"
    if 0 < named < len(rows):
        return Score("third_level", None, None, f"{said}，部分细化，由人酌情评定")
    return Score("third_level", rule.weight if named else Decimal(0), None, said)


def _annexes(filing: Filing, rulebook: Rulebook) -> Score | None:
    """The tables that this place requires with the report, not left blank; a file of one project alone is no report's
    annex. A blank table of another budget says that there is no such spending."""
    if filing.department is None:
        return None
    filed = {type(form) for form in filing.forms if isinstance(form, FundTable) or not is_blank_form(form)}
    missing = [
        rule.title
        for form, rule in rulebook.forms.items()
        if rule.status == "required" and form in PARTS and PARTS[form][""] not in filed
    ]
    return _lacking(rulebook, "report_annexes", missing)


def _body(filing: Filing, rulebook: Rulebook) -> Score | None:
    """The chapters of the department's report in the package; without a report there, a person decides."""
    report = next((report for report in filing.reports if report.kind == "department"), None)
    if report is None or not rulebook.report.chapters:
        return None
    missing = missing_chapters(report, Context(filing, rulebook, code="BG103"))
    return _lacking(rulebook, "report_body", missing)


def _lacking(rulebook: Rulebook, rule: str, missing: Collection[str]) -> Score:
    """A row that loses points for what is missing, with what that is."""
    score = score_work(rulebook, rule, Decimal(len(missing)))
    seen = f"（缺{'、'.join(missing)}）" if missing else ""
    return Score(score.rule, score.score, None, f"{score.explanation}{seen}", score.problem)


_VISIBLE: dict[str, Callable[[Filing, Rulebook], Score | None]] = {
    "weights_as_required": _weights,
    "third_level": _third_level,
    "report_body": _body,
    "report_annexes": _annexes,
}
