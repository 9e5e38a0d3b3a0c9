"""rulebook.yaml -> Rulebook: found, merged with what it extends, checked. A broken file gives one Chinese sentence.

Light to import: yaml and the models are loaded with the first rulebook.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xladdin.errors import InputError, RulebookError
from xladdin.rulebooks.reading import Content, read, validated

if TYPE_CHECKING:
    from xladdin.rulebooks.schema import Rulebook

OWN_FOLDERS = "XLADDIN_RULEBOOKS"  # environment variable: folders with rulebooks of one's own
_BUILT_IN = Path(__file__).parent
_FILE = "rulebook.yaml"
_NOT_INHERITED = ("abstract", "units", "note")
_MAPS_OF_RULES = ("rules", "work_assessment", "forms", "checks")


def load(rulebook_id: str, folder: Path | None = None) -> Rulebook:
    """The rulebook with this id. `folder` is searched beside the built-in ones and those of XLADDIN_RULEBOOKS."""
    return _load(rulebook_id.strip(), _folders(folder))


def load_usable(rulebook_id: str) -> Rulebook:
    """The rulebook with this id, by which a filing shall be looked at."""
    rulebook = load(rulebook_id)
    if rulebook.abstract:
        raise InputError(f"“{rulebook_id}”只供其他规则集继承，不能直接使用，请从这些里选一个：{choices()}。")
    return rulebook


def available() -> list[Rulebook]:
    """Every rulebook that can be used, newest year first; those that are only extended are left out."""
    folders = _folders(None)
    rulebooks = [_load(rulebook_id, folders) for rulebook_id in _files(folders)]
    usable = [rulebook for rulebook in rulebooks if not rulebook.abstract]
    return sorted(usable, key=lambda rulebook: (-(rulebook.year or 0), rulebook.id))


def suggest(year: int | None, unit: str) -> Rulebook | None:
    """The rulebook that a unit's name and year suggest: its place, the latest year that is not after `year`.

    A longer name of a place stands later in a unit's name (衡阳市衡山县…), so the hint that ends last wins.
    """
    best: tuple[int, int, Rulebook] | None = None
    for rulebook in available():
        ends = [unit.rfind(hint) + len(hint) for hint in rulebook.units if hint in unit]
        if not ends or rulebook.year is None or (year is not None and rulebook.year > year):
            continue
        if best is None or (max(ends), rulebook.year) > best[:2]:
            best = (max(ends), rulebook.year, rulebook)
    return None if best is None else best[2]


def choices() -> str:
    """The rulebooks to choose from, for a sentence: `hunan-miluo-2023（汨罗市 2023 年度）、…`."""
    return "、".join(f"{rulebook.id}（{rulebook.name}）" for rulebook in available())


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
        usable = [found for found, file in files.items() if not read(file).get("abstract")]
        raise InputError(f"没有规则集“{rulebook_id}”，可用的有：{'、'.join(usable) or '无'}。")
    chain = _chain(rulebook_id, files)
    merged: Content = {}
    for _, content in reversed(chain):
        inherited = {key: value for key, value in merged.items() if key not in _NOT_INHERITED}
        merged = _merge(inherited, _checks_in_full(content))
    for name in _MAPS_OF_RULES:
        if isinstance(merged.get(name), dict):
            merged[name] = {key: value for key, value in merged[name].items() if value is not None}
    return validated(merged, chain)


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
        content = _content(files[wanted])
        if content.get("id") != wanted:
            raise RulebookError(f"{files[wanted]}：id 应与文件夹同名“{wanted}”，现在是“{content.get('id')}”。")
        seen.append(wanted)
        chain.append((files[wanted], content))
        wanted = content.get("extends")
    return chain


def _content(file: Path) -> Content:
    """What is shipped does not change while the program runs, and most of it is extended by several."""
    return _shipped(file) if file.is_relative_to(_BUILT_IN) else read(file)


_shipped = cache(read)


def _checks_in_full(content: Content) -> Content:
    """`JC204: off` and `JC204: hint` written in full, so that they leave inherited parameters in place."""
    checks = content.get("checks")
    if not isinstance(checks, dict):
        return content
    in_full = {
        code: {"severity": setting or "off"}
        for code, setting in checks.items()
        if setting is False or setting in ("off", "error", "warning", "hint")
    }
    return {**content, "checks": {**checks, **in_full}}


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
