"""The actions of the tab 绩效自评: names, texts and icons, in the order of the buttons.

The ribbon's XML, the VBA callbacks and the LibreOffice toolbar are made from this list; what an action does stands in
`xladdin.ribbon.actions` under the action's key. No import of other parts of xladdin: Excel waits for this module.
"""

from dataclasses import dataclass

TAB = "绩效自评"


@dataclass(frozen=True)
class Action:
    """One button. `icon` is a picture of Office itself (imageMso); an action that makes its own book needs none."""

    key: str
    label: str
    screentip: str
    supertip: str
    icon: str
    large: bool = False
    needs_book: bool = True

    @property
    def callback(self) -> str:
        """The VBA procedure behind the button: `export_pdf` is OnExportPdf."""
        return "On" + "".join(word.capitalize() for word in self.key.split("_"))


@dataclass(frozen=True)
class Group:
    """Buttons that stand together under one heading."""

    key: str
    label: str
    actions: tuple[Action, ...]


GROUPS = (
    Group(
        "start",
        "开始",
        (
            Action(
                "new_workbook",
                "新建自评工作簿",
                "新建一个自评工作簿",
                "选择适用的评价办法和年度，填写单位名称，生成带有官方表样和计算公式的工作簿。",
                "FileNew",
                large=True,
                needs_book=False,
            ),
            Action(
                "add_project",
                "增加项目表",
                "增加一张项目支出绩效自评表",
                "填写项目名称，在已有项目表的后面增加一张空白的项目表，带有官方表样和计算公式。",
                "SheetInsert",
            ),
            Action(
                "collect_projects",
                "收集项目表",
                "把各股室填好的项目表收进来",
                "选择业务股室交回的文件所在的文件夹，其中的项目表逐张并入本工作簿；同名的先询问再替换，没有收的说明原因。",
                "Consolidate",
            ),
            Action(
                "import_word",
                "导入 Word",
                "从 Word 文件导入表格",
                "读取 Word 版自评材料中的各张表，填进一个新的自评工作簿；没有相应位置的内容列出来由您处理。",
                "TextFromFileInsert",
            ),
            Action(
                "carry_forward",
                "带入上年数据",
                "带入上年的数据",
                "从上年的自评工作簿或报送包带入上年决算数；已经填写而不一致的，列出来由您决定是否替换。",
                "PasteValues",
            ),
        ),
    ),
    Group(
        "scoring",
        "评分",
        (
            Action(
                "recalculate",
                "重新计算",
                "重新计算全部得分",
                "按本工作簿采用的评价办法重新计算每一项得分，列出填报得分与计算得分的差别。",
                "CalculateNow",
                large=True,
            ),
            Action(
                "explain_score",
                "解释得分",
                "说明所选得分是怎么来的",
                "先选中一个得分单元格，再按此按钮：列出所用数据、计算过程和依据的条款。",
                "FormulaEvaluate",
            ),
            Action(
                "accept_score",
                "采用计算得分",
                "把计算得分填入所选单元格",
                "先选中一个或几个得分单元格，再按此按钮：用计算得分替换手工填写的得分。",
                "AcceptInvitation",
            ),
        ),
    ),
    Group(
        "checking",
        "校验",
        (
            Action(
                "check",
                "校验",
                "校验整个工作簿",
                "检查合计、比率、得分和各表之间的数据是否一致，在有问题的单元格上做标记，并列出问题清单。",
                "ErrorChecking",
                large=True,
            ),
            Action(
                "previous_finding",
                "上一条",
                "到上一条问题",
                "选中问题清单中上一条问题所在的单元格。",
                "ReviewPreviousComment",
            ),
            Action(
                "next_finding", "下一条", "到下一条问题", "选中问题清单中下一条问题所在的单元格。", "ReviewNextComment"
            ),
            Action(
                "explain_finding",
                "填写说明",
                "为所选问题填写说明",
                "确有原因、不需要改正的问题，在此写明理由；说明随材料一并报送。",
                "ReviewNewComment",
            ),
            Action(
                "fix",
                "一键修正",
                "改正只有一个正确答案的问题",
                "先列出合计、比率和执行率得分等只有一个正确答案的改动，确认后再改；公式和其他内容不动。",
                "ReviewAcceptChange",
            ),
            Action(
                "clear_marks",
                "清除标记",
                "清除校验留下的标记",
                "去掉校验时加上的颜色和批注，填报内容不变。",
                "ReviewDeleteComment",
            ),
        ),
    ),
    Group(
        "submission",
        "报送",
        (
            Action(
                "package",
                "校验并打包",
                "校验后生成报送文件",
                "先保存、校验；没有错误、警告都有说明时，把基础数据表、自评表和各项目表汇成报送包，打开所在的文件夹。",
                "FileSendAsAttachment",
                large=True,
            ),
            Action(
                "write_report",
                "生成自评报告",
                "生成 Word 版自评报告",
                "按规定的提纲生成 Word 报告，其中的数字取自各表，文字部分留待填写。",
                "FileSaveAsWordDocx",
            ),
            Action(
                "compare_report",
                "核对报告",
                "核对报告与表格的数字",
                "选择写好的 Word 报告，和各表一起校验，结果列入“校验结果”；报告不改动，旁边另存一份带批注的副本。",
                "ReviewCompareTwoVersions",
            ),
            Action(
                "export_pdf",
                "导出 PDF",
                "把各表导出为 PDF",
                "把需要签字盖章的各张表导出为一个 PDF 文件。",
                "FileSaveAsPdfOrXps",
            ),
        ),
    ),
    Group(
        "help",
        "帮助",
        (
            Action(
                "manual", "使用手册", "打开使用手册", "打开随程序安装的使用手册，不需要联网。", "Help", needs_book=False
            ),
            Action(
                "diagnose",
                "环境诊断",
                "检查本机的运行环境",
                "检查本机的 Excel 或 LibreOffice、Python 和安装是否正常；有问题的，说明怎么处理。",
                "FileDocumentInspect",
                needs_book=False,
            ),
            Action(
                "about",
                "关于",
                "关于本程序",
                "显示加载项和程序包的版本、采用的评价办法和许可。",
                "Info",
                needs_book=False,
            ),
        ),
    ),
)

ACTIONS = {action.key: action for group in GROUPS for action in group.actions}
