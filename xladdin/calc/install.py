"""Puts functions, toolbar and menu into a user's LibreOffice, and takes exactly that out again.

Two files of our own are written, and lines are added to two of LibreOffice's; a record names both. Everything else in
the profile stays as it is, byte for byte. No administrator rights, no extension manager.
"""

import json
from pathlib import Path
from xml.sax.saxutils import escape

import udfs  # noqa: F401  # fills the registry
from udfs.registry import FUNCTIONS
from xladdin import __version__
from xladdin.calc.functions import MODULE, basic_module
from xladdin.calc.profile import (
    Profile,
    opening_is_taken,
    with_module,
    with_settings,
    without_module,
    without_settings,
)
from xladdin.calc.runtime import uno_module
from xladdin.calc.script import script_text
from xladdin.calc.toolbar import settings
from xladdin.errors import InputError
from xladdin.hosts import Step, remove_if_empty
from xladdin.writing import write_file

_BASIC = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{name}" script:language="StarBasic">\
{text}</script:module>
"""


def record(profile: Profile) -> Path:
    """The list of what was written."""
    return profile.folder / "user" / "xladdin-calc.json"


def install(profile: Profile) -> list[Step]:
    """Write everything; installing again brings it up to date."""
    uno_module()  # where this Python cannot work with LibreOffice, say so before anything is written
    profile.must_be_free()
    profile.must_exist()
    functions = _BASIC.format(name=MODULE, text=escape(basic_module(FUNCTIONS.values())))
    own = {profile.module: functions, profile.script: script_text()}
    made = [str(folder) for folder in (profile.script.parent, profile.script.parent.parent) if not folder.exists()]
    made = made or _recorded_folders(profile)
    for path, text in own.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.encode(), force=True)
    registry = _text(profile.settings)
    lines = settings()[:-1] if opening_is_taken(registry) else settings()
    shared = {
        profile.library: with_module(_text(profile.library)),
        profile.settings: with_settings(registry, lines),
    }
    for path, text in shared.items():
        write_file(path, text.encode(), force=True)
    written = {"version": __version__, "files": [str(path) for path in own], "folders": made}
    write_file(record(profile), json.dumps(written, ensure_ascii=False, indent=2).encode(), force=True)
    return [*(Step(path, "已写入") for path in own), *(Step(path, "已添加") for path in shared)]


def uninstall(profile: Profile) -> list[Step]:
    """Remove what `install` wrote."""
    if not record(profile).exists():
        raise InputError("没有找到安装记录，这个用户没有在 LibreOffice 里安装过绩效自评，无需卸载。")
    profile.must_be_free()
    written = json.loads(record(profile).read_text("utf-8"))
    steps = []
    for name in written["files"]:
        Path(name).unlink(missing_ok=True)
        steps.append(Step(Path(name), "已删除"))
    for path, cleaned in ((profile.library, without_module), (profile.settings, without_settings)):
        if path.exists():
            write_file(path, cleaned(_text(path)).encode(), force=True)
            steps.append(Step(path, "已去掉添加的内容"))
    for name in written["folders"]:
        remove_if_empty(Path(name))
    record(profile).unlink()
    return steps


def _text(path: Path) -> str:
    return path.read_bytes().decode()  # line ends as they are


def _recorded_folders(profile: Profile) -> list[str]:
    path = record(profile)
    return list(json.loads(path.read_text("utf-8"))["folders"]) if path.exists() else []
