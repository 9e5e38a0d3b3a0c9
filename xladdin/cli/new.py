"""`xladdin new`: a fresh template workbook."""

from pathlib import Path
from typing import Annotated

import typer

from xladdin.cli.options import ForceOption
from xladdin.cli.output import console

_LONGEST_UNIT = 60  # signs, that fit on the cover


def new(
    rulebook: Annotated[str, typer.Argument(metavar="规则集", help="规则集编号，见 xladdin rules list")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="工作簿", help="写到哪里（.xlsm 带函数和选项卡，.xlsx 不带宏）")
    ],
    unit: Annotated[str, typer.Option("--unit", metavar="名称", help="单位名称，填进封面和各表")] = "",
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", min=2000, max=2100, help="年度，不写就用规则集的年度")
    ] = None,
    projects: Annotated[
        list[str] | None, typer.Option("--project", metavar="项目", help="项目名称，一个项目一张表，可以写多次")
    ] = None,
    only_project: Annotated[
        bool, typer.Option("--only-project", help="只要项目支出绩效自评表，发给业务股室填写")
    ] = False,
    force: ForceOption = False,
) -> None:
    """新建一份自评工作簿。"""
    from io import BytesIO

    from xladdin.drawing.template import MACROS, draw_template
    from xladdin.errors import InputError
    from xladdin.rulebooks.loader import load
    from xladdin.writing import write_file

    macros = MACROS.get(out.suffix.lower())
    if macros is None:
        raise InputError(f"“{out.name}”应以 .xlsx 或 .xlsm 结尾。")
    loaded = load(rulebook)
    if loaded.abstract:
        raise InputError(f"规则集 {loaded.id} 只供其他规则集继承，不能用来新建工作簿，可用的见 xladdin rules list。")
    names = [name.strip() for name in projects or ()]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"项目“{name}”写了 {names.count(name)} 次，一个项目一张表，只写一次即可。")
    if len(unit.strip()) > _LONGEST_UNIT:
        raise InputError(f"单位名称有 {len(unit.strip())} 个字，封面放不下，请写 {_LONGEST_UNIT} 个字以内的名称。")
    drawn = BytesIO()
    draw_template(
        loaded,
        drawn,
        unit=unit.strip(),
        year=year,
        projects=names,
        only_project=only_project,
        macros=macros,
    )
    write_file(out, drawn.getvalue(), force=force)
    console().print(f"已按{loaded.name}的规则新建 {out}。")
