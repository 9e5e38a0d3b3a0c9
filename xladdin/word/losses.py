"""Where points were lost (失分), and why: the reasons are those that the form gives."""

from collections.abc import Iterator
from decimal import Decimal

from xladdin.forms.evaluation import Evaluation
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.losses import Scored, losses, scored
from xladdin.scoring.words import points
from xladdin.values.rounding import percent
from xladdin.word.draft import Block, Prompt, Table, body, listed, one_line

_WHOLE = percent(Decimal(1))
_MOST_IN_A_HINT = 10
_SHORT = 30  # signs of a name in a sentence; several indicators may be crammed into one cell
_WIDTH = 156  # millimetres of the text


def lost_points(form: Evaluation | ScoreTable) -> Iterator[Block]:
    """Which indicators lost points: a sentence and the table with the reasons."""
    lost = losses(form)
    if lost:
        named = listed([(f"{short(entry.name)}失{points(entry.lost)}分",) for entry in lost])
        yield body(f"没有得满分的指标有{len(lost)}项：", *named, "。失分原因和改进措施见下表。")
        yield _table(form, lost)
    elif all(entry.score is not None for entry in scored(form) if not entry.weight.is_blank):
        yield body("各项指标均得满分，没有失分。")


def _table(form: Evaluation | ScoreTable, lost: list[Scored]) -> Table:
    """The 评分表 has rules instead of targets and completions."""
    head, widths = ["指标"], [36]
    if isinstance(form, Evaluation):
        head, widths = [*head, "年度指标值", "实际完成值"], [*widths, 22, 22]
    head, widths = [*head, "分值", "得分", "偏差原因分析及改进措施"], [*widths, 12, 12, _WIDTH - 24 - sum(widths)]
    rows = []
    for entry in lost:
        compared = _compared(form, entry) if isinstance(form, Evaluation) else ()
        reason = _given(entry) or Prompt(f"{short(entry.name)}的失分原因和改进措施")
        marks = (points(entry.weight.number or Decimal(0)), points(entry.score or Decimal(0)))
        rows.append((one_line(entry.name), *compared, *marks, reason))
    return Table("失分的指标", tuple(head), tuple(rows), tuple(widths), frozenset({0, len(head) - 1}))


def _compared(form: Evaluation, entry: Scored) -> tuple[str, str]:
    """Target and completion; those of the money row are per cent."""
    if entry.indicator is not None:
        return one_line(entry.indicator.target.text), one_line(entry.indicator.actual.text)
    rate = form.total.rate.number
    return _WHOLE, "" if rate is None else percent(rate)


def _given(entry: Scored) -> str:
    """The reason that the form gives."""
    return one_line(entry.indicator.reason.text) if entry.indicator else ""


def lost_hint(form: Evaluation | ScoreTable) -> str:
    """The same in a few words, for somebody who writes about problems."""
    lost = losses(form)
    if not lost:
        return ""
    said = [f"{short(entry.name)}失 {points(entry.lost)} 分（{_reason(entry)}）" for entry in lost[:_MOST_IN_A_HINT]]
    more = f"等 {len(lost)} 项" if len(lost) > _MOST_IN_A_HINT else ""
    return f"失分的指标：{'；'.join(said)}{more}。"


def _reason(entry: Scored) -> str:
    given = _given(entry)
    return f"填写的原因：{given[:60]}" if given else "没有填写原因"


def short(name: str) -> str:
    """A name as it stands in a sentence."""
    plain = one_line(name)
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT]}…"
