"""Which warnings are explained (说明): one each from the person or the sheet 校验结果, or one for all of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from xladdin.checks.explanations import attach
from xladdin.checks.finding import Finding
from xladdin.errors import InputError
from xladdin.reading.explanations import Explanation
from xladdin.values.number import is_blank

_MOST_SIGNS = 32_767  # in one cell of Excel


class Explained(NamedTuple):
    """A warning with its explanation; `for_all` where the same text was given to every warning without one."""

    finding: Finding
    text: str
    for_all: bool


class Explanations(NamedTuple):
    """What travels with the package, which warnings have none, and which explanations belong to nothing any more."""

    explained: tuple[Explained, ...]
    missing: tuple[Finding, ...]
    dropped: tuple[Explanation, ...]


def explain(
    findings: Sequence[Finding],
    kept: Collection[Explanation] = (),
    given: Mapping[str, str] | None = None,
    for_all: str | None = None,
    reports: Collection[str] = (),
) -> Explanations:
    """Every warning with the explanation that counts: given now, else kept in the file, else the one for all.

    `reports`: the names of the Word reports that are handed in; what was said to others is none of this package.
    """
    given = given or {}
    known = {finding.id for finding in findings}
    for number in given:
        if number not in known:
            raise InputError(f"没有编号为“{number}”的问题，请用 xladdin check 查看编号后再试。")
    if for_all is not None and is_blank(for_all):
        raise InputError(f"--accept-warnings 后面应写明原因，不能是“{for_all.strip()}”。")
    texts, dropped, _ = attach(findings, kept, given, reports)
    longest = max(map(len, (*texts.values(), for_all or "")))
    if longest > _MOST_SIGNS:
        raise InputError(f"有一条说明长 {longest} 个字，Excel 的一格放不下，请缩短到 {_MOST_SIGNS} 个字以内。")
    warnings = [finding for finding in findings if finding.severity == "warning"]
    explained = [
        Explained(finding, texts.get(finding.id) or for_all or "", finding.id not in texts)
        for finding in warnings
        if finding.id in texts or for_all
    ]
    missing = [finding for finding in warnings if finding.id not in texts and not for_all]
    return Explanations(tuple(explained), tuple(missing), dropped)
