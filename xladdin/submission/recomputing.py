"""The scores of a package (复算): as they are written into the manifest, and as they come out again."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading.filing import filing_in
from xladdin.reading.readable import Readable
from xladdin.scoring.filing import FilingScores
from xladdin.submission.change import Change
from xladdin.submission.content import supplement_from
from xladdin.submission.manifest import ScoredLine, Totals
from xladdin.values.number import digits

_SAID = {"form": "表", "subject": "指标", "weight": "分值", "entered": "填报得分"}


def read_submission(workbook: Readable, supplement: Mapping[str, str]) -> Filing:
    """The forms of a submission workbook, with 补充数据, which is not handed in but needed to recompute."""
    filing = filing_in(workbook, vocabulary())
    form = supplement_from(supplement)
    return filing if form is None else filing.model_copy(update={"forms": (*filing.forms, form)})


def scored_lines(scores: FilingScores) -> tuple[ScoredLine, ...]:
    """Every score with the cell of the submission workbook in which it stands."""
    return tuple(
        ScoredLine(
            form=line.form, rule=line.rule, subject=" ".join(line.subject.split()), sheet=line.entered.address.sheet,
            cell=line.entered.address.cell, weight=_text(line.weight.number), entered=_text(line.entered.number),
            computed=_text(line.computed.score),
        )
        for line in scores.lines
    )  # fmt: skip


def totals(scores: FilingScores) -> Totals:
    """The total and the grade."""
    whole = scores.total
    if whole is None:
        return Totals(entered=None, computed=None, grade=None)
    return Totals(entered=_text(whole.entered.number), computed=_text(whole.computed.score), grade=scores.grade or None)


def score_changes(
    stated: Sequence[ScoredLine], found: Sequence[ScoredLine], *, only_computed: bool
) -> Iterator[Change]:
    """What differs, line by line. `only_computed`: what was entered is looked at elsewhere."""
    before, after = ({(line.sheet, line.cell, line.rule): line for line in lines} for lines in (stated, found))
    for place in dict.fromkeys([*before, *after]):
        one, other = before.get(place), after.get(place)
        if one is None or other is None or one.computed != other.computed or (one != other and not only_computed):
            yield _score_change(one, other)


def _score_change(stated: ScoredLine | None, found: ScoredLine | None) -> Change:
    line = stated or found
    assert line is not None
    place = f"{line.sheet}!{line.cell}"
    before, after = (side.computed if side else None for side in (stated, found))
    if stated is None:
        said = f"按规则集复算为 {after or '无法计算'}，清单里没有这一项"
    elif found is None:
        said = f"清单里是 {before or '无法计算'}，复算时没有这一项"
    elif before != after:
        said = f"按规则集复算为 {after or '无法计算'}，清单里是 {before or '无法计算'}"
    else:
        said = "，".join(
            f"{label}在清单里是 {getattr(stated, name) or '空白'}，工作簿里是 {getattr(found, name) or '空白'}"
            for name, label in _SAID.items()
            if getattr(stated, name) != getattr(found, name)
        )
    return Change("score", place, before, after, f"{line.form} {line.subject}（{place}）{said}")


def _text(number: Decimal | None) -> str | None:
    return None if number is None else digits(number)
