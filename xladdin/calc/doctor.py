"""Why functions or toolbar do not work in LibreOffice: every condition with what to do about it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from xladdin import __version__
from xladdin.calc.functions import MODULE
from xladdin.calc.install import record
from xladdin.calc.profile import Profile
from xladdin.calc.runtime import office_folder, uno_module
from xladdin.calc.script import script_text
from xladdin.calc.toolbar import MARK
from xladdin.errors import InputError
from xladdin.hosts import Line
from xladdin.libreoffice import clean_environment

_INSTALL = "请关闭 LibreOffice，运行 xladdin calc install。"


def diagnose(profile: Profile) -> list[Line]:
    """All questions, in the order in which they depend on each other."""
    return [
        _asked("LibreOffice", lambda: str(office_folder()), "请安装 libreoffice-calc。"),
        _asked("Python 接口", lambda: str(uno_module().__file__), "请安装 python3-uno。"),
        _script_provider(),
        _installed(profile),
        _written("函数", profile.library, f'"{MODULE}"'),
        _written("工具栏和菜单", profile.settings, f'"{MARK}.toolbar"'),
        _script(profile),
        _imports(profile),
    ]


def _asked(question: str, answer: Callable[[], str], advice: str) -> Line:
    try:
        return Line(question, "正常", answer())
    except InputError as problem:
        return Line(question, "有问题", str(problem), advice)


def _script_provider() -> Line:
    question = "LibreOffice 的 Python 脚本支持"
    try:
        found = office_folder() / "pythonscript.py"
    except InputError as problem:
        return Line(question, "有问题", str(problem))
    if found.exists():
        return Line(question, "正常", str(found))
    return Line(question, "有问题", "没有安装", "请安装 libreoffice-script-provider-python。")


def _installed(profile: Profile) -> Line:
    if record(profile).exists():
        return Line("安装记录", "正常", str(record(profile)))
    return Line("安装记录", "有问题", f"{profile.folder} 里没有安装", _INSTALL)


def _written(question: str, path: Path, mark: str) -> Line:
    if path.exists() and mark in path.read_text("utf-8"):
        return Line(question, "正常", str(path))
    return Line(question, "有问题", "没有写入 LibreOffice 的配置", _INSTALL)


def _script(profile: Profile) -> Line:
    question = "调用 xladdin 的脚本"
    if not profile.script.exists():
        return Line(question, "有问题", "没有找到", _INSTALL)
    if profile.script.read_text("utf-8") != script_text():
        return Line(question, "有问题", "属于另一处安装的 xladdin 或另一个版本", _INSTALL)
    return Line(question, "正常", f"xladdin {__version__}")


def _python_of_office() -> Path:
    """The system's, except where LibreOffice brings its own."""
    own = office_folder() / "python"
    return own if own.exists() else Path("/usr/bin/python3")


def _imports(profile: Profile) -> Line:
    """Load the functions as LibreOffice will: with the Python of the system, through the script."""
    question = "函数能否加载"
    if not profile.script.exists():
        return Line(question, "有问题", "没有安装", _INSTALL)
    check = "import runpy, sys; runpy.run_path(sys.argv[1])['_host'](); import udfs"
    tried = subprocess.run(
        [_python_of_office(), "-c", check, profile.script],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode == 0:
        return Line(question, "正常", "能")
    reason = (tried.stderr.strip().splitlines() or ["没有说明原因"])[-1]
    return Line(
        question, "有问题", reason, "请用系统的 Python 重新建立运行环境，安装 xladdin，再运行 xladdin calc install。"
    )
