"""SCORE_… for the rows of the scoring table (评分表). Without inputs they take them from the workbook's forms."""

from collections.abc import Callable
from functools import partial

from udfs.answers import Answer, Outcome
from udfs.arguments import Argument, Block, Takes, Value, cells_of
from udfs.common import RULEBOOK, WEIGHT, rulebook_of
from udfs.rates import rate_inputs
from udfs.registry import Family, cell_function
from udfs.workbook import score_from_workbook
from xladdin.scoring.rules import score_rule

_WITHOUT_INPUTS = "都不填时按栏目名从本工作簿的表里取数。"


def _score(rule: str, *given: Value) -> Outcome:
    *inputs, weight, rulebook = given
    return score_rule(rulebook_of(rulebook), rule, *inputs, weight=weight)


def _score_items(rule: str, items: Block, weight: Value, rulebook: Value) -> Outcome:
    return score_rule(rulebook_of(rulebook), rule, *cells_of(items), weight=weight)


def _row(name: str, rule: str, inputs: tuple[Argument, ...], description: str) -> Callable[..., Answer]:
    return cell_function(
        name,
        Family.SCORE_TABLE,
        f"{description}{_WITHOUT_INPUTS}",
        (*inputs, WEIGHT, RULEBOOK),
        partial(_score_items if inputs[0].block else _score, rule),
        rule=rule,
        from_workbook=score_from_workbook,
    )


def _rated(name: str, rule: str, description: str) -> Callable[..., Answer]:
    """A row that is scored from a rate; rule and rate have the same key."""
    return _row(name, rule, rate_inputs(rule), description)


SCORE_CONTROL_RATE = _row(
    "SCORE_CONTROL_RATE", "control_rate", rate_inputs("control"),
    "在职人员控制率得分：在职人数 ÷ 编制数，超过标准的部分按规则集扣分，扣完为止。",
)  # fmt: skip
SCORE_THREE_PUBLIC_CHANGE = _rated(
    "SCORE_THREE_PUBLIC_CHANGE", "three_public_change",
    "“三公经费”变动率得分：本年预算比上年预算增加的部分按规则集扣分，扣完为止。",
)  # fmt: skip
SCORE_BUDGET_COMPLETION = _rated(
    "SCORE_BUDGET_COMPLETION", "budget_completion",
    "预算完成率得分：（上年结转 + 年初预算 + 追加 − 年末结余）÷（上年结转 + 年初预算 + 追加），不足的按规则集扣分。",
)  # fmt: skip
SCORE_BUDGET_CONTROL = _rated(
    "SCORE_BUDGET_CONTROL", "budget_control", "预算控制率得分：本年追加预算 ÷ 年初预算，按规则集的分档计分。"
)
SCORE_BUILDING_AREA = _rated(
    "SCORE_BUILDING_AREA", "building_area",
    "新建楼堂馆所面积控制率得分：实际面积 ÷ 批准面积，超过的按规则集扣分；没有楼堂馆所项目的计满分。",
)  # fmt: skip
SCORE_BUILDING_INVESTMENT = _rated(
    "SCORE_BUILDING_INVESTMENT", "building_investment",
    "新建楼堂馆所投资概算控制率得分：实际投资 ÷ 批准投资，超过的按规则集扣分；没有楼堂馆所项目的计满分。",
)  # fmt: skip
SCORE_OFFICE_COST = _rated(
    "SCORE_OFFICE_COST", "office_cost", "公用经费控制率得分：实际支出 ÷ 预算数，超过的按规则集扣分，扣完为止。"
)
SCORE_THREE_PUBLIC = _rated(
    "SCORE_THREE_PUBLIC", "three_public", "“三公经费”控制率得分：实际支出 ÷ 预算数，超过的按规则集扣分，扣完为止。"
)
SCORE_PROCUREMENT = _rated(
    "SCORE_PROCUREMENT", "procurement",
    "政府采购执行率得分：实际采购金额 ÷ 采购预算数，超过和不足都按规则集扣分，扣完为止。",
)  # fmt: skip
SCORE_SYSTEMS = _row(
    "SCORE_SYSTEMS", "systems",
    (Argument("items", "管理制度健全性", "成立的项数，或者逐项填“是”“否”的区域", Takes.ANSWER, block=True),),
    "管理制度健全性得分：成立的各项分值之和。",
)  # fmt: skip
SCORE_DISCLOSURE = _row(
    "SCORE_DISCLOSURE", "disclosure",
    (Argument("items", "预决算信息公开性", "成立的项数，或者逐项填“是”“否”的区域", Takes.ANSWER, block=True),),
    "预决算信息公开性得分：成立的各项分值之和。",
)  # fmt: skip
SCORE_COMPLIANCE = _row(
    "SCORE_COMPLIANCE", "compliance",
    (Argument("violations", "资金使用不合规例数", "资金使用不符合要求的例数", Takes.COUNT),),
    "资金使用合规性得分：每出现一例不符合要求的按规则集扣分，扣完为止。",
)  # fmt: skip
SCORE_KEY_WORK = _row(
    "SCORE_KEY_WORK", "key_work",
    (Argument("actual", "考核得分", "重点工作的考核得分", Takes.SCORE),
     Argument("base", "总分", "重点工作考核的总分", Takes.SCORE)),
    "重点工作实际完成率得分：考核得分 ÷ 总分 × 分值。",
)  # fmt: skip
SCORE_BENEFIT = _row(
    "SCORE_BENEFIT", "benefit",
    (Argument("actual", "经济效益和社会效益得分", "评定的得分", Takes.LEVEL),),
    "经济效益、社会效益得分：评定的得分，不能超过分值。",
)  # fmt: skip
SCORE_ADMIN_EFFICIENCY = _row(
    "SCORE_ADMIN_EFFICIENCY", "admin_efficiency",
    (Argument("actual", "行政效能", "评定的档次，例如 好、一般、无效果，或者该档的得分", Takes.LEVEL),),
    "行政效能得分：评定档次对应的分值。",
)  # fmt: skip
SCORE_SATISFACTION = _row(
    "SCORE_SATISFACTION", "satisfaction",
    (Argument("actual", "满意度", "社会公众或服务对象满意度，例如 95% 或 0.95", Takes.RATE),),
    "社会公众或服务对象满意度得分：按规则集的分档计分。",
)  # fmt: skip
