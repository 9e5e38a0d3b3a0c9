"""基础数据表: the sums and rates inside the form (JC101–107). What its figures say is looked at in `spending.py`."""

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, check
from xladdin.checks.sums import Part, excess, filled, once_for_a_lost_row, rate_flaw, sum_flaw, sum_of
from xladdin.forms.base_data import Amounts, BaseData, Group
from xladdin.forms.entry import Entry
from xladdin.scoring.words import amount
from xladdin.values.label import key, unnumbered
from xladdin.values.number import digits

COLUMNS = ("last", "budget", "final")
_NEGATIVE = (Cause("JC203"),)


def row_name(row: Amounts) -> str:
    """The row's label without numbering: 公务接待."""
    return key(row.label.text)


def project_name(row: Amounts) -> str:
    """The label of a project's row, with the note that may be all that tells it from another: 危房鉴定(一期)."""
    return unnumbered(row.label.text)


def column_name(form: BaseData, column: str) -> str:
    """The column's heading: 2023年预算数."""
    heading: Entry = getattr(form, f"{column}_heading")
    return heading.text or {"last": "上年决算数", "budget": "预算数", "final": "决算数"}[column]


def field_of(form: BaseData, row: Amounts, column: str) -> str:
    """How a person calls the cell: 公务接待（2023年预算数）."""
    return f"{row_name(row)}（{column_name(form, column)}）"


def _entries(rows: tuple[Amounts, ...], column: str) -> list[Entry]:
    """The rows of the form that stand in this file, in one column."""
    return [getattr(row, column) for row in rows if row.label.text]


def _parts(rows: tuple[Amounts, ...], column: str) -> list[Part]:
    """The same with their names."""
    return [Part(row_name(row), getattr(row, column)) for row in rows if row.label.text]


def _sum(
    form: BaseData, total: Amounts, column: str, rows: tuple[Amounts, ...], same: tuple[str, ...] = ()
) -> Flaw | None:
    """The flaw of a total in one column. `same`: checks of which it follows when they find the same difference."""
    entry: Entry = getattr(total, column)
    gap = excess(entry, _entries(rows, column))
    if gap is None:
        return None  # nearly all: names are put together for what is wrong
    causes = (*(Cause(check, gap) for check in same), *_NEGATIVE)
    return sum_flaw(form, field_of(form, total, column), entry, _parts(rows, column), causes)


@check("JC101", "error", "在职人员控制率", "基础数据表“财政供养人员情况”：控制率 = 实际在职人数 ÷ 编制数")
def control_rate(context: Context) -> Iterator[Flaw]:
    """1. 控制率应等于实际在职人数除以编制数。
    2. 允许按填报的小数位数四舍五入，误差不超过末位的一半，至少允许 0.005 个、最多允许 0.5 个百分点。
    3. 没有百分号的数，按小数（0.9641）和按百分数（96.41）两种读法中较接近的一种核对。
    4. 编制数为 0 的算不出控制率，填了的是错误。
    5. 三个数有一个空白或不是数字时不核对。
    """
    for form in context.filing.of(BaseData):
        people = form.people
        rate, posts, staff = people.control_rate, people.posts, people.staff
        flaw = rate_flaw(form, "控制率", rate, Part("在职", staff), Part("编制", posts))
        if flaw:
            yield flaw
        elif posts.number == 0 and rate.number:
            raw = rate.raw.strip()
            yield Flaw(form, rate, "控制率", f"编制数为 0，算不出控制率，填的是 {raw}", raw, "", None,
                       "核对编制数；确实没有编制的，不填控制率", None, (posts, staff))  # fmt: skip


@check("JC102", "error", "三公经费合计", "基础数据表“经费控制情况”：三公经费 = 公务用车购置和维护 + 出国 + 公务接待")
def three_public(context: Context) -> Iterator[Flaw]:
    """1. 每一栏的三公经费应等于公务用车购置和维护经费、出国经费、公务接待三项之和。
    2. 空白的项不计；三项都空白，或合计空白、不是数字时不核对。
    3. 公务用车一行漏填或与其中各项不符而三公经费正确的，由 JC103 报告，这里不重复。
    """
    for form in context.filing.of(BaseData):
        rows = (form.vehicles, form.abroad, form.reception)
        found = []
        for column in COLUMNS:
            flaw = _sum(form, form.three_public, column, rows)
            if flaw and not _is_of_vehicles(form, column):
                found.append(flaw)
        yield from once_for_a_lost_row(found, [row.label for row in rows])


