"""The shares of the summary are rounded half up, as every figure of this house."""

from decimal import Decimal

from xladdin.collecting.ranking import execution_rate
from xladdin.collecting.record import Amounts, Counted, Result, Submission, Verification
from xladdin.collecting.summary import summarise


def result(number: int, findings: tuple[Counted, ...]) -> Result:
    submission = Submission(
        f"{number}局", 2024, "hunan-yueyang-2024", Verification(None, ""), None, None, "", Amounts(), 0, findings
    )
    return Result(f"{number:02}.xlsx", str(number), submission)


def test_one_file_of_thirty_two() -> None:
    """1 ÷ 32 = 3.125%"""
    results = [result(number, (Counted("ZP110", "error", 2),) if number == 1 else ()) for number in range(1, 33)]
    findings = next(table for table in summarise(results).tables if table.name == "问题分类")
    assert [row[3:] for row in findings.rows] == [(2, 1, Decimal("0.0313"))]


def test_the_rate_of_execution() -> None:
    assert execution_rate(Amounts(None, Decimal(32), Decimal(1))) == Decimal("0.0313")
    assert execution_rate(Amounts(None, Decimal(0), Decimal(1))) is None
