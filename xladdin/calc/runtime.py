"""LibreOffice's Python modules `uno` and `pyuno`, whichever Python runs us.

They are installed for the Python of the system, not for a virtual environment, but any Python of the same minor
version can load them. Only these modules are taken from there: nothing else of the system's packages gets onto our
path, so that versions never mix.
"""

import re
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from xladdin.errors import InputError
from xladdin.libreoffice import program_folder

_MODULE_FOLDERS = (
    "/usr/lib/python3/dist-packages",  # Debian, Ubuntu
    f"/usr/lib64/python3.{sys.version_info.minor}/site-packages",  # Fedora, openSUSE
    f"/usr/lib/python3.{sys.version_info.minor}/site-packages",  # Arch
)


def office_folder() -> Path:
    """LibreOffice's folder `program`."""
    folder = program_folder()
    if folder is None:
        raise InputError("这台机器上没有找到 LibreOffice，请先安装 libreoffice-calc，再运行一次。")
    return folder


@cache
def uno_module() -> Any:
    """The module `uno`. Raises InputError with one sentence where this Python cannot load it."""
    if "uno" in sys.modules:  # inside LibreOffice
        return sys.modules["uno"]
    source = _module_file()
    built_for = _python_of(office_folder())
    running = f"3.{sys.version_info.minor}"
    if built_for not in ("", running):
        raise InputError(
            f"LibreOffice 的 Python 接口是 {built_for} 版，xladdin 装在 Python {running} 里："
            f"请用 Python {built_for} 建立运行环境，再安装一次 xladdin。"
        )
    specification = spec_from_file_location("uno", source)
    assert specification is not None and specification.loader is not None  # the name ends in .py
    module = module_from_spec(specification)
    sys.modules["uno"] = module
    try:
        specification.loader.exec_module(module)
    except ImportError as problem:
        del sys.modules["uno"]
        raise InputError(f"LibreOffice 的 Python 接口装得不完整（{problem}），请重新安装 python3-uno。") from problem
    return module


def _module_file() -> Path:
    for folder in (*map(Path, _MODULE_FOLDERS), office_folder()):
        if (folder / "uno.py").exists():
            return folder / "uno.py"
    raise InputError("没有找到 LibreOffice 的 Python 接口，请安装 python3-uno，再运行一次。")


def _python_of(program: Path) -> str:
    """The Python that LibreOffice's library was built for; loading it into another one would end the process."""
    library = program / "libpyuno.so"
    if not library.exists():
        return ""
    named = re.search(rb"libpython(3\.\d+)", library.read_bytes())
    return named.group(1).decode() if named else ""


def struct(name: str, **members: Any) -> Any:
    """A UNO structure: `struct("beans.PropertyValue", Name=…, Value=…)`."""
    made = uno_module().createUnoStruct(f"com.sun.star.{name}")
    for member, value in members.items():
        setattr(made, member, value)
    return made


def properties(**values: Any) -> tuple[Any, ...]:
    """What UNO's calls take as options."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def error(name: str) -> type[Exception]:
    """An exception class of UNO: `error("connection.NoConnectException")`."""
    found: type[Exception] = uno_module().getClass(f"com.sun.star.{name}")
    return found


def component(interface: str, **methods: Any) -> Any:
    """An object of Python that LibreOffice can call: `component("awt.XCallback", notify=…)`."""
    uno = uno_module()
    import unohelper  # beside `uno`; only where LibreOffice runs us

    return type("Component", (unohelper.Base, uno.getClass(f"com.sun.star.{interface}")), methods)()
