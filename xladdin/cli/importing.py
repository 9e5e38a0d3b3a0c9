"""`xladdin import`: the tables of a Word filing into a template workbook."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.cli.options import ForceOption, RulebookOption
from xladdin.cli.output import console

if TYPE_CHECKING:
    from xladdin.forms.entry import Entry, Form
    from xladdin.forms.filing import Filing

WORKBOOKS = {".xlsx": False, ".xlsm": True}


def import_tables(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="Word 文件（.docx）或工作簿，可以有多个")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="工作簿", help="写到哪里（.xlsx 或 .xlsm）")],
    rulebook: RulebookOption = None,
    force: ForceOption = False,
) -> None:
    """把 Word 报告里的表格读进模板工作簿，正文不动。"""
    from xladdin.drawing.template import draw_template
    from xladdin.errors import InputError
    from xladdin.opening import choose
    from xladdin.writing import write_file

    if out.suffix.lower() not in WORKBOOKS:
        raise InputError(f"“{out.name}”应以 .xlsx 或 .xlsm 结尾。")
    if any(out.exists() and file.exists() and out.samefile(file) for file in files):
        raise InputError(f"“{out.name}”是要读取的文件本身，请写到另一个文件。")
    filing = _read_all(files)
    chosen = choose(filing, rulebook)
    drawn = BytesIO()
    draw_template(chosen, drawn, filing=filing, macros=WORKBOOKS[out.suffix.lower()])
    write_file(out, drawn.getvalue(), force=force)
    _report(filing, out, chosen.name)


def _read_all(files: list[Path]) -> "Filing":
    """The forms of all files as one filing, in the order of the files."""
    from xladdin.errors import InputError
    from xladdin.forms.filing import Filing
    from xladdin.opening import vocabulary
    from xladdin.reading import read_filing

    filings = [read_filing(file, vocabulary()) for file in files]
    for filing in filings:
        if not filing.forms:
            raise InputError(
                f"“{filing.source}”里没有找到基础数据表、自评表、项目表等任何一张表，请检查是否选错了文件。"
            )
    return Filing(
        source="、".join(filing.source for filing in filings),
        forms=tuple(form for filing in filings for form in filing.forms),
        without_form=tuple(f"{filing.source} {place}" for filing in filings for place in filing.without_form),
        rulebook=next((filing.rulebook for filing in filings if filing.rulebook.text), filings[0].rulebook),
    )


def _report(filing: "Filing", out: Path, rulebook: str) -> None:
    """Which forms were found where, and everything that did not find a place."""
    print_line = console().print
    for form in filing.forms:
        name = getattr(form, "name", None)
        print_line(f"  {form.sheet}　{form.chinese}　{' '.join(name.text.split()) if name else ''}".rstrip())
    if filing.without_form:
        print_line(f"这些表格不是自评用的表，没有读入：{'、'.join(filing.without_form)}", style="yellow")
    lost = _lost(filing, out)
    print_line(f"已把 {len(filing.forms)} 张表写入 {out}（{rulebook}）。")
    if lost:
        print_line(f"有 {len(lost)} 处内容在模板里没有对应的位置，没有写入，请人工核对：", style="yellow")
        for entry in lost:
            print_line(f"  {entry.address}　{' '.join(entry.raw.split())[:60]}", style="yellow")


def _lost(filing: "Filing", out: Path) -> list["Entry"]:
    """What was read but does not stand in the workbook: it is read again to be sure."""
    from xladdin.opening import vocabulary
    from xladdin.reading import read_filing

    written = read_filing(out, vocabulary())
    lost = []
    for model in dict.fromkeys(type(form) for form in filing.forms):
        drawn = [_entered(form) for form in written.of(model)]
        for number, form in enumerate(filing.of(model)):
            lost += _missing(_entered(form), drawn[number] if number < len(drawn) else {})
    return lost


def _missing(read: "dict[str, Entry]", drawn: "dict[str, Entry]") -> list["Entry"]:
    """What stands nowhere in the drawn form; a value that moved to another row has not been lost."""
    from collections import Counter

    moved = {path: entry for path, entry in read.items() if path not in drawn or drawn[path].value != entry.value}
    elsewhere = Counter(entry.value for path, entry in drawn.items() if path not in read or path in moved)
    lost = []
    for entry in moved.values():
        if elsewhere[entry.value] > 0:
            elsewhere[entry.value] -= 1
        else:
            lost.append(entry)
    return lost


def _entered(form: "Form") -> "dict[str, Entry]":
    """Every entry of the filer's own; printed labels, titles and notes are the template's."""
    from xladdin.forms.entry import entries_of

    printed = ("label", "heading", "level1", "level2", "standard", "note", "evidence")
    return {
        path: entry
        for path, entry in entries_of(form)
        if not entry.is_blank and not path.endswith(printed) and not path.startswith(("title", "annex", "remarks"))
    }
