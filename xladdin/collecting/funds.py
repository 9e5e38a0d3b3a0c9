"""专项资金汇总 (表 E): one fund over several units. Absolute values are added up, relative ones weighted by money."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.collecting.ranking import execution_rate
from xladdin.collecting.record import Amounts, Fund, FundIndicator, Result
from xladdin.collecting.table import Column, Kind, Table, Value
from xladdin.scoring.aggregate import aggregate_absolute, aggregate_relative
from xladdin.values.label import key, name_key
from xladdin.values.number import digits
from xladdin.values.quantity import Quantity, parse_quantity
from xladdin.values.rounding import percent

_PARTS = ("年度资金总额", "其中：中央、省、市补助", "县级资金", "其他资金")
_MONEY = (
    Column("专项资金", Kind.NAME, 30),
    Column("年度", Kind.COUNT, 7),
    Column("资金来源", Kind.NAME, 24),
    Column("单位数", Kind.COUNT, 8),
    Column("全年预算数", Kind.AMOUNT, 14),
    Column("全年执行数", Kind.AMOUNT, 14),
    Column("执行率", Kind.RATE, 10),
    Column("说明", Kind.NAME, 34),
)
_INDICATORS = (
    Column("专项资金", Kind.NAME, 24),
    Column("年度", Kind.COUNT, 7),
    Column("一级指标", Kind.NAME, 12),
    Column("二级指标", Kind.NAME, 16),
    Column("三级指标", Kind.NAME, 24),
    Column("单位数", Kind.COUNT, 7),
    Column("年度指标值", Kind.NAME, 16),
    Column("全年完成值", Kind.NAME, 16),
    Column("汇总方法", Kind.NAME, 40),
)


class Reported(NamedTuple):
    """One unit's row of an indicator, with the money by which its rates are weighted."""

    unit: str
    indicator: FundIndicator
    money: Decimal | None


def fund_tables(results: Sequence[Result]) -> tuple[Table, Table]:
    """The sheets 专项资金汇总 and 专项资金指标汇总. Altered packages do not count."""
    funds: dict[tuple[str, int | None], list[Fund]] = {}
    for result in results:
        if result.submission is not None and result.submission.verification.intact is not False:
            for fund in result.submission.funds:
                funds.setdefault((name_key(fund.name), result.submission.year), []).append(fund)
    money = [row for (_, year), group in funds.items() for row in _money_rows(year, group)]
    indicators = [row for (_, year), group in funds.items() for row in _indicator_rows(year, group)]
    note = "金额相加，执行率按合计数计算；金额单位：万元。"
    method = "绝对值相加；相对值按各单位全年预算数加权平均（表 E 注 2）；文字说明的列出各种写法的单位数。"
    none = "没有填写了内容的专项资金绩效目标自评表"
    return (
        Table("专项资金汇总", "专项资金汇总", _MONEY, tuple(money), (note,), none),
        Table("专项资金指标汇总", "专项资金绩效指标汇总", _INDICATORS, tuple(indicators), (method,), none),
    )


def _money_rows(year: int | None, funds: Sequence[Fund]) -> Iterable[tuple[Value, ...]]:
    for part, name in enumerate(_PARTS):
        rows = [fund.money[part] for fund in funds]
        whole = Amounts(
            None,
            aggregate_absolute([row.budget for row in rows]).value,
            aggregate_absolute([row.spent for row in rows]).value,
        )
        if part and whole.budget is None and whole.spent is None:
            continue
        units = [fund.unit for fund, row in zip(funds, rows, strict=True) if row != Amounts()]
        blank = [fund.unit for fund, row in zip(funds, rows, strict=True) if None in (row.budget, row.spent)]
        said = f"预算数或执行数没有填写：{_named(blank)}" if blank and not part else ""
        remarks = "；".join(filter(None, [said, _repeated(units)]))
        yield funds[0].name, year, name, _different(units), whole.budget, whole.spent, execution_rate(whole), remarks


def _different(units: Sequence[str]) -> int:
    """How many units these are; without a name each may be another one."""
    return len(set(filter(None, units))) + units.count("")


