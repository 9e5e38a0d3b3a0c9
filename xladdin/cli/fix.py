"""`xladdin fix`: what has exactly one right answer is corrected in a copy, each change listed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xladdin.cli.options import ForceOption, JsonOption, LastYearOption, RulebookOption
from xladdin.cli.output import console, print_json

if TYPE_CHECKING:
    from xladdin.checks.fix import Change, Fixed


def fix(
    file: Annotated[Path, typer.Argument(metavar="文件", help="工作簿（.xlsx .xlsm）")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="工作簿", help="改好的工作簿写到哪里，与原来的同样是 .xlsx 或 .xlsm")
    ],
    rulebook: RulebookOption = None,
    last_year: LastYearOption = None,
    as_json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """改正只有一个正确答案的地方（合计、比率、执行率得分），逐条列出，其他不动。"""
    from xladdin.checking import checker_of
    from xladdin.checks.fix import fixed
    from xladdin.opening import open_filing
    from xladdin.patching.copies import check_target, workbook_bytes
    from xladdin.writing import write_file

    data = workbook_bytes(file, "改正")
    check_target(file, out)
    opened = open_filing(file, rulebook)
    result = fixed(data, checker_of(file, opened, last_year))
    write_file(out, result.data, force=force)
    if as_json:
        print_json(_document(result))
    else:
        _print(result, file, out)
    if any(finding.severity == "error" for finding in result.left):
        raise typer.Exit(1)


def _document(result: "Fixed") -> dict[str, Any]:
    from xladdin.checks.report import counted

    return {
        "changes": [_row(change) for change in result.changes],
        "recalculated": [_row(change) for change in result.recalculated],
        "formulas": [_row(change) for change in result.formulas],
        "left": counted(result.left),
    }


def _row(change: "Change") -> dict[str, str]:
    sheet, cell = change.address
    return {"code": change.code, "sheet": sheet, "cell": cell, "field": change.field, "old": change.old,
            "new": change.new}  # fmt: skip


def _print(result: "Fixed", file: Path, out: Path) -> None:
    from xladdin.checks.report import CHINESE, counted

    screen = console()
    if not result.changes:
        screen.print(f"“{file.name}”里没有只有一个正确答案的错误，没有改动。")
    else:
        screen.print(f"改正了 {len(result.changes)} 处：", style="bold")
        _print_changes(result.changes, "green")
    if result.recalculated:
        screen.print(f"随之重算的公式 {len(result.recalculated)} 处：", style="bold")
        _print_changes(result.recalculated, "cyan")
    if result.formulas:
        screen.print(f"这 {len(result.formulas)} 处是公式，没有改动，请检查公式或在 Excel 里重新计算：", style="bold")
        _print_changes(result.formulas, "yellow")
    left = {severity: number for severity, number in counted(result.left).items() if number}
    words = "，".join(f"{word} {left[severity]} 处" for severity, word in CHINESE.items() if severity in left)
    screen.print(f"还有{words}要由人判断，用 xladdin check 查看。" if left else "改正后没有发现其他问题。")
    screen.print(f"改好的工作簿：{out}（原文件没有改动）")


def _print_changes(changes: "list[Change]", colour: str) -> None:
    from rich.text import Text

    for change in changes:
        line = Text("  ")
        line.append(str(change.address), style="bold")
        line.append(f"　{change.field}　")
        line.append(f"{' '.join(change.old.split()) or '空白'} → {change.new}", style=colour)
        line.append(f"　{change.code}", style="dim")
        console().print(line)
