"""Where the VBA comes from: our own modules in macros/vba, and xlwings' runtime from the installed package.

xlwings' texts are never kept in this repository: they fit exactly one version of its DLL, the installed one.
"""

from importlib.metadata import version
from pathlib import Path

import xlwings

from xladdin.addin.vbaproject import WORKBOOK_CODE_NAME, Kind, Module, split_preamble

PROJECT_NAME = "xladdin"

_PROJECT_CONSTANT = 'Public Const PROJECT_NAME As String = "{}"'


def own_modules(folder: Path) -> list[Module]:
    """Our modules in the order of their names, the workbook's document module first."""
    modules = [_own_module(path) for path in folder.iterdir() if path.suffix in {".bas", ".cls"}]
    return sorted(modules, key=lambda module: (module.kind is not Kind.DOCUMENT, module.name))


def _own_module(path: Path) -> Module:
    source = path.read_text(encoding="utf-8")
    attributes, _ = split_preamble(source)
    if attributes.get("VB_Name") != f'"{path.stem}"':
        raise ValueError(f"{path.name}: its attribute VB_Name is not the name of the file")
    if path.suffix == ".bas":
        return Module(path.stem, Kind.STANDARD, source)
    kind = Kind.DOCUMENT if path.stem == WORKBOOK_CODE_NAME else Kind.CLASS
    return Module(path.stem, kind, source)


def runtime_for_template() -> list[Module]:
    """What a workbook needs that brings its functions along: xlwings works on this workbook."""
    return [_runtime("xlwings.bas", "xlwings"), _dictionary()]


def runtime_for_addin() -> list[Module]:
    """What an add-in needs: xlwings works on the active workbook."""
    return [_runtime("xlwings_custom_addin.bas", "myaddin"), _dictionary()]


def _runtime(file_name: str, shipped_project: str) -> Module:
    """xlwings' module, told to keep its settings under our name and so out of a person's own xlwings settings."""
    source = _package_file(file_name)
    shipped = _PROJECT_CONSTANT.format(shipped_project)
    stated_version = f'Public Const XLWINGS_VERSION As String = "{version("xlwings")}"'
    for expected in (shipped, stated_version):
        if source.count(expected) != 1:
            raise ValueError(f"{file_name} of the installed xlwings does not hold {expected!r} once")
    return Module("xlwings", Kind.STANDARD, source.replace(shipped, _PROJECT_CONSTANT.format(PROJECT_NAME)))


def _dictionary() -> Module:
    return Module("Dictionary", Kind.CLASS, _package_file("addin/Dictionary.cls"))


def _package_file(name: str) -> str:
    return (Path(xlwings.__file__).parent / name).read_text(encoding="ascii")
