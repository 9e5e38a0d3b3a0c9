"""The five cases of the checks of reports, as edits of the clean filing and its reports."""

from cases import Cases
from cases import Found as F
from cases import Silent as S

_BASIC = "reports[0].chapters[1].parts[0].paragraphs"
_PROJECTS = "reports[0].chapters[1].parts[1].paragraphs[0]"
_SCORE = "reports[0].chapters[5].paragraphs[0]"
_LIST = "其中：道路养护专项66.00万元、河道治理专项39.00万元"
_OFFICE = f"{_BASIC}[2]"

REPORT_CASES: dict[str, Cases] = {
    "BG101": Cases(
        S({_OFFICE: "日常公用经费支出270万元。"}),
        F({_OFFICE: "公用经费280.00万元，占基本支出的33.25%。"}, _OFFICE, "280", "270"),
        S({_OFFICE: "公用经费270.0万元。", "base_data.office.final": "270.04"}),
        S({"base_data.office.final": ""}),
        S({"base_data.office.final": "#REF!"}),
    ),
    "BG102": Cases(
        S({_SCORE: "经综合评价，得分98.50分。"}),
        F({_SCORE: "2023年度部门整体支出自评得分97.5分。"}, _SCORE, "97.5", "98.5"),
        S({_SCORE: "部门整体支出自评得分99分。"}),
        S({"department.total_score": ""}),
        S({"department.total_score": "#REF!"}),
    ),
    "BG104": Cases(
        S({_PROJECTS: f"2023年项目支出138.00万元，{_LIST}。"}),
        F({_PROJECTS: f"2023年项目支出138.00万元，{_LIST}、监管平台运行43.00万元。"},
          _PROJECTS, "138", "148"),
        S({_PROJECTS: f"2023年项目支出138.01万元，{_LIST}、监管平台运行33.00万元。"}),
        S({_PROJECTS: ""}),
        S({_PROJECTS: "#REF!"}),
    ),
    "BG105": Cases(
        S({_OFFICE: "公用经费270.00万元，约占基本支出的三分之一。"}),
        F({_OFFICE: "公用经费270.00万元，占基本支出的32.35%。"}, _OFFICE, "32.35%", "33.25%"),
        S({_OFFICE: "公用经费270.00万元，占基本支出的33.3%。"}),
        S({_OFFICE: ""}),
        S({_OFFICE: "#REF!"}),
    ),
}  # fmt: skip
