"""`xladdin check`: what is wrong in a file, where, and how to mend it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.cli.options import (
    ExplainOption,
    FileArgument,
    ForceOption,
    JsonOption,
    LastYearOption,
    RulebookOption,
    explanations_given,
)
from xladdin.cli.output import console, print_indented, print_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from xladdin.checks.finding import Finding
    from xladdin.checks.report import Report

ReportOption = Annotated[
    list[Path] | None,
    typer.Option("--report", metavar="报告.docx", help="一并核对的 Word 自评报告，可以写多次"),
]

_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}


def check(
    file: FileArgument,
    rulebook: RulebookOption = None,
    last_year: LastYearOption = None,
    as_json: JsonOption = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="网页", help="另写一份网页，可以打印、可以发送")
    ] = None,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", metavar="工作簿", help="另存一份做了标记、附有校验结果的工作簿")
    ] = None,
    explain: ExplainOption = None,
    reports: ReportOption = None,
    annotate_report: Annotated[
        Path | None,
        typer.Option(
            "--annotate-report",
            metavar="副本",
            help="另存一份带批注的 Word 报告；有几份报告时写一个文件夹，副本放在里面，文件名不变",
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """校验：列出错误、警告和提示，说明在哪里、应为多少、怎么改。"""
    from xladdin.checking import check_file
    from xladdin.cli.report_copies import commented_copies, copies_of
    from xladdin.patching.copies import check_target, workbook_bytes

    copies = copies_of(reports or [], annotate_report, [file, annotate, html], force=force)
    data = None if annotate is None else workbook_bytes(file, "标记")
    if annotate is not None:
        check_target(file, annotate)
    _check_page(html, file, annotate)
    former = annotate if annotate is not None and force and annotate.is_file() else None
    report = check_file(file, rulebook, last_year, explanations_given(explain), former, reports or ())
    made = commented_copies(copies, report)
    if annotate is not None and data is not None:
        from xladdin.annotating import annotated

        made[annotate] = annotated(data, report)
    if html is not None:
        from xladdin.annotating.page import page

        made[html] = page(report).encode()
    _write(made, annotate_report if len(copies) > 1 else None, force=force)
    if as_json:
        print_json(report.as_json())
    else:
        _print(report)
        _print_written(report, html, annotate, bool(explain))
        for target in copies.values():
            console().print(f"带批注的报告：{target}（原文件没有改动）")
    if report.counts["error"]:
        raise typer.Exit(1)


def _check_page(html: Path | None, file: Path, annotate: Path | None) -> None:
    """Where the page may go: not over what is read, nor where the workbook goes, under a name that a browser opens."""
    from xladdin.errors import InputError
    from xladdin.writing import refuse_source

    if html is None:
        return
    refuse_source(file, html)
    if annotate is not None and html.absolute() == annotate.absolute():
        raise InputError(f"网页和工作簿不能都写到“{html.name}”，请换一个文件名。")
    if html.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"“{html.name}”应以 .html 结尾。")


def _write(made: dict[Path, bytes], folder: Path | None, *, force: bool) -> None:
    """All results, once all could be made: half of them would look like the whole."""
    from xladdin.writing import make_folder, write_file

    if folder is not None:
        make_folder(folder)
    for target, content in made.items():
        write_file(target, content, force=force)


def _print(report: "Report") -> None:
    out = console()
    out.print(f"{report.source}　规则集：{report.rulebook_name}（{report.rulebook_id}）", style="bold")
    for sheet, findings in report.by_sheet():
        out.print()
        out.print(f"{sheet or '整份材料'}（{len(findings)} 处）", style="bold underline")
        for finding in findings:
            _print_finding(out, report, finding)
    out.print()
    out.print(f"{report.summary}。", style="bold red" if report.counts["error"] else "bold")
    for explanation in report.dropped:
        place = f"{explanation.code} {explanation.place}"
        out.print(f"问题已改正或已变化，原来的说明不再保留：{place}“{explanation.text}”", style="yellow")
    if report.waiting:
        out.print(report.about_waiting, style="dim")


def _print_finding(out: "Console", report: "Report", finding: "Finding") -> None:
    out.print(_head(report, finding))
    values = (("填报值", finding.provided), ("应为", finding.expected), ("差额", finding.difference))
    figures = "　".join(f"{name} {' '.join(value.split())}" for name, value in values if value)
    lines = [finding.message, figures, f"怎么改：{finding.fix}" if finding.fix else ""]
    text = report.explanations.get(finding.id)
    if text is not None:
        lines.append(f"说明：{text}")
    elif finding.severity == "warning":
        lines.append(f"编号：{finding.id}")
    print_indented(out, lines)


def _head(report: "Report", finding: "Finding") -> "Text":
    from rich.text import Text

    from xladdin.checks.report import CHINESE, EXPLAINED, cell_of

    explained = report.explained(finding)
    level = f"{CHINESE[finding.severity]}·{EXPLAINED}" if explained else CHINESE[finding.severity]
    head = Text("  ")
    head.append(level, style="green" if explained else f"bold {_COLOURS[finding.severity]}")
    head.append(f" {finding.code} ", style="dim")
    head.append(cell_of(finding), style="bold")
    if finding.project:
        head.append(f"　{finding.project}", style="dim")
    return head


def _print_written(report: "Report", html: Path | None, annotate: Path | None, explained: bool) -> None:
    out = console()
    if html is not None:
        out.print(f"网页：{html}")
    if annotate is not None:
        out.print(f"标记后的工作簿：{annotate}（原文件没有改动）")
    elif explained:
        out.print("这次的说明没有存下来：加上 --annotate 另存工作簿，说明才会留在里面。", style="yellow")
    elif any(finding.severity == "warning" and not report.explained(finding) for finding in report.findings):
        out.print("警告确有原因的，用 --explain 编号=说明 写明，或在 --annotate 另存的工作簿里填写。")
