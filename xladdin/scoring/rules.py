"""A rulebook's rule applied: inputs -> rate -> method -> Score with its sentence. Never raises for what is entered."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from xladdin.scoring import methods
from xladdin.scoring.methods import Outcome
from xladdin.scoring.rates import RATES, Input, Measured, measure
from xladdin.scoring.result import Score, unscored
from xladdin.scoring.words import Given, complaint, decimal_of, exact, points
from xladdin.values.rounding import two_places

if TYPE_CHECKING:
    from xladdin.rulebooks.method import Method
    from xladdin.rulebooks.schema import Rule, Rulebook

_TABLE = "评分表"


def score_rule(rulebook: "Rulebook", key: str, *inputs: Given, weight: Given = None) -> Score:
    """The score of one row of the scoring table. `weight` (分值) overrides the rulebook's."""
    return score_row(rulebook.rules, key, inputs, weight, _TABLE, rulebook.name)


def inputs_of(rulebook: "Rulebook", key: str) -> tuple[Input, ...]:
    """What a rule asks for, in the order of its arguments, with the places in the forms."""
    rule = rulebook.rules[key]
    if rule.rate is not None:
        return RATES[rule.rate].inputs
    return tuple(Input(f"input{number}", wanted.label, wanted.field) for number, wanted in enumerate(rule.inputs, 1))


def score_row(
    rows: "Mapping[str, Rule]", key: str, inputs: tuple[Given, ...], weight: Given, table: str, name: str
) -> Score:
    """One row of any scoring table of a rulebook."""
    rule = rows.get(key)
    if rule is None:
        return unscored(key, f"{name}的{table}没有这一行" if rows else f"{name}没有{table}")
    if rule.method is None:
        return unscored(key, f"{name}的{table}没有可以由程序计分的“{rule.name}”")
    full = rule.weight if weight is None else weight
    problem = "规则集没有规定分值，请填写分值" if full is None else complaint("分值", full)
    if problem or not isinstance(full, Decimal) or not full:
        return unscored(key, problem or "分值应大于 0")
    method = _method_for(rule, full)
    if rule.rate is None:
        entered = inputs[0] if method.kind in ("bands", "deduct") and inputs else None
        rate = entered if isinstance(entered, Decimal) else None
        return _scored(key, rule, full, _judged(rule, method, inputs, full), table, rate)
    measured = measure(rule.rate, inputs)
    if measured.value is None:
        return _without_rate(key, rule, full, measured)
    outcome = _rated(measured.value, method, full)
    said = Outcome(outcome.points, f"{measured.shown} {outcome.said}", outcome.problem)
    return _scored(key, rule, full, said, table, decimal_of(measured.value))


def _method_for(rule: "Rule", weight: Decimal) -> "Method":
    """The wording for this weight, where a document has one of its own."""
    assert rule.method is not None  # score_row has looked
    return next((variant.method for variant in rule.variants if variant.weight == weight), rule.method)


def _without_rate(key: str, rule: "Rule", weight: Decimal, measured: Measured) -> Score:
    if measured.without_base and rule.without_base == "full_marks":
        return Score(key, two_places(weight), None, f"{rule.absent}，按满分计，得 {points(weight)} 分")
    return unscored(key, measured.problem)


def _rated(rate: Fraction, method: "Method", weight: Decimal) -> Outcome:
    if method.kind == "deduct":
        return methods.deduct(rate, weight, method)
    assert method.kind == "bands"  # the schema allows a rate only with these two
    return methods.bands(rate, weight, method)


def _judged(rule: "Rule", method: "Method", inputs: tuple[Given, ...], weight: Decimal) -> Outcome:
    """A rule without a rate: counted, answered, judged, or a rate that is entered itself."""
    label = rule.inputs[0].label
    if method.kind == "items":
        return methods.items(inputs, label, weight, method)
    if len(inputs) != len(rule.inputs):
        return Outcome(None, "", f"{rule.name}需要 {len(rule.inputs)} 个数，给了 {len(inputs)} 个")
    if method.kind == "violations":
        return methods.violations(inputs[0], label, weight, method)
    if method.kind == "share":
        return methods.share(inputs[0], inputs[1], (label, rule.inputs[1].label), weight)
    if method.kind == "chosen":
        return methods.chosen(inputs[0], label, weight, method)
    return _entered_rate(inputs[0], label, method, weight)


def _entered_rate(given: Given, label: str, method: "Method", weight: Decimal) -> Outcome:
    problem = complaint(label, given)
    if problem or not isinstance(given, Decimal):
        return Outcome(None, "", problem)
    if given > 1:
        return Outcome(None, "", f"{label}不能超过 100%，请写成百分数，例如 95% 或 0.95")
    outcome = _rated(Fraction(given), method, weight)
    return Outcome(outcome.points, f"{label} {outcome.said.removeprefix('= ')}", outcome.problem)


def _scored(
    key: str, rule: "Rule", weight: Decimal, outcome: Outcome, table: str, rate: Decimal | None = None
) -> Score:
    """Rounded once, here; where points are lost, the sentence names the row of the table."""
    if outcome.points is None:
        return unscored(key, outcome.problem, rate)
    score = two_places(decimal_of(min(outcome.points, exact(weight))))
    place = f"（{table} {rule.level1}/{rule.level2}）" if score < two_places(weight) else ""
    return Score(key, score, rate, f"{outcome.said}，得 {points(score)} 分{place}")
