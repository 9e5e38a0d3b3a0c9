"""For every check: success, failure, boundary, a blank and an error cell, as edits of a clean filing (汨罗 2023).

`form.` stands for the department's table (ZP) and for the first project's (XM). `found` names the cell by its path
and what is reported; `silent` must give nothing of this code, whatever other checks say.
"""

from collections.abc import Mapping
from typing import NamedTuple

Edits = Mapping[str, str | None]


class Found(NamedTuple):
    """The edits, the cell that is marked, and what the finding says was provided and expected."""

    edits: Edits
    at: str
    provided: str
    expected: str


class Silent(NamedTuple):
    """The edits after which the check says nothing."""

    edits: Edits


Case = Found | Silent


class Cases(NamedTuple):
    """The five cases of one check."""

    success: Case
    failure: Case
    boundary: Case
    blank: Case
    error: Case


S, F = Silent, Found
OK = Silent({})
_PUBLIC, _RUNNING, _OFFICE = "base_data.three_public", "base_data.vehicle_running", "base_data.office"
_FUND = "base_data.special.items[0]"
_FIRST = "form.sections[0].indicators[0]"
_SECOND = "form.sections[0].indicators[1]"
_QUALITY = "department.sections[0].indicators[1]"
_COST = "form.sections[3].indicators[0]"
_SCORES = "score_table.rows"

