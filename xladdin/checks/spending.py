"""基础数据表: what its figures say: over the posts, over the budget, negative, another order of size (JC201–206)."""

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.base_data import COLUMNS, field_of, row_name
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, check
from xladdin.forms.base_data import Amounts, BaseData, Building
from xladdin.forms.describe import name_of
from xladdin.forms.entry import Entry, entries_of
from xladdin.forms.tables import Supplement
from xladdin.scoring.words import amount
from xladdin.values.number import digits
from xladdin.values.rounding import percent


def rows_of(form: BaseData) -> list[Amounts]:
    """Every row of 经费控制情况 that the form has, heads of groups and their items included."""
    own = [part for part in vars(form).values() if type(part) is Amounts]
    grouped = [row for group in form.groups for row in (group.head, *group.items)]
    return [row for row in (*own, *grouped) if row.label.text]


def _over(form: BaseData, row: Amounts, budget: Decimal, final: Decimal) -> Flaw:
    field = field_of(form, row, "final")
    return Flaw(
        form, row.final, field,
        f"{row_name(row)}决算 {amount(final)} 超过预算 {amount(budget)}，超出 {amount(final - budget)}"
        f"（{percent((final - budget) / budget)}）" if budget else
        f"{row_name(row)}没有预算，决算 {amount(final)}",
        digits(final), f"≤ {digits(budget)}", final - budget, "核对两个数；确实超支的，填写说明", None, (row.budget,),
        (Cause("JC102"), Cause("JC104")),
    )  # fmt: skip


@check("JC201", "warning", "在职人数超过编制数", "基础数据表“财政供养人员情况”；评分表“在职人员控制率”以 100% 为标准")
def staff_over_posts(context: Context) -> Iterator[Flaw]:
    """1. 实际在职人数不应超过编制数。
    2. 两个数有一个空白或不是数字时不核对。
    """
    for form in context.filing.of(BaseData):
        posts, staff = form.people.posts.number, form.people.staff.number
        if posts is not None and staff is not None and staff > posts:
            yield Flaw(
                form, form.people.staff, "实际在职人数",
                f"实际在职 {digits(staff)} 人，超过编制 {digits(posts)} 人，超编 {digits(staff - posts)} 人",
                digits(staff), f"≤ {digits(posts)}", staff - posts, "核对两个数；确实超编的，填写说明", None,
                (form.people.posts,),
            )  # fmt: skip


@check("JC202", "warning", "决算超过预算", "评分表“三公经费控制率”“公用经费控制率”：实际支出不超过预算安排")
def over_budget(context: Context) -> Iterator[Flaw]:
    """1. 三公经费决算数不应超过预算数。
    2. 公用经费决算数不应超过预算数。
    3. 两个数有一个空白或不是数字时不核对；其中一个是填错的合计的，以 JC102、JC104 为准。
    """
    for form in context.filing.of(BaseData):
        for row in (form.three_public, form.office):
            budget, final = row.budget.number, row.final.number
            if budget is not None and final is not None and final > budget:
                yield _over(form, row, budget, final)


@check("JC203", "error", "负数和人数", "基础数据表：支出、面积、投资不为负数，人数为整数")
def negative_or_broken(context: Context) -> Iterator[Flaw]:
    """1. 编制数、实际在职人数应为不小于 0 的整数。
    2. 经费、规模、投资和比率不应为负数；“部门基本支出预算调整”一行除外。
    3. 空白和不是数字的格不核对。
    """
    for form in context.filing.of(BaseData):
        people = (form.people.posts, form.people.staff)
        for entry, name in zip(people, ("编制数", "实际在职人数"), strict=True):
            if entry.number is not None and entry.number != entry.number.to_integral_value():
                yield Flaw(form, entry, name, f"{name}填 {digits(entry.number)}，人数应为整数", digits(entry.number),
                           "整数", None, "按编制批复和在职人员名册改正")  # fmt: skip
        adjustment = form.adjustment.amounts
        for row in context.once(rows_of, form):
            for column in COLUMNS:
                entry = getattr(row, column)
                if _is_negative(entry) and entry not in adjustment:
                    yield _negative(form, entry, field_of(form, row, column))
        for part in (form.people, *form.buildings):
            for name, entry in entries_of(part):
                if _is_negative(entry):
                    whose = "楼堂馆所" if isinstance(part, Building) else ""
                    yield _negative(form, entry, whose + name_of(type(part), name))


def _is_negative(entry: Entry) -> bool:
    number = entry.number
    return number is not None and number < 0


def _negative(form: BaseData, entry: Entry, field: str) -> Flaw:
    provided = digits(entry.number or Decimal(0))
    return Flaw(form, entry, field, f"{field}填 {provided}，不应为负数", provided, "≥ 0",
                entry.number, "核对后改正符号")  # fmt: skip


