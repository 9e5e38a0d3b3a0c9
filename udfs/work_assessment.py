"""SCORE_… for the assessment of the self-evaluation work (表 F, 附件5). Only some rulebooks have this table."""

from udfs.arguments import Argument, Takes, Value
from udfs.common import RULEBOOK, WEIGHT, rulebook_of
from udfs.registry import Family, cell_function
from xladdin.scoring.result import Score
from xladdin.scoring.work import report_completeness, report_on_time, weights_as_required


def _on_time(days_late: Value, weight: Value, rulebook: Value) -> Score:
    return report_on_time(rulebook_of(rulebook), days_late, weight)


def _completeness(missing_parts: Value, missing_annexes: Value, rulebook: Value) -> Score:
    return report_completeness(rulebook_of(rulebook), missing_parts, missing_annexes)


def _weights(actual: Value, base: Value, weight: Value, rulebook: Value) -> Score:
    return weights_as_required(rulebook_of(rulebook), actual, base, weight)


SCORE_REPORT_ON_TIME = cell_function(
    "SCORE_REPORT_ON_TIME", Family.WORK, "提交报告得分：每推迟一个工作日按规则集扣分，扣完为止。",
    (Argument("days_late", "推迟报送", "推迟报送的工作日数，按时报送填 0", Takes.COUNT), WEIGHT, RULEBOOK),
    _on_time, rule="report_on_time",
)  # fmt: skip
SCORE_REPORT_COMPLETENESS = cell_function(
    "SCORE_REPORT_COMPLETENESS", Family.WORK, "自评报告完整性得分：正文和附件每缺少一个部分按规则集扣分。",
    (Argument("missing_parts", "正文缺少的部分", "报告正文缺少几个部分，齐全填 0", Takes.COUNT),
     Argument("missing_annexes", "附件缺少的部分", "报告附件缺少几个部分，齐全填 0", Takes.COUNT), RULEBOOK),
    _completeness, rule="report_completeness",
)  # fmt: skip
SCORE_WEIGHTS_AS_REQUIRED = cell_function(
    "SCORE_WEIGHTS_AS_REQUIRED", Family.WORK, "权重符合规程得分：符合要求的权重项数 ÷ 规定的项数 × 分值。",
    (Argument("actual", "符合要求的项数", "符合要求的权重项数", Takes.COUNT),
     Argument("base", "规定的项数", "规定了权重的项数", Takes.COUNT), WEIGHT, RULEBOOK),
    _weights, rule="weights_as_required",
)  # fmt: skip
