"""What may be given as last year's file: a filing or a package of the year before and of the same unit."""

from pathlib import Path

import pytest

from tests.submission.filings import RULEBOOK, clean_filing, write
from xladdin.cli import main
from xladdin.drawing import draw_template
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.last_year import open_last_year
from xladdin.rulebooks.loader import load
from xladdin.submission.archive import pack

OTHER = "临江县交通局"


def drawn(path: Path, filing: Filing, year: int) -> Path:
    draw_template(load(RULEBOOK), path, filing=filing, year=year, unit=filing.unit)
    return path


@pytest.mark.parametrize("command", ["check", "fix", "package"])
def test_the_same_years_file_is_refused(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(clean_filing(), tmp_path / "填报.xlsx")
    out = {"check": [], "fix": ["-o", str(tmp_path / "改.xlsx")], "package": ["-o", str(tmp_path / "报送")]}[command]
    assert main([command, str(file), *out, "--last-year", str(file)]) == 2
    said = "上年的文件“填报.xlsx”是 2023 年度的，本年是 2023 年度，请选 2022 年度的。\n"
    assert capsys.readouterr().err == said
    assert list(tmp_path.iterdir()) == [file]


def test_another_units_file_is_refused(tmp_path: Path) -> None:
    file = drawn(tmp_path / "上年.xlsx", clean_filing(OTHER), 2022)
    with pytest.raises(InputError, match=f"^上年的文件“上年.xlsx”是“{OTHER}”的，本单位是“{clean_filing().unit}”"):
        open_last_year(file, clean_filing())


def test_last_years_file_and_package(tmp_path: Path) -> None:
    """A unit that wrote its name in short last year is the same."""
    file = drawn(tmp_path / "上年.xlsx", clean_filing("江城县住建局"), 2022)
    package = tmp_path / "报送.zip"
    package.write_bytes(pack({"清单.json": b"{}", "上年.xlsx": file.read_bytes()}))
    for given in (file, package):
        before = open_last_year(given, clean_filing())
        assert (before.year, before.unit) == (2022, "江城县住建局")
