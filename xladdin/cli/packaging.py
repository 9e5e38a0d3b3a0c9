"""`xladdin package`: check everything, then the package that is handed in; `xladdin keygen`: the keys to sign it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xladdin.cli.options import ExplainOption, JsonOption, LastYearOption, RulebookOption, explanations_given
from xladdin.cli.output import console, print_indented, print_json

if TYPE_CHECKING:
    from xladdin.checks.finding import Finding
    from xladdin.submission.packaging import Checked, Packaged

_LEVELS = {"error": ("错误", "red"), "warning": ("警告，没有说明", "yellow")}


def package(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="主工作簿；后面可以再列项目工作簿")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="报送包放在哪个文件夹里")],
    projects: Annotated[
        Path | None, typer.Option("--projects", metavar="文件夹", help="业务股室交来的项目工作簿所在的文件夹")
    ] = None,
    rulebook: RulebookOption = None,
    last_year: LastYearOption = None,
    explain: ExplainOption = None,
    accept_warnings: Annotated[
        str | None, typer.Option("--accept-warnings", metavar="说明", help="给其余全部警告同一个说明，会如实记录")
    ] = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option("--report", metavar="报告.docx", help="一并核对、一并报送的 Word 自评报告，可以写多次"),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="另做一份 PDF（需要 LibreOffice）")] = False,
    key: Annotated[Path | None, typer.Option("--key", metavar="私钥", help="用这把私钥签名，见 xladdin keygen")] = None,
    force: Annotated[bool, typer.Option("--force", help="已有报送包时重新打包，原来的改名保留")] = False,
    as_json: JsonOption = False,
) -> None:
    """校验并打包：有错误或有警告没有说明时什么也不写。"""
    from xladdin.submission.packaging import build_package, check_submission
    from xladdin.submission.pdf import make_pdf

    checked = check_submission(
        files, projects=projects, reports=reports or (), rulebook=rulebook, given=explanations_given(explain),
        for_all=accept_warnings, last_year=last_year,
    )  # fmt: skip
    if not checked.ready:
        _refuse(checked, as_json)
        raise typer.Exit(1)
    made = build_package(checked, out, pdf=make_pdf if pdf else None, key=key, force=force)
    if as_json:
        print_json(_document(checked, made))
    else:
        _print(checked, made)


def _refuse(checked: "Checked", as_json: bool) -> None:
    """The list: errors first, then the warnings without an explanation."""
    if as_json:
        print_json(_document(checked, None))
        return
    out = console()
    errors, missing = checked.errors, checked.explanations.missing
    for finding in (*errors, *missing):
        _print_finding(finding)
    parts = [f"{len(errors)} 处错误要改正"] * bool(errors)
    parts += [f"{len(missing)} 处警告要改正或说明"] * bool(missing)
    out.print(f"没有打包：{'，'.join(parts)}。", style="bold red")
    if missing:
        out.print("说明用 --explain 编号=说明，或填在“校验结果”表里；--accept-warnings 给全部警告同一个说明。")


def _print_finding(finding: "Finding") -> None:
    from rich.text import Text

    from xladdin.checks.report import place_of

    level, colour = _LEVELS[finding.severity]
    head = Text.assemble((level, f"bold {colour}"), f" {finding.code} ", (place_of(finding) or "整份材料", "bold"))
    out = console()
    out.print(head)
    lines = [finding.message, f"怎么改：{finding.fix}" if finding.fix else ""]
    lines += [f"编号：{finding.id}"] * (finding.severity == "warning")
    print_indented(out, lines)


def _print(checked: "Checked", made: "Packaged") -> None:
    from xladdin.submission.leftovers import leftovers_in

    out = console()
    out.print(f"已打包到 {made.folder}", style="bold green", soft_wrap=True)
    for name in made.files:
        out.print(f"  {name}", soft_wrap=True)
    total = made.manifest.total
    grade = f"，等级{total.grade}" if total.grade else ""
    signed = "已签名" if made.manifest.signer else "未签名"
    explained = f"{len(made.manifest.explanations)} 处警告已说明"
    out.print(f"规则集 {checked.rulebook.id}，总分 {total.entered or '未填'}{grade}，{explained}，{signed}。")
    if made.backup:
        out.print(f"原来的报送包改名为 {made.backup.name}。", soft_wrap=True)
    for left in leftovers_in(checked.reports):
        said = f"{left.said}，已照原样放进报送包；不该交的，在 Word 里删去、接受或拒绝，再加 --force 重新打包。"
        out.print(said, style="yellow", soft_wrap=True)
    for explanation in checked.explanations.dropped:
        out.print(f"问题已改正或已变化，原来的说明没有带上：{explanation.code} {explanation.place}", style="yellow")


def _document(checked: "Checked", made: "Packaged | None") -> dict[str, Any]:
    """What a program is told, refused or not."""
    from xladdin.submission.leftovers import leftovers_in

    counts = {level: sum(finding.severity == level for finding in checked.findings)
              for level in ("error", "warning", "hint")}  # fmt: skip
    return {
        "packaged": made is not None,
        "rulebook": checked.rulebook.id,
        "findings": [finding.as_json() for finding in checked.findings],
        "counts": counts,
        "unexplained": [finding.id for finding in checked.explanations.missing],
        "explanations": [
            {"id": finding.id, "text": text, "for_all": for_all}
            for finding, text, for_all in checked.explanations.explained
        ],
        "folder": str(made.folder) if made else None,
        "files": list(made.files) if made else [],
        "backup": str(made.backup) if made and made.backup else None,
        "total": made.manifest.total.model_dump() if made else None,
        "signed": bool(made and made.manifest.signer),
        "leftovers": [left._asdict() for left in leftovers_in(checked.reports)],
    }


def keygen(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件", help="私钥写到哪里；公钥在旁边，以 .pub 结尾")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的钥匙")] = False,
) -> None:
    """生成签名用的一对钥匙：私钥自己保管，公钥交给财政局。"""
    from xladdin.errors import InputError
    from xladdin.submission.signing import fingerprint, new_keys, public_key
    from xladdin.writing import write_file

    public = out.with_name(f"{out.name}.pub")
    if public.exists() and not force:
        raise InputError(f"“{public}”已经存在，请换一个文件名，或加上 --force 覆盖它。")
    secret, shared = new_keys()
    mask = os.umask(0o077)  # the private key is readable for its owner alone from the first byte on
    try:
        write_file(out, secret, force=force)
    finally:
        os.umask(mask)
    write_file(public, shared, force=force)
    for line in (
        f"私钥 {out}（请妥善保管，不要外传）",
        f"公钥 {public}（交给财政局）",
        f"指纹 {fingerprint(public_key(public))}",
    ):
        console().print(line, soft_wrap=True)
