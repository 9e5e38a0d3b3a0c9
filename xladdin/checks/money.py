"""The money rows of the self-evaluation tables: rates, scores, sums, changes (ZP/XM 101–104, 117–120)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from xladdin.checks import tolerance
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.indicators import rows
from xladdin.checks.registry import Context, evaluation_check
from xladdin.checks.sums import Part, excess, once_for_a_lost_row, rate_flaw, sum_flaw
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import (
    DepartmentEvaluation,
    Evaluation,
    FundEvaluation,
    Indicator,
    Money,
    ProjectEvaluation,
)
from xladdin.scoring.execution import score_execution
from xladdin.scoring.words import amount
from xladdin.values.label import key
from xladdin.values.number import digits
from xladdin.values.quantity import parse_quantity
from xladdin.values.rounding import percent, same_in_print
from xladdin.values.unit import MONEY

_COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "spent": "全年执行数"}
_OF_MONEY = re.compile("(?:(?:经济)?成本(?:指标)?)?")  # the 二级指标 whose bare numbers are amounts
_AMOUNTS_FIRST = tuple(Cause(check) for check in ("118", "103", "104", "KB101", "KB103", "KB109"))


def _rows(form: Evaluation) -> tuple[Money, ...]:
    """年度资金总额 and the rows of its parts."""
    return (form.total, *(form.parts if isinstance(form, (ProjectEvaluation, FundEvaluation)) else ()))


def _name(row: Money) -> str:
    return key(row.label.text) or "年度资金总额"


def has_money(row: Money) -> bool:
    """An amount other than 0 stands in one of the columns."""
    return bool(row.initial.number or row.budget.number or row.spent.number)


@evaluation_check("101", "error", "执行率", "{execution}：执行率 = 全年执行数 ÷ 全年预算数")
def execution_rate(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 填了执行率的每一行，执行率应等于该行全年执行数除以全年预算数。
    2. 允许按填报的小数位数四舍五入，误差不超过末位的一半，至少允许 0.005 个、最多允许 0.5 个百分点。
    3. 没有百分号的数，按小数（0.9641）和按百分数（96.41）两种读法中较接近的一种核对。
    4. 三个数有一个空白、不是数字，或全年预算数为 0 时不核对。
    5. 执行数或预算数本身与别处不一致的，以那一处为准。
    """
    for money in _rows(form):
        if money.rate.number is None:
            continue  # the rows of the parts
        spent, budget = Part("全年执行数", money.spent), Part("全年预算数", money.budget)
        flaw = rate_flaw(form, f"{_name(money)}执行率", money.rate, spent, budget, _AMOUNTS_FIRST)
        if flaw:
            yield flaw


