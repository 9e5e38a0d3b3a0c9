"""What may be typed into a cell (数据验证): rules with Chinese messages. Titles ≤ 32, messages ≤ 255 characters."""

from decimal import Decimal
from typing import Any

Rule = dict[str, Any]


def _number(title: str, message: str, **limits: Any) -> Rule:
    return {
        "validate": "decimal", "criteria": ">=", "value": 0, **limits,
        "input_title": title, "input_message": message,
        "error_title": "填写有误", "error_message": message,
    }  # fmt: skip


AMOUNT = _number("金额", "单位：万元，保留两位小数，不能为负数；没有的不填。")
SIGNED_AMOUNT = _number(
    "金额", "单位：万元，保留两位小数；调减的填负数，没有的不填。",
    criteria="between", minimum=-1e11, maximum=1e11,
)  # fmt: skip
AREA = _number("面积", "单位：平方米，不能为负数。")
COUNT = _number("数量", "填写整数，不能为负数。", validate="integer")
WEIGHT = _number("分值", "0 到 100 之间的数。", criteria="between", minimum=0, maximum=100)
RATE = _number("百分比", "填写百分数，例如 95%。", criteria="between", minimum=0, maximum=1)
DATE: Rule = {
    "validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)",
    "input_title": "日期", "input_message": "按“年-月-日”填写，例如 2025-03-11。",
    "error_title": "填写有误", "error_message": "请按“年-月-日”填写日期，例如 2025-03-11。",
}  # fmt: skip


def score_up_to(weight: str) -> Rule:
    """A score between 0 and the weight in another cell."""
    return _number(
        "得分", "不能低于 0 分，不能高于分值；不得满分的请写偏差原因。",
        criteria="between", minimum=0, maximum=f"={weight}",
    )  # fmt: skip


def score_at_most(weight: Decimal, note: str = "") -> Rule:
    """A score between 0 and a weight that the rulebook states."""
    return _number("得分", f"0 到 {weight:f} 分。{note}", criteria="between", minimum=0, maximum=float(weight))


def hint(title: str, message: str) -> Rule:
    """Anything may be typed; the message says what is wanted."""
    return {"validate": "any", "input_title": title, "input_message": message}


def count_of(items: int) -> Rule:
    """How many items hold: counted from the answers below, or typed."""
    message = f"下面逐项选择“是”“否”，这里自动计数；也可以直接填成立的项数，0 到 {items}。"
    return _number("项数", message, validate="integer", criteria="between", minimum=0, maximum=items)


def chosen(source: str, title: str, message: str) -> Rule:
    """One of a list, nothing else."""
    return {
        "validate": "list", "source": source,
        "input_title": title, "input_message": message,
        "error_title": "填写有误", "error_message": "请从下拉列表中选择。",
    }  # fmt: skip


def suggested(source: str, title: str, message: str) -> Rule:
    """A list from which one may choose; anything else may be typed as well."""
    return {
        "validate": "list", "source": source, "show_error": False, "input_title": title, "input_message": message,
    }  # fmt: skip
