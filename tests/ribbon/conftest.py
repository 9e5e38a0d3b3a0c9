"""The 汨罗 example opened as a user's workbook in a real LibreOffice."""

import shutil
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import xlwings
from pressing import EXAMPLE, Person, User

_of_calc = spec_from_file_location("conftest_of_calc", Path(__file__).parents[1] / "calc" / "conftest.py")
assert _of_calc is not None and _of_calc.loader is not None
_module = module_from_spec(_of_calc)
_of_calc.loader.exec_module(_module)
installed, running, app = _module.installed, _module.running, _module.app


@pytest.fixture
def user_of(app: xlwings.App, tmp_path: Path) -> Iterator[Callable[[Path], User]]:
    """Opens a copy of a workbook for a user."""

    def opened(file: Path) -> User:
        copy = tmp_path / file.name
        shutil.copy(file, copy)
        return User(app.books.open(copy), Person(app))

    yield opened


@pytest.fixture
def user(user_of: Callable[[Path], User]) -> User:
    return user_of(EXAMPLE)
