"""What is committed in workbook_templates/ is what the sources give; `xladdin addin build` writes it anew."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from drawn import MILUO

from xladdin import resources
from xladdin.cli import main
from xladdin.drawing import draw_template
from xladdin.drawing.build import EXAMPLE_FILING, EXAMPLES, build_example
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import available, load

REBUILD = "模板与源文件不一致，请运行 xladdin addin build 后提交。"


def parts(content: bytes) -> dict[str, bytes]:
    """Part by part: another build of zlib may give other bytes for the same content."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
@pytest.mark.parametrize("rulebook", [rulebook.id for rulebook in available()])
def test_the_templates_are_up_to_date(rulebook: str, suffix: str) -> None:
    drawn = io.BytesIO()
    draw_template(load(rulebook), drawn, macros=suffix == ".xlsm")
    shipped = resources.templates() / f"{rulebook}{suffix}"
    assert parts(shipped.read_bytes()) == parts(drawn.getvalue()), REBUILD


def test_the_example_is_up_to_date(tmp_path: Path) -> None:
    shipped = resources.templates() / EXAMPLES / "miluo_2023.xlsx"
    assert parts(shipped.read_bytes()) == parts(build_example(tmp_path, MILUO).read_bytes()), REBUILD


def test_the_command_writes_them_anew(tmp_path: Path) -> None:
    shutil.copytree(resources.macros(), tmp_path / "macros")
    filing = tmp_path / EXAMPLE_FILING
    filing.parent.mkdir(parents=True)
    shutil.copy(MILUO, filing)
    assert main(["addin", "build", "--folder", str(tmp_path)]) == 0
    written = {path.relative_to(tmp_path) for path in (tmp_path / "workbook_templates").rglob("*.xls[xm]")}
    shipped = resources.templates()
    assert written == {path.relative_to(shipped.parent) for path in shipped.rglob("*.xls[xm]")}


def test_the_command_needs_a_checkout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "macros" / "vba").mkdir(parents=True)
    assert main(["addin", "build", "--folder", str(tmp_path)]) == 2
    assert "源码" in capsys.readouterr().err
    assert not (tmp_path / "workbook_templates").exists()


def test_the_example_holds_no_person(tmp_path: Path) -> None:
    filing = read_filing(build_example(tmp_path, MILUO), vocabulary())
    assert len(filing.projects) == 14
    for form in filing.forms:
        foot = form.foot
        assert [part.text for part in (foot.filled_by, foot.telephone, foot.signed_by)] == ["", "", ""]
