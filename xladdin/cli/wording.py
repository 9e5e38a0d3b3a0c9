"""The command line's own words in Chinese: panel titles, usage lines, and what is wrong with a call.

Typer has no translations. What it lets one set is set here, when help is asked for (its help needs rich, which
takes longer to load than most commands take to run); what it raises is told in one sentence by `usage_sentence`.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

Command = TypeVar("Command", bound=Callable[..., Any])


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese from the first line to the last."""

    def get_usage(self, ctx: Any) -> str:
        return _chinese_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _chinese_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _prepare_help(self.get_params(ctx))
        super().format_help(ctx, formatter)


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    def get_usage(self, ctx: Any) -> str:
        return _chinese_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _chinese_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _prepare_help(self.get_params(ctx))
        super().format_help(ctx, formatter)


class CommandFamily(typer.Typer):
    """A group of commands each of which has Chinese help."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Command], Command]:
        return super().command(name, cls=ChineseCommand, options_metavar="[选项]", **settings)


def command_family(help_text: str) -> CommandFamily:
    """A group of commands (`xladdin rules …`) with everything Chinese that typer lets be Chinese."""
    return CommandFamily(
        cls=ChineseGroup,
        help=help_text,
        add_completion=False,
        pretty_exceptions_enable=False,
        options_metavar="[选项]",
        subcommand_metavar="命令 …",
    )


def _prepare_help(parameters: Iterable[Any]) -> None:
    """Chinese titles, and no `<bool>` behind a switch, which says nothing to a reader."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    for parameter in parameters:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""


def _chinese_usage(usage: str) -> str:
    return usage.replace("Usage: ", "用法：").replace("[OPTIONS]", "[选项]")


def _chinese_help_option(option: Any) -> Any:
    if option is not None:
        option.help = "显示这份说明"
    return option


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
            return f"{_parameter(error)}不能用“{quoted[0]}”" if quoted else f"{_parameter(error)}的内容不能用"
    if error.message.startswith("Missing command"):
        return "缺少命令"
    if error.message.startswith("No such command") and quoted:
        similar = f"（相近的有 {'、'.join(quoted[1:])}）" if quoted[1:] else ""
        return f"没有“{quoted[0]}”这个命令{similar}"
    extra = re.search(r"argument\(s\) \((.*)\)", error.message)
    return f"多出了“{extra.group(1)}”" if extra else "命令写得不对"


def _parameter(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    if parameter.param_type_name == "option":
        return f"选项 {parameter.opts[0]}"
    return f"参数“{parameter.metavar or parameter.name}”"
