"""A filing in which nothing is wrong gives nothing, whatever the rulebook: as forms, as a template, saved again."""

import subprocess
from pathlib import Path

import pytest
from clean_filing import clean

from xladdin.checking import check_file
from xladdin.checks import run_checks
from xladdin.drawing import draw_template
from xladdin.rulebooks.loader import available, load

RULEBOOKS = [rulebook.id for rulebook in available()]


def _template(folder: Path, rulebook: str, *, macros: bool = False) -> Path:
    file = folder / f"{rulebook}.{'xlsm' if macros else 'xlsx'}"
    draw_template(load(rulebook), file, filing=clean(rulebook), macros=macros)
    return file


def _found(file: Path) -> list[str]:
    return [f"{finding.code} {finding.sheet}!{finding.cell} {finding.message}" for finding in check_file(file).findings]


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_nothing_is_found_in_a_clean_filing(rulebook: str) -> None:
    findings = run_checks(clean(rulebook), load(rulebook), last_year=None)
    assert [f"{finding.code} {finding.cell} {finding.message}" for finding in findings] == []


@pytest.mark.parametrize("macros", [False, True], ids=["xlsx", "xlsm"])
@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_nothing_is_found_in_a_filled_template(tmp_path: Path, rulebook: str, macros: bool) -> None:
    assert _found(_template(tmp_path, rulebook, macros=macros)) == []


@pytest.mark.libreoffice
def test_nothing_is_found_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    files = [str(_template(tmp_path, rulebook)) for rulebook in RULEBOOKS]
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), *files]
    subprocess.run(command, env=environment, check=True, timeout=180, capture_output=True)
    assert [_found(tmp_path / "out" / f"{rulebook}.xlsx") for rulebook in RULEBOOKS] == [[]] * len(RULEBOOKS)
