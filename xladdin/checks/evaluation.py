"""The indicators of a self-evaluation table as a whole: weights and total (ZP/XM 105, 106, 110)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, evaluation_check
from xladdin.checks.sums import sum_of_all
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation, FundEvaluation, Indicator, Section
from xladdin.rulebooks.schema import Heading, Rulebook
from xladdin.scoring.grade import capped
from xladdin.scoring.result import Score
from xladdin.values.label import key
from xladdin.values.number import digits
from xladdin.values.rounding import same_in_print, two_places


class Filled(NamedTuple):
    """A 一级指标 with the rows in which an indicator stands, and the sum of their weights if all are numbers."""

    section: Section
    rows: list[Indicator]
    weights: Decimal | None


def rows_of(section: Section) -> list[Indicator]:
    """The rows in which an indicator stands: a 二级指标 that is marked 无 or weighs nothing is none."""
    return [row for row in section.indicators if not row.name.is_blank or _is_filled(row)]


def _is_filled(row: Indicator) -> bool:
    if not (row.target.is_blank and row.actual.is_blank):
        return True
    return not all(entry.is_blank or entry.number == 0 for entry in (row.weight, row.score))


def filled_sections(form: Evaluation, context: Context) -> list[Filled]:
    """All sections with the rows of each in which an indicator stands."""
    return context.once(_filled_sections, form)


def _filled_sections(form: Evaluation) -> list[Filled]:
    filled = [(section, rows_of(section)) for section in form.sections]
    return [Filled(section, rows, sum_of_all([row.weight.number for row in rows])) for section, rows in filled]


def filled_rows(form: Evaluation, context: Context) -> list[Indicator]:
    """The rows of all sections in which an indicator stands."""
    return context.once(_filled_rows, filled_sections(form, context))


def _filled_rows(sections: list[Filled]) -> list[Indicator]:
    return [row for filled in sections for row in filled.rows]


def headings_for(form: Evaluation, rulebook: Rulebook) -> tuple[Heading, ...]:
    """The 一级指标 that the rulebook wants in this form."""
    evaluation = rulebook.evaluation
    return evaluation.headings if form.letter == "B" else evaluation.for_projects


def _weight_of(form: Evaluation, section: Section, rulebook: Rulebook) -> Decimal | None:
    """The weight in the heading; where it is not printed, the rulebook's."""
    if section.weight is not None:
        return section.weight
    name = key(section.name)
    return next((heading.weight for heading in headings_for(form, rulebook) if key(heading.name) == name), None)


def _sum_of_weights(form: Evaluation, context: Context) -> Decimal | None:
    """What 执行率 and all indicators weigh together."""
    return sum_of_all([form.total.weight.number, *[filled.weights for filled in filled_sections(form, context)]])


def _weights(form: Evaluation, context: Context) -> list[Entry]:
    return [row.weight for row in filled_rows(form, context)]


