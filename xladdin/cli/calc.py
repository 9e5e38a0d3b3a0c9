"""`xladdin calc`: the functions, the toolbar and the menu in LibreOffice Calc."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.cli.hosts import print_diagnosis, print_steps
from xladdin.cli.options import JsonOption
from xladdin.cli.output import console
from xladdin.cli.wording import command_family

if TYPE_CHECKING:
    from xladdin.calc.profile import Profile

app = command_family("LibreOffice Calc：安装函数、工具栏和菜单，卸载，诊断，打开文件。")

ProfileOption = Annotated[
    Path | None, typer.Option("--profile", metavar="文件夹", help="LibreOffice 的用户配置；不填时用当前用户的")
]


@app.command()
def install(profile: ProfileOption = None) -> None:
    """为当前用户安装，不需要管理员权限。"""
    from xladdin.calc.install import install as put

    print_steps(put(_profile(profile)), "安装完成，请打开 LibreOffice Calc，看是否有“绩效自评”菜单和工具栏。")


@app.command()
def uninstall(profile: ProfileOption = None) -> None:
    """卸载：只去掉安装时写入的内容。"""
    from xladdin.calc.install import uninstall as remove

    print_steps(remove(_profile(profile)), "卸载完成。")


@app.command()
def doctor(
    profile: ProfileOption = None,
    as_json: JsonOption = False,
) -> None:
    """环境诊断：函数或工具栏不能用时逐项查原因，每项说明怎么办。"""
    from xladdin.calc.doctor import diagnose

    print_diagnosis(diagnose(_profile(profile)), as_json=as_json)


@app.command("open")
def open_file(
    file: Annotated[Path, typer.Argument(metavar="文件", help="工作簿（.xlsx .xlsm .xls .ods）")],
    profile: ProfileOption = None,
) -> None:
    """用 LibreOffice Calc 打开一个工作簿；还没有安装时先安装。"""
    from xladdin.calc.opening import open_in_calc

    open_in_calc(file, _profile(profile))
    console().print(f"已在 LibreOffice 中打开 {file}")


def _profile(folder: Path | None) -> "Profile":
    from xladdin.calc.profile import Profile, user_profile

    return Profile((folder or user_profile()).resolve())
