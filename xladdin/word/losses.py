"""Where points were lost (失分), and why: the reasons are those that the form gives."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.evaluation import rows_of
from xladdin.forms.entry import NOTHING, Entry
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.words import points
from xladdin.values.rounding import percent
from xladdin.word.draft import Block, Prompt, Table, body, listed, one_line

EXECUTION = "预算执行率"
_WHOLE = percent(Decimal(1))
_MOST_IN_A_HINT = 10
_SHORT = 30  # signs of a name in a sentence; several indicators may be crammed into one cell
_WIDTH = 156  # millimetres of the text


class Scored(NamedTuple):
    """An indicator with its weight and its score."""

    name: str
    target: str
    actual: str
    weight: Entry
    score: Entry
    reason: Entry = NOTHING

    @property
    def lost(self) -> Decimal:
        """Points below the weight; 0 where one of the two is missing."""
        if self.weight.number is None or self.score.number is None:
            return Decimal(0)
        return max(Decimal(0), self.weight.number - self.score.number)


def _scored(form: Evaluation | ScoreTable) -> Iterator[Scored]:
    if isinstance(form, ScoreTable):
        for rule in form.rows:
            yield Scored(one_line(rule.name.text), "", "", rule.weight, rule.score)
        return
    money = form.total
    rate = "" if money.rate.number is None else percent(money.rate.number)
    yield Scored(EXECUTION, _WHOLE, rate, money.weight, money.score)
    for section in form.sections:
        for row in rows_of(section):
            name, target, actual = (one_line(entry.text) for entry in (row.name, row.target, row.actual))
            yield Scored(name or one_line(row.second.text), target, actual, row.weight, row.score, row.reason)


def _losses(form: Evaluation | ScoreTable) -> list[Scored]:
    """Every indicator below its weight, most points first."""
    return sorted((entry for entry in _scored(form) if entry.lost), key=lambda entry: -entry.lost)


def lost_points(form: Evaluation | ScoreTable) -> Iterator[Block]:
    """Which indicators lost points: a sentence and the table with the reasons."""
    lost = _losses(form)
    if lost:
        named = listed([(f"{short(entry.name)}失{points(entry.lost)}分",) for entry in lost])
        yield body(f"没有得满分的指标有{len(lost)}项：", *named, "。失分原因和改进措施见下表。")
        yield _table(lost, with_targets=not isinstance(form, ScoreTable))
    elif all(entry.score.number is not None for entry in _scored(form) if not entry.weight.is_blank):
        yield body("各项指标均得满分，没有失分。")


def _table(lost: list[Scored], *, with_targets: bool) -> Table:
    """The 评分表 has rules instead of targets and completions."""
    head, widths = ["指标"], [36]
    if with_targets:
        head, widths = [*head, "年度指标值", "实际完成值"], [*widths, 22, 22]
    head, widths = [*head, "分值", "得分", "偏差原因分析及改进措施"], [*widths, 12, 12, _WIDTH - 24 - sum(widths)]
    rows = []
    for entry in lost:
        compared = (entry.target, entry.actual) if with_targets else ()
        reason = one_line(entry.reason.text) or Prompt(f"{short(entry.name)}的失分原因和改进措施")
        marks = (points(entry.weight.number or Decimal(0)), points(entry.score.number or Decimal(0)))
        rows.append((entry.name, *compared, *marks, reason))
    return Table("失分的指标", tuple(head), tuple(rows), tuple(widths), frozenset({0, len(head) - 1}))


def lost_hint(form: Evaluation | ScoreTable) -> str:
    """The same in a few words, for somebody who writes about problems."""
    lost = _losses(form)
    if not lost:
        return ""
    said = [f"{short(entry.name)}失 {points(entry.lost)} 分（{_reason(entry)}）" for entry in lost[:_MOST_IN_A_HINT]]
    more = f"等 {len(lost)} 项" if len(lost) > _MOST_IN_A_HINT else ""
    return f"失分的指标：{'；'.join(said)}{more}。"


def _reason(entry: Scored) -> str:
    return f"填写的原因：{one_line(entry.reason.text)[:60]}" if entry.reason.text else "没有填写原因"


def short(name: str) -> str:
    """A name as it stands in a sentence."""
    plain = one_line(name)
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT]}…"
