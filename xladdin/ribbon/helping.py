"""使用手册, 环境诊断, 关于."""

import tempfile
from pathlib import Path

from xladdin import __version__, resources
from xladdin.reading.live import named_cell
from xladdin.reading.workbook import RULEBOOK_NAME
from xladdin.ribbon.desk import Desk
from xladdin.ribbon.manual_page import page
from xladdin.rulebooks.loader import available

_MANUAL = "绩效自评使用手册.html"


def manual(desk: Desk) -> None:
    """使用手册：打开使用手册。"""
    folder = Path(tempfile.gettempdir()) / "xladdin"
    folder.mkdir(exist_ok=True)
    target = folder / _MANUAL
    target.write_text(page(resources.manual().read_text("utf-8")), encoding="utf-8")
    desk.host.show(target)
    desk.progress(f"使用手册：{target}")


def diagnose(desk: Desk) -> None:
    """环境诊断：检查本机的运行环境。"""
    lines = []
    for line in desk.host.diagnosis():
        lines.append(line.answer)
        if line.advice:
            lines.append(f"　　　{line.advice}")
    desk.tell("\n".join(lines))


def about(desk: Desk) -> None:
    """关于：关于本程序。"""
    used = named_cell(desk.book, RULEBOOK_NAME)
    name = next((rulebook.name for rulebook in available() if rulebook.id == used), "没有写明")
    lines = [
        f"绩效自评 xladdin {__version__}",
        f"本工作簿采用的评价办法：{name}",
        "xladdin 以 MIT 许可发布；与 Excel 的连接用 xlwings（BSD 3-clause 许可）。",
    ]
    desk.tell("\n".join(lines))
