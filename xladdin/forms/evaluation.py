"""Forms B, C and E: the self-evaluation of a department, of a project, of a fund. They share goals and indicators."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from xladdin.forms.describe import Label, Measure
from xladdin.forms.entry import NOTHING, Entry, Form, Frozen

AMOUNT, RATE, SCORE = Measure.AMOUNT, Measure.RATE, Measure.SCORE


class Money(Frozen):
    """One row of money: budgets, spent, and in the first row weight, rate and score of the execution."""

    label: Entry = NOTHING
    initial: Annotated[Entry, Label("年初预算数", ("年初预算",), AMOUNT)] = NOTHING
    budget: Annotated[
        Entry, Label("全年预算数", ("全年预算数（A）", "全年预算", "调整后预算数", "调整预算数"), AMOUNT)
    ] = NOTHING
    spent: Annotated[
        Entry, Label("全年执行数", ("全年执行数（B）", "全年执行", "全年支出数", "实际支出数", "预算执行数"), AMOUNT)
    ] = NOTHING
    weight: Annotated[Entry, Label("分值", (), SCORE)] = NOTHING
    rate: Annotated[Entry, Label("执行率", ("执行率（B／A）",), RATE)] = NOTHING
    score: Annotated[Entry, Label("得分", ("自评得分",), SCORE)] = NOTHING


NO_MONEY = Money()


class Goal(Frozen):
    """年度总体目标: what was expected and what was reached."""

    expected: Annotated[Entry, Label("预期目标", ("年初设定目标", "年初目标"))] = NOTHING
    reached: Annotated[Entry, Label("实际完成情况", ("全年实际完成情况", "目标实际完成情况"))] = NOTHING


class Indicator(Frozen):
    """One row of 绩效指标. `second` is the 二级指标 that the row belongs to, also where its cell is merged."""

    second: Annotated[Entry, Label("二级指标")] = NOTHING
    name: Annotated[Entry, Label("三级指标")] = NOTHING
    target: Annotated[Entry, Label("年度指标值", ("指标值",), Measure.ANY)] = NOTHING
    actual: Annotated[
        Entry, Label("实际完成值", ("全年完成值", "完成值", "全年完成情况", "实际完成情况"), Measure.ANY)
    ] = NOTHING
    weight: Annotated[Entry, Label("分值", (), SCORE)] = NOTHING
    score: Annotated[Entry, Label("得分", ("自评得分",), SCORE)] = NOTHING
    reason: Annotated[
        Entry, Label("偏差原因分析及改进措施", ("未完成原因和改进措施", "偏差原因及改进措施", "偏差原因"))
    ] = NOTHING

    @property
    def is_slot(self) -> bool:
        """A 二级指标 for which nothing was entered."""
        return not (
            self.name.raw.strip() or self.target.raw.strip() or self.actual.raw.strip()
            or self.weight.raw.strip() or self.score.raw.strip() or self.reason.raw.strip()
        )  # fmt: skip


class Section(Frozen):
    """One 一级指标 with its rows; the weight stands in the heading (`产出指标（30分）`)."""

    heading: Entry = NOTHING
    name: str = ""
    weight: Decimal | None = None
    indicators: tuple[Indicator, ...] = ()


class Evaluation(Form):
    """What forms B, C and E share."""

    total: Money = NO_MONEY
    goals: tuple[Goal, ...] = ()
    sections: tuple[Section, ...] = ()
    total_weight: Entry = NOTHING
    total_score: Entry = NOTHING

    @property
    def indicators(self) -> Iterator[Indicator]:
        """All rows of 绩效指标 in which something was entered."""
        return (row for section in self.sections for row in section.indicators if not row.is_slot)


class DepartmentEvaluation(Evaluation):
    """部门整体支出绩效自评表."""

    letter: ClassVar[str] = "B"
    chinese: ClassVar[str] = "部门整体支出绩效自评表"

    unit: Annotated[
        Entry,
        Label(
            "预算部门名称",
            (
                "市级预算部门名称",
                "县级预算部门名称",
                "预算单位名称",
                "预算单位",
                "部门名称",
                "部门（单位）名称",
                "单位名称",
            ),
            required=True,
        ),
    ] = NOTHING
    general_budget: Annotated[Entry, Label("其中：一般公共预算", ("一般公共预算拨款",), AMOUNT)] = NOTHING
    government_fund: Annotated[Entry, Label("政府性基金拨款", ("政府性基金",), AMOUNT)] = NOTHING
    non_tax: Annotated[Entry, Label("纳入专户管理的非税收入拨款", ("非税收入拨款",), AMOUNT)] = NOTHING
    other_income: Annotated[Entry, Label("其他资金", ("其他收入",), AMOUNT)] = NOTHING
    basic_spending: Annotated[Entry, Label("其中：基本支出", (), AMOUNT)] = NOTHING
    project_spending: Annotated[Entry, Label("项目支出", (), AMOUNT)] = NOTHING

    @property
    def incomes(self) -> tuple[Entry, ...]:
        """按收入性质分."""
        return self.general_budget, self.government_fund, self.non_tax, self.other_income

    @property
    def spendings(self) -> tuple[Entry, ...]:
        """按支出性质分."""
        return self.basic_spending, self.project_spending


class ProjectEvaluation(Evaluation):
    """项目支出绩效自评表, one a project."""

    letter: ClassVar[str] = "C"
    chinese: ClassVar[str] = "项目支出绩效自评表"

    name: Annotated[Entry, Label("项目支出名称", ("项目名称",), required=True)] = NOTHING
    supervisor: Annotated[Entry, Label("主管部门", (), required=True)] = NOTHING
    implementer: Annotated[Entry, Label("实施单位", ("项目实施单位",), required=True)] = NOTHING
    fiscal: Annotated[Money, Label("其中：当年财政拨款", ("财政拨款", "财政拨款资金", "当年财政拨款资金"), AMOUNT)] = (
        NO_MONEY
    )
    carried_in: Annotated[Money, Label("上年结转资金", ("上年结转",), AMOUNT)] = NO_MONEY
    other: Annotated[Money, Label("其他资金", (), AMOUNT)] = NO_MONEY

    @property
    def parts(self) -> tuple[Money, ...]:
        """The rows that add up to 年度资金总额."""
        return self.fiscal, self.carried_in, self.other


class FundEvaluation(Evaluation):
    """县级专项资金绩效目标自评表: no weights, no scores."""

    letter: ClassVar[str] = "E"
    chinese: ClassVar[str] = "专项资金绩效目标自评表"

    name: Annotated[Entry, Label("专项资金名称", (), required=True)] = NOTHING
    contact: Annotated[Entry, Label("负责人及电话", ("负责人及联系电话",))] = NOTHING
    supervisor: Annotated[Entry, Label("县级主管部门", ("市级主管部门", "主管部门"))] = NOTHING
    implementer: Annotated[Entry, Label("实施单位")] = NOTHING
    grants: Annotated[Money, Label("其中：中央、省、市补助", ("上级补助",), AMOUNT)] = NO_MONEY
    county: Annotated[Money, Label("县级资金", ("市级资金", "本级资金"), AMOUNT)] = NO_MONEY
    other: Annotated[Money, Label("其他资金", (), AMOUNT)] = NO_MONEY
    problems: Annotated[Entry, Label("说明")] = NOTHING

    @property
    def parts(self) -> tuple[Money, ...]:
        """The rows that add up to 年度资金总额."""
        return self.grants, self.county, self.other


TOTAL_MONEY = Label("年度资金总额", ("资金总额",), AMOUNT, required=True)
TOTAL_SCORE = Label("总分", ("合计", "总计", "绩效总分", "自评总分", "总得分"), SCORE, required=True)
