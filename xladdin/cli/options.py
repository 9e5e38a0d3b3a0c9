"""What several commands ask for in the same words: arguments, options, and how an explanation is written."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

FileArgument = Annotated[
    Path, typer.Argument(metavar="文件", help="工作簿（.xlsx .xlsm .xls .ods）或 Word 文件（.docx）")
]
RulebookOption = Annotated[
    str | None, typer.Option("--rulebook", metavar="规则集", help="规则集编号，见 xladdin rules list")
]
LastYearOption = Annotated[
    Path | None, typer.Option("--last-year", metavar="文件", help="上年的工作簿或报送包，用来核对上年数")
]
ExplainOption = Annotated[
    list[str] | None, typer.Option("--explain", metavar="编号=说明", help="给一条警告写说明，可以写多次")
]
ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]


def explanations_given(pairs: Iterable[str] | None) -> dict[str, str]:
    """Id → explanation, of an ExplainOption."""
    from xladdin.errors import InputError
    from xladdin.values.number import is_blank

    given = {}
    for pair in pairs or ():
        number, sign, text = pair.partition("=")
        if not sign or not number.strip():
            raise InputError(f"--explain 后面应写“编号=说明”，不能是“{pair}”，编号见 xladdin check。")
        if is_blank(text):  # 无 says nothing either
            raise InputError(f"编号“{number.strip()}”的说明是空的，请写明原因。")
        given[number.strip()] = text.strip()
    return given
