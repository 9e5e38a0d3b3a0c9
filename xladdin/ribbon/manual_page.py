"""The manual, docs/manual.md, as a page for the browser: every desktop opens HTML, few open Markdown.

Knows what the manual uses: headings, paragraphs, lists, tables, **bold** and `code`.
"""

import re
from html import escape
from itertools import groupby

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ max-width: 46em; margin: 2em auto; padding: 0 1em; line-height: 1.7; color: #222 }}
body {{ font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }}
h1 {{ border-bottom: 2px solid #c0392b; padding-bottom: .3em }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #bbb; padding: .3em .6em; text-align: left; vertical-align: top }}
th {{ background: #e7e6e6 }}
code {{ background: #f2f2f2; padding: 0 .3em }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
_HEADING = re.compile(r"(#{1,3}) (.*)")
_RULE = re.compile(r"\|[\s:|-]+\|")
_ITEM = re.compile(r"(?:[-*]|\d+\.) (.*)")


def page(text: str) -> str:
    """The whole page."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    title = blocks[0].lstrip("# ").splitlines()[0]
    return _PAGE.format(title=escape(title), body="\n".join(_block(block.splitlines()) for block in blocks))


def _block(lines: list[str]) -> str:
    return "\n".join(_part(kind, list(part)) for kind, part in groupby(lines, _kind))


def _kind(line: str) -> str:
    if _HEADING.match(line):
        return "heading"
    if line.startswith("|"):
        return "table"
    if _ITEM.match(line):
        return "ol" if line[0].isdigit() else "ul"
    return "text"


def _part(kind: str, lines: list[str]) -> str:
    if kind == "heading":
        return "\n".join(_heading(line) for line in lines)
    if kind == "table":
        return _table(lines)
    if kind in ("ol", "ul"):
        items = "".join(f"<li>{_inline(_item(line))}</li>" for line in lines)
        return f"<{kind}>{items}</{kind}>"
    return f"<p>{_inline(''.join(lines))}</p>"


def _item(line: str) -> str:
    return _ITEM.sub(r"\1", line)


def _heading(line: str) -> str:
    found = _HEADING.match(line)
    assert found is not None  # its kind says so
    level = len(found[1])
    return f"<h{level}>{_inline(found[2])}</h{level}>"


def _table(lines: list[str]) -> str:
    rows = [line.strip().strip("|").split("|") for line in lines if not _RULE.fullmatch(line.strip())]
    head, *body = ([_inline(cell.strip()) for cell in row] for row in rows)
    made = "".join(f"<th>{cell}</th>" for cell in head)
    made = f"<tr>{made}</tr>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    return f"<table>{made}</table>"


def _inline(text: str) -> str:
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
