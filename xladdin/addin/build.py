"""Builds what macros/ holds besides its sources, and gives templates the same macros.

`xladdin addin build` calls `build_addin`; the result is committed, and a test builds it again and compares.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from xlsxwriter import Workbook

import udfs
from udfs.registry import FUNCTIONS
from xladdin import __version__, resources
from xladdin.addin import sources
from xladdin.addin.hidden_sheets import FunctionHelp, draw_hidden_sheets
from xladdin.addin.pack import pack_xlam, pack_xlsm
from xladdin.addin.ribbon_sources import CALLBACKS_MODULE, callbacks_source, ribbon_xml
from xladdin.addin.vbaproject import Module
from xladdin.addin.wrappers import wrapper_module

ADDIN_NAME = "xladdin.xlam"

_ABOUT = (
    "绩效自评加载项 xladdin",
    f"版本 {__version__}",
    "本文件由加载项使用，不需要打开或修改。",
    "xladdin：MIT 许可。",
    "含 xlwings 的 VBA 运行模块：Copyright (C) Zoomer Analytics LLC，BSD 3-clause 许可，全文见模块 xlwings。",
    "含 VBA-Dictionary：(c) Tim Hall，MIT 许可，见模块 Dictionary。",
)


def build_addin(folder: Path) -> list[Path]:
    """Writes the generated sources and the add-in into the folder that holds vba/ and ribbon/."""
    callbacks = folder / "vba" / f"{CALLBACKS_MODULE}.bas"
    ribbon = folder / "ribbon" / "customUI14.xml"
    addin = folder / ADDIN_NAME
    callbacks.write_text(callbacks_source(), encoding="ascii", newline="\n")
    ribbon.write_text(ribbon_xml(), encoding="utf-8", newline="\n")
    addin.write_bytes(addin_bytes(folder / "vba"))
    return [callbacks, ribbon, addin]


def addin_bytes(vba_folder: Path) -> bytes:
    """The add-in as it is committed."""
    modules = [*sources.own_modules(vba_folder), *sources.runtime_for_addin(), *_wrappers(ADDIN_NAME)]
    return pack_xlam(_draw_addin, sources.PROJECT_NAME, modules, ribbon_xml())


def template_bytes(draw: Callable[[Workbook], None]) -> bytes:
    """A template as .xlsm: the sheets that `draw` adds, the hidden sheets, functions, ribbon."""

    def draw_all(workbook: Workbook) -> None:
        draw(workbook)
        draw_hidden_sheets(workbook, function_help())

    modules = [
        *sources.own_modules(resources.macros() / "vba"),
        *sources.runtime_for_template(),
        *_wrappers("template.xlsm"),
    ]
    return pack_xlsm(draw_all, f"{sources.PROJECT_NAME}_template", modules, ribbon_xml())


def function_help() -> list[FunctionHelp]:
    """What the function wizard shows of every cell function."""
    return [FunctionHelp(*function.help) for function in FUNCTIONS.values()]


def _draw_addin(workbook: Workbook) -> None:
    sheet = workbook.add_worksheet(sources.PROJECT_NAME)  # a book needs one sheet that is not hidden
    sheet.write_column(0, 0, _ABOUT)
    draw_hidden_sheets(workbook, function_help())


@cache
def _wrappers(book_name: str) -> tuple[Module, ...]:
    return (wrapper_module(udfs.__name__, book_name),)
