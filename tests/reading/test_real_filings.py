"""The real filings: what stands in them is read, from Word and from Excel alike."""

from decimal import Decimal
from pathlib import Path

import pytest

from xladdin.forms.base_data import BaseData
from xladdin.forms.evaluation import FundEvaluation
from xladdin.forms.filing import Filing
from xladdin.forms.tables import WorkAssessment
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"
NAMES = ("miluo_2023", "hengshan_2020", "yueyang_2024")


def filing(name: str) -> Filing:
    return read_filing(FILINGS / f"{name}.xlsx", vocabulary())


@pytest.mark.parametrize("name", NAMES)
def test_word_and_excel_give_equal_forms(name: str) -> None:
    from_excel, from_word = filing(name), read_filing(FILINGS / f"{name}.docx", vocabulary())
    assert [form.letter for form in from_excel.forms] == [form.letter for form in from_word.forms]
    for sheet, table in zip(from_excel.forms, from_word.forms, strict=True):
        assert sheet.content() == table.content(), sheet.title.text


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_over(name: str, suffix: str) -> None:
    for form in read_filing(FILINGS / f"{name}.{suffix}", vocabulary()).forms:
        assert form.not_understood == ()


def test_miluo_holds_sixteen_forms() -> None:
    miluo = filing("miluo_2023")
    assert "".join(form.letter for form in miluo.forms) == "AB" + "C" * 14
    assert {form.year for form in miluo.forms} == {2023}
    assert [project.annex.text for project in miluo.projects] == [f"附件3-{n}" for n in range(1, 15)]
    assert miluo.unit == "汨罗市住建系统"


def test_base_data_of_miluo() -> None:
    base = filing("miluo_2023").base_data
    assert isinstance(base, BaseData)
    assert (base.people.posts.value, base.people.staff.value) == (195, 188)
    assert base.people.control_rate.value == Decimal("0.9641")
    assert [entry.value for entry in base.three_public.amounts] == [Decimal("18.1"), Decimal("21.8"), Decimal("7.9")]
    assert base.vehicles.last.is_blank and base.vehicles.budget.value == 0, "blank is not 0"
    assert [item.label.text for item in base.special.items][:2] == [
        "城建档案数字化管理和库房九防费用",
        "质量安全监督管理专项",
    ]
    assert len(base.special.items) == 15
    assert base.special.head.final.value == Decimal("644.62")
    assert str(base.special.items[2].final.address) == "附件1!F19"
    assert base.thrift.text.startswith("严控差旅")


def test_department_evaluation_of_yueyang() -> None:
    department = filing("yueyang_2024").department
    assert department is not None
    assert department.unit.text == "岳阳市建设工程质量安全监督站"
    assert (department.total.budget.value, department.total.spent.value) == (Decimal("2263.34"), Decimal("2096.96"))
    assert department.general_budget.value == Decimal("2128.84")
    assert department.government_fund.is_blank
    assert department.basic_spending.value == Decimal("2060.04")
    assert [(section.name, section.weight) for section in department.sections] == [
        ("产出指标", 50), ("效益指标", 30), ("满意度指标", 10),
    ]  # fmt: skip
    assert len(list(department.indicators)) == 31
    assert department.total_score.value == Decimal("99.27")


def test_a_merged_second_level_holds_for_the_rows_below() -> None:
    (project,) = filing("yueyang_2024").projects
    assert [row.second.text for row in project.sections[0].indicators[:4]] == ["数量指标"] * 3 + ["质量指标"]
    assert project.sections[0].indicators[0].target.text == "≤11万"


def test_a_bookmark_of_word_does_not_hide_the_number() -> None:
    first = filing("miluo_2023").projects[0]
    entry = first.sections[0].indicators[0].weight
    assert entry.value == 20 and "bookmark" in entry.raw


def test_score_table_and_blank_fund_form_of_hengshan() -> None:
    hengshan = filing("hengshan_2020")
    table = hengshan.score_table
    assert table is not None and len(table.rows) == 17
    scores = {row.name.text: row.score.value for row in table.rows}
    assert scores["公用经费控制率"] == 8 and scores["政府采购执行率"] == 6
    (fund,) = hengshan.of(FundEvaluation)
    assert all(entry.is_blank for entry in (fund.name, fund.total.budget, fund.total.spent))


def test_work_assessment_of_yueyang() -> None:
    (work,) = filing("yueyang_2024").of(WorkAssessment)
    assert [row.level2.text[:2] for row in work.rows] == [
        "自评",
        "工作",
        "单位",
        "提交",
        "完整",
        "绩效",
        "反映",
        "建议",
    ]


def test_an_address_in_word_is_table_row_and_cell() -> None:
    base = read_filing(FILINGS / "miluo_2023.docx", vocabulary()).base_data
    assert base is not None
    assert str(base.people.posts.address) == "表1/2/2"
