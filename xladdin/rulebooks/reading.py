"""One rulebook.yaml: read exactly, checked against the schema, and complained about in one Chinese sentence."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xladdin.errors import RulebookError
from xladdin.values.number import parse_number

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from xladdin.rulebooks.schema import Rulebook

Content = dict[str, Any]


def read(file: Path) -> Content:
    import yaml

    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_yaml_loader())
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(f"{file}：读不出来，应为 UTF-8 编码的文本文件（{type(error).__name__}）。") from error
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else "某处"
        problem = (
            error.problem if error.problem and "应" in error.problem else "应为正确的 YAML，请检查缩进、冒号和引号"
        )
        raise RulebookError(f"{file}：{line}{problem}。") from error
    except yaml.YAMLError as error:
        raise RulebookError(f"{file}：应为正确的 YAML，含有不能使用的字符。") from error
    if not isinstance(content, dict):
        raise RulebookError(f"{file}：应为“键: 值”的形式。")
    return content


@cache
def _yaml_loader() -> Any:
    """YAML with exact decimals and without a key written twice."""
    import yaml

    fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class RulebookLoader(fast):  # type: ignore[misc]
        def construct_mapping(self, node: Any, deep: bool = False) -> Content:
            seen: set[object] = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if not isinstance(key, (str, int)):
                    raise yaml.constructor.ConstructorError(None, None, "的键应为文字", key_node.start_mark)
                if key in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"的键 {key} 重复，每个键应只写一次", key_node.start_mark
                    )
                seen.add(key)
            built: Content = super().construct_mapping(node, deep=deep)
            return built

        def construct_decimal(self, node: Any) -> Any:
            number = parse_number(node.value)
            if number is None:
                raise yaml.constructor.ConstructorError(None, None, f"的 {node.value} 应为普通的数字", node.start_mark)
            return number.value

    RulebookLoader.add_constructor("tag:yaml.org,2002:float", RulebookLoader.construct_decimal)
    return RulebookLoader


def validated(merged: Content, chain: list[tuple[Path, Content]]) -> Rulebook:
    from pydantic import ValidationError

    from xladdin.rulebooks.schema import Rulebook

    try:
        return Rulebook.model_validate(merged)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = _key_path(first["loc"], merged)
        raise RulebookError(f"{_written_in(path, chain)}：{_complaint(first, path)}。") from error


def _key_path(loc: tuple[int | str, ...], merged: object) -> list[int | str]:
    """The place of an error as keys of the file; pydantic's own names for alternatives are not keys."""
    path: list[int | str] = []
    here = merged
    entered = False  # the method's kind, which pydantic names before its keys
    for number, part in enumerate(loc):
        if not isinstance(here, (dict, list)):
            break
        if isinstance(here, dict):
            if not entered and here.get("kind") == part:
                entered = True
                continue
            if part not in here and number < len(loc) - 1:
                continue
        path.append(part)
        here, entered = _below(here, part), False
    return path


def _below(content: object, part: int | str) -> object:
    """What stands under a key or at a place of a list; None where there is nothing."""
    if isinstance(content, dict):
        return content.get(part)
    if isinstance(content, list) and isinstance(part, int) and part < len(content):
        return content[part]
    return None


def _written_in(path: list[int | str], chain: list[tuple[Path, Content]]) -> Path:
    """The file in which the largest part of the key path is written; a list stands whole in one file."""

    def depth(content: object) -> int:
        for reached, part in enumerate(path):
            if isinstance(content, list):
                break
            content = _below(content, part)
            if content is None:
                return reached
        return len(path)

    return max(chain, key=lambda entry: depth(entry[1]))[0]


_EXPECTED = {
    "int": "应为整数", "decimal": "应为数字", "string": "应为文字", "bool": "应为 true 或 false",
    "date": "应为日期，例如 2024-12-31", "tuple": "应为列表（每项前加“- ”）",
    "dict": "应为“键: 值”的形式",
    "model": "应为“键: 值”的形式",
}  # fmt: skip


def _complaint(error: ErrorDetails, path: list[int | str]) -> str:
    """Key path and what was expected, from pydantic's first complaint."""
    where = "".join(f"第 {part + 1} 项." if isinstance(part, int) else f"{part}." for part in path).rstrip(".")
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return f"缺少 {where}，应补上"
    if kind == "extra_forbidden":
        return f"{where} 是不认识的键，应去掉或改正拼写"
    if kind == "value_error":
        return f"{where} {context['error']}".strip()
    if kind == "literal_error":
        return f"{where} 应为 {_alternatives(str(context['expected']))} 之一"
    if kind == "union_tag_invalid":
        return f"{where}.kind 应为 {_alternatives(str(context['expected_tags']))} 之一"
    if kind == "union_tag_not_found":
        return f"缺少 {where}.kind，应补上计分方法的种类"
    if kind in ("greater_than", "greater_than_equal"):
        return f"{where} 应{'大于' if kind == 'greater_than' else '不小于'} {context.get('gt', context.get('ge'))}"
    if kind == "too_short":
        return f"{where} 应至少有 {context['min_length']} 项"
    return f"{where} {_EXPECTED.get(kind.split('_')[0], '的内容不合要求，应改正')}"


def _alternatives(text: str) -> str:
    return "、".join(re.findall(r"'([^']+)'", text))
