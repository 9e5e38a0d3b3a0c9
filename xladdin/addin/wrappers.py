"""The VBA functions that call Python: made by xlwings' own generator, so that what Excel runs is what xlwings tests.

The generator lives in a module that imports pywin32, and outside Windows xlwings' decorators leave no trace. So the
functions are imported a second time while the real decorators, and stand-ins for pywin32, are in place.
"""

import importlib
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

import xlwings

from xladdin.addin.vbaproject import Kind, Module

WRAPPERS_MODULE = "xlwings_udfs"

# xlwings' VBA editor macro looks for this head and this module name.
_HEAD = f"""\
Attribute VB_Name = "{WRAPPERS_MODULE}"
#Const App = "Microsoft Excel"
"""
_PYWIN32 = ("pythoncom", "pywintypes", "win32com", "win32com.client")
_DECORATORS = {"func": "xlfunc", "sub": "xlsub", "arg": "xlarg", "ret": "xlret"}


@dataclass(frozen=True)
class _Book:
    """All that the generator asks of a workbook: an add-in's functions work on the active one."""

    Name: str


def wrapper_module(python_module: str, book_name: str) -> Module:
    """The VBA module with one function for every decorated function of an importable Python module."""
    text = io.StringIO()
    with _set_aside(python_module.partition(".")[0]), _real_decorators() as generate:
        generate(python_module, importlib.import_module(python_module), text, _Book(book_name))
    return Module(WRAPPERS_MODULE, Kind.STANDARD, _HEAD + text.getvalue())


@contextmanager
def _set_aside(package: str) -> Iterator[None]:
    """While it is open, the package and its modules count as not yet imported."""
    imported = _of_package(package)
    for name in imported:
        del sys.modules[name]
    try:
        yield
    finally:
        for name in _of_package(package):
            del sys.modules[name]
        sys.modules.update(imported)


def _of_package(name: str) -> dict[str, ModuleType]:
    return {key: module for key, module in sys.modules.items() if key == name or key.startswith(f"{name}.")}


@contextmanager
def _real_decorators() -> Iterator[Callable[[str, ModuleType, io.StringIO, _Book], None]]:
    """While it is open, xlwings' decorators do what they do on Windows; it gives xlwings' generator."""
    stand_ins = {} if sys.platform == "win32" else _stand_ins()
    before = {name: vars(xlwings)[name] for name in (*_DECORATORS, "udfs") if name in vars(xlwings)}
    with _set_aside("xlwings.udfs"):
        sys.modules.update(stand_ins)
        try:
            udfs = importlib.import_module("xlwings.udfs")
            vars(xlwings).update({name: getattr(udfs, real) for name, real in _DECORATORS.items()})
            yield udfs.generate_vba_wrapper
        finally:
            for name in (*_DECORATORS, "udfs"):
                vars(xlwings).pop(name, None)
            vars(xlwings).update(before)
            for name in stand_ins:
                del sys.modules[name]


def _stand_ins() -> dict[str, ModuleType]:
    modules = {name: ModuleType(name) for name in _PYWIN32}
    vars(modules["pythoncom"])["CoInitialize"] = None
    vars(modules["pywintypes"])["com_error"] = type("com_error", (Exception,), {})
    vars(modules["win32com.client"])["Dispatch"] = None
    return modules
