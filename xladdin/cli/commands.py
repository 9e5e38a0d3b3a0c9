"""All commands, put together. A family of commands is a module of its own; what it needs is imported when it runs."""

from typing import Annotated

import typer

from xladdin import __version__
from xladdin.cli import (
    addin,
    calc,
    check,
    collecting,
    demo,
    fix,
    importing,
    new,
    packaging,
    report,
    rules,
    score,
    verifying,
)
from xladdin.cli.wording import command_family

app = command_family("预算支出绩效自评：读取、计分、核对、打包。")
app.command("check")(check.check)
app.command("collect")(collecting.collect)
app.command("demo")(demo.demo)
app.command("fix")(fix.fix)
app.command("import")(importing.import_tables)
app.command("new")(new.new)
app.command("keygen")(packaging.keygen)
app.command("package")(packaging.package)
app.command("report")(report.report)
app.command("score")(score.score)
app.command("verify")(verifying.verify)
app.add_typer(addin.app, name="addin")
app.add_typer(calc.app, name="calc")
app.add_typer(rules.app, name="rules")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"xladdin {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本号")
    ] = False,
) -> None:
    """Called alone, `xladdin` shows its help: the first thing that a person tries."""
    if context.invoked_subcommand is None:
        print(context.get_help())
