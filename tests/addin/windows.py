"""A Windows user's folders inside a test's own folder, and a registry that holds what the test puts there."""

from collections.abc import Mapping
from pathlib import Path

from xladdin import resources
from xladdin.addin.doctor import Machine
from xladdin.addin.machine import Registry

APP_PATHS = ("HKLM", r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe")
Content = Mapping[tuple[str, str], Mapping[str, str | int | bytes]]


def environment(folder: Path) -> dict[str, str]:
    names = {"APPDATA": "Roaming", "LOCALAPPDATA": "Local", "USERPROFILE": "张三", "OneDrive": "OneDrive"}
    return {name: str(folder / value) for name, value in names.items()}


def registry(content: Content) -> Registry:
    return lambda hive, key: content.get((hive, key), {})


def program(path: Path, machine: int) -> Path:
    """The beginning of a Windows program for that processor."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = bytearray(256)
    head[:2] = b"MZ"
    head[0x3C] = 0x80
    head[0x80:0x86] = b"PE\0\0" + machine.to_bytes(2, "little")
    path.write_bytes(bytes(head))
    return path


def windows(folder: Path, content: Content | None = None, *, excel: int | None = 0x8664) -> Machine:
    known = dict(content or {})
    if excel is not None:
        known[APP_PATHS] = {"": str(program(folder / "Office16" / "EXCEL.EXE", excel))}
    return Machine(
        environment(folder),
        registry(known),
        interpreter=folder / "runtime" / "Scripts" / "python.exe",
        encoding="gbk",
        macros=resources.macros(),
    )
