"""Forms D, F, G and our own sheet 补充数据: a heading row and rows of one kind below it."""

from typing import Annotated, ClassVar

from xladdin.forms.describe import Label, Measure
from xladdin.forms.entry import NOTHING, Entry, Form, Frozen

AMOUNT, COUNT, RATE, SCORE = Measure.AMOUNT, Measure.COUNT, Measure.RATE, Measure.SCORE


class ScoreRow(Frozen):
    """One rule of the scoring table with the points that were given. Merged 一级 and 二级 cells are repeated."""

    level1: Annotated[Entry, Label("一级指标")] = NOTHING
    level2: Annotated[Entry, Label("二级指标")] = NOTHING
    name: Annotated[Entry, Label("三级指标")] = NOTHING
    weight: Annotated[Entry, Label("分值", (), SCORE)] = NOTHING
    standard: Annotated[Entry, Label("评价标准", ("评分标准",))] = NOTHING
    note: Annotated[Entry, Label("指标说明")] = NOTHING
    score: Annotated[Entry, Label("得分", ("自评得分",), SCORE)] = NOTHING


class ScoreTable(Form):
    """部门整体支出绩效评价指标评分表."""

    letter: ClassVar[str] = "D"
    chinese: ClassVar[str] = "评价指标评分表"

    rows: tuple[ScoreRow, ...] = ()
    total_weight: Entry = NOTHING
    total_score: Entry = NOTHING


class WorkRow(Frozen):
    """One standard of the assessment of the self-evaluation work (附件5)."""

    level1: Annotated[Entry, Label("一级指标")] = NOTHING
    level2: Annotated[Entry, Label("二级指标")] = NOTHING
    standard: Annotated[Entry, Label("评分标准", ("评价标准",))] = NOTHING
    evidence: Annotated[Entry, Label("所需佐证材料", ("佐证材料",))] = NOTHING
    score: Annotated[Entry, Label("得分", (), SCORE)] = NOTHING


class WorkAssessment(Form):
    """部门整体支出绩效自评工作考核评分表."""

    letter: ClassVar[str] = "F"
    chinese: ClassVar[str] = "自评工作考核评分表"

    rows: tuple[WorkRow, ...] = ()
    total: Entry = NOTHING


class FundRow(Frozen):
    """One item of a budget of its own: 政府性基金, 国有资本经营, 社会保险基金."""

    item: Annotated[Entry, Label("项目")] = NOTHING
    last: Annotated[Entry, Label("上年决算数", ("{last}年决算数",), AMOUNT)] = NOTHING
    initial: Annotated[Entry, Label("年初预算数", (), AMOUNT)] = NOTHING
    budget: Annotated[Entry, Label("全年预算数", (), AMOUNT)] = NOTHING
    spent: Annotated[Entry, Label("全年执行数", (), AMOUNT)] = NOTHING
    rate: Annotated[Entry, Label("执行率", (), RATE)] = NOTHING
    note: Annotated[Entry, Label("说明")] = NOTHING


class FundTable(Form):
    """政府性基金 / 国有资本经营 / 社会保险基金预算支出情况表; `nothing` is the tick for none (本单位无此项支出)."""

    letter: ClassVar[str] = "G"
    chinese: ClassVar[str] = "预算支出情况表"

    nothing: Annotated[Entry, Label("本单位无此项支出", ("无此项支出",))] = NOTHING
    rows: tuple[FundRow, ...] = ()
    total: FundRow = FundRow()


FUND_TABLES = ("政府性基金预算支出情况表", "国有资本经营预算支出情况表", "社会保险基金预算支出情况表")


class Supplement(Form):
    """补充数据: what the rules need and the official forms do not ask for. A sheet of our own."""

    letter: ClassVar[str] = "补"
    chinese: ClassVar[str] = "补充数据"

    last_three_public_budget: Annotated[Entry, Label("上年三公经费预算数", (), AMOUNT)] = NOTHING
    carried_in: Annotated[Entry, Label("上年结转结余", (), AMOUNT)] = NOTHING
    initial_budget: Annotated[Entry, Label("年初预算", (), AMOUNT)] = NOTHING
    added_budget: Annotated[Entry, Label("本年追加预算", (), AMOUNT)] = NOTHING
    carried_out: Annotated[Entry, Label("年末结转结余", (), AMOUNT)] = NOTHING
    last_carried_out: Annotated[Entry, Label("上年年末结转结余", (), AMOUNT)] = NOTHING
    paid: Annotated[Entry, Label("本年实际支付数", (), AMOUNT)] = NOTHING
    procurement_budget: Annotated[Entry, Label("政府采购预算数", (), AMOUNT)] = NOTHING
    systems: Annotated[Entry, Label("管理制度健全性成立项数", (), COUNT)] = NOTHING
    disclosure: Annotated[Entry, Label("预决算信息公开性成立项数", (), COUNT)] = NOTHING
    violations: Annotated[Entry, Label("资金使用不合规例数", (), COUNT)] = NOTHING
    key_work_score: Annotated[Entry, Label("重点工作考核得分", (), SCORE)] = NOTHING
    key_work_total: Annotated[Entry, Label("重点工作考核总分", (), SCORE)] = NOTHING
    benefit: Annotated[Entry, Label("经济效益和社会效益", (), Measure.ANY)] = NOTHING
    admin_efficiency: Annotated[Entry, Label("行政效能", (), Measure.ANY)] = NOTHING
    satisfaction: Annotated[Entry, Label("社会公众或服务对象满意度", (), RATE)] = NOTHING


SUPPLEMENT_COLUMNS = ("补充数据项目", "数值", "单位", "用于")
YES_OR_NO = "是/否"  # in the column 单位: an item of a count, which is entered in a field of its own
