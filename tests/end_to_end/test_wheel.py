"""The built wheel in an empty environment and another folder: everything that is needed travels with it."""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What a command prints; it must succeed. Nothing of this process's Python reaches it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    finished = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment in which only the wheel and its dependencies are."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT]
    run(build, folder)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    installed = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [installed / "python", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    run([*pip, "-c", PROJECT / "constraints.txt", wheel], folder)
    return installed


def test_rules_list(programs: Path, tmp_path: Path) -> None:
    assert "hunan-miluo-2023" in run([programs / "xladdin", "rules", "list"], tmp_path)


def test_what_is_not_python_is_found_inside(programs: Path, tmp_path: Path) -> None:
    found = "from xladdin import resources as r; print(*sorted(p.name for p in [*r.macros().iterdir(), r.templates()]))"
    printed = run([programs / "python", "-c", found], tmp_path)
    assert "ribbon" in printed
    assert str(PROJECT) not in run([programs / "python", "-c", "import udfs; print(udfs.__file__)"], tmp_path)


def test_the_whole_job_runs_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    printed = run([programs / "xladdin", "demo"], tmp_path)
    assert "演示完成" in printed
    assert (tmp_path / "demo" / "1-填好的自评工作簿.xlsx").is_file()
