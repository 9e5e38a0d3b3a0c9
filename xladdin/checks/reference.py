"""docs/checks.md out of the registry: `python -m xladdin.checks.reference > docs/checks.md`."""

import re
import sys
from collections.abc import Iterator

from xladdin.checks.catalogue import CHECKS
from xladdin.checks.registry import Check

_SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}
_FAMILIES = (
    ("JC", "基础数据表"),
    ("ZP / XM", "自评表（ZP 部门整体支出绩效自评表，XM 项目支出绩效自评表；编号相同，道理相同）"),
    ("KB", "跨表"),
    ("WZ", "完整"),
    ("BG", "报告（Word 自评报告，用 `xladdin check 文件 --report 报告.docx` 一并核对）"),
)
_HEAD = """# 校验

本页由校验程序的说明生成（`python -m xladdin.checks.reference > docs/checks.md`），请勿直接修改。

- **错误**：能够由算术或表上印明的规定证明，必须改正，否则不能打包。**警告**：需要改正或填写说明，说明随报送包一起报送。
  **提示**：供核对。括号里写明“是警告”“作提示”的情形，比这项校验的级别轻。
- 一处错误只报告一次：由它引起的其他不符降为提示，写明由哪一格引起，那些格同时列为它的关联。
- 金额合计允许四舍五入的误差：两项相加 ±0.01，每多一项加 0.005，最多 ±0.05；超过的才报告。
- 分不清两个数哪一个填错的，两个格都列出，不替人判断。
- 规则集可以关闭一项校验（`JC204: off`）、改级别（`JC204: hint`）、改参数，写在 `checks` 一节。
- 空白的格不当作 0；空白、错误值参加的校验不出结论，由 WZ101、WZ104 报告。
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(line for family in _FAMILIES for line in _family(*family))]) + "\n"


def _family(prefix: str, name: str) -> Iterator[str]:
    yield f"## {prefix} {name}\n"
    for code in sorted(CHECKS):
        check = CHECKS[code]
        if check.codes[0][:2] == prefix[:2]:
            yield from _section(check)


def _section(check: Check) -> Iterator[str]:
    yield f"### {' / '.join(check.codes)} {check.title}（{_SEVERITIES[check.severity]}）\n"
    yield re.sub(r"\n +", "\n", check.constraint.strip()) + "\n"
    yield f"依据：{_basis(check)}\n"


def _basis(check: Check) -> str:
    """The basis with words where a rulebook puts its source."""
    sources = {"evaluation": "自评表（规则集 evaluation 的出处）",
               "execution": "自评表资金一栏（规则集 execution 的出处）",
               "indicator": "指标计分（规则集 indicator 的出处）",
               "report": "自评报告（规则集 report 的出处）"}  # fmt: skip
    return check.basis.format(**sources)


if __name__ == "__main__":
    sys.stdout.write(reference())
