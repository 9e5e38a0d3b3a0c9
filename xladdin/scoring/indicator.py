"""The score of one 三级指标 from the texts of its target and its completion (年度指标值, 实际完成值).

Only what both texts clearly say is computed. Otherwise there is no score but the reason, and the entered score
stands. Qualitative indicators (定性指标) are scored in `qualitative.py`, cells with several indicators are taken
apart in `crammed.py`.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from xladdin.scoring.attainment import IndicatorParameters, attained
from xladdin.scoring.comparison import Comparison, Kind, as_completion_rate, compare
from xladdin.scoring.crammed import count_lines
from xladdin.scoring.judgement import KEY, Found, IndicatorJudgement, both, in_full, no_score
from xladdin.scoring.likeness import likeness
from xladdin.scoring.result import Score
from xladdin.scoring.statements import (
    agrees,
    says_done,
    says_failed,
    says_none,
    says_whole,
    says_within_budget,
    spoken,
)
from xladdin.scoring.words import complaint, decimal_of
from xladdin.values.label import key
from xladdin.values.number import Kind as CellKind
from xladdin.values.number import meaning, tidy
from xladdin.values.period import parse_period
from xladdin.values.quantity import Phrase, Quantity, parse_phrase
from xladdin.values.unit import PERCENT

COST = "成本指标"
_COSTS = re.compile(rf"{COST}$|^(?:经济|社会|生态|环境|生态环境)?成本$")
# How alike the words before two figures must be to speak of one thing. It reads texts and gives no points, so that it
# stands here and not in a rulebook: no regulation knows it, and every place reads its texts alike.
_SAME_SUBJECT = 0.5
_EVENT_UNITS = frozenset({"起", "例", "宗"})
_NO_EVENT = re.compile("^无$|[不未无没零].*(?:发生|出现|事故|事件|案件|投诉|上访)")
_PERCENT_HINT = "完成值写的是百分比，请改填与目标同一单位的实际数"
_WORDS_HINT = "目标是文字，完成值写的是百分比"


class Written(Protocol):
    """A value of a form that still knows how it was written."""

    @property
    def raw(self) -> str: ...


Cell = str | Decimal | int | float | date | Written | None


def names_cost(heading: str) -> bool:
    """Whether a 一级指标 or 二级指标 is one of costs, however it is printed. 运行成本 is a heading of another kind."""
    return _COSTS.search(key(heading)) is not None


def score_indicator(
    target: Cell, completion: Cell, weight: Cell, parameters: IndicatorParameters, *, cost: bool = False
) -> Score:
    """The points of one indicator, or in words why there are none."""
    return judge_indicator(target, completion, weight, parameters, cost=cost).score


def judge_indicator(
    target: Cell, completion: Cell, weight: Cell, parameters: IndicatorParameters, *, cost: bool = False
) -> IndicatorJudgement:
    """The score with its facts: how the two were compared, the ratio, met or not, over-completion."""
    return _judged(_written(target), _written(completion), _written(weight), parameters, cost)


@lru_cache(maxsize=65536)
def _judged(
    raw_target: str, raw_completion: str, weight: str, parameters: IndicatorParameters, cost: bool
) -> IndicatorJudgement:
    """Checks, scores and the read-back of a package ask for the same several times; only here it is made tidy."""
    target, completion, full = tidy(raw_target), tidy(raw_completion), meaning(weight).value
    problem = complaint("分值", full.isoformat() if isinstance(full, date) else full)
    problem = problem or _unusable("目标值", target) or _unusable("完成值", completion)
    if problem or not isinstance(full, Decimal):
        return no_score(problem)
    found = Found(target, completion, full, parameters, cost)
    for kind in (_equal, _crammed, _failed, _negative, _quantities, _times):
        if judged := kind(found):
            return judged
    return _words(found)


def _written(cell: Cell) -> str:
    """How the cell is written."""
    raw = getattr(cell, "raw", None)
    return raw if isinstance(raw, str) else meaning(cell).raw


def _unusable(label: str, text: str) -> str:
    """Why nothing can be made of a cell. 无 is an answer here, other blanks are not."""
    kind = meaning(text).kind
    if kind is CellKind.ERROR:
        return f"{label}是错误值 {text}"
    return f"{label}为空" if kind is CellKind.BLANK and spoken(text) != "无" else ""


def _equal(found: Found) -> IndicatorJudgement | None:
    if spoken(found.target) != spoken(found.completion):
        return None
    kind: Kind = "text_equal"
    if parse_phrase(found.target) is not None:
        kind = "quantity"
    elif parse_period(found.target) is not None:
        kind = "period"
    return in_full(found, kind, "与目标一致")


def _crammed(found: Found) -> IndicatorJudgement | None:
    counted = {"目标": count_lines(found.target), "完成值": count_lines(found.completion)}
    where, count = max(counted.items(), key=lambda item: item[1])
    return no_score(f"{where}一格内写了 {count} 项，不能合成一个得分，请一项指标一行") if count > 1 else None


def _failed(found: Found) -> IndicatorJudgement | None:
    """A completion that states a failure is not met, whatever figures stand in it."""
    if not says_failed(found.completion) or says_failed(found.target):
        return None
    return no_score(f"{both(found)}，写明没有达到目标，得分由填报单位按完成程度填写", met=False)


def _negative(found: Found) -> IndicatorJudgement | None:
    """A fall by 3% and a loss of 3 are figures, but which of two is better nobody can say."""
    for label, text in (("目标值", found.target), ("完成值", found.completion)):
        value = meaning(text).value
        if isinstance(value, Decimal) and value < 0:
            return no_score(f"{label}是负数，程序不比较负数，以填报得分为准")
    return None


def _quantities(found: Found) -> IndicatorJudgement | None:
    target, completion = _phrase(found.target), _phrase(found.completion)
    if target is not None and completion is not None:
        if not _same_subject(target.subject, completion.subject):
            return no_score(f"目标说的是“{target.subject}”，完成值说的是“{completion.subject}”，不能比较")
        return _scored(found, compare(target.quantity, completion.quantity, cost=found.cost))
    if target is not None:
        return _stated_without_a_figure(found)
    if completion is None or parse_period(found.completion) is not None:
        return None
    if completion.quantity.percent and not completion.subject:
        rate = as_completion_rate(completion.quantity.value, "at_least", unit_mismatch=False)
        return _scored(found, rate)
    return _events(found, completion)


def _stated_without_a_figure(found: Found) -> IndicatorJudgement:
    """The target is an amount, the completion is words: done counts as 100%, within the budget only as met."""
    if says_done(found.completion):
        return in_full(found, "completion_rate", "按完成率 100% 计", "完成值没有写数，请填写实际数", mismatch=True)
    if found.cost and says_within_budget(found.completion):
        return no_score("完成值没有写数，无法计算得分，以填报得分为准", met=True, unit_mismatch=True)
    return no_score("完成值里没有可以与目标比较的数，无法计算得分，以填报得分为准", unit_mismatch=True)


def _events(found: Found, completion: Phrase) -> IndicatorJudgement | None:
    """`不发生安全事故` against a number of accidents."""
    if completion.quantity.unit not in _EVENT_UNITS or not _NO_EVENT.search(spoken(found.target)):
        return None
    if completion.quantity.top == 0:
        return in_full(found, "quantity", "没有发生")
    return no_score(f"{both(found)}，没有达到目标，得分由填报单位填写", met=False)


def _times(found: Found) -> IndicatorJudgement | None:
    wanted, stated = parse_period(found.target), parse_period(found.completion)
    if wanted is None:
        return None
    if says_done(found.completion):
        return in_full(found, "period", "在目标期间内完成")
    if stated is None:
        return None
    if wanted.covers(stated):
        return in_full(found, "period", "在目标期间内")
    late = stated.end > wanted.end
    # Earlier in the same year may be what was wanted; another year is never.
    early = not late and stated.end.year == wanted.end.year
    reason = "晚于目标期间" if late else "早于目标期间" if early else "不在目标期间内"
    return no_score(f"{both(found)}，{reason}，得分由填报单位填写", "period", None if early else False)


def _words(found: Found) -> IndicatorJudgement:
    """Text against text: only 无 and 完成 against their like are scored, the rest at most tells met or not."""
    done = says_done(found.completion)
    if (done and says_done(found.target)) or (says_none(found.completion) and says_none(found.target)):
        return in_full(found, "text_equal", "与目标一致")
    met = True if done else agrees(found.target, found.completion)
    if met is False:
        return no_score(f"{both(found)}，与目标相反，得分由填报单位填写", met=False)
    return no_score("目标和完成情况都是文字，无法计算得分，以填报得分为准", met=met)


def _phrase(text: str) -> Phrase | None:
    if says_whole(text):
        return Phrase("", Quantity(Decimal(1), PERCENT, text=text))
    return parse_phrase(text)


def _same_subject(one: str, other: str) -> bool:
    return one in other or other in one or likeness(one, other) >= _SAME_SUBJECT


def _scored(found: Found, comparison: Comparison) -> IndicatorJudgement:
    """From the comparison to the points."""
    if comparison.kind == "completion_rate" and found.parameters.percent_for_amount == "refuse":
        return no_score(_PERCENT_HINT, unit_mismatch=comparison.unit_mismatch)
    if comparison.kind == "not_computable":
        return no_score(comparison.problem, met=comparison.met, unit_mismatch=comparison.unit_mismatch)
    result = attained(comparison, found.weight, found.parameters)
    ratio = None if comparison.ratio is None else decimal_of(comparison.ratio)
    said = f"{both(found)}，{result.said}"
    hint = ""
    if comparison.kind == "completion_rate":
        hint = _PERCENT_HINT if comparison.unit_mismatch else _WORDS_HINT
    return IndicatorJudgement(Score(KEY, result.score, ratio, said), comparison.kind, ratio,
                              comparison.unit_mismatch, result.over, comparison.met, hint)  # fmt: skip
