"""Every bad file through the command line: exit code 2, one Chinese sentence, nothing else anywhere."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter

from xladdin.addin.compound import compound_file
from xladdin.cli import main

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOOD = FIXTURES / "filings" / "yueyang_2024.xlsx"


def _nothing(_: Path) -> None:
    """The file is missing."""


def _folder(path: Path) -> None:
    path.mkdir()


def _content(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _encrypted(path: Path) -> None:
    with GOOD.open("rb") as plain, path.open("wb") as written:
        msoffcrypto.OfficeFile(plain).encrypt("secret", written)


def _changed_part(part: str, content: str | bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(GOOD) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
            for name in good.namelist():
                if name != part:
                    written.writestr(name, good.read(name))
            written.writestr(part, content)

    return make


def _nothing_but_formatting(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        border, sheet = book.add_format({"border": 1}), book.add_worksheet()
        for row in range(1_048_576):
            sheet.write_blank(row, 0, None, border)


BAD_FILES: dict[str, Callable[[Path], None]] = {
    "没有.xlsx": _nothing,
    "文件夹.xlsx": _folder,
    "空.xlsx": _content(b""),
    "文字.xlsx": _content("不是工作簿".encode()),
    "截断.xlsx": _content(GOOD.read_bytes()[:20_000]),
    "截断.xls": _content((FIXTURES / "layouts" / "yueyang_2024.xls").read_bytes()[:9_000]),
    "加密.xlsx": _encrypted,
    "炸弹.xlsx": _changed_part("xl/media/a.bmp", bytes(250_000_000)),
    "实体.xlsx": _changed_part("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><workbook/>'),
    "残缺.xlsx": _changed_part("xl/workbook.xml", "<workbook><sheets>"),
    "只有格式.xlsx": _nothing_but_formatting,
    "旧 报告.doc": _content(compound_file({"WordDocument": bytes(5000)})),
    "旧 报告.wps": _content(compound_file({"WordDocument": bytes(5000)})),
    "~$填报.xlsx": _content(b"\x05admin" + bytes(159)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "2024年度 绩效自评"
    inside.mkdir()
    return inside


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        for file in sorted(folder.rglob("*"))
    }


def is_one_sentence(text: str) -> bool:
    return re.fullmatch(r"[^\n。]*[\u4e00-\u9fff][^\n。]*。\n", text) is not None


@pytest.mark.parametrize("name", BAD_FILES)
def test_refused_with_one_sentence(
    name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    BAD_FILES[name](folder / name)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(folder)
    before = contents(tmp_path)
    assert main(["score", str(folder / name)]) == 2
    shown = capfd.readouterr()
    assert is_one_sentence(shown.err), shown.err
    assert shown.out == ""
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["没有.xlsx", "加密.xlsx", "炸弹.xlsx", "旧 报告.doc"])
@pytest.mark.parametrize("arguments", [["score"], ["score", "--json"], ["import", "-o", "结果.xlsx"]])
def test_in_a_process_of_its_own(name: str, arguments: list[str], folder: Path, tmp_path: Path) -> None:
    BAD_FILES[name](folder / name)
    before = contents(tmp_path)
    finished = subprocess.run(
        [sys.executable, "-m", "xladdin.cli", *arguments, name],
        cwd=folder,
        env=os.environ
        | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert finished.returncode == 2
    assert is_one_sentence(finished.stderr.decode())
    assert finished.stdout == b""
    assert contents(tmp_path) == before
