"""One LibreOffice for all tests of a worker, with the functions and the toolbar installed in a fresh profile."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from xladdin.calc.engine import connect
from xladdin.calc.install import install
from xladdin.calc.office import Office, office
from xladdin.calc.profile import Profile
from xladdin.calc.runtime import uno_module
from xladdin.errors import InputError


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where LibreOffice was built for another Python than ours, these tests cannot run; in CI they must."""
    if item.get_closest_marker("libreoffice") is not None and os.environ.get("CI") != "true":
        try:
            uno_module()
        except InputError as reason:
            pytest.skip(str(reason))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    profile = Profile(tmp_path_factory.mktemp("profile"))
    install(profile)
    return profile


@pytest.fixture(scope="session")
def running(installed: Profile) -> Iterator[Office]:
    with office(installed.folder) as started:
        yield started


@pytest.fixture
def app(running: Office) -> Iterator[xlwings.App]:
    """A new connection, so that counters and answers begin afresh; what a test opened is closed."""
    before = xlwings.engines.active
    application = connect(running.context, running.pid)
    yield application
    for book in list(application.books):
        book.close()
    xlwings.engines.active = before


@pytest.fixture
def book(app: xlwings.App) -> xlwings.Book:
    return app.books.add()


@pytest.fixture
def sheet(book: xlwings.Book) -> xlwings.Sheet:
    return book.sheets[0]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A workbook as a user has it: figures, functions under their plain names, no stored results."""
    from openpyxl import Workbook

    workbook = Workbook()
    cells = workbook.active
    assert cells is not None
    for address, content in {
        "A5": "在职人数、编制数", "B5": 202, "C5": 200,
        "D5": "=SCORE_CONTROL_RATE(B5,C5)",
        "D6": '=SCORE_CONTROL_RATE(B5,C5,,"hunan-miluo-2023")',
        "D7": "=SCORE_TOTAL(D5:D6,B1)",
        "D8": '=EXPLAIN_SCORE("SCORE_CONTROL_RATE",B5,C5)',
        "D9": "=SCORE_CONTROL_RATE(B1,C5)",
    }.items():  # fmt: skip
        cells[address] = content
    path = tmp_path / "自评.xlsx"
    workbook.save(path)
    return path
