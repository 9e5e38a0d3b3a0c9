"""docs/functions.md, written from the registry: `python -m udfs.reference` writes it anew."""

from pathlib import Path

import udfs
from udfs.common import BASE_RULEBOOK
from udfs.registry import CATEGORY, FUNCTIONS, CellFunction, Family

PAGE = Path(udfs.__file__).parents[1] / "docs" / "functions.md"

_HEAD = f"""\
# 单元格函数

本页由 `python -m udfs.reference` 生成，请不要直接修改。函数在 Excel 的函数向导里属于“{CATEGORY}”类。

**参数**　数、单元格、写着数的文字（`100％`、`45万元`、`1,669.89`）都可以。金额以万元为单位，文字里的单位会换算。
`——`、`无`、`不适用` 等于没有填，不当作 0。方括号里的参数可以不填。写着“区域”的参数可以是一个单元格、一行、一列或一块。

**结果**　得分是数，保留两位小数；比率是小数，不四舍五入。不能算的，结果是以 `错误：` 开头的一句话，说明怎样改，
例如 `错误：编制数为空`；不会是 0，也不会是空白。别的函数的错误、`#DIV/0!` 等错误值用作参数时，会指出是哪一个参数。

**规则集**　最后一个参数是规则集编号，模板里用名称 `RULEBOOK`。不填时用湖南共用规则（`{BASE_RULEBOOK}`）：它不偏向任何
一个县区，评分表的规则齐全；各地自己规定的分值和表（例如自评工作考核评分表）它没有，要用时应填当地的规则集。

**不填参数**　评分表的各个 SCORE_ 函数可以不填参数，例如 `=SCORE_OFFICE_COST()`：按栏目名从本工作簿的基础数据表和
补充数据里取数，规则集用工作簿里名称 `RULEBOOK` 的单元格，没有这个名称时按单位名称和年度推定。只有这样的调用在每次重新
计算时都重算；数据多时会慢，模板里一律填参数。EXPLAIN_SCORE 只填函数名时也一样。

**总分**　SCORE_TOTAL 只做加法；规则集规定“按执行率封顶”的（湖南没有），封顶由校验和评分命令处理：
总分高于封顶分数的，校验会指出并给出应填的分数。

**在 Python 里**　`from udfs import SCORE_CONTROL_RATE; SCORE_CONTROL_RATE(188, 195)` 得 `5.0`，不需要 Excel。
结果是浮点数或文字，与单元格里相同；要精确的小数和说明，用 `xladdin.scoring`。
"""


def page() -> str:
    """The whole page."""
    chapters = []
    for family in Family:
        functions = [function for function in FUNCTIONS.values() if function.family is family]
        chapters.append(f"## {family}\n\n" + "\n\n".join(_entry(function) for function in functions))
    return "\n\n".join([_HEAD.rstrip(), *chapters]) + "\n"


def _entry(function: CellFunction) -> str:
    rows = [f"| `{known.name}` | {_cell(known.description)} |" for known in function.arguments]
    table = "\n".join(["| 参数 | 说明 |", "|---|---|", *rows])
    return f"### {function.name}\n\n`={_call(function)}`\n\n{function.description}\n\n{table}"


def _call(function: CellFunction) -> str:
    """As it is typed: optional arguments in brackets."""
    shown = [
        f"{known.name}, …" if known.variadic else f"[{known.name}]" if known.optional else known.name
        for known in function.arguments
    ]
    return f"{function.name}({', '.join(shown)})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
