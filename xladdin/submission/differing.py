"""Two contents of one cell as they are told apart in a sentence (由…改为…): short, and never looking the same."""

from itertools import takewhile

Content = str | int | float | None

_LONGEST = 60
_BEFORE = 20  # characters that are shown before the first difference of long texts
_BLANKS = str.maketrans({" ": "␣", "\u3000": "␣", "\xa0": "␣", "\n": "↵", "\r": "↵", "\t": "⇥"})


def told_apart(before: Content, after: Content) -> tuple[str, str]:
    """Long texts from shortly before the place where they differ; blanks are made visible where only they differ."""
    for way in (_one_line, _with_blanks, _with_kind):
        one, other = way(before), way(after)
        if one != other:
            return _around(one, other)
    return _around(one, other)


def _one_line(value: Content) -> str:
    return "空白" if value is None else " ".join(str(value).split()) or "空白"


def _with_blanks(value: Content) -> str:
    return "空白" if value is None else str(value).translate(_BLANKS)


def _with_kind(value: Content) -> str:
    return f"{'文本' if isinstance(value, str) else '数字'} {_with_blanks(value)}"


def _around(one: str, other: str) -> tuple[str, str]:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    start = 0 if max(len(one), len(other)) <= _LONGEST else max(0, same - _BEFORE)
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    left = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{left}{'…' if len(text) > start + _LONGEST else ''}"
