"""LibreOffice reads the VBA project that we wrote and runs pure VBA in it.

xlwings' modules stay out of the workbook: with them LibreOffice returns nothing for every function of a project.
"""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from xladdin import __version__, resources
from xladdin.addin.hidden_sheets import TEXTS, draw_hidden_sheets
from xladdin.addin.pack import pack_xlsm
from xladdin.addin.ribbon_sources import ribbon_xml
from xladdin.addin.sources import own_modules
from xladdin.addin.vbaproject import Kind, Module

pytestmark = pytest.mark.libreoffice

LONG_CODE = "".join(f"' Line {number}: long enough for several chunks and normal sectors\n" for number in range(200))
RATES = f"""Option Explicit
{LONG_CODE}
Public Function Twice(ByVal Amount As Double) As Double
    Twice = Amount * 2
End Function
"""


# xlwings' part, as small as our modules use it: the last command, and a Python whose package has version 9.9.9.
RUNTIME = """Option Explicit
Private Last As String
Public Function RunPython(PythonCommand As String)
    Last = PythonCommand
End Function
Public Function LastCommand() As String
    LastCommand = Last
End Function
Public Function XLPy()
    Set XLPy = New OtherPython
End Function
"""
OTHER_PYTHON = """Option Explicit
Public Function Module(ByVal Name As String)
    Module = Name
End Function
Public Function GetAttr(ByVal Owner As String, ByVal Name As String)
    If Owner = "xladdin" And Name = "__version__" Then GetAttr = "9.9.9"
End Function
Public Function Str(ByVal Text As String) As String
    Str = Text
End Function
"""
PROBE = """
Public Function Compiled() As String
    Compiled = "yes"
End Function
"""


@pytest.fixture
def libreoffice(tmp_path: Path) -> Iterator[int]:
    """The port of a LibreOffice with a fresh profile; ends exactly what was started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [
        "/usr/bin/soffice",
        *("--headless", "--norestore", "--nologo", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
        f"--accept=socket,host=127.0.0.1,port={port};urp;",
    ]
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    yield port
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run(port: int, book: Path, calls: list[tuple[str, list[Any]]]) -> list[Any]:
    script = Path(__file__).with_name("run_basic.py")
    environment = {"HOME": str(book.parent), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["/usr/bin/python3", script, str(port), book, json.dumps(calls)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def book_with(modules: list[Module], folder: Path) -> Path:
    def draw(workbook: Workbook) -> None:
        workbook.add_worksheet("自评表").write(0, 0, 1)
        draw_hidden_sheets(workbook, [])

    book = folder / "book.xlsm"
    book.write_bytes(pack_xlsm(draw, "demo", modules, ribbon_xml()))
    return book


def our_modules() -> list[Module]:
    return [module for module in own_modules(resources.macros() / "vba") if module.kind is Kind.STANDARD]


def test_functions_of_our_modules_run(tmp_path: Path, libreoffice: int) -> None:
    texts = [module for module in our_modules() if module.name == "XladdinTexts"]
    book = book_with([*texts, Module("Rates", Kind.STANDARD, RATES)], tmp_path)
    calls = [
        ("demo.Rates.Twice", [21.5]),
        ("demo.XladdinTexts.Filled", ["{1} / {2} / {3}", "甲", "乙", "丙"]),
        ("demo.XladdinTexts.TextOf", ["version"]),
        ("demo.XladdinTexts.TextOf", ["no_book"]),
        ("demo.XladdinTexts.TextOf", ["no such text"]),
    ]
    assert run(libreoffice, book, calls) == [43, "甲 / 乙 / 丙", __version__, TEXTS["no_book"], ""]


def test_an_action_reaches_python_and_another_version_is_told(tmp_path: Path, libreoffice: int) -> None:
    runtime = [Module("Runtime", Kind.STANDARD, RUNTIME), Module("OtherPython", Kind.CLASS, OTHER_PYTHON)]
    calls = [
        ("demo.XladdinActions.RunAction", ["check", True]),
        ("demo.Runtime.LastCommand", []),
        ("demo.XladdinOpening.VersionDifference", []),
    ]
    _, command, difference = run(libreoffice, book_with([*our_modules(), *runtime], tmp_path), calls)
    assert command == "import xladdin.ribbon; xladdin.ribbon.run('check')"
    assert difference.startswith(f"“book.xlsm”的版本是 {__version__}，本机 xladdin 程序包的版本是 9.9.9，")


def test_every_module_of_ours_is_understood(tmp_path: Path, libreoffice: int) -> None:
    """LibreOffice gives nothing for every function of a module that it cannot read."""
    probed = [replace(module, source=module.source + PROBE) for module in our_modules()]
    calls = [(f"demo.{module.name}.Compiled", []) for module in probed]
    assert run(libreoffice, book_with(probed, tmp_path), calls) == ["yes"] * len(probed)
