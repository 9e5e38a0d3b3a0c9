"""绩效情况: money, goals and scores, of a department or of a project."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from xladdin.checks.evaluation import rows_of
from xladdin.checks.sums import Part
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.execution import EXECUTION
from xladdin.scoring.filing import ScoreLine, form_name
from xladdin.scoring.grade import grade
from xladdin.scoring.words import points
from xladdin.values.number import digits
from xladdin.word.draft import Block, Noted, Piece, Pieces, Prompt, Table, body, one_line, several_lines
from xladdin.word.losses import short
from xladdin.word.stated import SAME, Subject, change, missing, money, rate, score, sum_of

_MOST_REMARKS = 10
_WEIGHT = re.compile(r"\s*\d+(?:\.\d+)?\s*分$")  # 投入 10分


def funding(subject: Subject, form: Evaluation, what: str) -> Iterator[Block]:
    """年初预算, 全年预算, 执行 and 执行率."""
    yield body(f"{subject.year}年度{what}", *budgets(form), "，", *executed(form), "。")
    yield from differences(form)


def budgets(form: Evaluation) -> Pieces:
    """年初预算数 and 全年预算数."""
    whole = form.total
    return ("年初预算数", money(whole.initial, "年初预算数"), "万元，全年预算数", money(whole.budget, "全年预算数"),
            "万元")  # fmt: skip


def executed(form: Evaluation) -> Pieces:
    """全年执行数 and 执行率."""
    whole = form.total
    done = rate(form, "执行率", whole.rate, Part("全年执行数", whole.spent), Part("全年预算数", whole.budget))
    return "全年执行数", money(whole.spent, "全年执行数"), "万元，执行率", done


def differences(form: Evaluation) -> Iterator[Block]:
    """What the budget was changed by, and what was spent more or less: somebody has to say why."""
    whole = form.total
    adjusted, unused = change(whole.budget, whole.initial), change(whole.spent, whole.budget)
    if adjusted not in ("", SAME):
        yield body(f"全年预算数比年初预算数{adjusted}，主要原因是", Prompt("预算调整的原因"), "。")
    if unused not in ("", SAME):
        yield body(f"全年执行数比全年预算数{unused}，主要原因是", Prompt("执行数与预算数有差异的原因"), "。")


def goals(form: Evaluation) -> Iterator[Block]:
    """年度总体目标 and what became of it, as the table has it."""
    entered = [goal for goal in form.goals if goal.expected.text or goal.reached.text]
    for goal in entered:
        yield body("年度预期目标：", several_lines(goal.expected.text) or missing(goal.expected, "预期目标"), "。")
        yield body("实际完成情况：", several_lines(goal.reached.text) or missing(goal.reached, "实际完成情况"), "。")
    if not entered:
        yield body("年度预期目标：", Prompt("预期目标"), "。实际完成情况：", Prompt("实际完成情况"), "。")


def result(subject: Subject, form: Evaluation | ScoreTable, what: str) -> Iterator[Block]:
    """总分, 等级 and the scores of the 一级指标."""
    entered = form.total_score
    graded = grade(subject.rulebook, entered.number).name if entered.number is not None else None
    yield body(
        f"经自评，{what}绩效自评总分", _total(subject, form), "分",
        f"，等级为{graded}。" if graded else "，等级为" if entered.number is None else "。",
        *((Prompt("等级"), "。") if entered.number is None else ()),
    )  # fmt: skip
    rows = list(_levels(form) if isinstance(form, ScoreTable) else _headings(form))
    if not entered.is_blank or any(isinstance(points_of, str) for *_, points_of in rows):
        total = ("总分", score(form.total_weight, "总分的分值"), score(entered, "总分"))
        yield Table("一级指标得分（单位：分）", ("一级指标", "分值", "得分"), (*rows, total), (76, 40, 40))


def _total(subject: Subject, form: Evaluation | ScoreTable) -> Piece:
    """The entered total. Where scores should be others, the remark says which: nothing is replaced."""
    stated = score(form.total_score, "总分")
    differing = [line for line in subject.scores.lines if line.form == form_name(form) and line.differs]
    if not differing or not isinstance(stated, str):
        return stated
    said = [_difference(line) for line in differing[:_MOST_REMARKS]]
    more = f"等 {len(differing)} 项" if len(differing) > _MOST_REMARKS else ""
    return Noted(stated, f"报告采用表中填报的得分。与计算不一致的：{'；'.join(said)}{more}。请核对")


def _difference(line: ScoreLine) -> str:
    entered, computed = line.entered.number or Decimal(0), line.computed.score or Decimal(0)
    return f"{short(line.subject)}填 {digits(entered)}，计算为 {digits(computed)}（{line.computed.explanation}）"


def _headings(form: Evaluation) -> Iterator[Pieces]:
    if not form.total.weight.is_blank or not form.total.score.is_blank:
        yield EXECUTION, score(form.total.weight, "分值"), score(form.total.score, "得分")
    for section in form.sections:
        rows = rows_of(section)
        if rows:
            yield one_line(section.name), _added(row.weight for row in rows), _added(row.score for row in rows)


def _levels(table: ScoreTable) -> Iterator[Pieces]:
    for name in dict.fromkeys(row.level1.text for row in table.rows):
        rows = [row for row in table.rows if row.level1.text == name]
        # Rows that share a weight have it in the first of them only.
        weights = [row.weight for row in rows if not row.weight.is_blank]
        scores = [row.score for row in rows if not row.score.is_blank]
        yield _WEIGHT.sub("", one_line(name)) or one_line(name), _added(weights), _added(scores)


def _added(entries: Iterable[Entry]) -> Piece:
    total = sum_of(entries)
    return Prompt("得分", "下面有的指标没有填数") if total is None else points(total)
