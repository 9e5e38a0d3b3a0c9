"""The indicators of a self-evaluation table as a whole: weights, total, gaps (ZP/XM 105, 106, 110, 114, 121, 122)."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, evaluation_check
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation, FundEvaluation, Indicator, Section
from xladdin.rulebooks.schema import Heading, Rulebook
from xladdin.scoring.grade import capped
from xladdin.scoring.result import Score
from xladdin.values.label import fold, key
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
    return [Filled(section, rows, _sum([row.weight.number for row in rows])) for section, rows in filled]


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


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of all; None where one of them is none."""
    found = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        found += number
    return found


def _sum_of_weights(form: Evaluation, context: Context) -> Decimal | None:
    """What 执行率 and all indicators weigh together."""
    return _sum([form.total.weight.number, *[filled.weights for filled in filled_sections(form, context)]])


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
    summed, entered = _sum([score.number for score in scores]), form.total_score.number
    if not rows or summed is None or entered is None:
        return
    summed = two_places(summed)
    whole = Score("total", summed, None, f"执行率得分与各项指标得分相加为 {digits(summed)}")
    whole = capped(context.rulebook, whole, form.total.spent.value, form.total.budget.value)
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


@evaluation_check("114", "warning", "三级指标", "{evaluation}：绩效指标应细化到三级指标")
def without_third_level(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 有分值的二级指标应写出三级指标。
    2. 分值空白、为 0 或不是数字的不核对；三级指标一格是错误值的由 WZ104 报告。
    """
    for section in form.sections:
        for row in section.indicators:
            if not row.name.raw.strip() and row.weight.number:
                yield Flaw(
                    form, row.name, f"{row.second.text or section.name} 三级指标",
                    f"{row.second.text or section.name}有 {digits(row.weight.number)} 分，没有写三级指标", "",
                    "三级指标名称",
                    None, "写出三级指标；没有这方面指标的，不设分值", None, (row.weight,),
                )  # fmt: skip


@evaluation_check("121", "error", "缺少一级指标", "{evaluation}：规定的一级指标")
def missing_headings(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 规则集规定了分值的一级指标，表中都应有，下面应填了指标。
    2. 规则集没有规定分值的一级指标、没有填任何指标的表不核对。
    3. 一级指标按名称查找；表里完全没有这些一级指标的，视为另一种表样，只作提示。
    """
    wanted = [heading for heading in headings_for(form, context.rulebook) if heading.weight is not None]
    present = {key(section.name) for section, rows, _ in filled_sections(form, context) if rows}
    if not present:
        return
    known = any(key(heading.name) in present for heading in wanted)
    for heading in wanted:
        if key(heading.name) not in present:
            yield _missing_flaw(form, heading)._replace(severity=None if known else "hint")


def _missing_flaw(form: Evaluation, heading: Heading) -> Flaw:
    """A heading that is not there is said at the first one; below one that is there no indicator stands."""
    named = f"{heading.name}（{digits(_known(heading.weight))} 分）"
    empty = next((section for section in form.sections if key(section.name) == key(heading.name)), None)
    if empty is not None:
        at, message, provided = empty.heading, f"{named}下面没有填指标", ""
        expected, fix = f"{heading.name}的三级指标", f"填写{heading.name}下面的指标"
    else:
        at, message, fix = form.sections[0].heading, f"没有{named}", f"补上{heading.name}一栏"
        provided, expected = "、".join(section.name for section in form.sections), heading.name
    return Flaw(
        form, at, heading.name, message, provided, expected, -_known(heading.weight), fix, None,
        (form.total_weight, form.total_score),
    )  # fmt: skip


@evaluation_check("122", "warning", "一级指标与规定不同", "{evaluation}：规定的一级指标和分值")
def other_headings(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 一级指标应是规则集规定的，栏内所写的分值应是规则集规定的分值；一张表不同的合并报告一次。
    2. 下面各项之和正是规定的分值的，只是栏内写错，由 105 报告；缺少的一级指标由 121 报告。
    3. 栏内没有写分值的一级指标、规则集没有规定分值的一级指标不核对；表里完全没有规定的一级指标的，由 121 作提示。
    """
    due = {key(heading.name): heading.weight for heading in headings_for(form, context.rulebook)}
    sections = [filled for filled in filled_sections(form, context) if filled.weights]
    if not any(due.get(key(filled.section.name)) for filled in sections):
        return
    found = [(section.heading, said) for section, _, weights in sections if (said := _otherwise(section, weights, due))]
    if found:
        entries, said = [entry for entry, _ in found], "；".join(text for _, text in found)
        yield Flaw(
            form, entries[0], "一级指标", f"一级指标与规则集“{context.rulebook.name}”不同：{said}",
            "、".join(fold(entry.text) for entry in entries), "规定的一级指标和分值", None,
            "按规定的表样填报；规则集选错的，改选规则集", None, tuple(entries[1:]),
        )  # fmt: skip


def _otherwise(section: Section, weights: Decimal | None, due: Mapping[str, Decimal | None]) -> str:
    """In which way a 一级指标 is not what is due; empty where it is."""
    name = key(section.name)
    if name not in due:
        return f"没有规定{section.name}"
    weight = due[name]
    if weight is None or section.weight is None or weight in (section.weight, weights):
        return ""
    return f"{section.name}写 {digits(section.weight)} 分，规定 {digits(weight)} 分"
