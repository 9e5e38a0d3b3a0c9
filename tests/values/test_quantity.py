"""Quantities as indicators state them; what is not one clear quantity is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.quantity import parse_phrase, parse_quantity
from xladdin.values.unit import parse_unit

# text: value, unit, direction, per, what is counted
UNDERSTOOD = {
    "≥50个": ("50", "个", "at_least", "", ""),
    "≤11万": ("11", "万元", "at_most", "", ""),
    "98%以上": ("0.98", "%", "at_least", "", ""),
    "95％（含）以上": ("0.95", "%", "at_least", "", ""),
    "不少于50个": ("50", "个", "at_least", "", ""),
    "不低于 90%": ("0.9", "%", "at_least", "", ""),
    "大于等于90%": ("0.9", "%", "at_least", "", ""),
    "不超过11万元": ("11", "万元", "at_most", "", ""),
    "控制在11万元以内": ("11", "万元", "at_most", "", ""),
    "最多50个": ("50", "个", "at_most", "", ""),
    ">=95%": ("0.95", "%", "at_least", "", ""),
    "＞＝95％": ("0.95", "%", "at_least", "", ""),
    "5天内": ("5", "天", "at_most", "", ""),
    "30分钟内": ("30", "分钟", "at_most", "", ""),
    "5次内": ("5", "次", "at_most", "", ""),
    "10公里内": ("10000", "米", "at_most", "", ""),
    "3个工作日内": ("3", "工作日", "at_most", "", ""),
    "控制在5%内": ("0.05", "%", "at_most", "", ""),
    "5项内容": ("5", "项", None, "", "内容"),
    "3个室内": ("3", "个", None, "", "室内"),
    "3日内": ("3", "日", "at_most", "", ""),
    "8次/年": ("8", "次", None, "年", ""),
    "每季度1次": ("1", "次", None, "季度", ""),
    "每月一次以上": ("1", "次", "at_least", "月", ""),
    "十二次": ("12", "次", None, "", ""),
    "二十个": ("20", "个", None, "", ""),
    "55万平方米": ("550000", "平方米", None, "", ""),
    "92.96万㎡": ("929600", "平方米", None, "", ""),
    "120 m²": ("120", "平方米", None, "", ""),
    "12次检测": ("12", "次", None, "", "检测"),
    "12次以上检测": ("12", "次", "at_least", "", "检测"),
    "100％": ("1", "%", None, "", ""),
    "17477.59万元": ("17477.59", "万元", None, "", ""),
    "1,669.89万元": ("1669.89", "万元", None, "", ""),
    "5000元": ("0.5", "万元", None, "", ""),
    "1.2亿元": ("12000", "万元", None, "", ""),
    "352套": ("352", "套", None, "", ""),
    "共352套。": ("352", "套", None, "", ""),
    "16个项目": ("16", "个", None, "", "项目"),
    "1万户": ("10000", "户", None, "", ""),
    "2公里": ("2000", "米", None, "", ""),
    "2096.96": ("2096.96", "", None, "", ""),
    "0起": ("0", "起", None, "", ""),
}
NOT_UNDERSTOOD = [
    "", "无", "——", "一", "良好", "申请公共租赁住房建设项目8个共352套", "约50个", "50个左右", "100余户",
    "近百户", "60 27",
    "5 0个", "1:3", "8:30", "1：5个", "10 : 1", "5_0个",
    "1.5.3", "②", "2023年", "2023年12月前", "3日", "2023.1-12月", "一次性", "一批", "不漏一户",
    "5-3个", "3-5",
    "不少于50个以内", "1个项目未能按时完成", "5个未完成", "未完成5个", "100MB", "第3季度",
    "16个（其中新建3个）", "5万梯",
    "9" * 30 + "个",
]  # fmt: skip


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_understood(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    value, *rest = UNDERSTOOD[text]
    assert (quantity.value, quantity.unit, quantity.direction, quantity.per, quantity.thing) == (Decimal(value), *rest)
    assert quantity.text == text


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_not_understood(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        (">50个", "at_least"), ("＞50个", "at_least"), ("大于50个", "at_least"), ("超过50个", "at_least"),
        ("高于95%", "at_least"), ("多于50个", "at_least"), ("<3天", "at_most"), ("＜3天", "at_most"),
        ("小于3天", "at_most"), ("少于3天", "at_most"), ("低于5%", "at_most"),
    ],
)  # fmt: skip
def test_strict_signs_do_not_include_the_number(text: str, direction: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.direction, quantity.strict) == (direction, True)


@pytest.mark.parametrize(
    "text",
    ["≥50个", ">=50个", "不少于50个", "不低于95%", "不小于50个", "大于等于50个", "至少50个", "50个以上", "≤3天",
     "<=3天", "不超过3天", "不大于3天", "不高于5%", "不得高于5%", "不多于3天", "3天以内", "小于或等于3天", "50个"],
)  # fmt: skip
def test_the_others_include_it(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert not quantity.strict


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("3-5个工作日", "3", "5", "工作日"), ("98%-100%", "0.98", "1", "%"), ("3～5%", "0.03", "0.05", "%"),
    ("10至20次", "10", "20", "次")],
)  # fmt: skip
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("群众满意度100%", "群众满意度", "1"), ("完成公开招标项目监管15个。", "完成公开招标项目监管", "15"),
        ("公租房建设100套以上", "公租房建设", "100"), ("满意度不低于98%", "满意度", "0.98"),
        ("工程建设监管执法率、监督工程竣工验收率100%", "工程建设监管执法率、监督工程竣工验收率", "1"),
    ],
)  # fmt: skip
def test_phrases_name_their_subject(text: str, subject: str, value: str) -> None:
    phrase = parse_phrase(text)
    assert phrase is not None
    assert (phrase.subject, phrase.quantity.value) == (subject, Decimal(value))
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    "text", ["每人3次", "涉及8个共352套", "2024年年底完成", "未完成5个", "GB50个", "满意度不应低于98%"]
)
def test_no_phrase(text: str) -> None:
    assert parse_phrase(text) is None


PIECES = st.text(alphabet="0123456789.,%％-~至≥≤<>= \n万元亿个次年月日以上内不少于超过控制在每一十两第约", max_size=20)


@given(st.one_of(st.text(), PIECES))
def test_no_text_raises(text: str) -> None:
    for quantity in (parse_quantity(text), (phrase := parse_phrase(text)) and phrase.quantity):
        if quantity is not None:
            assert quantity.value >= 0
            assert quantity.high is None or quantity.high >= quantity.value
    parse_unit(text)


@given(st.integers(0, 10**9), st.sampled_from(["个", "次", "户", "万元", "平方米", "%"]), st.sampled_from(["", "以上"]))
def test_a_number_with_its_unit_is_read_back(number: int, unit: str, behind: str) -> None:
    quantity = parse_quantity(f"{number}{unit}{behind}")
    assert quantity is not None
    assert quantity.value == Decimal(number) * quantity.factor
    assert quantity.unit == unit
