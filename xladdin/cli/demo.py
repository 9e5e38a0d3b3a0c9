"""`xladdin demo`: the whole job on a real filing (汨罗 2023), each step said and each file named."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xladdin.cli.output import console

if TYPE_CHECKING:
    from xladdin.checks.fix import Fixed

EXAMPLE = Path("examples") / "miluo_2023.xlsx"
CORRECTIONS = Path("examples") / "miluo_2023_corrections.yaml"
_EXPLANATION = "演示：已与业务股室核对，情况属实"
_DRAFT = "演示：报告还是初稿，标黄的位置正式报送前填好"


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="演示文件写到哪里")] = Path("demo"),
) -> None:
    """整个流程走一遍：填表、计分、校验、打包被退、改正、写报告、再打包，用汨罗市 2023 年度公开的自评表。"""
    from xladdin import resources
    from xladdin.writing import make_folder

    say = console().print
    make_folder(out)
    files = _Files(out)
    _fill(resources.templates() / EXAMPLE, files.filled)
    _score(files.filled)
    _check(files.filled, files.annotated)
    _try_to_package(files.filled)
    _fix(files.filled, files.fixed)
    _decide(resources.templates() / CORRECTIONS, files.fixed, files.decided)
    _report(files.decided, files.report)
    _package(files.decided, files.report, out)
    say("\n演示完成。接着可以打开上面的文件看看，或者用您自己的工作簿：xladdin check 文件", style="bold")


class _Files:
    """The files of the demonstration, numbered in the order in which they are made."""

    def __init__(self, folder: Path) -> None:
        self.filled = folder / "1-填好的自评工作簿.xlsx"
        self.annotated = folder / "2-校验结果.xlsx"
        self.fixed = folder / "3-一键修正后.xlsx"
        self.decided = folder / "4-人工改正后.xlsx"
        self.report = folder / "5-部门整体支出绩效自评报告.docx"


def _step(number: int, title: str) -> None:
    console().print(f"\n{number} {title}", style="bold cyan")


def _write(path: Path, data: bytes) -> None:
    from xladdin.writing import write_file

    write_file(path, data, force=True)
    console().print(f"  → {path}")


def _fill(example: Path, target: Path) -> None:
    """The template, filled with the filing's own figures."""
    from io import BytesIO

    from xladdin.drawing.template import draw_template
    from xladdin.opening import open_filing

    _step(1, "填表：模板里填入汨罗市住建系统 2023 年度公开的自评表（16 张表）")
    opened = open_filing(example)
    drawn = BytesIO()
    draw_template(opened.rulebook, drawn, filing=opened.filing)
    _write(target, drawn.getvalue())


def _score(file: Path) -> None:
    from xladdin.opening import open_filing
    from xladdin.scoring.filing import score_filing
    from xladdin.values.number import digits

    _step(2, "计分：填报得分与计算得分对照（全部见 xladdin score）")
    scores = score_filing(*open_filing(file))
    for line in scores.lines:
        if line.rule == "total" and line.differs:
            entered, computed = digits(line.entered.number or Decimal(0)), digits(line.computed.score or Decimal(0))
            console().print(f"  {line.form}：总分填 {entered}，各项得分相加是 {computed}")
    differing = sum(line.differs for line in scores.lines)
    console().print(f"  共 {len(scores.lines)} 项得分，{differing} 项填报与计算不一致")


def _check(file: Path, target: Path) -> None:
    from xladdin.annotating.annotate import annotated
    from xladdin.checking import check_file

    _step(3, "校验：标出每一处问题")
    report = check_file(file)
    console().print(f"  {report.summary}")
    _write(target, annotated(file.read_bytes(), report))


def _try_to_package(file: Path) -> None:
    from xladdin.submission.packaging import check_submission

    _step(4, "打包：有错误的材料不能报送")
    checked = check_submission([file])
    for finding in checked.errors:
        console().print(f"  {finding.code} {finding.sheet}!{finding.cell}　{finding.message}")
    missing = len(checked.explanations.missing)
    console().print(f"  没有打包：{len(checked.errors)} 处错误要改正，{missing} 处警告要改正或说明", style="red")


def _fix(file: Path, target: Path) -> None:
    _step(5, "一键修正：只改有唯一正确答案的地方")
    result = _fixed(file, file.read_bytes())
    for change in result.changes:
        place = f"{change.address.sheet}!{change.address.cell}"
        console().print(f"  {place}　{change.old or '空'} → {change.new}　{change.field}")
    _write(target, result.data)


def _fixed(file: Path, data: bytes) -> "Fixed":
    """What has one right answer, in the bytes of a copy of `file`."""
    from xladdin.checking import checker_of
    from xladdin.checks.fix import fixed
    from xladdin.opening import open_filing

    return fixed(data, checker_of(file, open_filing(file)))


def _decide(corrections: Path, file: Path, target: Path) -> None:
    """What only a person can decide; the totals that follow from it are brought up to date."""
    from xladdin.patching.package import Package
    from xladdin.patching.sheet import SheetXml
    from xladdin.patching.workbook import sheet_parts

    _step(6, "人工改正：程序说得出哪里不对、说不出哪个数对的地方，由会计决定（演示用的决定）")
    package = Package(file.read_bytes())
    parts = {sheet.name: sheet.part for sheet in sheet_parts(package)}
    for correction in _corrections(corrections):
        console().print(f"  {correction['sheet']}　{correction['why']}（{len(correction['cells'])} 格）")
        part = parts[correction["sheet"]]
        sheet = SheetXml(package.read(part))
        for cell, value in correction["cells"].items():
            sheet.set_content(cell, Decimal(str(value)))
        package.write(part, sheet.made())
    _write(target, _fixed(file, package.to_bytes()).data)


def _corrections(file: Path) -> Iterator[dict[str, Any]]:
    import yaml

    yield from yaml.safe_load(file.read_text(encoding="utf-8"))


def _report(file: Path, target: Path) -> None:
    from xladdin.opening import open_filing
    from xladdin.scoring.filing import score_filing
    from xladdin.word import write_report

    _step(7, "写报告：数字取自各表，表里没有的留出标黄的位置")
    opened = open_filing(file)
    made = write_report(*opened, score_filing(*opened))
    _write(target, made.content)
    console().print(f"  还有 {len(made.open_places)} 处要填写，旁边的批注供撰写时参考")


def _package(file: Path, report: Path, out: Path) -> None:
    from xladdin.submission.packaging import build_package, check_submission

    _step(8, "再打包：报告和各表一起核对，没有错误，警告附上说明")
    open_warnings = check_submission([file], reports=[report]).explanations.missing
    given = {warning.id: _DRAFT for warning in open_warnings if warning.form == "report"}
    checked = check_submission([file], reports=[report], given=given, for_all=_EXPLANATION)
    made = build_package(checked, out, force=True)
    console().print(f"  {len(made.manifest.explanations)} 处警告已附说明，总分 {made.manifest.total.entered}")
    for name in made.files:
        console().print(f"  → {made.folder / name}")
