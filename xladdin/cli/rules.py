"""`xladdin rules`: which rulebooks there are, what one says, where two differ."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Annotated

import typer

from xladdin.cli.options import JsonOption
from xladdin.cli.output import console, print_json
from xladdin.cli.wording import command_family

app = command_family("评分规则：列出、查看、比较各地各年度的规则。")

IdArgument = Annotated[str, typer.Argument(metavar="规则集", help="规则集编号，见 xladdin rules list")]


@app.command("list")
def list_rulebooks(as_json: JsonOption = False) -> None:
    """列出可用的规则集。"""
    from xladdin.rulebooks.loader import available
    from xladdin.rulebooks.schema import not_compared

    rulebooks = available()
    if as_json:
        fields = {"id", "name", "place", "year", "version", "checked_on"}
        print_json(
            [
                {**found.model_dump(mode="json", include=fields), "not_compared": not_compared(found)}
                for found in rulebooks
            ]
        )
        return
    rows = [(found.id, found.name, _compared(found.checked_on, len(not_compared(found)))) for found in rulebooks]
    _print_table("", ("编号", "名称", "与原文件核对"), rows)


def _compared(day: date, left: int) -> str:
    """When the rulebook was compared with its documents, and how much of it was not."""
    return f"{day}，另有 {left} 处尚未核对（见 rules show）" if left else str(day)


def _names_of_checks() -> dict[str, str]:
    from xladdin.checks.catalogue import CHECKS

    return {code: check.title for check in CHECKS.values() for code in check.codes}


@app.command("show")
def show_rulebook(rulebook_id: IdArgument, as_json: JsonOption = False) -> None:
    """查看一个规则集的全部规则及其依据。"""
    from xladdin.rulebooks.differences import describe
    from xladdin.rulebooks.loader import load

    rulebook = load(rulebook_id)
    rows = describe(rulebook, _names_of_checks())
    if as_json:
        print_json({"id": rulebook.id, "name": rulebook.name, "rules": [row._asdict() for row in rows]})
        return
    console().print(f"{rulebook.name}（{rulebook.id}）", style="bold")
    for table, of_table in groupby(rows, key=lambda row: row.table):
        _print_table(table, ("规则", "内容", "依据"), [(row.rule, row.content, row.basis) for row in of_table])


@app.command("diff")
def compare_rulebooks(
    before_id: Annotated[str, typer.Argument(metavar="以前的规则集", help="规则集编号，见 xladdin rules list")],
    now_id: Annotated[str, typer.Argument(metavar="现在的规则集", help="规则集编号")],
    as_json: JsonOption = False,
) -> None:
    """比较两个规则集：哪张表的哪条规则，以前怎样、现在怎样。"""
    from xladdin.rulebooks.differences import differences
    from xladdin.rulebooks.loader import load

    before, now = load(before_id), load(now_id)
    found = differences(before, now, _names_of_checks())
    if as_json:
        print_json({"before": before.id, "now": now.id, "differences": [row._asdict() for row in found]})
        return
    if not found:
        console().print(f"{before.name}与{now.name}的规则相同。")
        return
    headings = ("规则", f"以前：{before.name}", f"现在：{now.name}")
    for table, of_table in groupby(found, key=lambda row: row.table):
        _print_table(table, headings, [(row.rule, row.before, row.now) for row in of_table])


def _print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows under headings; a long text goes on in the next line of its own column."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", title_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)
