"""A package that people have packed once more, on any system."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.submission.packages import without_zip, workbook
from xladdin.collecting.package import is_package
from xladdin.errors import InputError
from xladdin.submission.verifying import verify_package


class _AsWindows(zipfile.ZipInfo):
    """An entry whose name stands there in GBK, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


class _AsLinux(zipfile.ZipInfo):
    """An entry whose name stands there in UTF-8, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode(), self.flag_bits & ~0x800


def packed_again(package: Path, kind: type[zipfile.ZipInfo], folder: str = "", **more: bytes) -> Path:
    """The files once more in a .zip, with others between them."""
    again = package.with_name("再压缩.zip")
    with zipfile.ZipFile(again, "w") as archive:
        for name, content in more.items():
            archive.writestr(name, content)
        for file in without_zip(package).iterdir():
            archive.writestr(kind(f"{folder}{file.name}"), file.read_bytes())
    return again


@pytest.mark.parametrize("kind", [zipfile.ZipInfo, _AsWindows, _AsLinux])
@pytest.mark.parametrize("folder", ["", "报送/", "2023年/报送/"])
def test_packed_again_by_any_system_below_any_folders(kind: type[zipfile.ZipInfo], folder: str, package: Path) -> None:
    left = {f"{folder}Thumbs.db": b"x", f"{folder}~$填报.xlsx": b"x", f"__MACOSX/{folder}._清单.json": b"x"}
    again = packed_again(package, kind, folder, **left)
    assert is_package(again)
    assert verify_package(again).unchanged


def test_a_zip_of_several_packages_is_to_be_unpacked(package: Path) -> None:
    again = packed_again(package, zipfile.ZipInfo, "甲/", **{"乙/清单.json": b"{}"})
    with pytest.raises(InputError, match="不止一份报送包"):
        verify_package(again)


def test_a_zip_with_a_password_says_so(package: Path) -> None:
    again = packed_again(package, zipfile.ZipInfo)
    content = bytearray(again.read_bytes())
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    again.write_bytes(content)
    with pytest.raises(InputError, match="设有打开密码"):
        verify_package(again)


def test_a_zip_that_holds_the_workbook_twice_is_refused(package: Path) -> None:
    name = workbook(package).name
    with pytest.warns(UserWarning, match="Duplicate name"):
        again = packed_again(package, zipfile.ZipInfo, **{name: b"altered"})
    with pytest.raises(InputError, match=f"有两个“{name}”"):
        verify_package(again)
