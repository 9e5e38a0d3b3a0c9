"""What is committed in workbook_templates/ is what the sources give; `xladdin addin build` writes it anew."""

import io
import zipfile
from pathlib import Path

import pytest
from drawn import MILUO

from xladdin import resources
from xladdin.drawing import draw_template
from xladdin.drawing.build import EXAMPLES, build_example
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


def test_the_example_holds_no_person(tmp_path: Path) -> None:
    filing = read_filing(build_example(tmp_path, MILUO), vocabulary())
    assert len(filing.projects) == 14
    for form in filing.forms:
        foot = form.foot
        assert [part.text for part in (foot.filled_by, foot.telephone, foot.signed_by)] == ["", "", ""]
