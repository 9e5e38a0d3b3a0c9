"""SCORE_… for the assessment of the self-evaluation work (表 F, 附件5). Only some rulebooks have this table."""

from dataclasses import replace
from typing import TYPE_CHECKING

from udfs.arguments import Argument, Takes, Value
from udfs.common import RULEBOOK, WEIGHT, rulebook_of
from udfs.registry import Family, cell_function
from xladdin.errors import InputError
from xladdin.scoring.result import Score
from xladdin.scoring.work import report_completeness, report_on_time, weights_as_required

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rulebook

_OWN_RULEBOOK = replace(RULEBOOK, description="规则集编号，例如 hunan-yueyang-2024；应是规定了这张表的规则集")


def _rules(given: Value) -> "Rulebook":
    """What the counties share has no such table: the rulebook must be given."""
    if given is None:
        raise InputError("没有给出规则集：只有一部分地方规定了这张表，请填当地的规则集编号")
    return rulebook_of(given)


def _on_time(days_late: Value, weight: Value, rulebook: Value) -> Score:
    return report_on_time(_rules(rulebook), days_late, weight)


def _completeness(missing_parts: Value, missing_annexes: Value, rulebook: Value) -> Score:
    return report_completeness(_rules(rulebook), missing_parts, missing_annexes)


def _weights(actual: Value, base: Value, weight: Value, rulebook: Value) -> Score:
    return weights_as_required(_rules(rulebook), actual, base, weight)


SCORE_REPORT_ON_TIME = cell_function(
    "SCORE_REPORT_ON_TIME", Family.WORK, "提交报告得分：每推迟一个工作日按规则集扣分，扣完为止。",
    (Argument("days_late", "推迟报送", "推迟报送的工作日数，按时报送填 0", Takes.COUNT), WEIGHT, _OWN_RULEBOOK),
    _on_time, rule="report_on_time",
)  # fmt: skip
SCORE_REPORT_COMPLETENESS = cell_function(
    "SCORE_REPORT_COMPLETENESS", Family.WORK, "自评报告完整性得分：正文和附件每缺少一个部分按规则集扣分。",
    (Argument("missing_parts", "正文缺少的部分", "报告正文缺少几个部分，齐全填 0", Takes.COUNT),
     Argument("missing_annexes", "附件缺少的部分", "报告附件缺少几个部分，齐全填 0", Takes.COUNT), _OWN_RULEBOOK),
    _completeness, rule="report_completeness",
)  # fmt: skip
SCORE_WEIGHTS_AS_REQUIRED = cell_function(
    "SCORE_WEIGHTS_AS_REQUIRED", Family.WORK, "权重符合规程得分：符合要求的权重项数 ÷ 规定的项数 × 分值。",
    (Argument("actual", "符合要求的项数", "符合要求的权重项数", Takes.COUNT),
     Argument("base", "规定的项数", "规定了权重的项数", Takes.COUNT), WEIGHT, _OWN_RULEBOOK),
    _weights, rule="weights_as_required",
)  # fmt: skip
