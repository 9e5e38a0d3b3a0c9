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

# The reserved identifiers of [MS-VBAL] 3.3.5.2.
RESERVED = """
abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec
cdecl cint circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug decimal declare
dim do doevents double each else elseif empty end endif enum eqv erase event exit false fix for friend
function get global gosub goto if imp implements in input inputb int integer is lbound len lenb let like
lock long longlong longptr loop lset me mod new next not nothing null on open option optional or paramarray
preserve print private pset public put raiseevent redim rem resume return rset scale seek select set sgn
shared single spc static stop string sub tab then to true type typeof ubound unlock until variant wend while
with withevents write xor
"""


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


def test_no_argument_of_a_cell_function_is_a_word_of_vba() -> None:
    source = wrapper_module("udfs", "book.xlsm").source
    signatures = re.findall(r"^Function \w+\((.*)\)$", source, re.MULTILINE)
    names = {word.lower() for signature in signatures for word in re.findall(r"\w+", signature)}
    assert names & set(RESERVED.split()) == {"optional", "paramarray"}
    assert {"weight", "rulebook"} <= names