@check("JC204", "warning", "数量级", "基础数据表以万元为单位，三栏数应能相互比较")
def another_order(context: Context) -> Iterator[Flaw]:
    """1. 同一行本年决算数（没有的用本年预算数）与上年决算数，不应相差十倍以上：可能把元填成了万元，或错了小数点。
    2. 倍数和起算金额由规则集规定：较大的一个不到起算金额的不核对。
    3. 有一个数空白、为 0 或不是数字时不核对。分不清哪一个填错，两个格都列出。
    """
    factor, least = context.number("factor"), context.number("least")
    for form in context.filing.of(BaseData):
        for row in context.once(rows_of, form):
            last = row.last.number
            if not last or last < 0:
                continue
            for column in ("final", "budget"):
                now = getattr(row, column).number
                if now and _are_apart(now, last, factor):
                    if max(last, now) >= least:
                        yield _order_flaw(form, row, column, now, last)
                    break


def _are_apart(one: Decimal, other: Decimal, factor: Decimal) -> bool:
    smaller, larger = (one, other) if one < other else (other, one)
    return smaller > 0 and larger >= factor * smaller


def _order_flaw(form: BaseData, row: Amounts, column: str, now: Decimal, last: Decimal) -> Flaw:
    way = f"增加到上年的 {now / last:.1f} 倍" if now > last else f"减少到上年的 {percent(now / last)}"
    field = field_of(form, row, column)
    return Flaw(
        form, getattr(row, column), field,
        f"{field} {amount(now)}，上年决算 {amount(last)}，"
        f"{way}，请核对是否有一个数以元为单位或错了小数点",
        digits(now), f"与上年决算 {digits(last)} 相当", now - last, "核对两个数；数字无误的，填写说明", None,
        (row.last,), (Cause("KB109"),),
    )  # fmt: skip


@check("JC205", "warning", "上年三公经费预算", "评分表“三公经费变动率”用到上年三公经费预算数（补充数据）")
def last_three_public_budget(context: Context) -> Iterator[Flaw]:
    """1. 补充数据的上年三公经费预算数，应等于上年报送的基础数据表中三公经费的预算数（给出上年报送文件时核对）。
    2. 基础数据表的上年三公经费决算数，不应超过补充数据的上年三公经费预算数。
    3. 有一个数空白或不是数字时不核对。
    """
    form, sheet = context.filing.base_data, context.filing.supplement
    stated = sheet.last_three_public_budget.number if sheet else None
    if form is None or sheet is None or stated is None:
        return
    earlier = context.last_year.base_data if context.last_year else None
    submitted = earlier.three_public.budget.number if earlier else None
    field = "上年三公经费预算数"
    if submitted is not None and submitted != stated:
        yield Flaw(
            sheet, sheet.last_three_public_budget, field,
            f"补充数据的{field}填 {amount(stated)}，上年报送的是 {amount(submitted)}",
            digits(stated), digits(submitted), stated - submitted, "按上年批复的预算核对",
        )  # fmt: skip
        return
    spent = form.three_public.last.number
    if spent is not None and spent > stated:
        yield Flaw(
            sheet, sheet.last_three_public_budget, field,
            f"补充数据的{field}填 {amount(stated)}，小于基础数据表的上年决算数 {amount(spent)}，请核对",
            digits(stated), f"≥ {digits(spent)}", stated - spent, "按上年批复的预算核对", None,
            (form.three_public.last,),
        )  # fmt: skip


@check("JC206", "warning", "政府采购预算", "评分表“政府采购执行率”：实际政府采购金额 ÷ 政府采购预算数")
def procurement(context: Context) -> Iterator[Flaw]:
    """1. 有政府采购支出的，应有政府采购预算数（基础数据表，或补充数据）。
    2. 政府采购支出不应超过政府采购预算数。
    3. 决算数空白、为 0 或不是数字，或预算数不是数字时不核对。
    """
    for form in context.filing.of(BaseData):
        row = form.procurement
        sheet = context.filing.supplement or Supplement(sheet="", first_row=0, last_row=0)
        budget = row.budget if not row.budget.is_blank else sheet.procurement_budget
        final = row.final.number
        if not final or final < 0 or not (budget.is_blank or budget.number is not None):
            continue
        if not budget.number:
            yield Flaw(form, row.final, field_of(form, row, "final"),
                       f"有政府采购支出 {amount(final)}，没有政府采购预算数",
                       digits(final), "有预算数", None, "填写政府采购预算数；确实没有预算的，填写说明", None,
                       (row.budget,))  # fmt: skip
        elif final > budget.number:
            yield _over(form, row, budget.number, final)
