"""One mistake at a time in a clean workbook: the right check finds it, and it is one error and not several."""

from datetime import date

import pytest
from mutations import (
    RULEBOOK,
    Mutation,
    clean_book,
    copy,
    drop_rows,
    drop_sheet,
    exchange,
    hide_sheet,
    in_yuan,
    one_after_the_other,
    put,
    repeat_sheet,
    replace_text,
    split,
)

from xladdin.checks import run_checks
from xladdin.rulebooks.loader import load

_ROAD = "projects[0]"
_FIRST = f"{_ROAD}.sections[0].indicators[0]"

# fmt: off
MUTATIONS = (
    # 基础数据表
    Mutation("控制率的一位数写反", "JC101", put(base_data__people__control_rate="94.61%")),
    Mutation("在职人数改了，控制率没改", "JC101", put(base_data__people__staff=178.0)),
    Mutation("在职和编制填反", "JC201", put(base_data__people__posts=188.0, base_data__people__staff=195.0,
                                    base_data__people__control_rate="103.72%")),
    Mutation("在职人数带小数", "JC203", put(base_data__people__staff=187.5, base_data__people__control_rate="96.15%")),
    Mutation("三公经费合计写错一位", "JC102", put(base_data__three_public__budget=28.1)),
    Mutation("三公经费合计差一分以上", "JC102", put(base_data__three_public__final=18.95)),
    Mutation("公务接待的两位数写反", "JC102", put(base_data__reception__final=18.3)),
    Mutation("公务用车一行漏填", "JC103", put(base_data__vehicles__budget=None)),
    Mutation("公务用车一行填 0", "JC103", put(base_data__vehicles__final=0.0)),
    Mutation("公务用车与其中项不符", "JC103", put(base_data__vehicle_running__final=4.1)),
    Mutation("公用经费合计写错", "JC104", put(base_data__office__budget=238.7)),
    Mutation("其他公用经费少一位", "JC104", put(base_data__other_office__final=17.37)),
    Mutation("项目支出合计写错", "JC105", put(base_data__project_spending__final=183.0)),
    Mutation("业务工作经费合计写错", "JC105", put(base_data__business__head__last=36.0)),
    Mutation("专项资金合计写错", "JC106", put(base_data__special__head__last=101.0)),
    Mutation("楼堂馆所规模控制率写错", "JC107", put(base_data__buildings_0__area_rate="59%")),
    Mutation("楼堂馆所投资控制率写错", "JC107", put(base_data__buildings_0__investment_rate="109%")),
    Mutation("三公决算超预算", "JC202", put(base_data__reception__final=16.8, base_data__three_public__final=21.9)),
    Mutation("正负号写错", "JC203", put(base_data__procurement__final=-655.0)),
    Mutation("以元为单位", "JC204", put(base_data__utilities__last=551600.0)),
    Mutation("小数点错一位", "JC204", put(base_data__meetings__final=1.263)),
    Mutation("没有采购预算却有采购", "JC206", put(base_data__procurement__budget=None,
                                       supplement__procurement_budget=None)),
    Mutation("采购超预算", "JC206", put(base_data__procurement__final=848.58)),
    Mutation("删掉一行公用经费", "JC104", drop_rows("base_data.utilities.label")),
    Mutation("删掉公务接待一行", "JC102", drop_rows("base_data.reception.label")),
    Mutation("金额写成文字", "WZ106", put(base_data__reception__budget="约十五万")),
    Mutation("金额带元为单位", "WZ106", put(base_data__adjustment__last="8500000元")),
    Mutation("删掉一个专项", "JC106", drop_rows("base_data.special.items[0].label")),
    Mutation("公式出错", "WZ104", put(base_data__meetings__last="#REF!")),
    Mutation("编制数空白", "WZ101", put(base_data__people__posts=None)),
    # 部门整体支出绩效自评表
    Mutation("执行率写反", "ZP101", put(department__total__rate="59%")),
    Mutation("执行率得分按满分填", "ZP102", put(department__total__score=10.0, department__total_score=99.0)),
    Mutation("收入各项不等于预算数", "ZP103", replace_text("department.general_budget", "900", "960")),
    Mutation("收入按执行数的口径填", "ZP103", replace_text("department.general_budget", "900", "850")),
    Mutation("支出各项不等于执行数", "ZP104", replace_text("department.basic_spending", "812", "821")),
    Mutation("执行率的分值挪到产出指标", "ZP105", put(department__sections_0__indicators_1__weight=15.0)),
    Mutation("删掉一行指标", "ZP105", drop_rows("department.sections[1].indicators[1].name")),
    Mutation("分值的两位数写反", "ZP105", put(department__sections_0__indicators_1__weight=1.0)),
    Mutation("分值多一位", "ZP105", put(department__sections_3__indicators_1__weight=16.0)),
    Mutation("两个一级指标的分值改了，各项也跟着改了", "ZP122",
             put(department__sections_0__heading="产出指标（20分）", department__sections_0__indicators_1__weight=0.0,
                 department__sections_0__indicators_1__score=0.0,
                 department__sections_1__heading="效益指标（40分）", department__sections_1__indicators_0__weight=30.0,
                 department__sections_1__indicators_0__score=30.0)),
    Mutation("得分超过分值", "ZP107", put(department__sections_2__indicators_0__score=11.0,
                                    department__total_score=99.5)),
    Mutation("得分为负", "ZP107", put(department__sections_2__indicators_0__score=-10.0,
                                  department__total_score=78.5)),
    Mutation("删掉扣分原因", "ZP108", put(department__sections_0__indicators_0__reason=None)),
    Mutation("扣分原因空泛", "ZP109", put(department__sections_0__indicators_0__reason="部分工作仍需完善")),
    Mutation("总分写反", "ZP110", put(department__total_score=95.8)),
    Mutation("没有达到目标却得满分", "ZP111", put(department__sections_0__indicators_0__score=10.0,
                                        department__total_score=99.5)),
    Mutation("单位与目标不同", "ZP112", put(department__sections_0__indicators_0__actual="45公里")),
    Mutation("超额三倍没有原因", "ZP113", put(department__sections_0__indicators_0__actual="160个",
                                      department__sections_0__indicators_0__score=10.0,
                                      department__sections_0__indicators_0__reason=None,
                                      department__total_score=99.5)),
    Mutation("三级指标空着", "ZP114", put(department__sections_1__indicators_1__name=None)),
    Mutation("一格两项指标", "ZP115", put(department__sections_1__indicators_1__name="1、修路情况\n2、架桥情况")),
    Mutation("数量指标写成金额", "ZP116", put(department__sections_0__indicators_0__target="≥50万元",
                                      department__sections_0__indicators_0__actual="45万元")),
    Mutation("执行数超过预算数", "ZP117", put(department__total__budget=940.0, department__total__rate="101.06%",
                                      department__total__score=10.0, department__total_score=99.0)),
    Mutation("预算增加五成没有说明", "ZP119", put(department__total__initial=600.0)),
    Mutation("单位名称不一致", "KB104", put(department__unit="江城县交通运输局")),
    Mutation("支出与基础数据表不一致", "KB103", replace_text("department.project_spending", "138", "183")),
    # 项目支出绩效自评表
    Mutation("项目执行率写错", "XM101", put(projects_0__total__rate="92.49%")),
    Mutation("项目执行得分写错", "XM102", put(projects_0__total__score=9.34, projects_0__total_score=98.34)),
    Mutation("资金总额不等于各项之和", "XM118", put(projects_0__fiscal__initial=66.0)),
    Mutation("删掉当年财政拨款一行", "XM118", drop_rows(f"{_ROAD}.fiscal.label")),
    Mutation("项目少一个一级指标", "XM121", drop_rows(f"{_ROAD}.sections[2].indicators[0].name")),
    Mutation("项目分值挪动", "XM105", put(projects_1__sections_0__indicators_1__weight=15.0)),
    Mutation("项目得分超过分值", "XM107", put(projects_1__sections_2__indicators_0__score=11.0,
                                      projects_1__total_score=99.75)),
    Mutation("项目总分写反", "XM110", put(projects_2__total_score=94.83)),
    Mutation("项目总分空白", "WZ101", put(projects_2__total_score=None)),
    Mutation("成本指标与资金不符", "XM120", put(projects_0__sections_3__indicators_0__target="≤90.00万元")),
    Mutation("完成值写百分比", "XM112", put(projects_0__sections_0__indicators_0__actual="90%")),
    Mutation("项目名称空白", "WZ101", put(projects_0__supervisor=None)),
    Mutation("得分写成文字", "WZ106", put(projects_0__sections_2__indicators_0__score="十分")),
    Mutation("时效指标的年度是上年", "KB105", put(projects_0__sections_0__indicators_2__target="2021年12月底前")),
    Mutation("标题的年度是上年", "KB105", replace_text(f"{_ROAD}.title", "2023", "2022")),
    Mutation("留有占位符", "WZ102", put(projects_0__sections_1__indicators_1__name="指标2")),
    Mutation("填报提示没有删", "WZ102", put(projects_0__goals_0__reached="……")),
    Mutation("填表人空白", "WZ103", put(projects_0__foot__filled_by=None)),
    Mutation("填报日期写不成日期", "WZ106", put(projects_0__foot__filled_on="三月中旬")),
    Mutation("抄了另一个项目的目标", "KB108", copy("projects[1].goals[0].expected", "projects[0].goals[0].expected")),
    # 表与表之间
    Mutation("印的单位是元", "KB109", replace_text("base_data.filling_unit", "万元", "元")),
    Mutation("基础数据表以元填写", "KB109", in_yuan("base_data")),
    Mutation("自评表的资金以元填写", "KB109", in_yuan("department")),
    Mutation("一张项目表的资金以元填写", "KB109", in_yuan("projects[0]")),
    Mutation("自评表的资金以元填写，项目支出另有不同", "KB109",
             one_after_the_other(replace_text("department.project_spending", "138", "183"),
                                 replace_text("department.basic_spending", "812", "767"), in_yuan("department"))),
    Mutation("一个专项以元填写", "KB109", put(base_data__special__items_0__final=660000.0)),
    Mutation("两个项目的金额互换", "KB101", exchange("base_data.special.items[0].final",
                                            "base_data.special.items[1].final")),
    Mutation("专项金额与项目表不一致", "KB101", put(base_data__special__items_0__final=56.0,
                                        base_data__special__head__final=95.0,
                                        base_data__project_spending__final=128.0)),
    Mutation("删掉一张项目表", "KB102", drop_sheet(1)),
    Mutation("一张项目表交了两次", "KB102", repeat_sheet("projects[1]")),
    Mutation("一张项目表隐藏了", "WZ105", hide_sheet("projects[1]")),
    Mutation("自评表隐藏了", "WZ105", hide_sheet("department")),
    Mutation("基础数据表有两张", "WZ105", repeat_sheet("base_data")),
    Mutation("自评表有两张", "WZ105", repeat_sheet("department")),
    Mutation("项目名称对不上", "KB102", put(projects_0__name="河湖保护专项")),
    Mutation("删掉执行率一格", "WZ101", put(projects_1__total__spent=None)),
    Mutation("合并单元格拆开", "WZ106", split(f"{_FIRST}.reason")),
    Mutation("项目表的预算数与执行数互换", "XM118", exchange(f"{_ROAD}.total.budget", f"{_ROAD}.total.spent")),
    Mutation("基础数据表一行的预算与决算互换", "KB101", exchange("base_data.special.items[0].budget",
                                                    "base_data.special.items[0].final")),
    Mutation("项目表的执行数以元为单位", "XM118", put(projects_0__total__spent=660000.0)),
    Mutation("分值挪到另一个一级指标", "ZP105", put(department__sections_0__indicators_1__weight=13.0,
                                         department__sections_0__indicators_1__score=13.0,
                                         department__sections_1__indicators_1__weight=4.0,
                                         department__sections_1__indicators_1__score=4.0)),
    Mutation("专项资金合计没有填", "JC106", put(base_data__special__head__final=None)),
    Mutation("基础数据表的栏目都是上年的", "KB105", put(base_data__last_heading="2021年决算数",
                                           base_data__budget_heading="2022年预算数",
                                           base_data__final_heading="2022年决算数")),
    Mutation("一个错误值传到合计", "WZ104", put(base_data__reception__final="#REF!",
                                       base_data__three_public__final="#REF!")),
    Mutation("公式没有计算", "WZ104", put(base_data__three_public__final="#未计算!", department__total_score="#未计算!",
                                    projects_0__total__rate="#未计算!")),
    Mutation("金额填成日期", "WZ106", put(base_data__reception__final=date(2023, 5, 1))),
)
# fmt: on


