"""What Excel and LibreOffice have alike for us: the lines of a diagnosis, the steps of an installation."""

from pathlib import Path
from typing import Literal, NamedTuple

State = Literal["正常", "有问题", "不适用"]


class Line(NamedTuple):
    """One line of 环境诊断: a question, how it stands, what was found, what to do."""

    question: str
    state: State
    found: str
    advice: str = ""

    @property
    def answer(self) -> str:
        return f"{self.state}　{self.question}：{self.found}"


class Step(NamedTuple):
    """One thing that was done or left, in a sentence, and where."""

    path: Path
    done: str


def remove_if_empty(folder: Path) -> None:
    """Take away a folder of ours, unless somebody has put something into it."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
