"""A report before it is a Word file: paragraphs and tables made of texts, prompts (请填写) and remarks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

_WRAPPED = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")  # a blank between two Chinese signs is a line's end
_FAR_APART = re.compile(r"\n|\s{3,}")
_ENDINGS = ("：", ":")


class Prompt(NamedTuple):
    """What the tables do not say: shown as a marked 【请填写：……】. `hint` becomes a comment beside it."""

    wanted: str
    hint: str = ""


class Noted(NamedTuple):
    """A text with a remark for the writer, which becomes a comment: it never stands in the running text."""

    text: str
    remark: str


Piece = str | Prompt | Noted
Pieces = tuple[Piece, ...]


class Look(StrEnum):
    """What a paragraph is; the value is the name of its style."""

    TITLE = "Title"
    COVER = "封面文字"
    CHAPTER = "Heading 1"
    PART = "Heading 2"
    BODY = "Body Text"
    CLOSING = "附题"
    CAPTION = "Caption"
    SIGNED = "落款"


@dataclass(frozen=True)
class Paragraph:
    """A line of the report; `new_page` begins a page, `space` is the room above it in lines."""

    pieces: Pieces
    look: Look = Look.BODY
    new_page: bool = False
    space: int = 0

    @property
    def text(self) -> str:
        """What is read of it, without the prompts' marks."""
        return "".join(piece if isinstance(piece, str) else piece[0] for piece in self.pieces)


@dataclass(frozen=True)
class Table:
    """A small table under its caption. `widths` are in millimetres, `left` the columns that hold texts."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Pieces, ...]
    widths: tuple[int, ...]
    left: frozenset[int] = frozenset()
    high: bool = False  # rows in which somebody writes by hand


Block = Paragraph | Table


class OpenPlace(NamedTuple):
    """A place that is left to be filled in: the heading above it, and what is wanted there."""

    where: str
    wanted: str


@dataclass(frozen=True)
class Draft:
    """A whole report: its name among the properties of the file, and its blocks."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def open_places(self) -> Iterator[OpenPlace]:
        """Every prompt in the order of the report."""
        where = "封面"
        for block in self.blocks:
            if isinstance(block, Paragraph) and block.look in (Look.CHAPTER, Look.PART):
                where = block.text
            pieces = block.pieces if isinstance(block, Paragraph) else chain.from_iterable(block.rows)
            yield from (OpenPlace(where, piece.wanted) for piece in pieces if isinstance(piece, Prompt))


def body(*pieces: Piece) -> Paragraph:
    """A paragraph of running text."""
    return Paragraph(tuple(piece for piece in pieces if piece))


def listed(items: Sequence[Pieces], between: str = "、") -> Pieces:
    """Several short phrases as one."""
    return tuple(chain.from_iterable((*((between,) if number else ()), *item) for number, item in enumerate(items)))


def one_line(text: str) -> str:
    """A text of a form inside a sentence: without line breaks and without a full stop at its end."""
    return _WRAPPED.sub("", " ".join(text.split())).rstrip("。.；;，, ")


def several_lines(text: str) -> str:
    """A long text of a form as one paragraph: what stood on lines of its own, or far apart, is told apart."""
    lines = [line for line in (one_line(line) for line in _FAR_APART.split(text)) if line]
    return "".join(line if line.endswith(_ENDINGS) else f"{line}；" for line in lines[:-1]) + "".join(lines[-1:])