@evaluation_check("102", "error", "执行率得分", "{execution}：得分 = 分值 × 执行率，最高为分值，保留两位小数")
def execution_score(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 年度资金总额一行的得分应等于分值乘以执行率，最高为分值；两个数都按四舍五入保留两位小数比较。
    2. 执行数、预算数、分值、得分有一个空白、不是数字，或全年预算数为 0 时不核对。
    3. 得分是按填错的执行率算出来的，以 101 为准；执行率的分值不对而使分值合计不是 100 的，以 106 为准；
       执行数或预算数与别处不一致的，以那一处为准。
    """
    money = form.total
    entered = money.score.number
    score = score_execution(context.rulebook, money.spent.number, money.budget.number, money.weight.number)
    if entered is None or money.weight.number is None or score.score is None or same_in_print(entered, score.score):
        return
    causes = _AMOUNTS_FIRST
    if money.rate.number is not None and abs(entered - money.rate.number * money.weight.number) < Decimal("0.01"):
        causes += (Cause("101"),)
    if money.weight.number != context.rulebook.execution.weight:
        causes += (Cause("106"),)
    yield Flaw(
        form, money.score, "执行率得分", f"执行率得分填 {digits(entered)}，{score.explanation}",
        digits(entered), digits(score.score), entered - score.score, f"改为 {digits(score.score)}", digits(score.score),
        (money.weight, money.spent, money.budget, money.rate), causes,
    )  # fmt: skip


@evaluation_check("103", "error", "按收入性质分", "部门整体支出绩效自评表“年度预算申请”：收入各项之和 = 全年预算数")
def incomes(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 部门整体支出绩效自评表按收入性质分的各项之和应等于全年预算数。
    2. 各项之和等于全年执行数而不等于全年预算数的，多半是填了执行数的口径，只作提示。
    3. 空白的项不计；各项都空白，或有一格不是数字时不核对。
    """
    if not isinstance(form, DepartmentEvaluation):
        return
    names = ("一般公共预算", "政府性基金", "非税收入", "其他资金")
    parts = [Part(name, entry) for name, entry in zip(names, form.incomes, strict=True)]
    flaw = sum_flaw(form, "全年预算数（按收入性质分）", form.total.budget, parts, certain=False)
    if flaw is None:
        return
    if form.total.spent.number is not None and excess(form.total.spent, form.incomes) is None:
        message = (
            f"按收入性质分各项相加为 {flaw.expected}，等于全年执行数，"
            f"不等于全年预算数 {flaw.provided}，收入应按预算数填"
        )
        yield Flaw(form, flaw.at, flaw.field, message, flaw.provided, flaw.expected, flaw.difference,
                   "收入各项改按全年预算数填写", None, flaw.cells, (), "hint")  # fmt: skip
    else:
        yield flaw


@evaluation_check(
    "104", "error", "按支出性质分", "部门整体支出绩效自评表“年度预算申请”：基本支出 + 项目支出 = 全年执行数"
)
def spendings(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 部门整体支出绩效自评表的基本支出与项目支出之和应等于全年执行数。
    2. 空白的项不计；两项都空白，或有一格不是数字时不核对。
    """
    if isinstance(form, DepartmentEvaluation):
        parts = [Part(name, entry) for name, entry in zip(("基本支出", "项目支出"), form.spendings, strict=True)]
        flaw = sum_flaw(form, "全年执行数（按支出性质分）", form.total.spent, parts, certain=False)
        if flaw:
            yield flaw


@evaluation_check("117", "warning", "执行数超过预算数", "{execution}：执行率超过 100% 按满分计，应说明原因")
def over_budget(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 全年执行数不应超过全年预算数。
    2. 全年预算数为 0 时不应有执行数。
    3. 两个数有一个空白或不是数字时不核对；其中一个与别处不一致的，以那一处为准。
    """
    for money in _rows(form):
        spent, budget = money.spent.number, money.budget.number
        if spent is None or budget is None or spent <= 0 or (budget and spent <= budget):
            continue
        name = _name(money)
        if not budget:
            message = f"{name}没有全年预算数，却有执行数 {amount(spent)}"
        else:
            message = f"{name}执行数 {amount(spent)} 超过全年预算数 {amount(budget)}，执行率 {percent(spent / budget)}"
        yield Flaw(form, money.spent, f"{name}全年执行数", message, digits(spent), f"≤ {digits(budget)}",
                   spent - budget, "核对两个数；确实超预算的，填写说明", None, (money.budget,),
                   _AMOUNTS_FIRST)  # fmt: skip


@evaluation_check(
    "118",
    "error",
    "年度资金总额",
    "项目支出绩效自评表“项目资金”：年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金",
)
def parts_of_money(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 年初预算数、全年预算数、全年执行数每一栏，年度资金总额应等于下面各行之和。
    2. 空白的行不计；各行都空白，或有一格不是数字时不核对。某一行别的栏填了数、这一栏空白的，由 WZ101 报告。
    3. 两栏的总额正好对调的，只报告一处“互换”。
    """
    if not isinstance(form, (ProjectEvaluation, FundEvaluation)):
        return
    rows = [row for row in form.parts if row.label.text]
    found = []
    for column, name in _COLUMNS.items():
        total: Entry = getattr(form.total, column)
        entries = [getattr(row, column) for row in rows]
        if any(entry.is_blank and has_money(row) for entry, row in zip(entries, rows, strict=True)):
            continue
        if excess(total, entries) is None:
            continue  # nearly all
        parts = [Part(key(row.label.text), entry) for row, entry in zip(rows, entries, strict=True)]
        if flaw := sum_flaw(form, f"年度资金总额（{name}）", total, parts):
            found.append(flaw)
    if found:
        yield from _with_exchanges(once_for_a_lost_row(found, [row.label for row in form.parts]))


def _with_exchanges(found: list[Flaw]) -> list[Flaw]:
    """Two totals each of which is the sum of the other's column are one mistake."""
    for one, other in combinations(found, 2):
        if (one.provided, one.expected) == (other.expected, other.provided):
            message = f"{one.field}填 {one.provided}，{other.field}填 {other.provided}，与下面各行之和正好互换"
            exchange = one._replace(field=f"{one.field}、{other.field}", message=message, fix="把两格的数对调",
                                    correction=None, cells=(other.at, *one.cells, *other.cells))  # fmt: skip
            return [exchange, *(flaw for flaw in found if flaw not in (one, other))]
    return found


@evaluation_check("119", "warning", "年初到全年的变动", "预算绩效管理的一般要求：预算调整较大的应说明原因")
def changed_budget(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 全年预算数比年初预算数增减超过规则集规定的比例时，目标完成情况或偏差原因里应有说明。
    2. 说明以规则集所列的词（追加、调整、收回等）为准。
    3. 两个数有一个空白、不是数字，或年初预算数为 0 时不核对。
    """
    initial, budget = form.total.initial.number, form.total.budget.number
    if not initial or budget is None or abs(budget - initial) <= context.number("change") * abs(initial):
        return
    said = "".join(goal.reached.text + goal.expected.text for goal in form.goals)
    said += "".join(row.reason.text for row in form.indicators)
    if any(word in said for word in context.texts("words")):
        return
    way = "增加" if budget > initial else "减少"
    yield Flaw(
        form, form.total.budget, "全年预算数",
        f"全年预算数 {amount(budget)} 比年初 {amount(initial)} {way} "
        f"{percent(abs(budget - initial) / abs(initial))}，没有说明原因",
        digits(budget), f"接近年初预算数 {digits(initial)}，或有说明", budget - initial,
        "核对两个数；确实调整的，在目标完成情况里写明追加、调减的原因", None, (form.total.initial,), _AMOUNTS_FIRST,
    )  # fmt: skip


@evaluation_check("120", "warning", "成本指标的金额", "{evaluation}：成本指标控制在预算内，金额应与资金一致")
def cost_amount(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 成本指标只有一项是金额的，它的年度指标值应与年初预算数、全年预算数或全年执行数之一相同。
    2. 它的实际完成值是金额的，应与全年执行数相同。
    3. 没有写单位的数，只在经济成本指标下作万元看；社会成本、生态环境成本指标也可能是件数。
    4. 成本指标写了多项金额（成本分开控制）时不核对；资金空白或不是数字时不核对。
    """
    money = [entry for entry in (form.total.initial, form.total.budget, form.total.spent) if entry.number is not None]
    if not money:
        return
    cost = stated_cost(form, context)
    if cost is None:
        return
    row, wanted = cost
    done, spent, budget = _amount(row, row.actual), form.total.spent, form.total.budget
    if not any(_close(wanted, entry.number) for entry in money):
        other = budget if budget.number is not None else money[0]
        yield _cost_flaw(form, row, row.target, "目标", wanted, other)
    elif done is not None and spent.number is not None and not _close(done, spent.number):
        yield _cost_flaw(form, row, row.actual, "完成值", done, spent)


def stated_cost(form: Evaluation, context: Context) -> tuple[Indicator, Decimal] | None:
    """The cost indicator that is an amount, and the amount; None where there is none or several share the money."""
    costs = [(line.row, wanted) for line in rows(form, context)
             if line.cost and (wanted := _amount(line.row, line.row.target)) is not None]  # fmt: skip
    return costs[0] if len(costs) == 1 else None


def _cost_flaw(form: Evaluation, row: Indicator, at: Entry, what: str, stated: Decimal, other: Entry) -> Flaw:
    expected = other.number if other.number is not None else Decimal(0)
    column = (
        "全年执行数" if other is form.total.spent else "年初预算数" if other is form.total.initial else "全年预算数"
    )
    return Flaw(
        form, at, f"{row.second.text} {row.name.text}".strip(),
        f"成本指标的{what}为 {amount(stated)} 万元，资金表的{column}为 {amount(expected)} 万元，两处不一致",
        digits(stated), digits(expected), stated - expected, "核对两处，改正填错的一处", None, (other, row.actual),
        _AMOUNTS_FIRST,
    )  # fmt: skip


def _amount(row: Indicator, entry: Entry) -> Decimal | None:
    """An amount of money in a cell of any kind: `45万元`, 17477.59. Social costs are also counted: 3 投诉."""
    quantity = parse_quantity(entry.raw)
    if quantity is None or quantity.high is not None or quantity.unit not in ("", MONEY) or quantity.percent:
        return None
    if quantity.unit:
        return quantity.value
    return quantity.value if quantity.value > 1 and _OF_MONEY.fullmatch(key(row.second.text)) else None


def _close(one: Decimal, other: Decimal | None) -> bool:
    return other is not None and abs(one - other) <= tolerance.of_sum(2)
