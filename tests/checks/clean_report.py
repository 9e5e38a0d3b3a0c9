"""The reports that belong to the clean filing (汨罗 2023): every figure in them is that of its forms."""

from functools import lru_cache

from tests.checks.clean_filing import clean
from tests.checks.report_lines import report_of
from xladdin.forms.filing import Filing
from xladdin.forms.report import Report

DEPARTMENT = """
2023年度江城县住房和城乡建设局部门整体支出绩效自评报告
部门（单位）名称：江城县住房和城乡建设局（盖章）
一、部门（单位）基本情况
（一）职能职责
负责全县城乡建设。
（二）机构设置
本单位编制195人，年末在职188人。
二、一般公共预算支出情况
（一）基本支出情况
2023年基本支出812.00万元，其中：
人员经费542.00万元，占基本支出的66.75%。
公用经费270.00万元，占基本支出的33.25%。
2023年三公经费预算21.80万元，决算18.90万元，较上年减少2.10万元，下降10%；其中公务用车运行维护费5.10万元、公务接待费13.80万元。
（二）项目支出情况
2023年项目支出138.00万元，其中：道路养护专项66.00万元、河道治理专项39.00万元、监管平台运行33.00万元。
三、政府性基金预算支出情况
无
四、国有资本经营预算支出情况
无
五、社会保险基金预算支出情况
无
六、部门整体支出绩效情况
2023年度部门整体支出自评得分98.5分，评价等级为优。
七、存在的问题及原因分析
汛期影响施工，道路养护有5个点未按期完工。
八、下一步改进措施
调整施工计划，汛期以前完成排水设施的养护。
九、部门整体支出绩效自评结果拟应用和公开情况
自评结果作为编制下年预算的依据，随决算一并公开。
十、其他需要说明的情况
无
报告需要以下附件：
1、部门整体支出绩效评价基础数据表
2、部门整体支出绩效自评表
3、项目支出绩效自评表（每个一级项目支出一张表）
"""
PROJECT = """
2023年度道路养护专项项目支出绩效自评报告
一、项目支出基本情况
（一）项目支出概况
养护全县城区道路。
（二）项目资金使用管理情况
经批复，预算为70.00万元，实际到位资金70.00万元。
道路养护专项共计支出66.00万元，执行率94.29%。
（三）项目支出绩效目标完成程度
全年养护道路45处。
二、绩效评价工作情况
成立评价小组，逐处核对。
三、项目支出主要绩效及评价结论
综合得分{score}分。
四、绩效评价指标分析
（一）项目支出决策情况
按年度计划立项。
（二）项目执行过程情况
按合同拨付。
（三）项目支出产出情况
养护45处。
（四）项目支出效益情况
出行更方便。
五、主要经验及做法、存在的问题及原因分析
汛期进度滞后，原因是预案不细。
六、有关建议
汛期以前完成排水设施的养护。
七、其他需要说明的问题
无
"""


@lru_cache(maxsize=16)
def clean_with_reports(rulebook_id: str) -> Filing:
    """The clean filing with its reports."""
    filing = clean(rulebook_id)
    project = PROJECT.format(score=filing.projects[0].total_score.text)
    reports = (_read(DEPARTMENT, "报告.docx"), _read(project, "道路养护专项.docx"))
    return filing.model_copy(update={"reports": reports})


def _read(text: str, name: str) -> Report:
    return report_of(text.strip("\n").splitlines(), name)