def test_the_clean_workbook_is_clean() -> None:
    findings = run_checks(clean_book().filing(), load(RULEBOOK))
    assert [(finding.severity, finding.code, finding.cell, finding.message) for finding in findings] == []


def test_there_are_many_mistakes() -> None:
    assert len(MUTATIONS) >= 60
    assert len({mutation.title for mutation in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.title)
def test_a_mistake_is_found_once(mutation: Mutation) -> None:
    book = clean_book()
    mutation.change(book)
    findings = run_checks(book.filing(), load(RULEBOOK))
    found = [
        f"{finding.severity} {finding.code} {finding.sheet}!{finding.cell} {finding.message}" for finding in findings
    ]
    assert mutation.code in {finding.code for finding in findings}, found
    errors = [line for line in found if line.startswith("error")]
    assert len(errors) <= 1, errors


def test_a_missed_target_does_not_follow_from_a_wrong_weight() -> None:
    """指标 1 得满分却没有达到目标，同一个一级指标下另有一项分值多一位：两处错误，各报各的。"""
    book = clean_book()
    put(
        department__sections_0__indicators_0__score=10.0,
        department__sections_0__indicators_1__weight=19.0,
        department__total_score=99.5,
    )(book)
    found = {finding.code: finding.severity for finding in run_checks(book.filing(), load(RULEBOOK))}
    assert (found["ZP105"], found["ZP111"]) == ("error", "warning")


def test_scores_of_formulas_without_rounding() -> None:
    """执行率得分写成 =分值*执行率 的，存的是 9.264891，显示 9.26；总分跟着是 98.7648…：都不是错误。"""
    book = clean_book()
    department = book.clean.department
    assert department is not None
    score, total = department.total.score, department.total_score
    assert score.number is not None and total.number is not None
    more = 0.004891
    put(department__total__score=float(score.number) + more, department__total_score=float(total.number) + more)(book)
    assert [(finding.code, finding.cell) for finding in run_checks(book.filing(), load(RULEBOOK))] == []
    put(department__total_score=float(total.number))(book)
    assert [(finding.code, finding.cell) for finding in run_checks(book.filing(), load(RULEBOOK))] == []
    put(department__total__score=float(score.number) + 0.005)(book)  # a hundredth more when it is rounded
    assert [finding.code for finding in run_checks(book.filing(), load(RULEBOOK)) if finding.code == "ZP102"]


def test_a_count_of_social_costs_is_no_amount() -> None:
    """社会成本指标 投诉件数 3 → 2：不是万元；经济成本指标下的 3 是。"""
    book = clean_book()
    costs = "department__sections_3__indicators"
    put(**{f"{costs}_0__target": "控制在预算内", f"{costs}_0__actual": "控制在预算内"})(book)
    put(**{f"{costs}_1__target": 3.0, f"{costs}_1__actual": 2.0})(book)
    assert "ZP120" not in {finding.code for finding in run_checks(book.filing(), load(RULEBOOK))}
    put(**{f"{costs}_0__target": 3.0, f"{costs}_0__actual": 2.0})(book)
    assert "ZP120" in {finding.code for finding in run_checks(book.filing(), load(RULEBOOK))}