def _repeated(units: Sequence[str]) -> str:
    """Which of them has sent more than one; what counts then a person must decide."""
    said = [f"{unit}有 {count} 份" for unit, count in Counter(units).items() if unit and count > 1]
    return f"{_listed(said)}，都已计入，请先确定以哪一份为准" if said else ""


def _named(units: Sequence[str]) -> str:
    """Some names and how many more."""
    return _listed([unit or "没有写单位名称的" for unit in dict.fromkeys(units)])


def _listed(units: Sequence[str]) -> str:
    shown = "、".join(units[:5])
    return shown if len(units) <= 5 else f"{shown}等 {len(units)} 个单位"


def _indicator_rows(year: int | None, funds: Sequence[Fund]) -> Iterable[tuple[Value, ...]]:
    reported: dict[tuple[str, str, str], list[Reported]] = {}
    senders: dict[tuple[str, str, str], dict[int, str]] = {}  # a table may have two rows of one name
    for number, fund in enumerate(funds):
        for row in fund.indicators:
            named = (key(row.section), key(row.second), name_key(row.name))
            reported.setdefault(named, []).append(Reported(fund.unit, row, fund.money[0].budget))
            senders.setdefault(named, {})[number] = fund.unit
    for same, rows in reported.items():
        first = rows[0].indicator
        target, target_said = aggregated([(row.indicator.target, row) for row in rows])
        actual, actual_said = aggregated([(row.indicator.actual, row) for row in rows])
        said = actual_said if target_said == actual_said else f"指标值：{target_said}；完成值：{actual_said}"
        units = list(senders[same].values())
        remarks = "；".join(filter(None, [said, _repeated(units)]))
        named = first.section, first.second, first.name
        yield funds[0].name, year, *named, _different(units), target, actual, remarks


def aggregated(given: Sequence[tuple[str, Reported]]) -> tuple[str, str]:
    """The texts of one column as one figure, and how it was made; where that cannot be, why not."""
    written = [(text, row) for text, row in given if text.strip()]
    if not written:
        return "", "没有填写"
    read = [(parse_quantity(text), row) for text, row in written]
    quantities = [(quantity, row) for quantity, row in read if quantity is not None]
    if not quantities:
        return "", _spoken([text for text, _ in written])
    if len(quantities) < len(written):
        words = [row.unit for quantity, row in read if quantity is None]
        return "", f"{_named(words)}写的不是数，不能汇总"
    units = {quantity.unit for quantity, _ in quantities}
    if len(units) > 1:
        return "", f"计量单位不同（{'、'.join(sorted(unit or '没有单位' for unit in units))}），不能汇总"
    ranges = [row.unit for quantity, row in quantities if quantity.high is not None]
    if ranges:
        return "", f"{_named(ranges)}写的是一个范围，不能汇总"
    return _relative(quantities) if quantities[0][0].percent else _absolute(quantities)


def _absolute(quantities: Sequence[tuple[Quantity, Reported]]) -> tuple[str, str]:
    figure = aggregate_absolute([quantity.value for quantity, _ in quantities])
    assert figure.value is not None  # there are numbers, and nothing else
    return f"{digits(figure.value)}{quantities[0][0].unit}", f"{_count(quantities)}相加"


def _relative(quantities: Sequence[tuple[Quantity, Reported]]) -> tuple[str, str]:
    unweighted = [row.unit for _, row in quantities if row.money is None]
    if unweighted:
        return "", f"{_named(unweighted)}没有填写全年预算数，不能加权"
    figure = aggregate_relative([quantity.value for quantity, _ in quantities], [row.money for _, row in quantities])
    if figure.value is None:
        return "", figure.problem
    weight = sum((row.money for _, row in quantities if row.money is not None), Decimal(0))
    return percent(figure.value), f"{_count(quantities)}按全年预算数 {digits(weight)} 万元加权平均"


def _count(quantities: Sequence[tuple[Quantity, Reported]]) -> str:
    return f"{_different([row.unit for _, row in quantities])} 个单位"


def _spoken(texts: Sequence[str]) -> str:
    """全部达成 3 个，部分达成 1 个: qualitative values are counted, not averaged."""
    counts = Counter(texts).most_common()
    shown = "，".join(f"{text} {count} 个" for text, count in counts[:4])
    return shown if len(counts) <= 4 else f"{shown}，另有 {len(counts) - 4} 种写法"
