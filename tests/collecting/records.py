"""Records of submissions, as the processes give them back."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from xladdin.collecting.record import Amounts, Result, Submission, Verification

UNPACKED = Verification(None, "未打包，无法核验")
ALTERED = Verification(False, "有改动 1 处，未签名")
GOOD = Submission(
    unit="甲局",
    year=2023,
    rulebook="汨罗市 2023 年度",
    verification=UNPACKED,
    entered=Decimal(95),
    computed=Decimal(95),
    grade="优",
    money=Amounts(Decimal(100), Decimal(100), Decimal(96)),
    differing=0,
    findings=(),
)


def received(path: str, **differing: Any) -> Result:
    """The result for a file with a good submission, with what is different about it."""
    return Result(path, f"digest of {path}", replace(GOOD, **differing))
