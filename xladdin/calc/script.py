"""The script in the profile through which LibreOffice's Python finds us."""

import sys
from importlib.util import find_spec
from pathlib import Path
from string import Template

from xladdin.errors import InputError
from xladdin.ribbon.registry import ACTIONS

# What the functions and the buttons import; where it lies depends on how xladdin was installed.
_NEEDED = ("xladdin", "udfs", "pydantic", "pydantic_core", "yaml", "xlwings", "xlsxwriter", "docx")

_SCRIPT = Template('''\
"""绩效自评：LibreOffice 的函数、工具栏和菜单由此调用 xladdin。由 xladdin calc install 写入。"""

import sys

PYTHON = $python
FOLDERS = $folders


def _host():
    if sys.version_info[:2] != PYTHON:
        raise ImportError("LibreOffice 的 Python 换了版本")
    for folder in reversed(FOLDERS):
        if folder not in sys.path:
            sys.path.insert(0, folder)  # before the system's packages: these fit together
    from xladdin.calc import host

    return host


def functions(*_arguments):
    return _host().functions()


def opened(*_arguments):
    document = _arguments[0].Source if _arguments else None
    if document is None or document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        _host().opened()


def _press(key):
    try:
        press = _host().press
    except ImportError as problem:
        return _tell(f"绩效自评没有启动（{problem}）。请在终端运行 xladdin calc doctor，查看原因和处理办法。")
    press(key)


def _tell(sentence):
    from com.sun.star.awt.MessageBoxType import ERRORBOX

    window = XSCRIPTCONTEXT.getDesktop().getCurrentFrame().ContainerWindow
    window.Toolkit.createMessageBox(window, ERRORBOX, 1, "绩效自评", sentence).execute()


$buttons

g_exportedScripts = ($names,)
''')


def script_text() -> str:
    """The script for this installation of xladdin."""
    return _SCRIPT.substitute(
        python=repr(sys.version_info[:2]),
        folders=repr([str(folder) for folder in folders()]),
        buttons="\n\n\n".join(f'def {key}(*_arguments):\n    _press("{key}")' for key in ACTIONS),
        names=", ".join(ACTIONS),
    )


def folders() -> list[Path]:
    """The folders that LibreOffice's Python needs on its path."""
    found: list[Path] = []
    for name in _NEEDED:
        specification = find_spec(name)
        if specification is None or specification.origin is None:
            raise InputError(f"xladdin 装得不完整，缺少 {name}，请重新安装 xladdin。")
        origin = Path(specification.origin)
        folder = origin.parents[1] if specification.submodule_search_locations else origin.parent
        if folder not in found:
            found.append(folder)
    return found
