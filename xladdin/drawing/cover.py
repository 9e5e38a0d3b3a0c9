"""填报说明 and 封面: what to do in ten lines, and the cover from which the other sheets take the unit's name."""

from xladdin import __version__
from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.styles import Look
from xladdin.forms.filing import Filing

GUIDE_SHEET, COVER_SHEET = "填报说明", "封面"

_STEPS = (
    "浅黄色的格子由您填写，白色的格子会自动算出，灰色的辅助栏在表格右侧，不打印。",
    "先在“封面”填写单位名称，各表的单位名称会随之填好。",
    "金额一律以万元为单位，保留两位小数；没有的不填，不要用 0 代替没有。",
    "基础数据表：项目、专项资金一行一个，在“……”行之前插入行，合计会随之扩大。",
    "自评表：三级指标一行一个，写明目标值和实际完成值，填得分；右侧的计算得分和说明供核对。",
    "一个一级项目支出填一张项目支出绩效自评表；不够时按选项卡的“增加项目表”。",
    "合计、比率和按规则得出的得分可以改写，改写后的格子变成橙色，提醒说明理由。",
    "得分低于分值的，必须在“偏差原因分析及改进措施”栏写明原因和措施。",
    "填完后按“绩效自评”选项卡的“校验”，或者用命令 xladdin check 核对整个文件。",
    "核对无误后按“校验并打包”生成报送文件；没有宏的环境用命令 xladdin package。",
)


def draw_guide(book: Book) -> None:
    """填报说明: ten lines, and which version this is."""
    sheet = book.sheet(GUIDE_SHEET, (5, 88))
    rulebook = book.rulebook
    sheet.text(0, 0, f"{rulebook.name}预算支出绩效自评 填报说明", Look.TITLE, 2)
    sheet.height(0, 44)
    for number, step in enumerate(_STEPS, 1):
        sheet.text(number, 0, f"{number}.", Look.LINE)
        sheet.text(number, 1, step, Look.LINE)
        sheet.at_least(number, 27)
    row = len(_STEPS) + 2
    sheet.text(row, 0, f"绩效自评加载项 xladdin {__version__} 版", Look.LINE, 2)
    sheet.text(row + 1, 0, f"评分规则：{rulebook.id}（{rulebook.name}）第 {rulebook.version} 版", Look.LINE, 2)
    sheet.finish(row + 2, 2)


def draw_cover(book: Book, filing: Filing | None) -> None:
    """封面. The unit stands here once."""
    sheet = book.sheet(COVER_SHEET, (12, 22, 40, 12))
    sheet.height(0, 90)
    sheet.text(1, 0, f"{book.year}年度\n部门整体支出绩效自评材料", Look.COVER_TITLE, 4)
    sheet.height(1, 110)
    sheet.height(2, 110)
    unit = filing.department.unit if filing and filing.department else None
    sheet.text(3, 1, "单位名称（盖章）：", Look.COVER_LABEL)
    sheet.enter(3, 2, unit, Look.COVER_INPUT, default=book.unit)
    sheet.text(4, 1, "联系人：", Look.COVER_LABEL)
    sheet.enter(4, 2, None, Look.COVER_INPUT)
    sheet.text(5, 1, "报送日期：", Look.COVER_LABEL)
    sheet.enter(5, 2, None, Look.COVER_DATE)
    sheet.validate(3, 2, 3, 2, validation.hint("单位名称", "填写单位全称，各表会自动取用。"))
    sheet.validate(5, 2, 5, 2, validation.DATE)
    for row in (3, 4, 5):
        sheet.at_least(row, 46)
    book.remember("cover.unit", sheet, "$C$4", book.unit)
    sheet.finish(6, 4)
