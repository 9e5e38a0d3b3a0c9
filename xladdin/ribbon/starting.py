"""新建自评工作簿 and 导入 Word: a new workbook from the template, empty or filled with the tables of Word files."""

from io import BytesIO
from pathlib import Path

from xladdin.drawing.template import MACROS, draw_template
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.importing import left_out, read_together, write_workbook
from xladdin.ribbon.desk import Desk, listed
from xladdin.rulebooks.loader import available, suggest
from xladdin.rulebooks.schema import Rulebook
from xladdin.writing import write_file

_NAME = "绩效自评"


def new_workbook(desk: Desk) -> None:
    """新建自评工作簿：新建一个自评工作簿。"""
    rulebook = _ask_rulebook(desk)
    if rulebook is None:
        return
    unit = desk.host.text(desk.title, "单位名称：")
    if unit is None:
        return
    year = _ask_year(desk, rulebook)
    target = None if year is None else _ask_target(desk, f"{year}年度{_NAME}")
    if target is None:
        return
    drawn = BytesIO()
    draw_template(rulebook, drawn, unit=unit.strip(), year=year, macros=MACROS[target.suffix.lower()])
    write_file(target, drawn.getvalue(), force=True)  # the dialog has asked
    desk.host.open_workbook(target)
    desk.progress(f"已新建“{target.name}”。")


def import_word(desk: Desk) -> None:
    """导入 Word：把 Word 文件里的表格读进新的自评工作簿。"""
    files = desk.host.files("Word 版自评材料", (".docx",), several=True)
    if not files:
        return
    read = read_together(files)
    filing = read.filing
    rulebook = _rulebook_of(desk, filing)
    target = None if rulebook is None else _ask_target(desk, f"{filing.year or ''}年度{_NAME}")
    if rulebook is None or target is None:
        return
    lost = write_workbook(filing, rulebook, target, force=True)  # the dialog has asked
    desk.host.open_workbook(target)
    lines = [f"已把 {len(filing.forms)} 张表读进“{target.name}”。"]
    for sentence, places in left_out(read, lost):
        lines += [sentence, listed(places)]
    desk.tell("\n".join(lines))


def _ask_rulebook(desk: Desk) -> Rulebook | None:
    rulebooks = available()
    number = desk.choose("采用哪个评价办法？", [rulebook.name for rulebook in rulebooks])
    return None if number is None else rulebooks[number]


def _ask_year(desk: Desk, rulebook: Rulebook) -> int | None:
    answer = desk.host.text(desk.title, "年度：", str(rulebook.year or ""))
    if answer is None:
        return None
    if not (answer.strip().isdecimal() and 2000 <= int(answer) <= 2100):
        raise InputError(f"“{answer}”不是年度，请填四位数的年份，例如 2024。")
    return int(answer)


def _ask_target(desk: Desk, name: str) -> Path | None:
    target = desk.host.target("保存到", Path.home() / f"{name}{desk.host.suffix}")
    if target is not None and target.suffix.lower() not in MACROS:
        target = target.with_name(f"{target.name}{desk.host.suffix}")
    return target


def _rulebook_of(desk: Desk, filing: Filing) -> Rulebook | None:
    """What year and unit suggest; where they suggest nothing the person chooses."""
    return suggest(filing.year, filing.unit) or _ask_rulebook(desk)