def _is_of_vehicles(form: BaseData, column: str) -> bool:
    """The total is right with the parts of 公务用车 in its place."""
    inside = _entries((form.vehicle_purchase, form.vehicle_running), column)
    rest = _entries((form.abroad, form.reception), column)
    return sum_of(inside) is not None and excess(getattr(form.three_public, column), [*inside, *rest]) is None


@check(
    "JC103",
    "error",
    "公务用车购置和维护经费",
    "基础数据表“经费控制情况”：公务用车购置和维护经费 = 公车购置 + 公车运行维护",
)
def vehicles(context: Context) -> Iterator[Flaw]:
    """1. 每一栏的公务用车购置和维护经费应等于公车购置与公车运行维护之和。
    2. 其中的项填了数，而公务用车一行空白或为 0 的，也是错误：三公经费合计用到了这一行。
    3. 其中的项都空白，或有一格不是数字时不核对。
    """
    for form in context.filing.of(BaseData):
        rows = (form.vehicle_purchase, form.vehicle_running)
        for column in COLUMNS:
            entry: Entry = getattr(form.vehicles, column)
            expected = sum_of(_entries(rows, column))
            if expected and (entry.is_blank or entry.number == 0) and form.vehicles.label.text:
                yield _parent_left_out(form, column, _parts(rows, column), expected)
            elif flaw := _sum(form, form.vehicles, column, rows):
                yield flaw


def _parent_left_out(form: BaseData, column: str, parts: list[Part], expected: Decimal) -> Flaw:
    entry: Entry = getattr(form.vehicles, column)
    field = field_of(form, form.vehicles, column)
    listed = "、".join(f"{part.name} {amount(part.entry.number)}" for part in filled(parts) if part.entry.number)
    stands = "为空" if entry.is_blank else "填 0"
    return Flaw(
        form, entry, field, f"{field}{stands}，其中{listed}，应为 {amount(expected)}",
        digits(entry.number) if entry.number is not None else "", digits(expected),
        (entry.number or Decimal(0)) - expected, f"改为 {amount(expected)}", digits(expected),
        tuple(part.entry for part in parts),
    )  # fmt: skip


@check(
    "JC104", "error", "公用经费合计", "基础数据表“公用经费”：有“其他公用经费”一行的应等于各项之和，没有的不小于各项之和"
)
def office_cost(context: Context) -> Iterator[Flaw]:
    """1. 表中有“其他公用经费”一行的，每一栏的公用经费应等于其中各项之和。
    2. 没有这一行的，公用经费不应小于所列各项之和。
    3. 空白的项不计；各项都空白，或合计空白、不是数字时不核对。
    """
    for form in context.filing.of(BaseData):
        rows = (form.office_expenses, form.utilities, form.meetings, form.other_office)
        if form.other_office.label.text:
            flaws = [flaw for column in COLUMNS if (flaw := _sum(form, form.office, column, rows))]
            yield from once_for_a_lost_row(flaws, [row.label for row in rows])
        else:
            less = [column for column in COLUMNS if _is_less(getattr(form.office, column), _entries(rows, column))]
            flaws = [flaw for column in less if (flaw := _sum(form, form.office, column, rows))]
            yield from (_less_than_its_parts(form, flaw) for flaw in flaws)


def _is_less(total: Entry, entries: list[Entry]) -> bool:
    gap = excess(total, entries)
    return gap is not None and gap < 0


def _less_than_its_parts(form: BaseData, flaw: Flaw) -> Flaw:
    message = f"{flaw.field}填 {flaw.provided}，小于其中各项之和 {flaw.expected}，合计不可能小于其中的项"
    return Flaw(form, flaw.at, flaw.field, message, flaw.provided, f"≥ {flaw.expected}", flaw.difference,
                "核对公用经费和其中各项", None, flaw.cells)  # fmt: skip


