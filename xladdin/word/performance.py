"""绩效情况: money, goals, scores, and where points were lost, of a department or of a project."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.evaluation import rows_of
from xladdin.checks.sums import Part
from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import Evaluation, Section
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.filing import ScoreLine, form_name
from xladdin.scoring.grade import grade
from xladdin.scoring.words import points
from xladdin.values.number import digits
from xladdin.word.draft import Block, Noted, Piece, Pieces, Prompt, Table, body, listed, one_line, several_lines
from xladdin.word.stated import SAME, Subject, change, missing, money, rate, score, sum_of

_MOST_REMARKS = 10
_SHORT = 30  # signs of a name in a sentence; several indicators may be crammed into one cell
_EXECUTION = "预算执行率"
_WEIGHT = re.compile(r"\s*\d+(?:\.\d+)?\s*分$")  # 投入 10分


class Lost(NamedTuple):
    """An indicator below its weight."""

    name: str
    target: Entry
    actual: Entry
    weight: Decimal
    score: Decimal
    reason: Entry

    @property
    def points(self) -> Decimal:
        return self.weight - self.score


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
    if rows:
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
    return f"{_short(line.subject)}填 {digits(entered)}，计算为 {digits(computed)}（{line.computed.explanation}）"


def _headings(form: Evaluation) -> Iterator[Pieces]:
    if not form.total.weight.is_blank or not form.total.score.is_blank:
        yield _EXECUTION, score(form.total.weight, "分值"), score(form.total.score, "得分")
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


def losses(form: Evaluation | ScoreTable, sections: tuple[Section, ...] | None = None) -> list[Lost]:
    """Every indicator below its weight, most points first; `sections` narrows it to some 一级指标."""
    if isinstance(form, ScoreTable):
        found = [(row.name.text, NOTHING, NOTHING, row.weight, row.score, NOTHING) for row in form.rows]
    else:
        money = form.total
        found = [] if sections is not None else [
            (_EXECUTION, money.budget, money.spent, money.weight, money.score, NOTHING)
        ]  # fmt: skip
        found += [
            (row.name.text or row.second.text, row.target, row.actual, row.weight, row.score, row.reason)
            for section in (form.sections if sections is None else sections)
            for row in rows_of(section)
        ]
    lost = [
        Lost(one_line(name), target, actual, weight.number, given.number, reason)
        for name, target, actual, weight, given, reason in found
        if weight.number is not None and given.number is not None and given.number < weight.number
    ]
    return sorted(lost, key=lambda entry: -entry.points)


def lost_points(form: Evaluation | ScoreTable) -> Iterator[Block]:
    """Which indicators lost points, and why."""
    lost = losses(form)
    if not lost:
        if not form.total_score.is_blank:
            yield body("各项指标均得满分，没有失分。")
        return
    named = listed([(f"{_short(entry.name)}失{points(entry.points)}分",) for entry in lost])
    yield body(f"没有得满分的指标有{len(lost)}项：", *named, "。失分原因和改进措施见下表。")
    yield _table_of_losses(lost, with_targets=not isinstance(form, ScoreTable))


def _table_of_losses(lost: list[Lost], *, with_targets: bool) -> Table:
    """The 评分表 has rules instead of targets and completions."""
    head, widths = ["指标"], [40]
    if with_targets:
        head, widths = [*head, "年度指标值", "实际完成值"], [*widths, 26, 26]
    head, widths = [*head, "分值", "得分", "偏差原因分析及改进措施"], [*widths, 12, 12, 156 - 24 - sum(widths)]
    rows = []
    for entry in lost:
        compared = [one_line(entry.target.text), one_line(entry.actual.text)] if with_targets else []
        reason = one_line(entry.reason.text) or Prompt(f"{_short(entry.name)}的失分原因和改进措施")
        rows.append((entry.name, *compared, points(entry.weight), points(entry.score), reason))
    return Table("失分的指标", tuple(head), tuple(rows), tuple(widths), frozenset({0, len(head) - 1}))


def lost_hint(form: Evaluation | ScoreTable) -> str:
    """The same in a few words, for somebody who writes about problems."""
    lost = losses(form)
    if not lost:
        return "没有失分的指标。"
    said = [
        f"{_short(entry.name)}失 {points(entry.points)} 分"
        + (f"（填写的原因：{one_line(entry.reason.text)[:60]}）" if entry.reason.text else "（没有填写原因）")
        for entry in lost[:_MOST_REMARKS]
    ]
    more = f"等 {len(lost)} 项" if len(lost) > _MOST_REMARKS else ""
    return f"失分的指标：{'；'.join(said)}{more}。"


def _short(name: str) -> str:
    plain = one_line(name)
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT]}…"
