"""xlwings' own generator writes the wrappers, and nothing of Windows is left in the process."""

import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from xladdin.addin.vbaproject import Kind, build, module_text
from xladdin.addin.wrappers import wrapper_module


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a module that can be imported, without a trace when the test is over."""
    shutil.copy(Path(__file__).with_name("tiny_functions.py"), tmp_path / "tiny_cell_functions.py")
    monkeypatch.syspath_prepend(tmp_path)
    yield "tiny_cell_functions"
    sys.modules.pop("tiny_cell_functions", None)


def test_one_vba_function_for_every_decorated_function(tiny: str) -> None:
    source = wrapper_module(tiny, "book.xlsm").source
    assert re.findall(r"^Function (.*)$", source, re.MULTILINE) == [
        "TINY_NOW()",
        "TINY_RATE(Optional spent, Optional budget)",
        "TINY_SUM(ParamArray values())",
    ]
    assert 'XLPy.CallUDF("tiny_cell_functions", "TINY_RATE", Array(spent, budget), ThisWorkbook' in source
    assert source.count("Application.Volatile") == 1


def test_functions_of_an_addin_work_on_the_active_workbook(tiny: str) -> None:
    source = wrapper_module(tiny, "book.xlam").source
    assert "ActiveWorkbook" in source
    assert "ThisWorkbook" not in source


def test_the_module_goes_into_a_project_as_it_is(tiny: str) -> None:
    module = wrapper_module(tiny, "book.xlsm")
    assert (module.name, module.kind) == ("xlwings_udfs", Kind.STANDARD)
    assert module_text(module).count('Attribute VB_Name = "xlwings_udfs"\r\n') == 1
    assert build("demo", [module])


def test_the_same_twice(tiny: str) -> None:
    assert wrapper_module(tiny, "book.xlsm") == wrapper_module(tiny, "book.xlsm")


def test_nothing_is_left_behind(tiny: str) -> None:
    imported = importlib.import_module(tiny)
    before = {name: vars(xlwings).get(name) for name in ("func", "arg", "ret", "sub", "udfs")}
    wrapper_module(tiny, "book.xlsm")
    assert {name: vars(xlwings).get(name) for name in before} == before
    assert importlib.import_module(tiny) is imported
    assert sys.platform == "win32" or "pythoncom" not in sys.modules


def test_nothing_is_left_behind_when_the_module_cannot_be_imported() -> None:
    before = vars(xlwings).get("func")
    with pytest.raises(ModuleNotFoundError):
        wrapper_module("no_such_module_of_functions", "book.xlsm")
    assert vars(xlwings).get("func") is before
    assert sys.platform == "win32" or "pythoncom" not in sys.modules
