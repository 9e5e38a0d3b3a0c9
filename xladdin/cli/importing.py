"""`xladdin import`: the tables of a Word filing into a template workbook."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.cli.options import ForceOption, RulebookOption
from xladdin.cli.output import console

if TYPE_CHECKING:
    from xladdin.forms.filing import Filing


def import_tables(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="Word 文件（.docx）或工作簿，可以有多个")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="工作簿", help="写到哪里（.xlsx 或 .xlsm）")],
    rulebook: RulebookOption = None,
    force: ForceOption = False,
) -> None:
    """把 Word 报告里的表格读进模板工作簿，正文不动。"""
    from xladdin.drawing.template import MACROS
    from xladdin.errors import InputError
    from xladdin.importing import left_out, read_together, write_workbook
    from xladdin.opening import choose

    if out.suffix.lower() not in MACROS:
        raise InputError(f"“{out.name}”应以 .xlsx 或 .xlsm 结尾。")
    if any(out.exists() and file.exists() and out.samefile(file) for file in files):
        raise InputError(f"“{out.name}”是要读取的文件本身，请写到另一个文件。")
    read = read_together(files)
    filing = read.filing
    chosen = choose(filing, rulebook)
    lost = write_workbook(filing, chosen, out, force=force)
    _list_forms(filing)
    console().print(f"已把 {len(filing.forms)} 张表写入 {out}（{chosen.name}）。")
    for sentence, places in left_out(read, lost):
        console().print("\n  ".join([sentence, *places]), style="yellow")


def _list_forms(filing: "Filing") -> None:
    """Which forms were found where."""
    for form in filing.forms:
        name = getattr(form, "name", None)
        console().print(f"  {form.sheet}　{form.chinese}　{' '.join(name.text.split()) if name else ''}".rstrip())
