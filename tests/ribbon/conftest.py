"""The 汨罗 example opened as a user's workbook in a real LibreOffice."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings
from pressing import EXAMPLE, Person, User

from tests.calc import conftest as of_calc

installed, running, app = of_calc.installed, of_calc.running, of_calc.app


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
