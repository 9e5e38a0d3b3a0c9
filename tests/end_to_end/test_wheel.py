"""The built wheel in an empty environment and another folder: everything that is needed travels with it."""

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from inspect import isfunction
from pathlib import Path

import pytest

from xladdin import resources

PROJECT = Path(__file__).parent.parent.parent


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What a command prints; it must succeed. Nothing of this process's Python reaches it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    finished = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path) -> Path:
    """The folder of the programs of an environment in which only the wheel and its dependencies are."""
    environment = wheel.parent / "environment"
    venv.create(environment, with_pip=True)
    installed = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [installed / "python", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    run([*pip, "-c", PROJECT / "constraints.txt", wheel], wheel.parent)
    return installed


def test_rules_list(programs: Path, tmp_path: Path) -> None:
    assert "hunan-miluo-2023" in run([programs / "xladdin", "rules", "list"], tmp_path)


def test_what_is_not_python_is_found_inside(programs: Path, tmp_path: Path) -> None:
    shipped = [
        name for name, found in vars(resources).items() if isfunction(found) and found.__module__ == resources.__name__
    ]
    shipped.remove(resources._shipped.__name__)
    ask = (
        f"import udfs; from xladdin import resources as r; print(udfs.__file__, *(getattr(r, n)() for n in {shipped}))"
    )
    own, *places = map(Path, run([programs / "python", "-c", ask], tmp_path).split())
    packages = own.parent.parent
    assert packages.is_relative_to(programs.parent) and not (packages / "docs").exists()
    assert all(place.exists() and place.is_relative_to(packages / "xladdin") for place in places)


@pytest.fixture(scope="module")
def bundle(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline folder that an installation of the wheel makes."""
    folder = tmp_path_factory.mktemp("bundle")
    run([programs / "xladdin", "addin", "bundle", "--platform", "here", "-o", "made"], folder)
    return folder / "made"


def test_its_bundle_holds_the_manual_and_the_tested_versions(bundle: Path) -> None:
    assert "<h1>" in (bundle / "使用手册.html").read_text(encoding="utf-8")
    tested = set((PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines())
    taken = [wheel.name.split("-")[:2] for wheel in (bundle / "wheels").glob("*.whl")]
    pinned = {
        f"{name.lower().replace('_', '-')}=={version}" for name, version in taken if name not in ("pip", "xladdin")
    }
    assert pinned and pinned <= tested


def test_its_bundle_holds_the_wheel_as_it_was(wheel: Path, bundle: Path) -> None:
    """Packed again from the installed files: nothing that pip noted on this machine, and a true list of its files."""
    (again,) = (bundle / "wheels").glob("xladdin-*.whl")
    with zipfile.ZipFile(wheel) as before, zipfile.ZipFile(again) as after:
        assert sorted(after.namelist()) == sorted(before.namelist())
        (record,) = (name for name in after.namelist() if name.endswith("/RECORD"))
        assert sorted(after.read(record).splitlines()) == sorted(before.read(record).splitlines())
        assert all(after.read(name) == before.read(name) for name in before.namelist() if name != record)


def test_the_whole_job_runs_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    printed = run([programs / "xladdin", "demo"], tmp_path)
    assert "演示完成" in printed
    assert (tmp_path / "demo" / "1-填好的自评工作簿.xlsx").is_file()