@evaluation_check("105", "error", "一级指标的分值", "{evaluation}：各三级指标分值之和 = 一级指标栏所列分值")
def heading_weights(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 一个一级指标下各项指标的分值之和应等于一级指标栏所写的分值；栏内没有写的，按规则集规定的分值。
    2. 几个一级指标有多有少、正好相抵的，是分值放错了一级指标，合并报告一次。
    3. 没有分值的一级指标、有一项分值空白或不是数字的一级指标不核对。
    """
    sections = filled_sections(form, context)
    found = [flaw for filled in sections if (flaw := _heading_flaw(form, filled, context.rulebook))]
    if len(found) > 1 and not sum(flaw.difference or 0 for flaw in found):
        yield _moved_weights(found)
    else:
        yield from found


def _heading_flaw(form: Evaluation, filled: Filled, rulebook: Rulebook) -> Flaw | None:
    section, rows, found = filled
    printed = _weight_of(form, section, rulebook) if rows else None
    if printed is None or found is None or found == printed:
        return None
    return Flaw(
        form, section.heading, f"{section.name}分值",
        f"{section.name}应为 {digits(printed)} 分，下面 {len(rows)} 项的分值相加为 {digits(found)}，"
        f"{'多' if found > printed else '少'} {digits(abs(found - printed))} 分",
        digits(found), digits(printed), found - printed,
        f"调整{section.name}各项的分值，使合计为 {digits(printed)}", None,
        tuple(row.weight for row in rows),
    )  # fmt: skip


def _moved_weights(found: list[Flaw]) -> Flaw:
    """One flaw for headings of which one has too much by as much as the others lack."""
    return found[0]._replace(
        field="、".join(flaw.field for flaw in found),
        message="；".join(flaw.message for flaw in found) + "；多少相抵，分值放错了一级指标",
        provided="、".join(flaw.provided for flaw in found),
        expected="、".join(flaw.expected for flaw in found),
        difference=sum((flaw.difference for flaw in found if flaw.difference and flaw.difference > 0), Decimal(0)),
        fix="把多出的分值调回缺少的一级指标",
        cells=(*(flaw.at for flaw in found[1:]), *(entry for flaw in found for entry in flaw.cells)),
    )


@evaluation_check("106", "error", "分值合计", "{evaluation}：预算执行率与各项指标的分值合计 100 分")
def all_weights(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 预算执行率的分值与全部指标的分值之和应等于 100。
    2. 总分一行的分值应填 100。
    3. 有一项分值空白或不是数字时不核对。
    4. 差额全部来自某个一级指标的，以 105 为准；等于缺少的一级指标的分值的，以 121 为准。
    """
    full, found = context.rulebook.evaluation.full, _sum_of_weights(form, context)
    if found is None or isinstance(form, FundEvaluation) or not filled_rows(form, context):
        return
    if found != full:
        weights = (form.total.weight, *_weights(form, context))
        headings = [_weight_of(form, section, context.rulebook) for section in form.sections]
        fits = None not in headings and sum(map(_known, headings), _known(form.total.weight.number)) == full
        yield Flaw(
            form, form.total_weight, "分值合计",
            f"执行率 {digits(_known(form.total.weight.number))} 分加各项指标，"
            f"分值合计 {digits(found)}，应为 {digits(full)}",
            digits(found), digits(full), found - full, f"调整各项的分值，使合计为 {digits(full)}", None, weights,
            (Cause("105"),) if fits else (Cause("121", found - full),),
        )  # fmt: skip
    elif form.total_weight.number is not None and form.total_weight.number != full:
        entered = form.total_weight.number
        yield Flaw(form, form.total_weight, "总分的分值",
                   f"各项分值合计 {digits(full)}，总分一行的分值填 {digits(entered)}",
                   digits(entered), digits(full), entered - full, f"改为 {digits(full)}", digits(full))  # fmt: skip


def _known(number: Decimal | None) -> Decimal:
    return number if number is not None else Decimal(0)


def total_of(form: Evaluation, summed: Decimal, rulebook: Rulebook) -> Score:
    """The total that the sum of all scores gives: with two decimals, and under the caps of the rulebook."""
    summed = two_places(summed)
    whole = Score("total", summed, None, f"执行率得分与各项指标得分相加为 {digits(summed)}")
    return capped(rulebook, whole, form.total.spent.value, form.total.budget.value)


@evaluation_check("110", "error", "总分", "{evaluation}：总分 = 执行率得分与各项指标得分之和")
def total_score(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 总分应等于执行率得分与全部指标得分之和，两个数都按四舍五入保留两位小数比较，不允许误差。
    2. 总分、执行率得分或某项有分值的指标得分空白、不是数字时不核对。
    3. 规则集规定按执行率封顶的，总分应为封顶以后的分数。
    4. 差额等于分值合计多出或少掉的分数的，以 105 或 121 为准；等于执行率得分（102）或超过分值的得分（107）的差额的，
       以那一处为准。
    """
    rows = [row for row in filled_rows(form, context) if not (row.weight.is_blank and row.score.is_blank)]
    scores = [form.total.score, *[row.score for row in rows]]
    summed, entered = sum_of_all([score.number for score in scores]), form.total_score.number
    if not rows or summed is None or entered is None:
        return
    whole = total_of(form, summed, context.rulebook)
    found = whole.score
    if found is None or same_in_print(found, entered):
        return
    full, weights = context.rulebook.evaluation.full, _sum_of_weights(form, context)
    follows = weights is not None and weights - full == found - entered
    negative = any(score.number is not None and score.number < 0 for score in scores)
    certain = weights == full and all(_is_within_weight(row) for row in rows)
    causes = [Cause(code, entered - found) for code in ("102", "107", "121")]
    causes += [Cause("105")] if follows else []
    causes += [Cause("107")] if negative else []
    yield Flaw(
        form, form.total_score, "总分",
        f"总分填 {digits(entered)}，{whole.explanation}，相差 {digits(abs(entered - found))}",
        digits(entered), digits(found), entered - found,
        f"改为 {digits(found)}" if certain else "先改正分值和得分，再重新合计", digits(found) if certain else None,
        (*scores, *(_weights(form, context) if follows else [])), tuple(causes),
    )  # fmt: skip


def _is_within_weight(row: Indicator) -> bool:
    score, weight = row.score.number, row.weight.number
    return score is not None and weight is not None and 0 <= score <= weight
