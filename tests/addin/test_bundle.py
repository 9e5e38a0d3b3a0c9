"""The offline folder: complete, listed, and installable without a network."""

import hashlib
import os
import re
import subprocess
import sys
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.addin.windows import program
from xladdin.addin.bundle import HERE, LIST_NAME, NEEDED_ON_WINDOWS, bundle
from xladdin.errors import InputError

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle") / "离线 安装包"
    bundle(folder, platform=HERE)
    return folder


def requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as package:
        name = next(name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(package.read(name).decode("utf-8"))
    return [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]


def test_what_only_windows_needs_is_named(made: Path) -> None:
    wanted = {
        required.name.lower()
        for wheel in (made / "wheels").glob("*.whl")
        for required in requirements(wheel)
        if required.marker and required.marker.evaluate(WINDOWS) and not required.marker.evaluate({"extra": ""})
    }
    assert wanted - {"tzdata"} <= set(NEEDED_ON_WINDOWS)


def test_the_list_holds_the_digest_of_every_file(made: Path) -> None:
    lines = (made / LIST_NAME).read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    files = [path for path in made.rglob("*") if path.is_file() and path.name != LIST_NAME]
    assert set(listed) == {path.relative_to(made).as_posix() for path in files}
    for path in files:
        assert listed[path.relative_to(made).as_posix()] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_batch_files_are_in_the_code_page_of_a_chinese_windows(made: Path) -> None:
    for name in ("安装.bat", "卸载.bat"):
        content = (made / name).read_bytes()
        assert "绩效自评加载项" in content.decode("gbk")
        assert b"\n" not in content.replace(b"\r\n", b"") and b"@VERSION@" not in content


def test_no_byte_of_the_batch_files_is_taken_for_a_sign_of_the_command_line(made: Path) -> None:
    """The second byte of a Chinese character can be `|` or `^`; another code page would see the sign."""
    for name in ("安装.bat", "卸载.bat"):
        chinese = [sign.encode("gbk") for sign in (made / name).read_bytes().decode("gbk") if not sign.isascii()]
        assert not {sign[1] for sign in chinese} & set(b"|^&<>%")


def test_every_label_of_the_batch_files_is_there(made: Path) -> None:
    for name in ("安装.bat", "卸载.bat"):
        text = (made / name).read_bytes().decode("gbk")
        wanted = set(re.findall(r"goto (\w+)", text))
        assert wanted == set(re.findall(r"^:(\w+)\r$", text, re.M))


def test_the_manual_is_in_the_bundle(made: Path) -> None:
    assert "<h1>" in (made / "使用手册.html").read_text(encoding="utf-8")


def test_it_installs_without_a_network(made: Path, tmp_path: Path) -> None:
    """As the batch file does it: an isolated Python without pip, and pip out of its own wheel."""
    venv.create(tmp_path / "v")
    python = tmp_path / "v" / "bin" / "python"
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PYTHONPATH": ""}
    pip = next((made / "wheels").glob("pip-*.whl")) / "pip"
    subprocess.run(
        [python, "-I", pip, "install", "-q", "--no-index", "--find-links", made / "wheels", "pip", "xladdin"],
        check=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    shown = subprocess.run(
        [tmp_path / "v" / "bin" / "xladdin", "rules", "list"],
        check=True, capture_output=True, text=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert "hunan-miluo-2023" in shown.stdout


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="不是空文件夹"):
        bundle(tmp_path)


def test_an_embedded_python_must_be_a_zip(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不是 zip"):
        bundle(tmp_path / "out", embedded=Path(sys.executable))


@pytest.mark.parametrize(
    ("library", "machine", "said"),
    [("python312.dll", 0x8664, r"没有 python311\.dll"), ("python311.dll", 0x014C, "不是 64 位")],
)
def test_an_embedded_python_must_fit_the_wheels(tmp_path: Path, library: str, machine: int, said: str) -> None:
    embedded = tmp_path / "python.zip"
    with zipfile.ZipFile(embedded, "w") as package:
        package.write(program(tmp_path / library, machine), library)
    with pytest.raises(InputError, match=said):
        bundle(tmp_path / "out", embedded=embedded)
    assert not (tmp_path / "out").exists()
