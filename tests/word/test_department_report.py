"""What a department's report says: the figures of the tables, prompts for the rest, remarks where something differs."""

import re
from decimal import Decimal
from itertools import combinations

import pytest
from written import EXAMPLE, RULEBOOKS, department, of_file, remarks, tables, text, with_fund, word

from tests.checks.clean_filing import clean, edited
from xladdin.forms.base_data import Amounts, Group
from xladdin.forms.entry import entries_of
from xladdin.forms.filing import Filing
from xladdin.forms.tables import ScoreRow
from xladdin.opening import open_filing
from xladdin.word import losses

MILUO, YUEYANG, HENGSHAN = "hunan-miluo-2023", "hunan-yueyang-2024", "hunan-hengshan-2020"
FUND = """
2023年度政府性基金预算支出情况表
项目 | 上年决算数 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 说明
城市维护 | 20.00 | 30.00 | 40.00 | 36.00 | 90% |
路灯改造 | 30.00 | 20.00 | 20.00 | 18.00 | 90% |
合计 | 50.00 | 50.00 | 60.00 | 54.00 | 90% |
本单位无此项支出 |
"""
NO_FUND = """
2023年度政府性基金预算支出情况表
项目 | 上年决算数 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 说明
合计 | | | | | |
本单位无此项支出 | √
"""


def test_the_figures_of_the_example() -> None:
    said = text(of_file(EXAMPLE))
    for sentence in (
        "截至2023年末，编制数195人，实际在职人数188人，在职人员控制率96.41%。",
        "2023年度基本支出2352.10万元，占总支出的13.46%。",
        "2022年度公用经费决算数3460.63万元，2023年度公用经费预算数283.70万元，决算数297.69万元，",
        "比预算数增加13.99万元，增长4.93%，比上年决算数减少3162.94万元，下降91.4%。",
        "决算数7.90万元，比预算数减少13.90万元，下降63.76%，比上年决算数减少10.20万元，下降56.35%。",
        "因公出国（境）费决算数0.00万元，公务接待费决算数4.80万元。",
        "2023年度政府采购预算数661.13万元，决算数848.58万元，政府采购执行率128.35%。",
        "2023年度项目支出15125.49万元，占总支出的86.54%。",
        "项目共14项，全年预算数合计644.62万元，全年执行数合计644.62万元，执行率100%，",
        "帮代办工作经费45.00万元、工程建设审批制度改革专项10.00万元、",
        "上述项目以外还有14480.87万元，【请填写：其他项目支出的内容和金额】。",
        "年初预算数2674.40万元，全年预算数17477.59万元，全年执行数17477.59万元，执行率100%。",
        "一般公共预算15438.43万元，政府性基金拨款1219.91万元，其他资金819.25万元。",
        "绩效自评总分99分，等级为优。",
        "没有得满分的指标有1项：服务对象满意度98%以上失1分。",
    ):
        assert sentence in said


def test_the_tables_of_the_example() -> None:
    found = tables(of_file(EXAMPLE))
    assert found["“三公”经费情况（单位：万元）"][-1] == ["公务接待费", "12.10", "18.80", "4.80", "-14.00", "-7.30"]
    projects = found["项目支出一览（金额单位：万元）"]
    assert projects[1] == ["1", "帮代办工作经费", "45.00", "45.00", "45.00", "100%", "99"]
    assert projects[-1] == ["", "合计", "634.88", "644.62", "644.62", "", ""]
    assert found["一级指标得分（单位：分）"][-2:] == [["成本指标", "20", "20"], ["总分", "100", "99"]]
    assert found["失分的指标"][1] == [
        "服务对象满意度98%以上",
        "98%",
        "95%",
        "10",
        "9",
        "继续优化服务增强服务对象满意度",
    ]


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_no_figure_is_invented(rulebook: str) -> None:
    """Every amount stands in the tables, or is a difference within one row, or a sum over the projects."""
    filing = clean(rulebook)
    said = re.findall(r"(\d+\.\d+)万元", text(department(filing, rulebook)))
    assert said
    assert {Decimal(amount) for amount in said} <= _amounts(filing)


def _amounts(filing: Filing) -> set[Decimal]:
    stated = {entry.number for form in filing.forms for _, entry in entries_of(form) if entry.number is not None}
    rows = [[entry.number for entry in row.amounts] for row in _rows(filing)]
    money = [form.total for form in filing.forms if form.letter in "BC"]
    rows += [[row.initial.number, row.budget.number, row.spent.number] for row in money]
    gaps = {abs(one - other) for row in rows for one, other in combinations(filter(None, row), 2)}
    spent = [project.total.spent.number or Decimal(0) for project in filing.projects]
    budget = [project.total.budget.number or Decimal(0) for project in filing.projects]
    items = [row for group in (filing.base_data.groups if filing.base_data else ()) for row in group.items]
    sums = {sum(row.budget.number or Decimal(0) for row in items), sum(row.final.number or Decimal(0) for row in items)}
    return stated | gaps | {sum(spent, Decimal(0)), sum(budget, Decimal(0))} | sums | _with_funds(filing)


