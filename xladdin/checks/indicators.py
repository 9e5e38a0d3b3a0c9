"""Single indicators of a self-evaluation table: the score and its reason (ZP/XM 107–109, 111)."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from xladdin.checks.evaluation import Filled, filled_sections
from xladdin.checks.finding import Cause, Flaw, Severity
from xladdin.checks.registry import Context, evaluation_check
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation, Indicator, Section
from xladdin.rulebooks.parameters import IndicatorRule
from xladdin.scoring.crammed import Line, count_lines, split_lines
from xladdin.scoring.filing import is_cost
from xladdin.scoring.indicator import Cell, judge_indicator
from xladdin.scoring.judgement import IndicatorJudgement
from xladdin.values.label import fold, key
from xladdin.values.number import digits
from xladdin.values.rounding import percent, same_in_print

_ANY_WEIGHT = Decimal(1)
_BETWEEN = "\0"  # texts that are looked through as one: no line begins with it, and no number
_NOTHING = Decimal(0)


class Row(NamedTuple):
    """An indicator with its section, and the score that the rulebook gives, with what was found on the way."""

    section: Section
    row: Indicator
    written: int  # how many indicators stand in its cells
    rule: IndicatorRule
    cost: bool
    judged: IndicatorJudgement

    @property
    def field(self) -> str:
        """How a person calls it: 数量指标 公租房建设."""
        return called(self.row)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its cells taken apart; nobody asks for the names of the lines."""
        return split_lines("", self.row.target.raw, self.row.actual.raw)

    def facts(self, target: Cell, completion: Cell) -> IndicatorJudgement:
        """What is found for such texts in its place; for any weight, and the score is none of this row."""
        return judge_indicator(target, completion, _ANY_WEIGHT, self.rule, cost=self.cost)


def called(row: Indicator) -> str:
    """How a person calls an indicator: 数量指标 公租房建设."""
    return f"{key(row.second.text)} {_one_line(row.name.text)}".strip()


def _one_line(text: str) -> str:
    """A name that is wrapped in its cell in one line; of several names in one cell the first."""
    if "\n" not in text:
        return text.strip()
    lines = text.split("\n")
    return lines[0].strip() if count_lines(text) > 1 else "".join(line.strip() for line in lines)


def rows(form: Evaluation, context: Context) -> list[Row]:
    """All indicators of the form."""
    return context.once(_rows, filled_sections(form, context), context.rulebook.indicator)


def _rows(sections: list[Filled], rule: IndicatorRule) -> list[Row]:
    return [_row(filled.section, row, rule) for filled in sections for row in filled.rows]


def _row(section: Section, row: Indicator, rule: IndicatorRule) -> Row:
    cost = is_cost(section, row)
    judged = judge_indicator(row.target, row.actual, row.weight, rule, cost=cost)
    return Row(section, row, _count(row), rule, cost, judged)


def _count(row: Indicator) -> int:
    texts = (row.name.raw, row.target.raw, row.actual.raw)
    if count_lines(_BETWEEN.join(texts)) <= 1:
        return 1
    return max(map(count_lines, texts))


def raw_text(cell: Entry | str) -> str:
    """A cell or a line of one as it is written."""
    return (cell if isinstance(cell, str) else cell.raw).strip()


def _without_reason(row: Indicator) -> bool:
    """The form has the column, and nothing at all stands in it."""
    return bool(row.reason.address.cell) and not row.reason.raw.strip()


def is_hollow(row: Indicator, hollow: Iterable[str]) -> bool:
    """A reason that says nothing: 部分工作仍需完善, 0, 无."""
    said = fold(row.reason.raw).rstrip("。.")
    return bool(said) and any(said == fold(text) for text in hollow)


