"""The help pages: whole sentences in Chinese, wrapped at the terminal's width, nothing cut.

Typer's own pages cut a sentence where it finds no blank to break it at, and Chinese has none.
"""

import inspect
import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from xladdin.cli.output import width_of, wrapped

_WIDEST = 100  # in half-width signs; longer lines are hard to read
_NAMES = 24  # a name that is longer has its text below it

Row = tuple[str, str]


def help_page(command: Any, context: Any) -> str:
    """The page of one command, or of a family of commands."""
    parameters = command.get_params(context)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    family = getattr(command, "commands", {})
    called = [context.command_path, "[选项]", *(argument.metavar for argument in arguments)]
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    blocks = [[f"用法：{' '.join([*called, '命令 …'] if family else called)}"]]
    blocks += [list(wrapped(paragraph, _room())) for paragraph in paragraphs]
    blocks.append(list(_listed("参数", ((argument.metavar, _said_of(argument)) for argument in arguments))))
    blocks.append(list(_listed("选项", ((_names(option), _said_of(option)) for option in options))))
    blocks.append(list(_listed("命令", ((name, _first_sentence(one)) for name, one in family.items()))))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def range_of(parameter: Any) -> str:
    """Which numbers it takes: `2000 至 2100`, `不小于 512`; empty where any."""
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is None:
        return ""
    return f"不小于 {least:g}" if most is None else f"{least:g} 至 {most:g}"


def _first_sentence(command: Any) -> str:
    return inspect.cleandoc(command.help or "").partition("\n\n")[0]


def _names(option: Any) -> str:
    names = "，".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _said_of(parameter: Any) -> str:
    said = [parameter.help or ""]
    if numbers := range_of(parameter):
        said.append(numbers)
    default = parameter.default
    if not isinstance(default, bool) and default not in (None, ""):
        said.append(f"默认 {default:g}" if isinstance(default, float) else f"默认 {default}")
    if parameter.required and parameter.param_type_name == "option":
        said.append("必填")
    return "；".join(said)


def _listed(title: str, rows: Iterable[Row]) -> Iterator[str]:
    """Names on the left, what is said of them on the right."""
    rows = list(rows)
    if not rows:
        return
    column = 4 + max(width for name, _ in rows if (width := width_of(name)) <= _NAMES)
    yield f"{title}："
    for name, text in rows:
        first, *rest = wrapped(text, _room(), column)
        if width_of(name) > _NAMES:
            yield f"  {name}"
            yield first
        else:
            yield f"  {name}{first[2 + width_of(name) :]}"
        yield from rest


def _room() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)
