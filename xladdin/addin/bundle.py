"""An offline folder for an intranet: everything that an installation needs, and the digest of every file."""

import csv
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from importlib.metadata import PackagePath, distribution
from pathlib import Path

import xladdin
from xladdin import __version__, resources
from xladdin.addin.build import ADDIN_NAME
from xladdin.addin.install import sha256
from xladdin.addin.machine import bitness
from xladdin.errors import InputError
from xladdin.ribbon.manual_page import page

WINDOWS = "win_amd64"
HERE = "here"  # the platform on which the bundle is made
LIST_NAME = "文件清单.txt"
_OF_PIP = ("INSTALLER", "REQUESTED", "direct_url.json")  # what pip notes of an installation on this machine
_GUIDE_NAME, _MANUAL = "使用说明.txt", "使用手册.html"

# pip asks the machine on which it runs whether a package is for Windows only, so these are named.
NEEDED_ON_WINDOWS = ("pywin32", "colorama")

# cmd.exe on a Chinese Windows reads batch files in its own code page.
_BATCH_ENCODING = "gbk"

# Windows 10 has no `tar` before 1803. In a folder on a server cmd.exe cannot work: pushd gives it a drive letter.
# An embeddable Python finds installed packages only after `import site` in its ._pth file.
_INSTALL = r"""@echo off
chcp 936 >nul 2>nul
setlocal
pushd "%~dp0" || goto failed
set "RUNTIME=%LOCALAPPDATA%\xladdin\runtime"
echo 正在安装绩效自评加载项（只为当前用户，不需要管理员权限）……
if exist "%RUNTIME%\python.exe" goto packages
if exist "%RUNTIME%\Scripts\python.exe" goto packages
if not exist "python.zip" goto installed
mkdir "%RUNTIME%" 2>nul
tar -xf python.zip -C "%RUNTIME%" 2>nul
if not exist "%RUNTIME%\python.exe" powershell -NoProfile -Command "Expand-Archive -Force python.zip $env:RUNTIME"
if not exist "%RUNTIME%\python.exe" goto failed
for %%f in ("%RUNTIME%\python*._pth") do (
  echo.>>"%%f"
  echo import site>>"%%f"
)
goto packages
:installed
py -@VERSION@ -m venv --without-pip "%RUNTIME%" || goto nopython
:packages
set "PY=%RUNTIME%\python.exe"
if not exist "%PY%" set "PY=%RUNTIME%\Scripts\python.exe"
for %%w in (wheels\pip-*.whl) do set "PIP=%%w"
"%PY%" "%PIP%/pip" install --no-index --find-links wheels --upgrade pip xladdin || goto failed
"%PY%" -m xladdin.cli addin install || goto failed
"%PY%" -m xladdin.cli addin doctor
echo 安装完成，请重新打开 Excel。
popd
pause
exit /b 0
:nopython
echo 这台机器没有 Python @VERSION@：请向信息中心索取带 python.zip 的安装包。
:failed
echo 没有装成：请先退出 Excel 再试；还不行，请把上面的内容发给信息中心。
popd
pause
exit /b 1
"""

_UNINSTALL = r"""@echo off
chcp 936 >nul 2>nul
setlocal
set "HOME_DIR=%LOCALAPPDATA%\xladdin"
set "RUNTIME=%HOME_DIR%\runtime"
set "PY=%RUNTIME%\python.exe"
if not exist "%PY%" set "PY=%RUNTIME%\Scripts\python.exe"
if not exist "%PY%" goto nothing
if not exist "%HOME_DIR%\installed.json" goto runtime
"%PY%" -m xladdin.cli addin uninstall || goto failed
:runtime
rmdir /s /q "%RUNTIME%" || goto failed
rmdir "%HOME_DIR%" 2>nul
echo 卸载完成。改动过的模板保留在 文档\绩效自评 里。
pause
exit /b 0
:nothing
echo 这个用户没有安装过绩效自评加载项。
pause
exit /b 0
:failed
echo 没有卸完：请先退出 Excel 再试；还不行，请把上面的内容发给信息中心。
pause
exit /b 1
"""

_GUIDE = """绩效自评加载项 xladdin {version}

安装：双击“安装.bat”。只为当前用户安装，不需要管理员权限，不联网。
卸载：双击“卸载.bat”。只删除安装时写入的文件。
装好后重新打开 Excel，应看到“绩效自评”选项卡；没有的话运行 xladdin addin doctor 查看原因。

从网上或内网下载的压缩包，解压前请在文件上点右键 → 属性 → 勾选“解除锁定”→ 确定。
杀毒软件拦截时，请核对“文件清单.txt”里的 SHA-256 后加入信任。
“templates”里是各地模板：.xlsm 带函数和按钮，.xlsx 不含宏。各个按钮的用法见“使用手册.html”。
"""


