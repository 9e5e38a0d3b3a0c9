"""`xladdin verify`: was a package altered, and do its scores recompute."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xladdin.cli.options import JsonOption
from xladdin.cli.output import console, print_json

if TYPE_CHECKING:
    from xladdin.submission.verifying import Verdict

_SIGNATURES = {
    "unsigned": "未签名：不能排除清单和工作簿被一起改动",
    "valid": "签名有效",
    "invalid": "签名无效",
    "unknown_signer": "已签名，与清单相符；没有给出公钥，不能确认是谁签的（--public-key）",
}


def verify(
    path: Annotated[Path, typer.Argument(metavar="报送包", help="压缩包、文件夹，或旁边有清单的工作簿")],
    manifest: Annotated[
        Path | None, typer.Option("--manifest", metavar="清单", help="工作簿的清单不在旁边时，写明它在哪里")
    ] = None,
    public_key: Annotated[Path | None, typer.Option("--public-key", metavar="公钥", help="用这把公钥核验签名")] = None,
    as_json: JsonOption = False,
) -> None:
    """核验：报送包有没有被改动，得分能不能复算出来。"""
    from xladdin.submission.verifying import verify_package

    verdict = verify_package(path, manifest=manifest, key=public_key)
    if as_json:
        print_json(_document(verdict))
    else:
        _print(verdict)
    if not verdict.unchanged:
        raise typer.Exit(1)


def _print(verdict: "Verdict") -> None:
    out, stated = console(), verdict.manifest
    rulebook = stated.rulebook
    out.print(f"{verdict.name}　{stated.unit}　{stated.year or ''}年度　规则集：{rulebook.name}（{rulebook.id}，"
              f"第 {rulebook.version} 版）", style="bold")  # fmt: skip
    for change in verdict.changes:
        out.print(f"  {change.message}", style="red")
    if verdict.unchanged:
        seen = len(stated.files) - len(verdict.unseen)
        out.print(f"没有改动：{seen} 个文件、{len(stated.sheets)} 张工作表与清单一致，"
                  f"{verdict.recomputed} 项得分复算一致。", style="bold green")  # fmt: skip
    elif differing := sum(change.kind != "signature" for change in verdict.changes):
        out.print(f"有 {differing} 处与清单不符。", style="bold red")
    else:
        out.print("内容与清单一致，但签名没有通过核验。", style="bold red")
    if verdict.unseen:
        out.print(f"只核验了工作簿，清单里另有 {len(verdict.unseen)} 个文件没有核验：{'、'.join(verdict.unseen)}。",
                  style="yellow")  # fmt: skip
    style = "red" if verdict.signature == "invalid" else "yellow" if verdict.signature == "unsigned" else "green"
    out.print(f"{_SIGNATURES[verdict.signature]}。", style=style)


def _document(verdict: "Verdict") -> dict[str, Any]:
    stated = verdict.manifest
    return {
        "package": verdict.name,
        "unit": stated.unit,
        "year": stated.year,
        "rulebook": stated.rulebook.model_dump(),
        "unchanged": verdict.unchanged,
        "unseen": list(verdict.unseen),
        "signature": verdict.signature,
        "signer": stated.signer,
        "recomputed": verdict.recomputed,
        "changes": [change._asdict() for change in verdict.changes],
        "total": stated.total.model_dump(),
        "explanations": [explanation.model_dump() for explanation in stated.explanations],
    }