@check(
    "JC105",
    "error",
    "项目支出合计",
    "基础数据表“项目支出”：业务工作经费、运行维护经费 = 各项目之和；项目支出 = 三类之和",
)
def project_spending(context: Context) -> Iterator[Flaw]:
    """1. 业务工作经费、运行维护经费下面逐项列了项目的，每一栏应等于各项目之和。
    2. 项目支出一行填了数的，应等于业务工作经费、运行维护经费、专项资金三类之和。
    3. 逐项列了项目而合计空白的，也是错误；项目支出一行可以空白。
    4. 空白的行不计；没有逐项列出，或合计不是数字时不核对。
    5. 某一类的合计也不对、差额相同的，以那一类为准。
    """
    for form in context.filing.of(BaseData):
        heads = tuple(group.head for group in form.groups)
        for column in COLUMNS:
            if flaw := _sum(form, form.project_spending, column, heads, ("JC106", "JC105")):
                yield flaw
        for group in (form.business, form.running):
            yield from _group_flaws(form, group)


@check("JC106", "error", "专项资金合计", "基础数据表“专项资金（一个专项一行）”：专项资金 = 各专项之和")
def special_funds(context: Context) -> Iterator[Flaw]:
    """1. 专项资金下面逐行列了专项的，每一栏应等于各专项之和。
    2. 列了专项而合计空白的，也是错误。
    3. 空白的行不计（该年没有这项支出）；没有列出专项，或合计不是数字时不核对。
    4. 几栏都不符的合并报告一次：多半漏了或多了一行。
    5. 某个专项与它的项目表也不一致、差额相同的，是同一处错误，以 KB101 为准。
    """
    for form in context.filing.of(BaseData):
        yield from _group_flaws(form, form.special)


def _group_flaws(form: BaseData, group: Group) -> Iterator[Flaw]:
    """One flaw for a group: where several columns do not fit, a row is missing or there twice."""
    yield from (flaw for column in COLUMNS if (flaw := _group_left_out(form, group, column)))
    flaws = [flaw for column in COLUMNS if (flaw := _sum(form, group.head, column, group.items, ("KB101",)))]
    if len(flaws) == 1:
        yield flaws[0]
    elif flaws:
        first = flaws[0]
        listed = "；".join(f"{flaw.field}填 {flaw.provided}，各项相加为 {flaw.expected}" for flaw in flaws)
        cells = tuple(entry for flaw in flaws for entry in (flaw.at, *flaw.cells))
        causes = tuple(cause for flaw in flaws for cause in flaw.causes)
        yield Flaw(form, first.at, first.field, f"{listed}；几栏都不符，可能漏了或多了一行", first.provided,
                   first.expected,
                   first.difference, "核对有没有漏列、重列的项目", None, cells, causes)  # fmt: skip


def _group_left_out(form: BaseData, group: Group, column: str) -> Flaw | None:
    """The flaw of a blank total over rows that are filled in."""
    total: Entry = getattr(group.head, column)
    if not total.is_blank or not group.head.label.text:
        return None
    expected = sum_of(_entries(group.items, column))
    if not expected:
        return None
    parts = _parts(group.items, column)
    field = field_of(form, group.head, column)
    certain = len(filled(parts)) == len(parts)
    return Flaw(
        form, total, field, f"{field}为空，下面 {len(filled(parts))} 项相加为 {amount(expected)}", "", digits(expected),
        -expected, f"填 {amount(expected)}", digits(expected) if certain else None, tuple(part.entry for part in parts),
    )  # fmt: skip


@check(
    "JC107",
    "error",
    "楼堂馆所控制率",
    "基础数据表“楼堂馆所控制情况”：规模控制率 = 实际 ÷ 批复，投资概算控制率 = 实际 ÷ 预算",
)
def building_rates(context: Context) -> Iterator[Flaw]:
    """1. 规模控制率应等于实际规模除以批复规模。
    2. 投资概算控制率应等于实际投资除以预算投资。
    3. 误差和不核对的情形与 JC101 相同。
    """
    for form in context.filing.of(BaseData):
        for number, building in enumerate(form.buildings, 1):
            area = rate_flaw(
                form, f"第 {number} 处规模控制率", building.area_rate,
                Part("实际", building.actual_area), Part("批复", building.approved_area),
            )  # fmt: skip
            investment = rate_flaw(
                form, f"第 {number} 处投资概算控制率", building.investment_rate,
                Part("实际", building.actual), Part("预算", building.budget),
            )  # fmt: skip
            yield from (flaw for flaw in (area, investment) if flaw)
