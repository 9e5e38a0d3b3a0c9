"""How the command line prints: Chinese on any terminal, one console for tables, one form of JSON."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = 4  # signs, below a heading
_WIDTH_OF_FILES = 240  # signs; a table that is wider cannot be read any more
# A line is not broken within a word of Latin letters, before a closing sign and behind an opening one.
_UNBROKEN = re.compile(r"[（“《]*(?:[!-~]+|.)[，。；：、？！）”》…]*", re.S)


def can_print_chinese() -> None:
    """Make both streams able to carry Chinese, whatever the terminal claims (LANG=C, an old code page).

    A stream that knows Chinese (UTF-8, GBK) keeps its encoding: the terminal reads that one. Any other would stop
    with an error at the first character, so it gets UTF-8. A rare character that GBK lacks becomes "?".
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue  # started without a console there is none
        errors = "replace" if stream.errors in (None, "strict") else stream.errors
        try:
            "预算支出绩效自评".encode(stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            _reconfigure(stream, encoding="utf-8", errors=errors)
        else:
            _reconfigure(stream, errors=errors)


def one_line(text: str) -> str:
    """A sentence as one line, also where a file's name has a line break or came in undecoded (LANG=C)."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "?" for character in whole)


def _reconfigure(stream: TextIO, **settings: str) -> None:
    # A stream that a test or an embedding program has put in place may not be one that can be set up.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(**settings)


def console() -> "Console":
    """The console for tables and coloured text. Text is printed as it is: brackets are no markup.

    In a file or a pipe lines may be long: one that was broken in the middle of a path is of no use.
    """
    from rich.console import Console

    out = Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out.width = _WIDTH_OF_FILES
    return out


def wrapped(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """The text in lines of that width, each behind the indent; rich breaks Chinese at blanks and fills lines up."""
    line = ""
    for piece in _UNBROKEN.findall(re.sub("[ \n]+", " ", text)):
        if line and width_of(line + piece.rstrip()) > width - indent - 1:
            yield " " * indent + line.rstrip()
            line = ""
        line += piece if line or piece != " " else ""
    yield " " * indent + line.rstrip()


def print_indented(out: "Console", lines: Iterable[str]) -> None:
    """Below a heading, each line that says something, wrapped."""
    for line in filter(None, lines):
        for part in wrapped(line, out.width, _INDENT):
            out.print(part, soft_wrap=True)


def width_of(text: str) -> int:
    """In half-width signs."""
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WFA" for sign in text)


def print_json(document: Any) -> None:
    """One JSON document for a program: always UTF-8, whatever the terminal, as JSON prescribes."""
    _reconfigure(sys.stdout, encoding="utf-8")
    print(json.dumps(document, ensure_ascii=False, indent=2))
