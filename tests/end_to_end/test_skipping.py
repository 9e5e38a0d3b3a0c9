"""Tests with LibreOffice on a machine that has none: skipped and named at the end, or failed in CI."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent.parent / "conftest.py"


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_libreoffice(tmp_path: Path, ci: str, code: int) -> None:
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = libreoffice: x\n")
    marked = "import pytest\n@pytest.mark.libreoffice\ndef test_calc(): pass\n"
    (tmp_path / "test_calc.py").write_text(marked)
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=os.environ | {"PATH": str(tmp_path), "CI": ci, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    printed = finished.stdout.decode()
    assert finished.returncode == code, printed
    assert "没有安装 LibreOffice" in printed
    if not ci:
        assert "test_calc.py::test_calc：没有安装 LibreOffice" in "".join(printed.splitlines()[-2:])
