"""What the buttons do. Every function takes the open workbook and carries the key of its action in the registry.

A function raises `InputError` with one sentence when it cannot go on; `xladdin.ribbon.run` shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.errors import InputError
from xladdin.ribbon.registry import ACTIONS

if TYPE_CHECKING:
    from xlwings import Book


def _not_yet(key: str, book: Book) -> InputError:
    return InputError(f"《{book.name}》：“{ACTIONS[key].label}”尚未实现。")


def new_workbook(book: Book) -> None:
    """新建自评工作簿：新建一个自评工作簿。"""
    raise _not_yet("new_workbook", book)


def add_project(book: Book) -> None:
    """增加项目表：增加一张项目支出绩效自评表。"""
    raise _not_yet("add_project", book)


def collect_projects(book: Book) -> None:
    """收集项目表：把各股室填好的项目表收进来。"""
    raise _not_yet("collect_projects", book)


def import_word(book: Book) -> None:
    """导入 Word：从 Word 文件导入表格。"""
    raise _not_yet("import_word", book)


def carry_forward(book: Book) -> None:
    """带入上年数据：带入上年的数据和指标。"""
    raise _not_yet("carry_forward", book)


def recalculate(book: Book) -> None:
    """重新计算：重新计算全部得分。"""
    raise _not_yet("recalculate", book)


def explain_score(book: Book) -> None:
    """解释得分：说明所选得分是怎么来的。"""
    raise _not_yet("explain_score", book)


def accept_score(book: Book) -> None:
    """采用计算得分：把计算得分填入所选单元格。"""
    raise _not_yet("accept_score", book)


def check(book: Book) -> None:
    """校验：校验整个工作簿。"""
    raise _not_yet("check", book)


def previous_finding(book: Book) -> None:
    """上一条：到上一条问题。"""
    raise _not_yet("previous_finding", book)


def next_finding(book: Book) -> None:
    """下一条：到下一条问题。"""
    raise _not_yet("next_finding", book)


def explain_finding(book: Book) -> None:
    """填写说明：为所选问题填写说明。"""
    raise _not_yet("explain_finding", book)


def fix(book: Book) -> None:
    """一键修正：改正只有一个正确答案的问题。"""
    raise _not_yet("fix", book)


def clear_marks(book: Book) -> None:
    """清除标记：清除校验留下的标记。"""
    raise _not_yet("clear_marks", book)


def package(book: Book) -> None:
    """校验并打包：校验后生成报送文件。"""
    raise _not_yet("package", book)


def write_report(book: Book) -> None:
    """生成自评报告：生成 Word 版自评报告。"""
    raise _not_yet("write_report", book)


def compare_report(book: Book) -> None:
    """核对报告：核对报告与表格的数字。"""
    raise _not_yet("compare_report", book)


def export_pdf(book: Book) -> None:
    """导出 PDF：把各表导出为 PDF。"""
    raise _not_yet("export_pdf", book)


def manual(book: Book) -> None:
    """使用手册：打开使用手册。"""
    raise _not_yet("manual", book)


def diagnose(book: Book) -> None:
    """环境诊断：检查本机的运行环境。"""
    raise _not_yet("diagnose", book)


def about(book: Book) -> None:
    """关于：关于本程序。"""
    raise _not_yet("about", book)
