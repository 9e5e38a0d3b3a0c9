"""LibreOffice reads the VBA project that we wrote and runs pure VBA in it.

xlwings' modules stay out of the workbook: with them LibreOffice returns nothing for every function of a project.
"""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
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


def test_functions_of_our_modules_run(tmp_path: Path, libreoffice: int) -> None:
    def draw(workbook: Workbook) -> None:
        workbook.add_worksheet("自评表").write(0, 0, 1)
        draw_hidden_sheets(workbook, [])

    texts = [module for module in own_modules(resources.macros() / "vba") if module.name == "XladdinTexts"]
    modules = [*texts, Module("Rates", Kind.STANDARD, RATES)]
    book = tmp_path / "book.xlsm"
    book.write_bytes(pack_xlsm(draw, "demo", modules, ribbon_xml()))
    calls = [
        ("demo.Rates.Twice", [21.5]),
        ("demo.XladdinTexts.Filled", ["{1} / {2} / {3}", "甲", "乙", "丙"]),
        ("demo.XladdinTexts.TextOf", ["version"]),
        ("demo.XladdinTexts.TextOf", ["no_book"]),
        ("demo.XladdinTexts.TextOf", ["no such text"]),
    ]
    assert run(libreoffice, book, calls) == [43, "甲 / 乙 / 丙", __version__, TEXTS["no_book"], ""]