def bundle(target: Path, *, platform: str = WINDOWS, python: str = "3.11", embedded: Path | None = None) -> list[Path]:
    """Makes the folder and gives its files. `embedded`: the zip of an embeddable Python for machines without one."""
    if target.exists() and any(target.iterdir()):
        raise InputError(f"“{target}”不是空文件夹，请换一个。")
    if embedded is not None:
        _examine_embedded(embedded, platform, python)
    wheels = target / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    own = own_wheel(wheels)
    for_windows = () if platform == HERE else NEEDED_ON_WINDOWS
    _download([str(own), "pip", *for_windows], wheels, platform, python)
    _copy_files(target, embedded)
    _write_scripts(target, python)
    files = sorted(path for path in target.rglob("*") if path.is_file())
    (target / LIST_NAME).write_text(_listed(target, files), encoding="utf-8", newline="\r\n")
    return [*files, target / LIST_NAME]


def _examine_embedded(embedded: Path, platform: str, python: str) -> None:
    """The wheels fit one version of Python and one kind of processor."""
    if not zipfile.is_zipfile(embedded):
        raise InputError(f"“{embedded}”不是 zip 文件，请用 python.org 提供的 embeddable package。")
    library = f"python{python.replace('.', '')}.dll"
    with zipfile.ZipFile(embedded) as package:
        if library not in package.namelist():
            raise InputError(f"“{embedded}”里没有 {library}，请用 Python {python} 的 embeddable package。")
        with package.open(library) as program:
            bits = bitness(program.read(4096))
    if platform == WINDOWS and bits != "64 位":
        raise InputError(f"“{embedded}”里的 Python 不是 64 位（amd64）的，请换 64 位的 embeddable package。")


def own_wheel(folder: Path) -> Path:
    """Our own wheel: built in a checkout, packed again from the installed files elsewhere."""
    root = Path(xladdin.__file__).parent.parent
    if (root / "pyproject.toml").is_file():
        _run(["wheel", "--no-deps", "-w", str(folder), str(root)])
        return next(folder.glob("xladdin-*.whl"))
    return _repacked(folder)


def _repacked(folder: Path) -> Path:
    installed = distribution("xladdin")
    kept = [file for file in installed.files or () if _of_wheel(file)]
    target = folder / f"xladdin-{installed.version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file in kept:
            if file.name == "RECORD":
                wheel.writestr(str(file), _recorded(kept))
            else:
                wheel.write(str(file.locate()), str(file))
    return target


def _of_wheel(file: PackagePath) -> bool:
    """Neither the program that pip made beside the packages, nor what came after the wheel."""
    return ".." not in file.parts and file.suffix != ".pyc" and file.name not in _OF_PIP


def _recorded(files: Iterable[PackagePath]) -> str:
    """The wheel's list of its own files, as pip found it; the line of the list itself has no digest."""
    lines = io.StringIO()
    rows = ((str(file), f"{file.hash.mode}={file.hash.value}" if file.hash else "", file.size) for file in files)
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()


def _download(wanted: Iterable[str], folder: Path, platform: str, python: str) -> None:
    """Everything that is needed as wheels of the target platform: nothing is compiled there."""
    target = [] if platform == HERE else ["--platform", platform, "--python-version", python]
    versions = ["-c", str(resources.constraints())]
    _run(["download", "--only-binary=:all:", *versions, *target, "-d", str(folder), *wanted])


def _run(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["没有说明原因"])[-1]
        raise InputError(f"pip 没有取到所需的安装包，请检查网络或软件源后再试（{reason}）。")


def _copy_files(target: Path, embedded: Path | None) -> None:
    shutil.copy(resources.macros() / ADDIN_NAME, target / ADDIN_NAME)
    templates = target / "templates"
    templates.mkdir()
    for file in sorted(resources.templates().glob("*.xls[xm]")):
        shutil.copy(file, templates / file.name)
    if embedded is not None:
        shutil.copy(embedded, target / "python.zip")


def _write_scripts(target: Path, python: str) -> None:
    for name, text in (("安装.bat", _INSTALL), ("卸载.bat", _UNINSTALL)):
        content = text.replace("@VERSION@", python).replace("\n", "\r\n")
        (target / name).write_bytes(content.encode(_BATCH_ENCODING))
    (target / _GUIDE_NAME).write_text(_GUIDE.format(version=__version__), encoding="utf-8-sig", newline="\r\n")
    (target / _MANUAL).write_text(page(resources.manual().read_text("utf-8")), encoding="utf-8", newline="\n")


def _listed(target: Path, files: Iterable[Path]) -> str:
    """`sha256  path`, as checksum programs read it (they take no byte order mark)."""
    return "".join(f"{sha256(file.read_bytes())}  {file.relative_to(target).as_posix()}\n" for file in files)