def _with_funds(filing: Filing) -> set[Decimal]:
    """衡山 lists the funds beside the rows of the 基础数据表 that have no table."""
    rows = [row for group in (filing.base_data.groups if filing.base_data else ()) for row in group.items]
    funds = [form.total for form in filing.forms if form.letter == "E"]
    return {
        sum(fund.budget.number or Decimal(0) for fund in funds) + sum(row.budget.number or Decimal(0) for row in rows),
        sum(fund.spent.number or Decimal(0) for fund in funds) + sum(row.final.number or Decimal(0) for row in rows),
    }


def _rows(filing: Filing) -> list[Amounts]:
    form = filing.base_data
    assert form is not None
    rows = []
    for name in type(form).model_fields:
        part = getattr(form, name)
        if isinstance(part, Amounts):
            rows.append(part)
        elif isinstance(part, Group):
            rows += [part.head, *part.items]
    return rows


@pytest.mark.parametrize(
    ("path", "raw", "remark"),
    [
        ("base_data.office.final", "", " 为空"),
        ("base_data.office.final", "#REF!", " 是错误值 #REF!，请先改正表格"),
        ("base_data.office.final", "约三百万", " 写的是“约三百万”，不是数字"),
    ],
)
def test_what_is_no_figure_becomes_a_prompt(path: str, raw: str, remark: str) -> None:
    filing = edited(clean(MILUO), {path: raw})
    made = department(filing, MILUO)
    assert "决算数【请填写：公用经费决算数】万元。" in text(made)  # and no change is worked out
    assert filing.base_data is not None
    assert f"{filing.base_data.office.final.address}{remark}" in remarks(made)
    assert "公用经费决算数" in [place.wanted for place in made.open_places]


def test_a_figure_with_more_decimals_is_not_rounded() -> None:
    assert "决算数270.125万元" in text(department(edited(clean(MILUO), {"base_data.office.final": "270.125"}), MILUO))


def test_nothing_changed() -> None:
    made = edited(clean(MILUO), {"base_data.office.final": "283.70", "base_data.office.last": "283.70"})
    assert "决算数283.70万元，与预算数持平，与上年决算数持平。" in text(department(made, MILUO))


def test_a_unit_that_has_no_such_costs() -> None:
    filing = edited(
        clean(MILUO),
        {f"base_data.{row}.{column}": "0" for row in ("three_public", "vehicles", "vehicle_running", "reception")
         for column in ("last", "budget", "final")},
    )  # fmt: skip
    made = department(filing, MILUO)
    assert "，2023年度“三公”经费预算数0.00万元，决算数0.00万元，与预算数持平，与上年决算数持平。" in text(made)
    assert not [caption for caption in tables(made) if "三公" in caption]


def test_scores_are_those_that_were_entered() -> None:
    made = department(edited(clean(MILUO), {"department.total_score": "88"}), MILUO)
    assert "绩效自评总分88分，等级为良。" in text(made)
    assert tables(made)["一级指标得分（单位：分）"][-1] == ["总分", "100", "88"]
    (remark,) = [remark for remark in remarks(made) if "总分" in remark]
    assert "总分填 88，计算为 98.5" in remark and "98.5" not in text(made)


def test_a_total_that_was_not_entered_is_not_worked_out() -> None:
    made = department(edited(clean(MILUO), {"department.total_score": ""}), MILUO)
    assert "总分【请填写：总分】分，等级为【请填写：等级】。" in text(made)


def test_a_rate_that_does_not_hold() -> None:
    made = department(edited(clean(MILUO), {"base_data.people.control_rate": "97%"}), MILUO)
    assert "在职人员控制率97%。" in text(made)
    assert "在职人员控制率填 97%，按 在职 188 ÷ 编制 195 应为 96.41%，请核对" in remarks(made)


def test_lost_points_without_a_reason_are_asked_for() -> None:
    made = department(clean(MILUO), MILUO)
    (row,) = [row for row in tables(made)["失分的指标"] if row[0] == "预算执行率"]
    assert row == ["预算执行率", "100%", "95%", "10", "9.5", "【请填写】"]
    assert any("预算执行率失 0.5 分（没有填写原因）" in remark for remark in remarks(made))


