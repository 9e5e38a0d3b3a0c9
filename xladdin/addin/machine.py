"""What installation and diagnosis need to know of a Windows machine: folders and the registry.

Everything is handed in (environment, registry reader), so that each decision can be tried on any machine.
"""

import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xladdin.addin.build import ADDIN_NAME
from xladdin.addin.sources import PROJECT_NAME
from xladdin.errors import InputError

# (hive, key) -> the values that stand there by their names; the key's default value has the empty name.
Values = Mapping[str, str | int | bytes]
Registry = Callable[[str, str], Values]

_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
TEMPLATES_FOLDER = "绩效自评"
_MACHINES = {0x014C: "32 位", 0x8664: "64 位", 0xAA64: "64 位（ARM）"}


@dataclass(frozen=True)
class Places:
    """Where things go, all of them the user's own: no administrator is needed."""

    addin: Path  # in XLSTART: Excel loads it at every start and trusts it
    settings: Path  # where xlwings' VBA looks up the interpreter
    templates: Path
    record: Path  # what was written, for uninstalling


def windows_places(environment: Mapping[str, str], registry: Registry) -> Places:
    """The places of the user who is logged in."""
    try:
        roaming, local = Path(environment["APPDATA"]), Path(environment["LOCALAPPDATA"])
        home = Path(environment["USERPROFILE"])
    except KeyError as missing:
        raise InputError(
            f"这台机器没有环境变量 {missing.args[0]}，不像是 Windows：Excel 加载项只能装在 Windows 上，"
            "LibreOffice 请用 xladdin calc install。"
        ) from missing
    return Places(
        addin=roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN_NAME,
        settings=home / f".{PROJECT_NAME}" / f"{PROJECT_NAME}.conf",
        templates=documents(environment, registry) / TEMPLATES_FOLDER,
        record=local / PROJECT_NAME / "installed.json",
    )


def documents(environment: Mapping[str, str], registry: Registry) -> Path:
    """文档: where Windows says it is (it may have been moved, or lie in OneDrive)."""
    home = environment["USERPROFILE"]
    named = registry("HKCU", _FOLDERS).get("Personal")
    if not isinstance(named, str) or not named:
        return Path(home) / "Documents"
    for name, value in environment.items():
        named = named.replace(f"%{name}%", value)
    return Path(named)


def bitness(program: bytes) -> str | None:
    """For which processor a Windows program or DLL is; None where its beginning does not say so."""
    try:
        offset = struct.unpack_from("<I", program, 0x3C)[0]
        return _MACHINES.get(struct.unpack_from("<H", program, offset + 4)[0])
    except struct.error:
        return None


def windows_registry() -> Registry:
    """The registry of this machine; on another system nothing stands in it."""
    if sys.platform != "win32":
        return lambda *_: {}
    import winreg

    hives = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCR": winreg.HKEY_CLASSES_ROOT}

    def read(hive: str, key: str) -> Values:
        try:
            with winreg.OpenKey(hives[hive], key) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                return {name: value for name, value, _ in (winreg.EnumValue(opened, place) for place in range(count))}
        except OSError:
            return {}

    return read
