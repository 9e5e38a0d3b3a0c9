"""What indicators want and what was done: kind, unit, over-completion, setting (ZP/XM 112, 113, 115, 116)."""

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.finding import Flaw, Severity
from xladdin.checks.indicators import Row, is_hollow, raw_text, rows
from xladdin.checks.registry import Context, evaluation_check
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation, Indicator
from xladdin.scoring.judgement import IndicatorJudgement
from xladdin.scoring.statements import says_within_budget
from xladdin.values.label import key
from xladdin.values.number import digits
from xladdin.values.quantity import parse_quantity
from xladdin.values.rounding import percent
from xladdin.values.unit import MONEY


@evaluation_check("112", "warning", "完成值与目标不同类", "{indicator}：实际完成值与年度指标值用同一单位")
def another_kind(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 实际完成值应与年度指标值同类、同单位，单位不同、说的不是一件事的是警告。
    2. 目标是数量、完成值写百分比的，按完成率计分，作提示。
    3. 目标是文字、完成值写百分比的，一张表合并为一条提示。
    4. 一格里写了多项指标的由 115 报告；有一格空白或是错误值的不核对。
    """
    words: list[Row] = []
    for line in rows(form, context):
        if line.written > 1:
            continue
        found = line.judged
        if found.unit_mismatch and (found.kind == "completion_rate" or found.met is not None):
            yield _kind_flaw(form, line, found.hint or found.score.problem, "hint")
        elif found.unit_mismatch:
            yield _kind_flaw(form, line, found.score.problem, None)
        elif found.kind == "completion_rate":
            words.append(line)
    if words:
        first = words[0]
        yield Flaw(
            form, first.row.actual, "实际完成值",
            f"有 {len(words)} 项指标的目标是文字，实际完成值写百分比（如{first.field}：{first.row.target.text} → "
            f"{first.row.actual.raw.strip()}），看不出完成了什么",
            first.row.actual.raw.strip(), "写明实际完成的情况", None, "按目标写明完成的情况", None,
            tuple(line.row.actual for line in words[1:]), (), "hint",
        )  # fmt: skip


def _kind_flaw(form: Evaluation, line: Row, problem: str, severity: Severity | None) -> Flaw:
    row = line.row
    return Flaw(
        form, row.actual, f"{line.field} 完成值",
        f"{line.field}目标是“{row.target.raw.strip()}”，完成值是“{row.actual.raw.strip()}”：{problem}",
        row.actual.raw.strip(), f"与“{row.target.raw.strip()}”同一单位的数", None, "改填与目标同一单位的实际完成数",
        None,
        (row.target,), (), severity,
    )  # fmt: skip


@evaluation_check("113", "warning", "超额完成没有原因", "{indicator}：超额完成较多的应说明原因")
def over_completion(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 实际完成值与目标之比达到规则集规定的倍数（over_completion.flag_at）的，应说明原因：目标可能定得过低。
    2. 写了原因的不报告，“无”不算原因；越少越好的指标不核对。
    3. 一格里写了多项指标的，逐行核对，按词句配对；配不上的不核对。
    4. 有一格空白、不是数字时不核对。
    """
    hollow = context.rulebook_texts("109", "hollow")
    for line in rows(form, context):
        row = line.row
        if line.written <= 1 and row.weight.number and not line.judged.over_completion:
            continue  # most rows
        if row.reason.text and not is_hollow(row, hollow):
            continue
        for target, actual, found in _compared(line):
            if found.over_completion and found.ratio is not None:
                yield _over(form, line, raw_text(target), raw_text(actual), found.ratio, context)


def _compared(line: Row) -> list[tuple[Entry | str, Entry | str, IndicatorJudgement]]:
    """Target, completion and judgement of the indicator, or of each line of several; its weight does not matter."""
    row = line.row
    lines = line.lines if line.written > 1 else ()
    if len(lines) > 1:
        return [(part.target, part.completion, line.facts(part.target, part.completion)) for part in lines]
    return [(row.target, row.actual, line.judged if row.weight.number else line.facts(row.target, row.actual))]


def _over(form: Evaluation, line: Row, target: str, actual: str, ratio: Decimal, context: Context) -> Flaw:
    """The flaw of one pair; of several in one cell the line itself says what it is about."""
    flag = context.rulebook.indicator.over_completion.flag_at
    alone = raw_text(line.row.actual) == actual
    return Flaw(
        form, line.row.actual, f"{line.field if alone else actual} 完成值",
        f"{line.field if alone else key(line.row.second.text)}目标“{target}”，完成“{actual}”，"
        f"是目标的 {percent(ratio)}，没有说明原因",
        actual, f"< {percent(flag)}，或说明原因", None, "说明超额的原因；目标定低了的，下年调整", None,
        (line.row.target, line.row.reason),
    )  # fmt: skip


@evaluation_check("115", "warning", "一格多项指标", "{evaluation}：一项三级指标一行")
def crammed(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 一格只写一项三级指标，一项指标一行，各有目标、完成值、分值和得分。
    2. 空白和错误值不核对。
    """
    for line in rows(form, context):
        number = line.written
        if number > 1:
            yield Flaw(
                form, line.row.name, f"{key(line.row.second.text)} 三级指标",
                f"{key(line.row.second.text)}的三级指标一格里写了 {number} 项，不能分别计分",
                f"{number} 项", "一项一行", None,
                "一项指标一行，分别填写目标、完成值、分值和得分", None, (line.row.target, line.row.actual),
            )  # fmt: skip


@evaluation_check("116", "warning", "指标的设置", "{evaluation}：数量指标反映产出数量，指标分值不宜过于集中")
def setting(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 一项指标的分值不应超过规则集规定的分数。
    2. 数量指标不应是金额（金额属于成本指标），时效指标不应写预算，作提示。
    3. 空白、不是数字的格不核对。
    """
    most = context.number("weight")
    for line in rows(form, context):
        weight = line.row.weight.number
        if wrong := _wrong_kind(line.row):
            yield Flaw(
                form, line.row.target, f"{line.field} 指标值",
                f"{line.field}的目标是“{raw_text(line.row.target)}”，{wrong}",
                raw_text(line.row.target), "与二级指标同类的目标", None, "改写目标，或移到成本指标", severity="hint",
            )  # fmt: skip
        if weight is not None and weight > most:
            yield Flaw(form, line.row.weight, f"{line.field} 分值",
                       f"{line.field}一项占 {digits(weight)} 分，超过 {digits(most)} 分",
                       digits(weight), f"≤ {digits(most)}", weight - most, "拆成几项指标")  # fmt: skip


def _wrong_kind(row: Indicator) -> str:
    """What an amount of money has to do with this 二级指标; empty where nothing is wrong."""
    second = key(row.second.text)
    if "数量指标" in second and _is_money(row.target):
        return "数量指标不应是金额"
    if "时效指标" in second and (_is_money(row.target) or says_within_budget(row.target.raw)):
        return "时效指标应写时间，不写预算"
    return ""


def _is_money(target: Entry) -> bool:
    quantity = parse_quantity(target.raw)
    return quantity is not None and quantity.unit == MONEY