@evaluation_check("107", "error", "得分超出范围", "{evaluation}：得分不小于 0，不超过分值")
def score_outside_weight(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 每项指标的得分、执行率得分应不小于 0、不超过分值。
    2. 分值或得分空白、不是数字时不核对。
    3. 是分值填错、一级指标的分值也差同样多的，以 105 为准。
    """
    money = form.total
    if _is_outside(money.weight, money.score):
        yield _outside("执行率", form, money.weight, money.score)
    for line in rows(form, context):
        if _is_outside(line.row.weight, line.row.score):
            yield _outside(line.field, form, line.row.weight, line.row.score)


def _is_outside(weight: Entry, score: Entry) -> bool:
    full, entered = weight.number, score.number
    return full is not None and entered is not None and not _NOTHING <= entered <= full


def _outside(field: str, form: Evaluation, weight: Entry, score: Entry) -> Flaw:
    full, entered = weight.number or Decimal(0), score.number or Decimal(0)
    above = entered > full
    bound = full if above else Decimal(0)
    return Flaw(
        form, score, f"{field} 得分",
        f"{field}得分 {digits(entered)}{f'，超过分值 {digits(bound)}' if above else '，不应小于 0'}",
        digits(entered), f"{'≤' if above else '≥'} {digits(bound)}", abs(entered - bound),
        f"改为不超过 {digits(bound)} 的得分" if above else "改为不小于 0 的得分", None, (weight,),
        (Cause("105", abs(entered - bound)), *([Cause("102")] if field == "执行率" else [])),
    )  # fmt: skip


@evaluation_check("108", "warning", "扣分没有原因", "{evaluation}：偏差原因分析及改进措施")
def lost_without_reason(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 得分小于分值的指标，应写偏差原因分析及改进措施。
    2. 分值或得分空白、不是数字时不核对；表中没有原因一栏的不核对。
    3. 是分值填错、一级指标的分值也差同样多的，以 105 为准。
    """
    for line in rows(form, context):
        weight, score = line.row.weight.number, line.row.score.number
        if weight is not None and score is not None and 0 <= score < weight and _without_reason(line.row):
            yield Flaw(
                form, line.row.score, f"{line.field} 偏差原因",
                f"{line.field}得 {digits(score)} 分，少 {digits(weight - score)} 分，没有写偏差原因和改进措施",
                digits(score), f"{digits(weight)}，或写明原因", weight - score, "写明偏差原因和改进措施", None,
                (line.row.reason, line.row.weight), (Cause("105", weight - score),),
            )  # fmt: skip


@evaluation_check("109", "warning", "扣分原因空泛", "{evaluation}：偏差原因分析及改进措施")
def hollow_reason(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 得分小于分值的指标，偏差原因不能是规则集所列的空话（部分工作仍需完善、0、无等）。
    2. 分值或得分空白、不是数字时不核对。
    3. 同一项指标目标已经达到却扣了分的，以 111 为准。
    """
    hollow = context.texts("hollow")
    for line in rows(form, context):
        weight, score = line.row.weight.number, line.row.score.number
        if weight is not None and score is not None and score < weight and is_hollow(line.row, hollow):
            yield Flaw(
                form, line.row.reason, f"{line.field} 偏差原因",
                f"{line.field}少得 {digits(weight - score)} 分，原因只写“{line.row.reason.raw.strip()}”",
                line.row.reason.raw.strip(), "具体的原因和改进措施", None, "写明哪些没有做到、为什么、怎样改进", None,
                (line.row.score,), (Cause("111"),),
            )  # fmt: skip


@evaluation_check("111", "warning", "得分与完成情况", "{indicator}")
def score_against_completion(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 目标和实际完成值能够比较的，填报得分应与按规则集算出的得分相符，两个数都按四舍五入保留两位小数比较。
    2. 没有达到目标却得满分、填报得分高于计算得分的，是警告；只是进位的，是提示。
    3. 达到目标却扣了分，原因空泛或没有依据的，是警告；写明了原因的、填报得分低于计算得分的，是提示。
    4. 达到目标扣了分又没有写原因的，由 108 报告；得分超过分值的，由 107 报告。
    5. 一格里写了多项指标的，逐行配对核对：有一行没有达到目标却得满分、没有写原因的，是警告。
    6. 目标和完成情况不能比较，或有一格空白、不是数字时不核对；写的是以前年度的，以 KB105 为准。
    """
    for line in rows(form, context):
        score, weight = line.row.score.number, line.row.weight.number
        if score is None or not weight or not 0 <= score <= weight:
            continue
        if line.written > 1:
            yield from _missed_lines(form, line, score)
            continue
        found = line.judged
        computed = found.score.score
        if computed is not None and not same_in_print(computed, score):
            if not (score < computed and _without_reason(line.row)):
                yield _other_score(form, line, score, computed, found, context)
        elif computed is None and found.met is False and score == weight:
            yield Flaw(form, line.row.score, f"{line.field} 得分",
                       f"{line.field}：{found.score.problem}，却得满分 {digits(score)}",
                       digits(score), f"< {digits(weight)}", None, "按完成程度改正得分，并写明原因", None,
                       (line.row.target, line.row.actual), (Cause("KB105"),))  # fmt: skip


def _missed_lines(form: Evaluation, line: Row, score: Decimal) -> Iterator[Flaw]:
    """Full marks for a cell with several indicators of which one is missed."""
    row = line.row
    if score != row.weight.number or row.reason.text:
        return
    for part in line.lines:
        found = line.facts(part.target, part.completion)
        if found.met is False and found.ratio is not None:
            yield Flaw(
                form, row.score, f"{key(row.second.text)} {part.target} 得分",
                f"{key(row.second.text)}目标“{part.target}”，完成“{part.completion}”，是目标的 {percent(found.ratio)}，"
                f"却得满分 {digits(score)}，没有写原因",
                digits(score), f"< {digits(score)}", None, "按完成程度改正得分，并写明原因", None,
                (row.target, row.actual, row.reason),
            )  # fmt: skip


def _other_score(
    form: Evaluation, line: Row, score: Decimal, computed: Decimal, found: IndicatorJudgement, context: Context
) -> Flaw:
    row, weight = line.row, line.row.weight.number or Decimal(0)
    severity: Severity | None = None
    if score > computed:
        say = "没有达到目标，却得满分" if score == weight else "填报得分偏高"
        rounded_up = score != weight and score == computed.quantize(_places(score), ROUND_HALF_UP)
        severity = "hint" if rounded_up else None
    elif computed == weight:
        reason = row.reason.raw.strip()
        say = f"达到了目标，却扣 {digits(weight - score)} 分，原因写的是“{reason}”"
        hollow = is_hollow(row, context.rulebook_texts("109", "hollow"))
        severity = None if hollow or found.kind != "text_equal" else "hint"
    else:
        say, severity = "填报得分低于计算得分", "hint"
    return Flaw(
        form, row.score, f"{line.field} 得分",
        f"{line.field}填 {digits(score)} 分，{say}；{found.score.explanation}",
        digits(score), digits(computed), score - computed, f"核对后改为 {digits(computed)}，或写明扣分的原因", None,
        (row.target, row.actual, row.weight, row.reason),
        (Cause("105", weight - score), Cause("120"), Cause("KB105")), severity,
    )  # fmt: skip


def _places(value: Decimal) -> Decimal:
    """The unit of the last place that was entered: 0.5 has tenths."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
