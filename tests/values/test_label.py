"""One label in its many ways of being printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.label import _NOISE, fold, key, name_key, years


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("年初 预算数", "年初预算数"), ("全年\n执行数", "全年执行数"), ("其中：公车购置", "公车购置"),
        ("1、公务用车购置和维护经费", "公务用车购置和维护经费"), ("（一）基本支出", "基本支出"),
        ("一、基本支出", "基本支出"),
        ("1）基本支出", "基本支出"), ("1)基本支出", "基本支出"), ("一.基本支出", "基本支出"),
        ("一．基本支出", "基本支出"), ("（1）基本支出", "基本支出"), ("（十二）1）基本支出", "基本支出"),
        ("①公车购置", "公车购置"), ("产出指标\n（50分）", "产出指标"), ("产出指标(50分)", "产出指标"),
        ("2024年预算数", "预算数"), ("2023 年度 预算数", "预算数"), ("实际规  模(m²)", "实际规模"),
        ("填报日期：", "填报日期"), ("ＡＢ", "AB"), ("预算\u3000部门", "预算部门"),
    ],
)  # fmt: skip
def test_one_key(printed: str, label: str) -> None:
    assert key(printed) == key(label)


def test_different_labels_stay_different() -> None:
    assert key("年初预算数") != key("全年预算数")
    assert key("1.5倍") == "1.5倍"


def test_a_sentence_keeps_its_number() -> None:
    label, sentence = "绩" * 57, "绩" * 60
    assert key(f"1）{label}") == label
    assert key(f"1）{sentence}") == f"1){sentence}"


def test_a_label_of_nothing_but_a_note_keeps_it() -> None:
    assert key("（万元）") == "(万元)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("危房鉴定经费（一期）", "危房鉴定 经费(一期)"), ("危房、旧房改造", "危房旧房改造。"),
        ("ＰＭ２.５治理", "PM2.5治理"),
        ("“四好”公路——养护", "四好公路养护"), ("【污水】处理", "〔污水〕处理"),
    ],
)  # fmt: skip
def test_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("危房鉴定经费（一期）", "危房鉴定经费（二期）"), ("2023年危房鉴定", "2022年危房鉴定"),
        ("一、二类疫苗", "三、二类疫苗"), ("3-1标段", "31标段"), ("1.5倍", "15倍"),
    ],
)  # fmt: skip
def test_names_that_look_alike_stay_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_years_in_their_order() -> None:
    assert years("2023年决算数、2024 年预算数") == (2023, 2024)
    assert years("２０２４年") == (2024,)
    assert years("电话 12024年 编号 2023") == ()


@given(st.text())
def test_no_text_raises_and_folding_twice_changes_nothing(text: str) -> None:
    key(text)
    years(text)
    assert not any(character.isspace() for character in fold(text))


PRINTED = st.text(alphabet="绩效１Ａ㎡①：（），；:(,;“”_ \u3000\u0301\u0338\u3099[bookmark]", max_size=24)


@given(st.one_of(st.text(), PRINTED))
def test_signs_that_are_replaced_before_are_folded_as_all_others(text: str) -> None:
    assert fold(text) == _NOISE.sub("", unicodedata.normalize("NFKC", text))
