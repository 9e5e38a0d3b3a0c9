"""What `xladdin addin` and `xladdin calc` print alike: an installation's steps, a diagnosis."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from xladdin.cli.output import console, print_json

if TYPE_CHECKING:
    from xladdin.hosts import Line, Step

_STYLES = {"正常": "green", "有问题": "red", "不适用": "dim"}


def print_steps(steps: "Iterable[Step]", end: str) -> None:
    """Each step, and a sentence at the end."""
    for step in steps:
        console().print(f"{step.done}　{step.path}")
    console().print(end)


def print_diagnosis(lines: "Sequence[Line]", *, as_json: bool) -> None:
    """Each line with its advice. Something that is wrong ends the command as a finding does."""
    if as_json:
        print_json({"lines": [line._asdict() for line in lines]})
    else:
        for line in lines:
            console().print(line.answer, style=_STYLES[line.state])
            if line.advice:
                console().print(f"　　　　{line.advice}")
    if any(line.state == "有问题" for line in lines):
        raise typer.Exit(1)
