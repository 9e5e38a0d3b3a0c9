"""Reports as small texts: one line a paragraph, read by the real reader; and a clean one to begin with."""

import io
from collections.abc import Sequence
from typing import Any

import docx

from tests.checks.clean_filing import clean
from xladdin.checks import Finding, run_checks
from xladdin.forms.filing import Filing
from xladdin.forms.report import Report
from xladdin.opening import report_titles
from xladdin.reading.report import reports_in
from xladdin.rulebooks.loader import load

RULEBOOK = "hunan-miluo-2023"
DEPARTMENT = """
2023年度江城县住房和城乡建设局部门整体支出绩效自评报告
部门（单位）名称：江城县住房和城乡建设局（盖章）
2024年3月11日
一、部门（单位）基本情况
（一）职能职责
主管全县城乡建设。
（二）机构设置
设三个股室。
二、一般公共预算支出情况
（一）基本支出情况
基本支出按标准执行。
（二）项目支出情况
项目支出按进度执行。
三、政府性基金预算支出情况
无
四、国有资本经营预算支出情况
无
五、社会保险基金预算支出情况
无
六、部门整体支出绩效情况
全年目标基本完成。
七、存在的问题及原因分析
项目前期准备不足，年底集中支付，原因是方案审批滞后。
八、下一步改进措施
提前做好项目储备，按月督促支付进度。
九、部门整体支出绩效自评结果拟应用和公开情况
结果与下年预算安排挂钩，并在网站公开。
十、其他需要说明的情况
无
报告需要以下附件：
1、部门整体支出绩效评价基础数据表
2、部门整体支出绩效自评表
3、项目支出绩效自评表（每个一级项目支出一张表）
"""
PROJECT = """
2023年度道路养护专项项目支出绩效评价报告
一、项目支出基本情况
（一）项目支出概况
养护县道。
（二）项目资金使用管理情况
专款专用。
（三）项目支出绩效目标完成程度
全部完成。
二、绩效评价工作情况
成立小组，实地查看。
三、项目支出主要绩效及评价结论
完成较好。
四、绩效评价指标分析
（一）项目支出决策情况
程序合规。
（二）项目执行过程情况
按合同执行。
（三）项目支出产出情况
按期完成。
（四）项目支出效益情况
出行方便。
五、主要经验及做法、存在的问题及原因分析
汛期进度滞后，原因是预案不细。
六、有关建议
建议提前编制汛期预案，完善调度。
七、其他需要说明的问题
无
"""


def lines(text: str, **changes: str | None) -> list[str]:
    """The paragraphs; `第5段="…"` changes the fifth (several lines are several paragraphs), None leaves it out."""
    result: list[str] = []
    for number, line in enumerate(text.strip("\n").splitlines(), 1):
        new = changes.get(f"第{number}段", line)
        result += [] if new is None else new.split("\n")
    return result


def report_of(paragraphs: Sequence[str], name: str = "报告.docx") -> Report:
    """The one report with these paragraphs."""
    document: Any = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    (report,) = reports_in(file.getvalue(), name, report_titles())
    return report


def found_in(
    *reports: Report, code: str = "BG", rulebook: str = RULEBOOK, filing: Filing | None = None
) -> list[Finding]:
    """The findings of one code (or of all of reports) in reports beside a clean filing."""
    beside = (filing or clean(rulebook)).model_copy(update={"reports": reports})
    return [finding for finding in run_checks(beside, load(rulebook)) if finding.code.startswith(code)]
