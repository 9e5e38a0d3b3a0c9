"""The command line's own words in Chinese: its help, and what is wrong with a call.

Typer has no translations. Its help pages are written anew in `help`; what it raises is told in one sentence by
`usage_sentence`.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

Command = TypeVar("Command", bound=Callable[..., Any])


class _Chinese:
    """What a command and a group of commands have in common: pages in Chinese from the first line to the last."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示这份说明"
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from xladdin.cli.help import help_page

        formatter.write(help_page(self, ctx))


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is Chinese."""


class CommandFamily(typer.Typer):
    """A group of commands each of which has Chinese help."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Command], Command]:
        return super().command(name, cls=ChineseCommand, **settings)


def command_family(help_text: str) -> CommandFamily:
    """A group of commands (`xladdin rules …`) with everything Chinese that typer lets be Chinese."""
    return CommandFamily(
        cls=ChineseGroup,
        help=help_text,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with the call, and where the right one can be read: one sentence.

    Told apart by the name of the error's class: typer does not export these classes.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "xladdin"
    return f"{_complaint(error)}，请用 {command} --help 查看用法。"


def _complaint(error: typer.TyperException) -> str:
    quoted = re.findall(r"'([^']*)'", error.message)
    match type(error).__name__:
        case "NoSuchOption":
            return f"没有 {getattr(error, 'option_name', '')} 这个选项"
        case "MissingParameter":
            return f"缺少{_parameter(error)}"
        case "BadOptionUsage":
            wrong = "后面不带内容" if "does not take" in error.message else "后面缺少内容"
            return f"选项 {getattr(error, 'option_name', '')} {wrong}"
        case "BadParameter":
            return f"{_parameter(error)}不能用“{quoted[0]}”" if quoted else _unfit(error)
    if error.message.startswith("Missing command"):
        return "缺少命令"
    if error.message.startswith("No such command") and quoted:
        similar = f"（相近的有 {'、'.join(quoted[1:])}）" if quoted[1:] else ""
        return f"没有“{quoted[0]}”这个命令{similar}"
    extra = re.search(r"argument\(s\) \((.*)\)", error.message)
    return f"多出了“{extra.group(1)}”" if extra else "命令写得不对"


def _unfit(error: typer.TyperException) -> str:
    """A number that is none, or out of range."""
    from xladdin.cli.help import range_of

    numbers = range_of(getattr(error, "param", None))
    return f"{_parameter(error)} 应是数，{numbers}" if numbers else f"{_parameter(error)} 应是数"


def _parameter(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    if parameter.param_type_name == "option":
        return f"选项 {parameter.opts[0]}"
    return f"参数“{parameter.metavar or parameter.name}”"
