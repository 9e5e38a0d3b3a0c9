"""`xladdin score`: every score of a file, entered beside computed, with the sentence that explains it."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xladdin.cli.options import FileArgument, JsonOption, RulebookOption
from xladdin.cli.output import console, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from xladdin.forms.filing import Filing
    from xladdin.scoring.filing import FilingScores, ScoreLine

_TABLE_WIDTH = 80


def score(file: FileArgument, rulebook: RulebookOption = None, as_json: JsonOption = False) -> None:
    """逐项计分：填报得分与计算得分对照，并说明怎么算出来的。"""
    from xladdin.opening import open_filing
    from xladdin.scoring.filing import score_filing

    opened = open_filing(file, rulebook)
    scores = score_filing(opened.filing, opened.rulebook)
    if as_json:
        print_json(_document(scores))
        return
    out = console()
    out.print(f"{opened.filing.source}　规则集：{opened.rulebook.name}（{opened.rulebook.id}）", style="bold")
    for form, lines in groupby(scores.lines, key=lambda line: line.form):
        if out.width < _TABLE_WIDTH:
            _print_lines(form, lines)
        else:
            out.print(_table(form, lines))
    _print_not_understood(opened.filing)
    out.print(_summary(scores))


def _document(scores: "FilingScores") -> dict[str, Any]:
    whole = scores.total
    return {
        "scores": [_row(line) for line in scores.lines],
        "total": {
            "entered": None if whole is None else _plain(whole.entered.number),
            "computed": None if whole is None else _plain(whole.computed.score),
        },
        "grade": scores.grade or None,
    }


def _row(line: "ScoreLine") -> dict[str, Any]:
    place = line.entered.address
    return {
        "rule": line.rule,
        "form": line.form,
        "subject": line.subject,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
        "weight": _plain(line.weight.number),
        "entered": _plain(line.entered.number),
        "computed": _plain(line.computed.score),
        "explanation": line.computed.explanation,
    }


def _plain(value: Decimal | None) -> str | None:
    from xladdin.values.number import digits

    return None if value is None else digits(value)


def _table(form: str, lines: Iterable["ScoreLine"]) -> "Table":
    """One form: what differs is coloured."""
    from rich.table import Table
    from rich.text import Text

    rows = list(lines)
    table = Table(title=f"{form}（{rows[0].entered.address.sheet}）", title_justify="left", title_style="bold")
    table.add_column("单元格", no_wrap=True)
    table.add_column("指标", ratio=2, overflow="fold")
    for heading in ("分值", "填报", "计算"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("说明", ratio=3, overflow="fold")
    for line in rows:
        style = "red" if line.differs else "bold" if line.rule == "total" else ""
        cells = (
            line.entered.address.cell,
            " ".join(line.subject.split()),
            _plain(line.weight.number) or line.weight.text,
            _plain(line.entered.number) or line.entered.text or "未填",
            _plain(line.computed.score) or "—",
            line.computed.explanation,
        )
        table.add_row(*(Text(cell, style=style) for cell in cells))
    return table


def _print_lines(form: str, lines: Iterable["ScoreLine"]) -> None:
    """For a narrow terminal: below each other what would stand in columns."""
    out = console()
    out.print(form, style="bold")
    for line in lines:
        entered = _plain(line.entered.number) or line.entered.text or "未填"
        figures = f"填报 {entered}　计算 {_plain(line.computed.score) or '—'}　分值 {_plain(line.weight.number) or '—'}"
        out.print(f"{line.entered.address.cell} {' '.join(line.subject.split())}", style="red" if line.differs else "")
        out.print(f"  {figures}\n  {line.computed.explanation}")


def _print_not_understood(filing: "Filing") -> None:
    """Nothing that stands in the file is passed over in silence."""
    from xladdin.forms.entry import entries_of
    from xladdin.values.number import UNCALCULATED

    uncalculated = sum(entry.raw.strip() == UNCALCULATED for form in filing.forms for _, entry in entries_of(form))
    if uncalculated:
        console().print(
            f"有 {uncalculated} 格的公式没有计算过，读不到数，请在 Excel 或 WPS 里打开，重新计算后保存，再计分。",
            style="yellow",
        )
    if filing.without_form:
        places = "、".join(filing.without_form)
        console().print(f"这些地方没有认出任何一张表，没有参与计分：{places}", style="yellow")
    if filing.hidden:
        console().print(f"隐藏的工作表没有读取：{'、'.join(filing.hidden)}", style="yellow")
    left = [entry for form in filing.forms for entry in form.not_understood]
    if left:
        console().print(f"有 {len(left)} 处内容没有对应的栏目，未参与计分：", style="yellow")
        for entry in left[:20]:
            console().print(f"  {entry.address}　{' '.join(entry.raw.split())[:60]}", style="yellow")
        if len(left) > 20:
            console().print(f"  ……另有 {len(left) - 20} 处", style="yellow")


def _summary(scores: "FilingScores") -> str:
    differing = sum(line.differs for line in scores.lines)
    compared = f"共 {len(scores.lines)} 项得分，其中 {differing} 项填报与计算不一致"
    whole = scores.total
    if whole is None:
        return f"{compared}。"
    entered = _plain(whole.entered.number) or "未填"
    computed = _plain(whole.computed.score)
    grade = f"，等级{scores.grade}" if scores.grade else ""
    if computed is None:
        return f"{compared}；总分填报 {entered}，无法合计：{whole.computed.problem}。"
    return f"{compared}；总分填报 {entered}，计算 {computed}{grade}。"
