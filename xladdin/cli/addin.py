"""`xladdin addin`: builds, installs, removes and examines the Excel add-in."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from xladdin.cli.hosts import print_diagnosis, print_steps
from xladdin.cli.options import JsonOption
from xladdin.cli.output import console
from xladdin.cli.wording import command_family

app = command_family("Excel 加载项：生成、安装、卸载、诊断、离线安装包。")


@app.command()
def build(
    folder: Annotated[Path, typer.Option("--folder", metavar="文件夹", help="源码所在的文件夹")] = Path(),
) -> None:
    """由源文件重新生成加载项、全部模板和示例，每次字节相同。"""
    from xladdin.addin.build import build_addin
    from xladdin.drawing.build import EXAMPLE_FILING, build_example, build_templates
    from xladdin.errors import InputError

    macros, templates = folder / "macros", folder / "workbook_templates"
    for needed in (Path("macros") / "vba", EXAMPLE_FILING):
        if not (folder / needed).exists():
            raise InputError(
                f"“{folder}”里没有 {needed.as_posix()}，重新生成要用 xladdin 的源码："
                "请在源码的文件夹里运行，或用 --folder 指明。"
            )
    example = build_example(templates, folder / EXAMPLE_FILING)
    for file in (*build_addin(macros), *build_templates(templates), example):
        console().print(f"已生成 {file}")


@app.command()
def install() -> None:
    """为当前用户安装，不需要管理员权限。"""
    from xladdin import resources
    from xladdin.addin.install import install as put
    from xladdin.addin.machine import windows_places, windows_registry

    places = windows_places(os.environ, windows_registry())
    steps = put(places, resources.macros(), resources.templates(), Path(sys.executable))
    print_steps(steps, "安装完成，请重新打开 Excel，看是否有“绩效自评”选项卡。")


@app.command()
def uninstall() -> None:
    """卸载：只删除安装时写入而没有改动过的文件。"""
    from xladdin.addin.install import uninstall as remove
    from xladdin.addin.machine import windows_places, windows_registry

    print_steps(remove(windows_places(os.environ, windows_registry())), "卸载完成。")


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """环境诊断：加载项不能用时逐项查原因，每项说明怎么办。"""
    from xladdin.addin.doctor import diagnose, this_machine
    from xladdin.addin.machine import windows_registry

    print_diagnosis(diagnose(this_machine(os.environ, windows_registry())), as_json=as_json)


@app.command()
def bundle(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="写到哪里（应为空文件夹）")],
    python_zip: Annotated[
        Path | None, typer.Option("--python", metavar="ZIP", help="一并带上的 embeddable Python 压缩包")
    ] = None,
    python_version: Annotated[
        str, typer.Option("--python-version", metavar="版本", help="目标机器的 Python 版本")
    ] = "3.11",
    platform: Annotated[
        str, typer.Option("--platform", metavar="平台", help="目标平台，缺省为 64 位 Windows；here 为本机")
    ] = "win_amd64",
) -> None:
    """离线安装包：供不能上网的单位内网使用，含每个文件的 SHA-256。"""
    from xladdin.addin.bundle import bundle as make

    with console().status("正在取安装包……"):
        files = make(out, platform=platform, python=python_version, embedded=python_zip)
    size = sum(file.stat().st_size for file in files) / 1e6
    console().print(f"离线安装包已生成：{out}，{len(files)} 个文件，{size:.0f} MB。")