def test_rows_that_share_a_weight_lose_points_together() -> None:
    """经济效益 5 and 社会效益 5 of 10 together lost nothing; 5 and 3 lost two points."""
    filing = clean(MILUO)
    table = filing.score_table
    assert table is not None
    position = next(number for number, row in enumerate(table.rows) if row.name.text == "经济效益")
    first = table.rows[position]

    def lost(social: str) -> str:
        name, raw, value = first.name._replace(value="社会效益"), social, Decimal(social)
        rows = [first.model_copy(update={"score": first.score._replace(raw="5", value=Decimal(5))}),
                ScoreRow(name=name, score=first.score._replace(raw=raw, value=value))]  # fmt: skip
        changed = (*table.rows[:position], *rows, *table.rows[position + 1 :])
        return losses.lost_hint(table.model_copy(update={"rows": changed}))

    assert "效益失" not in lost("5")
    assert "经济效益、社会效益失 2 分" in lost("3")


def test_a_project_without_a_table_and_one_that_differs() -> None:
    filing = clean(MILUO)
    gone = filing.projects[2]
    filing = filing.model_copy(update={"forms": tuple(form for form in filing.forms if form is not gone)})
    filing = edited(filing, {"projects[0].total.spent": "65.00"})
    made = department(filing, MILUO)
    assert "道路养护专项65.00万元、河道治理专项39.00万元、监管平台运行33.00万元。" in text(made)
    assert "基础数据表“道路养护专项”的2023年决算数是 66.00 万元，与项目表不一致，请核对" in remarks(made)
    assert tables(made)["项目支出一览（金额单位：万元）"][3] == ["3", "监管平台运行", "—", "35.00", "33.00", "—", "—"]


def test_many_projects_stand_in_the_table_only() -> None:
    filing = clean(MILUO)
    name = "一" * 300
    many = tuple(
        edited(filing, {"projects[0].name": f"{name}{number}"}).projects[0] for number in range(45)
    )  # fmt: skip
    forms = tuple(form for form in filing.forms if form.letter != "C")
    made = department(filing.model_copy(update={"forms": (*forms, *many)}), MILUO)
    assert "详见下表。" in text(made) and name not in text(made)
    rows = tables(made)["项目支出一览（金额单位：万元）"]
    assert len(rows) > 45 and rows[45][1] == f"{name}44"


def test_money_of_the_government_funds() -> None:
    filing = edited(clean(MILUO), {"department.government_fund": ""})
    said = text(department(with_fund(filing, FUND), MILUO))
    assert (
        "2022年度政府性基金预算支出决算数50.00万元，2023年度政府性基金预算支出年初预算数50.00万元，"
        "全年预算数60.00万元，全年执行数54.00万元，比上年决算数增加4.00万元，增长8%，执行率90%。"
    ) in said
    assert "按项目分：城市维护36.00万元、路灯改造18.00万元。" in said
    assert "本单位无政府性基金预算支出。" in text(department(with_fund(filing, NO_FUND), MILUO))
    assert "【请填写：政府性基金预算支出情况；没有的写“无”】。" in text(department(filing, MILUO))


def test_income_of_the_government_funds_without_a_table() -> None:
    filing = clean(MILUO)
    assert filing.department is not None and filing.department.government_fund.number == 60
    said = text(department(filing, MILUO))
    assert "政府性基金拨款60.00万元，【请填写：政府性基金预算支出的项目、金额和效果】。" in said


def test_a_rulebook_with_a_scoring_table() -> None:
    made = department(clean(HENGSHAN), HENGSHAN)
    assert "绩效自评总分99.2分，等级为优。" in text(made)
    levels = tables(made)["一级指标得分（单位：分）"]
    assert [row[0] for row in levels[1:]] == ["投入", "过程", "产出及效率", "总分"]
    assert tables(made)["失分的指标"][1] == ["重点工作实际完成率", "8", "7.2", "【请填写】"]


def test_what_helps_to_write_about_problems() -> None:
    (hint,) = [remark for remark in remarks(of_file(EXAMPLE)) if "超支" in remark]
    assert "公用经费超出预算 13.99 万元；政府采购超出预算 187.45 万元。" in hint
    assert "服务对象满意度98%以上失 1 分" in hint


def test_the_list_of_open_places_is_what_is_marked() -> None:
    made = of_file(EXAMPLE)
    marks = re.findall("【请填写", text(made)) + [
        cell for rows in tables(made).values() for row in rows for cell in row if cell == "【请填写】"
    ]
    assert len(marks) == len(made.open_places)
    assert made.open_places[1] == ("（一）职能职责", "主要职责")


def test_long_texts_of_the_forms_stay_whole() -> None:
    opened = open_filing(EXAMPLE)
    assert opened.filing.department is not None
    (goal,) = opened.filing.department.goals
    wanted = re.sub(r"[\s；;。]", "", goal.expected.text)
    assert wanted in re.sub(r"[\s；;。]", "", text(of_file(EXAMPLE)))


def test_a_name_with_signs_that_a_file_cannot_hold() -> None:
    filing = edited(clean(YUEYANG), {"department.unit": "江城\x0b县<局>&\x00"})
    assert "江城" in word(department(filing, YUEYANG)).paragraphs[0].text
