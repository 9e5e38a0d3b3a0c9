"""自评工作考核评分表: working days, and a failed score that must not vanish from a total."""

from datetime import date
from decimal import Decimal

from xladdin.rulebooks.loader import load
from xladdin.rulebooks.method import Source
from xladdin.rulebooks.parameters import Cap
from xladdin.scoring import grade, work
from xladdin.scoring.rules import score_rule


def test_weekends_and_holidays_are_not_working_days() -> None:
    friday, monday = date(2025, 3, 14), date(2025, 3, 17)
    assert work.late_working_days(friday, friday) == 0
    assert work.late_working_days(friday, date(2025, 3, 16)) == 0
    assert work.late_working_days(friday, monday) == 1
    assert work.late_working_days(friday, monday, holidays={monday}) == 0
    assert work.late_working_days(friday, monday, extra={date(2025, 3, 16)}) == 2
    assert work.late_working_days(monday, friday) == 0


def test_what_a_person_judges_is_not_scored() -> None:
    result = work.score_work(load("hunan-yueyang-2024"), "problems", Decimal(1))
    assert result.score is None
    assert "反映问题情况" in result.problem


def test_a_failed_score_stops_the_total() -> None:
    rulebook = load("hunan-hengshan-2020")
    parts = [
        score_rule(rulebook, "office_cost", Decimal(1), Decimal(2)),
        score_rule(rulebook, "control_rate", None, None),
    ]
    assert grade.total(parts).problem == "第 2 项没有得分：在职人数为空"
    assert grade.total(parts, ["G5", "G6"]).problem == "G6没有得分：在职人数为空"


def test_a_cap_by_execution_rate_is_off_until_a_rulebook_sets_it() -> None:
    rulebook = load("hunan-hengshan-2020")
    whole = grade.total([Decimal(95)])
    assert grade.capped(rulebook, whole, Decimal(50), Decimal(100)) == whole
    cap = Cap(
        execution_below=Decimal("0.6"), total_at_most=Decimal(89), source=Source(document="convention"),
        checked_on=date(2025, 1, 1),
    )  # fmt: skip
    with_cap = rulebook.model_copy(update={"caps": [cap]})
    held = grade.capped(with_cap, whole, Decimal("59.999"), Decimal(100))
    assert (held.score, held.explanation) == (89, "1 项得分合计 95 分，执行率 59.999%，总分最高 89 分")
    assert grade.capped(with_cap, whole, Decimal(60), Decimal(100)).score == 95
    assert grade.capped(with_cap, whole, None, Decimal(100)) == whole


def test_pro_rata_steps_count_a_part_of_a_step() -> None:
    rulebook = load("hunan-hengshan-2020")
    rule = rulebook.rules["control_rate"]
    assert rule.method is not None
    method = rule.method.model_copy(update={"steps": "pro_rata"})
    pro_rata = rulebook.model_copy(update={"rules": {"control_rate": rule.model_copy(update={"method": method})}})
    assert score_rule(pro_rata, "control_rate", Decimal(205), Decimal(200)).score == Decimal("3.75")
    odd = score_rule(pro_rata, "control_rate", Decimal("102.49"), Decimal(100))
    assert odd.explanation.endswith("扣 1.24 分，得 3.76 分（评分表 投入/预算配置）")
