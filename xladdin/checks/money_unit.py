"""In which unit amounts are entered: 元 for 万元 makes every figure ten thousand times as large (KB109)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks import tolerance
from xladdin.checks.across import matched
from xladdin.checks.agreement import project_spending
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.money import stated_cost
from xladdin.checks.registry import Context, check
from xladdin.checks.sums import sum_of
from xladdin.forms.entry import NOTHING, Entry, Form
from xladdin.forms.evaluation import DepartmentEvaluation, Evaluation
from xladdin.scoring.words import amount
from xladdin.values.number import digits
from xladdin.values.unit import MONEY

_YUAN = Decimal(10000)  # so many are one 万元


class Larger(NamedTuple):
    """A figure of a form that is ten thousand times another one, where that stands, and the cells that disagree."""

    form: Form
    at: Entry
    where: str
    other: Decimal
    cells: tuple[Entry, ...]
    causes: tuple[str, ...]


@check("KB109", "error", "金额的单位", "各表金额以万元为单位")
def money_units(context: Context) -> Iterator[Flaw]:
    """1. 表上印的金额单位应为万元。
    2. 基础数据表的项目与它的项目表、基础数据表的项目支出与自评表的项目支出、一张表的资金与它的成本指标，
       不应正好相差一万倍：大的似以元为单位。
    3. 一张表报告一次，由此引起的不符以这一处为准；空白、不是数字的格不核对。
    """
    larger: dict[int, list[Larger]] = defaultdict(list)
    for found in (*_of_projects(context), *_of_department(context), *_of_costs(context)):
        larger[id(found.form)].append(found)
    for form in context.filing.forms:
        printed, places = form.money_unit, larger[id(form)]
        if printed.text and printed.text != MONEY:
            yield Flaw(form, printed, "金额单位", f"表上印的金额单位是“{printed.text}”，应以万元为单位填报",
                       printed.text, MONEY, None, "金额改以万元填写", None, _cells(places))  # fmt: skip
        elif places:
            first = places[0]
            large = first.at.number or Decimal(0)
            gap = large - first.other
            number = len({place.at.address for place in places})
            more = f"；这样的共 {number} 处" if number > 1 else ""
            yield Flaw(
                form, first.at, "金额单位",
                f"{form.chinese}的 {amount(large)} 是{first.where} {amount(first.other)} 的一万倍，"
                f"似以元为单位{more}",
                digits(large), digits(first.other), gap, "金额改以万元填写", None,
                _cells(places), tuple(Cause(code, gap) for code in first.causes),
            )  # fmt: skip


def _cells(places: list[Larger]) -> tuple[Entry, ...]:
    return tuple(entry for place in places for entry in (place.at, *place.cells))


def _of_projects(context: Context) -> Iterator[Larger]:
    """Rows of the 基础数据表 beside their tables."""
    for form, row, table in matched(context).pairs:
        money = table.total
        cells = (row.final, row.budget, money.spent, money.budget, money.initial)
        for mine, others in ((row.final, (money.spent,)), (row.budget, (money.budget, money.initial))):
            for other in others:
                if _is_in_yuan(mine.number, other.number):
                    yield Larger(form, mine, "项目表", other.number or Decimal(0), cells, ("118",))
                elif _is_in_yuan(other.number, mine.number):
                    yield Larger(table, other, form.chinese, mine.number or Decimal(0), cells, ("118",))


def _of_department(context: Context) -> Iterator[Larger]:
    """What was spent on projects, in the 自评表 and in the 基础数据表."""
    table, form = context.filing.department, context.filing.base_data
    if table is None or form is None:
        return
    parts, money, stated = project_spending(form), table.total, table.project_spending
    known = next((entry for entry in parts if entry.number), NOTHING)
    spent = sum_of(parts)
    cells = (stated, table.basic_spending, money.spent, money.budget, money.initial, *parts, form.office.final)
    causes = ("104", "JC105", "JC106")
    if _is_in_yuan(stated.number, spent):
        yield Larger(table, stated, form.chinese, spent or Decimal(0), cells, causes)
    elif _is_in_yuan(spent, stated.number):
        yield Larger(form, known, table.chinese, stated.number or Decimal(0), cells, causes)


def _of_costs(context: Context) -> Iterator[Larger]:
    """The money of a table beside the one amount among its indicators."""
    for form in context.filing.of(Evaluation):
        cost, money = stated_cost(form, context), form.total
        if cost is None:
            continue
        amounts = (money.budget, money.initial, money.spent)
        at = next((entry for entry in amounts if _is_in_yuan(entry.number, cost[1])), None)
        if at is not None:
            spendings = form.spendings if isinstance(form, DepartmentEvaluation) else ()
            yield Larger(form, at, "成本指标", cost[1], (*amounts, *spendings, cost[0].target), ("118",))


def _is_in_yuan(large: Decimal | None, small: Decimal | None) -> bool:
    """Whether the larger number is the smaller one in 元, rounded as amounts are; below 1 万元 nobody can say."""
    return bool(large and small and small >= 1 and abs(large / _YUAN - small) <= tolerance.of_sum(2))
