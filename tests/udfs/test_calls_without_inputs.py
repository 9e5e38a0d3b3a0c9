"""Calls without inputs: found by labels in the workbook around them, on the real filings."""

from decimal import Decimal
from pathlib import Path

import pytest

import udfs
from udfs.registry import FUNCTIONS, Family
from udfs.workbook import using
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.entry import Entry
from xladdin.forms.filing import Filing
from xladdin.forms.tables import Supplement
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.values.number import Kind

FILINGS = Path(__file__).parents[1] / "fixtures" / "filings"
OF_THE_TABLE = [name for name, function in FUNCTIONS.items() if function.family is Family.SCORE_TABLE]


@pytest.fixture(scope="module")
def hengshan() -> Filing:
    return read_filing(FILINGS / "hengshan_2020.xlsx", vocabulary())


def number(value: object) -> Entry:
    return Entry(raw=str(value), kind=Kind.NUMBER, value=Decimal(str(value)))


def form(model: type, **fields: object) -> object:
    return model(sheet="表", first_row=0, last_row=9, **fields)


def test_hengshan(hengshan: Filing) -> None:
    with using(hengshan):
        assert udfs.SCORE_OFFICE_COST() == 0.0
        assert udfs.SCORE_PROCUREMENT() == 0.0
        assert udfs.SCORE_THREE_PUBLIC() == 7.0
        assert udfs.SCORE_BUILDING_AREA() == 5.0
        explained = udfs.EXPLAIN_SCORE("SCORE_THREE_PUBLIC")
    assert explained == "三公经费 5.52 ÷ 37.00 = 14.92% ≤ 100%，得 7 分"


@pytest.mark.parametrize("name", ["miluo_2023.xlsx", "miluo_2023.docx", "yueyang_2024.xlsx"])
def test_control_rate_of_the_others(name: str) -> None:
    with using(read_filing(FILINGS / name, vocabulary())):
        assert udfs.SCORE_CONTROL_RATE() == 5.0
        assert udfs.SCORE_CONTROL_RATE(weight=8) == 8.0


@pytest.mark.parametrize("name", OF_THE_TABLE)
def test_outside_a_workbook(name: str) -> None:
    assert getattr(udfs, name)() == "错误：没有给出参数；只有在填有自评表的工作簿里，才能不填参数"


@pytest.mark.parametrize("name", OF_THE_TABLE)
def test_a_form_that_is_not_there_is_named(name: str) -> None:
    """Also for buildings: no form must not look like no building."""
    with using(Filing(source="空.xlsx")):
        answer = getattr(udfs, name)()
    assert isinstance(answer, str) and answer.startswith("错误：工作簿里没有找到")


@pytest.mark.parametrize("name", OF_THE_TABLE)
def test_a_full_workbook_scores_every_row(name: str) -> None:
    amounts = Amounts(last=number(20), budget=number(20), final=number(20))
    base = {"three_public": amounts, "office": amounts, "procurement": amounts}
    people = {"posts": number(100), "staff": number(99)}
    filled = {field: number(5) for field in Supplement.model_fields if field.islower() and field not in PLACE}
    filled |= {"satisfaction": number("0.95"), "admin_efficiency": number(6), "systems": number(4)}
    supplement = form(Supplement, **{key: value for key, value in filled.items() if key in PLAIN})
    base_data = form(BaseData, people=people, **base)
    with using(Filing(source="满.xlsx", forms=(base_data, supplement))):
        assert isinstance(getattr(udfs, name)(), float)


PLACE = frozenset({"sheet", "first_row", "last_row", "year", "foot", "remarks", "not_understood"})
PLAIN = frozenset(name for name, field in Supplement.model_fields.items() if field.annotation is Entry)


def test_the_rulebook_is_that_of_the_workbook(hengshan: Filing) -> None:
    named = hengshan.model_copy(update={"rulebook": Entry(raw="没有", kind=Kind.TEXT, value="没有")})
    with using(named):
        answer = udfs.SCORE_THREE_PUBLIC()
        assert isinstance(answer, str) and answer.startswith("错误：没有规则集“没有”")
        assert udfs.SCORE_THREE_PUBLIC(rulebook="hunan-hengshan-2020") == 7.0


def test_given_blanks_are_not_missing(hengshan: Filing) -> None:
    """=SCORE_OFFICE_COST(B5,C5) with two blank cells says so, and takes nothing from elsewhere."""
    with using(hengshan):
        assert udfs.SCORE_OFFICE_COST(None, None) == "错误：公用经费实际支出为空"


def test_nothing_is_remembered_of_a_workbook(hengshan: Filing) -> None:
    with using(hengshan):
        assert udfs.SCORE_THREE_PUBLIC() == 7.0
    with using(Filing(source="空.xlsx")):
        assert udfs.SCORE_THREE_PUBLIC() != 7.0


def test_a_judgement_is_in_points_and_no_percentage(hengshan: Filing) -> None:
    """A cell that shows 100% is not 1 point: the forms know how it is written."""
    full = Entry(raw="100%", kind=Kind.NUMBER, value=Decimal(1), unit="%")
    with using(hengshan.model_copy(update={"forms": (form(Supplement, benefit=full),)})):
        answer = udfs.SCORE_BENEFIT()
    assert answer == "错误：经济效益和社会效益得分填的“100%”不是评定档次，应为 0 至分值之间的分数"
