"""rulebook.yaml -> Rulebook: found, merged with what it extends, checked. A broken file gives one Chinese sentence.

Light to import: yaml and the models are loaded with the first rulebook.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xladdin.errors import InputError, RulebookError
from xladdin.values.number import parse_number

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from xladdin.rulebooks.schema import Rulebook

OWN_FOLDERS = "XLADDIN_RULEBOOKS"  # environment variable: folders with rulebooks of one's own
_BUILT_IN = Path(__file__).parent
_FILE = "rulebook.yaml"
_NOT_INHERITED = ("abstract", "units", "note")
_MAPS_OF_RULES = ("rules", "work_assessment", "forms", "checks")

Content = dict[str, Any]


def load(rulebook_id: str, folder: Path | None = None) -> Rulebook:
    """The rulebook with this id. `folder` is searched beside the built-in ones and those of XLADDIN_RULEBOOKS."""
    return _load(rulebook_id.strip(), _folders(folder))


def available(folder: Path | None = None) -> list[Rulebook]:
    """Every rulebook that can be used, newest year first; those that are only extended are left out."""
    folders = _folders(folder)
    rulebooks = [_load(rulebook_id, folders) for rulebook_id in _files(folders)]
    usable = [rulebook for rulebook in rulebooks if not rulebook.abstract]
    return sorted(usable, key=lambda rulebook: (-(rulebook.year or 0), rulebook.id))


def suggest(year: int | None, unit: str, folder: Path | None = None) -> Rulebook | None:
    """The rulebook that a unit's name and year suggest: its place, the latest year that is not after `year`.

    A longer name of a place stands later in a unit's name (衡阳市衡山县…), so the hint that ends last wins.
    """
    best: tuple[int, int, Rulebook] | None = None
    for rulebook in available(folder):
        ends = [unit.rfind(hint) + len(hint) for hint in rulebook.units if hint in unit]
        if not ends or rulebook.year is None or (year is not None and rulebook.year > year):
            continue
        if best is None or (max(ends), rulebook.year) > best[:2]:
            best = (max(ends), rulebook.year, rulebook)
    return None if best is None else best[2]


def choices(folder: Path | None = None) -> str:
    """The rulebooks to choose from, for a sentence: `hunan-miluo-2023（汨罗市 2023 年度）、…`."""
    return "、".join(f"{rulebook.id}（{rulebook.name}）" for rulebook in available(folder))


def _folders(folder: Path | None) -> tuple[Path, ...]:
    own = [Path(text) for text in os.environ.get(OWN_FOLDERS, "").split(os.pathsep) if text]
    for path in own:
        if not path.is_dir():
            raise RulebookError(f"环境变量 {OWN_FOLDERS} 所指的文件夹“{path}”不存在，请改正后再试。")
    unique = dict.fromkeys([*([folder] if folder else []), *own, _BUILT_IN])
    return tuple(unique)


@lru_cache(maxsize=32)
def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Rulebook id -> file; the id is the name of the folder."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob(f"*/{_FILE}")):
            rulebook_id = file.parent.name
            if rulebook_id in found:
                raise RulebookError(f"规则集 {rulebook_id} 有两份：{found[rulebook_id]} 和 {file}，请给其中一份改名。")
            found[rulebook_id] = file
    return found


@lru_cache(maxsize=64)
def _load(rulebook_id: str, folders: tuple[Path, ...]) -> Rulebook:
    files = _files(folders)
    if rulebook_id not in files:
        usable = [found for found, file in files.items() if not _read(file).get("abstract")]
        raise InputError(f"没有规则集“{rulebook_id}”，可用的有：{'、'.join(usable) or '无'}。")
    chain = _chain(rulebook_id, files)
    merged: Content = {}
    for _, content in reversed(chain):
        inherited = {key: value for key, value in merged.items() if key not in _NOT_INHERITED}
        merged = _merge(inherited, content)
    for name in _MAPS_OF_RULES:
        if isinstance(merged.get(name), dict):
            merged[name] = {key: value for key, value in merged[name].items() if value is not None}
    return _validated(merged, chain)


def _chain(rulebook_id: str, files: Mapping[str, Path]) -> list[tuple[Path, Content]]:
    """The rulebook's own content first, then what it extends, up to the base."""
    chain: list[tuple[Path, Content]] = []
    seen: list[str] = []
    wanted: object = rulebook_id
    while wanted is not None:
        if not isinstance(wanted, str) or wanted not in files:
            raise RulebookError(f"{chain[-1][0]}：extends 应为已有规则集的编号，没有“{wanted}”。")
        if wanted in seen:
            raise RulebookError(f"{chain[-1][0]}：extends 形成循环（{' → '.join([*seen, wanted])}），应去掉其中一处。")
        content = _read(files[wanted])
        if content.get("id") != wanted:
            raise RulebookError(f"{files[wanted]}：id 应与文件夹同名“{wanted}”，现在是“{content.get('id')}”。")
        seen.append(wanted)
        chain.append((files[wanted], content))
        wanted = content.get("extends")
    return chain


def _merge(base: Content, own: Mapping[str, Any]) -> Content:
    """Mappings deeply, lists and single values replaced; so are a source and a method of another kind, as a whole."""
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        if key != "source" and isinstance(value, dict) and isinstance(before, dict):
            other_kind = "kind" in value and value["kind"] != before.get("kind")
            merged[key] = value if other_kind else _merge(before, value)
        else:
            merged[key] = value
    return merged


def _read(file: Path) -> Content:
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


def _validated(merged: Content, chain: list[tuple[Path, Content]]) -> Rulebook:
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
    "date": "应为日期，例如 2024-12-31", "list": "应为列表（每项前加“- ”）", "dict": "应为“键: 值”的形式",
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
