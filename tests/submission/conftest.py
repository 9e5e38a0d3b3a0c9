"""A package that was made once; each test has a copy of its own."""

import shutil
from pathlib import Path

import pytest

from tests.submission.filings import clean_filing, write, write_report
from xladdin.submission.packaging import build_package, check_submission


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("报送")
    report = write_report(folder / "自评报告.docx")
    checked = check_submission([write(clean_filing(), folder / "填报.xlsx")], reports=[report])
    return build_package(checked, folder / "out").folder


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / original.name))