CASES: dict[str, Cases] = {
    "JC101": Cases(
        S({"base_data.people.staff": "195", "base_data.people.control_rate": "100%"}),
        F({"base_data.people.control_rate": "95.41%"}, "base_data.people.control_rate", "95.41%", "96.41%"),
        S({"base_data.people.control_rate": "96.4%"}),
        S({"base_data.people.control_rate": ""}),
        S({"base_data.people.staff": "#REF!"}),
    ),
    "JC102": Cases(
        OK,
        F({f"{_PUBLIC}.budget": "21.9"}, f"{_PUBLIC}.budget", "21.9", "21.8"),
        S({f"{_PUBLIC}.budget": "21.815"}),
        S({f"{_PUBLIC}.budget": ""}),
        S({f"{_PUBLIC}.budget": "25", "base_data.reception.budget": "#DIV/0!"}),
    ),
    "JC103": Cases(
        OK,
        F({"base_data.vehicles.budget": "0"}, "base_data.vehicles.budget", "0", "6"),
        S({"base_data.vehicles.budget": "6.01"}),
        F({"base_data.vehicles.budget": ""}, "base_data.vehicles.budget", "", "6"),
        S({"base_data.vehicles.budget": "9", f"{_RUNNING}.budget": "#N/A"}),
    ),
    "JC104": Cases(
        OK,
        F({f"{_OFFICE}.budget": "300"}, f"{_OFFICE}.budget", "300", "283.7"),
        S({f"{_OFFICE}.budget": "283.72"}),
        S({f"{_OFFICE}.budget": ""}),
        S({f"{_OFFICE}.budget": "300", "base_data.meetings.budget": "#VALUE!"}),
    ),
    "JC105": Cases(
        OK,
        F({"base_data.business.head.budget": "45"}, "base_data.business.head.budget", "45", "35"),
        S({"base_data.project_spending.budget": "145.015"}),
        F({"base_data.business.head.budget": "", "base_data.project_spending.budget": ""},
          "base_data.business.head.budget", "", "35"),
        S({"base_data.business.head.budget": "#REF!"}),
    ),
    "JC106": Cases(
        S({f"{_FUND}.last": "", "base_data.special.head.last": "40", "base_data.project_spending.last": "70"}),
        F({"base_data.special.head.last": "110"}, "base_data.special.head.last", "110", "100"),
        S({"base_data.special.head.last": "100.01"}),
        F({"base_data.special.head.last": ""}, "base_data.special.head.last", "", "100"),
        S({"base_data.special.head.last": "110", f"{_FUND}.last": "#REF!"}),
    ),
    "JC107": Cases(
        OK,
        F({"base_data.buildings[0].area_rate": "85%"}, "base_data.buildings[0].area_rate", "85%", "95%"),
        S({"base_data.buildings[0].actual_area": "954", "base_data.buildings[0].area_rate": "95%"}),
        S({"base_data.buildings[0].area_rate": ""}),
        S({"base_data.buildings[0].investment_rate": "80%", "base_data.buildings[0].actual": "#REF!"}),
    ),
    "JC201": Cases(
        OK,
        F({"base_data.people.staff": "196"}, "base_data.people.staff", "196", "≤ 195"),
        S({"base_data.people.staff": "195"}),
        S({"base_data.people.posts": ""}),
        S({"base_data.people.staff": "#REF!"}),
    ),
    "JC202": Cases(
        OK,
        F({f"{_OFFICE}.final": "297.69"}, f"{_OFFICE}.final", "297.69", "≤ 283.7"),
        S({f"{_OFFICE}.final": "283.7"}),
        S({f"{_OFFICE}.budget": ""}),
        S({f"{_OFFICE}.final": "#REF!"}),
    ),
    "JC203": Cases(
        S({"base_data.adjustment.budget": "-5"}),
        F({"base_data.reception.final": "-13.8"}, "base_data.reception.final", "-13.8", "≥ 0"),
        S({"base_data.reception.final": "0"}),
        S({"base_data.people.staff": ""}),
        S({"base_data.people.staff": "#REF!"}),
    ),
    "JC204": Cases(
        OK,
        F({f"{_OFFICE}.final": "2700000"}, f"{_OFFICE}.final", "2700000", "与上年决算 290 相当"),
        S({f"{_OFFICE}.final": "2899.99"}),
        S({f"{_OFFICE}.last": ""}),
        S({f"{_OFFICE}.last": "#REF!"}),
    ),
    "JC205": Cases(
        OK,
        F({"supplement.last_three_public_budget": "20"}, "supplement.last_three_public_budget", "20", "≥ 21"),
        S({"supplement.last_three_public_budget": "21"}),
        S({"supplement.last_three_public_budget": ""}),
        S({"supplement.last_three_public_budget": "20", f"{_PUBLIC}.last": "#REF!"}),
    ),
    "JC206": Cases(
        S({"base_data.procurement.budget": ""}),
        F({"base_data.procurement.budget": "0"}, "base_data.procurement.final", "655", "有预算数"),
        S({"base_data.procurement.budget": "655"}),
        S({"base_data.procurement.final": ""}),
        S({"base_data.procurement.budget": "#REF!"}),
    ),
    "101": Cases(
        OK,
        F({"form.total.rate": "90%"}, "form.total.rate", "90%", "{rate}"),
        S({"form.total.rate": "{rate_rounded}"}),
        S({"form.total.rate": ""}),
        S({"form.total.rate": "#DIV/0!"}),
    ),
    "102": Cases(
        OK,
        F({"form.total.score": "10"}, "form.total.score", "10", "{score}"),
        F({"form.total.score": "{score_off}"}, "form.total.score", "{score_off}", "{score}"),
        S({"form.total.score": ""}),
        S({"form.total.score": "#REF!"}),
    ),
    "103": Cases(
        OK,
        F({"form.other_income": "30"}, "form.total.budget", "1000", "1010"),
        S({"form.other_income": "20.02"}),
        S({"form.total.budget": ""}),
        S({"form.other_income": "30", "form.non_tax": "#REF!"}),
    ),
    "104": Cases(
        OK,
        F({"form.basic_spending": "813"}, "form.total.spent", "950", "951"),
        S({"form.basic_spending": "812.01"}),
        S({"form.total.spent": ""}),
        S({"form.basic_spending": "#REF!"}),
    ),
    "105": Cases(
        OK,
        F({f"{_SECOND}.weight": "12"}, "form.sections[0].heading", "32", "30"),
        F({f"{_SECOND}.weight": "10.5"}, "form.sections[0].heading", "30.5", "30"),
        S({f"{_SECOND}.weight": ""}),
        S({f"{_SECOND}.weight": "#REF!"}),
    ),
    "106": Cases(
        S({f"{_SECOND}.weight": "8", "form.sections[1].indicators[1].weight": "9"}),
        F({"form.total_weight": "99"}, "form.total_weight", "99", "100"),
        F({"form.total.weight": "11"}, "form.total_weight", "101", "100"),
        S({"form.total_weight": ""}),
        S({f"{_SECOND}.weight": "#REF!"}),
    ),
    "107": Cases(
        OK,
        F({f"{_SECOND}.score": "12"}, f"{_SECOND}.score", "12", "≤ 10"),
        F({f"{_SECOND}.score": "-1"}, f"{_SECOND}.score", "-1", "≥ 0"),
        S({f"{_SECOND}.score": ""}),
        S({f"{_SECOND}.weight": "#REF!"}),
    ),
    "108": Cases(
        OK,
        F({f"{_FIRST}.reason": ""}, f"{_FIRST}.score", "9", "10，或写明原因"),
        S({f"{_SECOND}.reason": ""}),
        S({f"{_FIRST}.reason": "", f"{_FIRST}.score": ""}),
        S({f"{_FIRST}.reason": "", f"{_FIRST}.score": "#REF!"}),
    ),
    "109": Cases(
        OK,
        F({f"{_FIRST}.reason": "部分工作仍需完善。"}, f"{_FIRST}.reason", "部分工作仍需完善。", "具体的原因和改进措施"),
        F({f"{_FIRST}.reason": "0"}, f"{_FIRST}.reason", "0", "具体的原因和改进措施"),
        S({f"{_FIRST}.reason": ""}),
        S({f"{_FIRST}.reason": "无", f"{_FIRST}.score": "#REF!"}),
    ),
    "110": Cases(
        OK,
        F({"form.total_score": "100"}, "form.total_score", "100", "{total}"),
        F({"form.total_score": "{total_off}"}, "form.total_score", "{total_off}", "{total}"),
        S({"form.total_score": ""}),
        S({f"{_SECOND}.score": "#REF!"}),
    ),
    "111": Cases(
        OK,
        F({f"{_FIRST}.score": "10", f"{_FIRST}.reason": ""}, f"{_FIRST}.score", "10", "9"),
        F({f"{_FIRST}.score": "9.1"}, f"{_FIRST}.score", "9.1", "9"),
        S({f"{_FIRST}.score": "10", f"{_FIRST}.actual": ""}),
        S({f"{_FIRST}.score": "10", f"{_FIRST}.actual": "#REF!"}),
    ),
    "112": Cases(
        OK,
        F({f"{_FIRST}.actual": "45户"}, f"{_FIRST}.actual", "45户", "与“≥50个”同一单位的数"),
        F({f"{_FIRST}.actual": "90%"}, f"{_FIRST}.actual", "90%", "与“≥50个”同一单位的数"),
        S({f"{_FIRST}.actual": ""}),
        S({f"{_FIRST}.actual": "#REF!"}),
    ),
    "113": Cases(
        S({f"{_FIRST}.actual": "100个"}),
        F({f"{_FIRST}.actual": "65个", f"{_FIRST}.reason": ""}, f"{_FIRST}.actual", "65个", "< 130%，或说明原因"),
        S({f"{_FIRST}.actual": "64个", f"{_FIRST}.reason": ""}),
        S({f"{_FIRST}.actual": "", f"{_FIRST}.reason": ""}),
        S({f"{_FIRST}.actual": "#REF!", f"{_FIRST}.reason": ""}),
    ),
    "114": Cases(
        OK,
        F({f"{_SECOND}.name": ""}, f"{_SECOND}.name", "", "三级指标名称"),
        S({f"{_SECOND}.name": "", f"{_SECOND}.weight": "0"}),
        S({f"{_SECOND}.name": "", f"{_SECOND}.weight": ""}),
        S({f"{_SECOND}.name": "#REF!"}),
    ),
    "115": Cases(
        S({f"{_SECOND}.name": "1.工程质量"}),
        F({f"{_SECOND}.name": "1.工程质量\n2.工程安全\n3.文明施工"}, f"{_SECOND}.name", "3 项", "一项一行"),
        F({f"{_SECOND}.target": "1.质量合格\n2.不发生事故"}, f"{_SECOND}.name", "2 项", "一项一行"),
        S({f"{_SECOND}.name": ""}),
        S({f"{_SECOND}.name": "#REF!"}),
    ),
    "116": Cases(
        OK,
        F({f"{_FIRST}.weight": "41"}, f"{_FIRST}.weight", "41", "≤ 40"),
        S({f"{_FIRST}.weight": "40"}),
        S({f"{_FIRST}.weight": ""}),
        S({f"{_FIRST}.weight": "#REF!"}),
    ),
    "117": Cases(
        OK,
        F({"form.total.budget": "0"}, "form.total.spent", "{spent}", "≤ 0"),
        S({"form.total.budget": "{spent}"}),
        S({"form.total.spent": ""}),
        S({"form.total.budget": "#REF!"}),
    ),
    "118": Cases(
        OK,
        F({"form.fiscal.initial": "65"}, "form.total.initial", "70", "75"),
        S({"form.fiscal.initial": "60.01"}),
        S({"form.total.initial": ""}),
        S({"form.fiscal.initial": "#REF!"}),
    ),
    "119": Cases(
        S({"form.total.initial": "10", "form.goals[0].reached": "年中追加预算后全部完成"}),
        F({"form.total.initial": "10"}, "form.total.budget", "{budget}", "接近年初预算数 10，或有说明"),
        S({"form.total.initial": "{thirty_percent_less}"}),
        S({"form.total.initial": ""}),
        S({"form.total.initial": "#REF!"}),
    ),
    "120": Cases(
        OK,
        F({f"{_COST}.target": "≤10万元"}, f"{_COST}.target", "10", "{budget}"),
        S({f"{_COST}.actual": "{spent}.01万元"}),
        S({f"{_COST}.target": "", f"{_COST}.actual": ""}),
        S({"form.total.initial": "#REF!", "form.total.budget": "#REF!", "form.total.spent": "#REF!"}),
    ),
    "121": Cases(
        OK,
        F({"form.sections[3]": None}, "form.sections[0].heading", "产出指标、效益指标、满意度指标", "成本指标"),
        S({"form.sections[3].indicators[1]": None}),
        S({"form.sections[3].heading": ""}),
        S({"form.sections[3].heading": "#REF!"}),
    ),
    "122": Cases(
        OK,
        F({"form.sections[0].weight": "20", "form.sections[0].indicators[0].weight": "0"},
          "form.sections[0].heading", "产出指标(30分)", "规定的一级指标和分值"),
        S({"form.sections[0].weight": "20"}),
        S({"form.sections[0].weight": None, "form.sections[0].indicators[0].weight": "0"}),
        S({"form.sections[0].weight": "20", "form.sections[0].indicators[0].weight": "#REF!"}),
    ),
    "KB101": Cases(
        OK,
        F({f"{_FUND}.final": "67"}, f"{_FUND}.final", "67", "66"),
        S({f"{_FUND}.final": "66.01"}),
        S({f"{_FUND}.final": ""}),
        S({"projects[0].total.spent": "#REF!"}),
    ),
    "KB102": Cases(
        S({"projects[0].name": "道路养护专项经费"}),
        F({"projects[0]": None}, f"{_FUND}.label", "道路养护专项", "一个项目一张项目表"),
        S({"projects[0]": None, f"{_FUND}.budget": "0", f"{_FUND}.final": "0"}),
        S({"projects[0]": None, f"{_FUND}.budget": "", f"{_FUND}.final": ""}),
        S({"projects[0]": None, f"{_FUND}.budget": "#REF!", f"{_FUND}.final": "#REF!"}),
    ),
    "KB103": Cases(
        OK,
        F({"department.project_spending": "148"}, "department.project_spending", "148", "138"),
        S({"department.basic_spending": "270"}),
        S({"department.project_spending": ""}),
        S({"department.project_spending": "#REF!"}),
    ),
    "KB104": Cases(
        OK,
        F({"projects[1].supervisor": "江城县住房和城乡建设"}, "projects[1].supervisor",
          "江城县住房和城乡建设", "江城县住房和城乡建设局"),
        S({"projects[1].supervisor": "江城县水利局"}),
        S({"projects[1].supervisor": ""}),
        S({"projects[1].supervisor": "#REF!"}),
    ),
    "KB105": Cases(
        OK,
        F({f"{_QUALITY}.target": "2022年底前完成"}, f"{_QUALITY}.target", "2022", "2023"),
        S({"department.foot.filled_on": "2023-12-01"}),
        S({"department.foot.filled_on": "", "base_data.last_heading": ""}),
        S({"base_data.last_heading": "#REF!"}),
    ),
    "KB106": Cases(
        OK,
        F({"base_data.people.staff": "199", f"{_SCORES}[0].score": "5"}, f"{_SCORES}[0].score", "5", "4"),
        F({f"{_SCORES}[0].score": "4.5", "score_table.total_score": "98.7"}, f"{_SCORES}[0].score", "4.5", "5"),
        S({"base_data.people.staff": "", "base_data.people.posts": ""}),
        S({f"{_SCORES}[0].score": "#REF!"}),
    ),
    "KB107": Cases(
        OK,
        F({f"{_OFFICE}.last": "291"}, f"{_OFFICE}.last", "291", "290"),
        F({f"{_OFFICE}.last": "290.01"}, f"{_OFFICE}.last", "290.01", "290"),
        S({f"{_OFFICE}.last": ""}),
        S({f"{_OFFICE}.last": "#REF!"}),
    ),
    "KB108": Cases(
        OK,
        F({"projects[1].goals[0].expected": "道路养护专项任务按期保质完成"}, "projects[1].goals[0].expected",
          "道路养护专项任务按期保质完成", "与本项目相符的内容"),
        S({"projects[0].goals[0].expected": "按期完成任务", "projects[1].goals[0].expected": "按期完成任务"}),
        S({"projects[0].goals[0].expected": "", "projects[1].goals[0].expected": ""}),
        S({"projects[0].goals[0].expected": "#REF!", "projects[1].goals[0].expected": "#REF!"}),
    ),
    "KB109": Cases(
        OK,
        F({f"{_FUND}.final": "660000", f"{_FUND}.budget": "700000"}, f"{_FUND}.final", "660000", "66"),
        S({f"{_FUND}.final": "650000"}),
        S({f"{_FUND}.final": ""}),
        S({f"{_FUND}.final": "#REF!"}),
    ),
    "WZ101": Cases(
        OK,
        F({"department.total_score": ""}, "department.total_score", "", "98.5"),
        S({"department.sections[3].indicators[1].target": "无", "department.sections[3].indicators[1].actual": "无"}),
        F({"base_data.people.posts": "——"}, "base_data.people.posts", "——", "必填"),
        S({"base_data.people.posts": "#REF!"}),
    ),
    "WZ102": Cases(
        OK,
        F({f"{_QUALITY}.name": "指标2："}, f"{_QUALITY}.name", "指标2：", "实际内容"),
        S({f"{_QUALITY}.name": "指标2的完成情况"}),
        S({f"{_QUALITY}.name": ""}),
        S({f"{_QUALITY}.name": "#REF!"}),
    ),
    "WZ103": Cases(
        OK,
        F({"department.foot.filled_by": ""}, "department.foot.filled_by", "", "填表人"),
        S({"department.foot.telephone": ""}),
        F({"department.foot.filled_on": "", "department.foot.signed_by": ""}, "department.foot.filled_on", "",
          "填报日期、单位负责人签字"),
        S({"department.foot.filled_by": "#REF!"}),
    ),
    "WZ104": Cases(
        OK,
        F({"department.total.rate": "#DIV/0!"}, "department.total.rate", "#DIV/0!", "数字"),
        F({"department.total_score": "#未计算!"}, "department.total_score", "#未计算!", "数字"),
        S({"department.total.rate": ""}),
        F({"base_data.people.staff": "#REF!"}, "base_data.people.staff", "#REF!", "数字"),
    ),
    "WZ105": Cases(
        OK,
        F({"base_data": None}, "", "", "部门整体支出绩效评价基础数据表"),
        S({"score_table": None}),
        F({"department": None}, "", "", "部门整体支出绩效自评表"),
        S({"department.total.rate": "#REF!"}),
    ),
    "WZ106": Cases(
        OK,
        F({"department.total.spent": "约950"}, "department.total.spent", "约950", "数字"),
        F({"department.foot.filled_on": "三月"}, "department.foot.filled_on", "三月", "日期"),
        S({"department.total.spent": ""}),
        S({"department.total.spent": "#REF!"}),
    ),
}  # fmt: skip

# What the placeholders stand for in the department's table and in that of the first project.
FIGURES = {
    "ZP": {"rate": "95%", "rate_rounded": "95.00%", "score": "9.5", "score_off": "9.51", "total": "98.5",
           "total_off": "98.51", "spent": "950", "budget": "1000", "thirty_percent_less": "769.24"},
    "XM": {"rate": "94.29%", "rate_rounded": "94.3%", "score": "9.43", "score_off": "9.44", "total": "98.43",
           "total_off": "98.44", "spent": "66", "budget": "70", "thirty_percent_less": "53.85"},
}  # fmt: skip
# Checks of the self-evaluation tables that only one of the two forms can fail.
ONLY_FOR = {"103": ("ZP",), "104": ("ZP",), "118": ("XM",)}
