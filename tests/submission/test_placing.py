"""Whatever happens while a package is written: the complete new one, or what was there before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.submission.filings import clean_filing, write
from xladdin.errors import InputError
from xladdin.submission.placing import place, rename_twice

HERE = Path(__file__).parent
NAMES = ("表.xlsx", "清单.json", "表.zip")


def package(content: str) -> dict[str, bytes]:
    return {name: content.encode() * 1000 for name in NAMES}


def content_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("before", ["", "旧"], ids=["nothing there", "a package there"])
def test_killed_at_every_step(tmp_path: Path, before: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    command = [sys.executable, str(HERE / "killed.py"), str(tmp_path), before, "新"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    steps = sorted(tmp_path.iterdir(), key=lambda folder: int(folder.name))
    assert len(steps) > 10
    states = []
    for step in steps:
        packages = {folder.name: content_of(folder) for folder in step.iterdir() if not folder.name.startswith(".")}
        found = packages.pop("报送包", None)
        assert found in (package(before) if before else None, package("新")), step.name
        states.append(found == package("新"))
        if states[-1] and before:
            assert package(before) in packages.values(), step.name
    assert states[0] is False and states[-1] is True


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_the_command_killed_while_it_writes(tmp_path: Path) -> None:
    source = write(clean_filing(), tmp_path / "填报.xlsx")
    command = [sys.executable, "-m", "xladdin.cli", "package", str(source), "-o", str(tmp_path / "out"), "--force"]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    (target,) = (tmp_path / "out").iterdir()
    complete = content_of(target)
    staged: set[Path] = set()
    for _ in range(4):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        while process.poll() is None and set(target.parent.glob(".xladdin-*")) == staged:
            pass
        process.kill()
        process.wait()
        staged = set(target.parent.glob(".xladdin-*"))
        assert content_of(target) == complete
    assert staged  # what a command leaves that was killed between its first and its last byte


def test_nothing_is_overwritten_without_force_and_the_old_one_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "报送包"
    assert place(target, package("一")) is None
    with pytest.raises(InputError, match="--force"):
        place(target, package("二"))
    assert content_of(target) == package("一")
    first = place(target, package("二"), force=True)
    second = place(target, package("三"), force=True)
    assert first and second and (first.name, second.name) == ("报送包（备份1）", "报送包（备份2）")
    assert [content_of(folder) for folder in (first, second, target)] == [package(text) for text in "一二三"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["报送包", "报送包（备份1）", "报送包（备份2）"]


def test_without_exchange_two_renames_do(tmp_path: Path) -> None:
    """As on Windows, and on file systems that cannot exchange names."""
    target, new, backup = tmp_path / "报送包", tmp_path / "新", tmp_path / "报送包（备份1）"
    place(target, package("一"))
    place(new, package("二"))
    rename_twice(new, target, backup)
    assert content_of(backup) == package("一") and content_of(target) == package("二") and not new.exists()


@pytest.mark.skipif(os.name != "posix", reason="RLIMIT_FSIZE")
def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "报送包"
    place(target, package("一"))
    program = (
        "import resource, sys; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from xladdin.submission.placing import place; from xladdin.errors import InputError\n"
        "try: place(Path(sys.argv[1]), {'a': b'x' * 5000}, force=True)\n"
        "except InputError as problem: print(problem)"
    )
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-c", program, str(target)], env=environment, capture_output=True, text=True,
                         encoding="utf-8", check=True)  # fmt: skip
    assert "写不进去（文件超过允许的大小）" in run.stdout and "没有改动" in run.stdout
    assert content_of(target) == package("一") and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("mark", ["~$表.xlsx", ".~lock.表.xlsx#"])
def test_a_file_that_is_open_gives_a_sentence(tmp_path: Path, mark: str) -> None:
    target = tmp_path / "报送包"
    place(target, package("一"))
    (target / mark).write_bytes(b"")
    with pytest.raises(InputError, match="正在 Excel"):
        place(target, package("二"), force=True)
    assert (target / "表.xlsx").read_bytes() == package("一")["表.xlsx"]


def test_a_file_in_the_way_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "报送包").write_bytes(b"x")
    for force in (False, True):
        with pytest.raises(InputError):
            place(tmp_path / "报送包", package("一"), force=force)
    with pytest.raises(InputError, match="不是文件夹"):
        place(tmp_path / "报送包" / "里面", package("一"))


def test_what_a_crash_has_left_is_removed_later(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".xladdin-old", tmp_path / ".xladdin-new"
    for folder in (left, fresh):
        folder.mkdir()
    os.utime(left, (0, 0))
    place(tmp_path / "报送包", package("一"))
    assert not left.exists() and fresh.exists()
