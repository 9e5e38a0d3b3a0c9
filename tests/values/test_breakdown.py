"""Sums and the parts that are listed for them, in sentences of the real reports."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.values.breakdown import breakdowns, subject_of, sum_of_list_below

# text -> each sum, the sum of its parts, and whether the list says that it is not whole (…) or whole (=)
SUMS = [
    ("全年预算数10.00万元，其中公务接待费8.00万元、公务车运行维护费2万元，拥有公务用车2台。", [("10.00", "10.00", "")]),
    ("基本支出1298.46万元，其中：人员经费1066.35万元，日常公用经费151.63万元，其他支出80.48万元。",
     [("1298.46", "1298.46", "=")]),
    ("政府采购共计金额570.18万元。按采购对象分，其中：货物类117.21万元、服务类127.08万元、工程类325.89万元。",
     [("570.18", "570.18", "")]),
    ("决算数为2357.68万元，较上年减少30.07万元，同比下降1.26%。其中工资福利支出1432.46万元；其他925.22万元。",
     [("2357.68", "2357.68", "=")]),
    ("实际支出4036.15万元，主要项目列支如下：人民防空775.72万元；老旧小区改造268.54万元。",
     [("4036.15", "1044.26", "…")]),
    ("共有车辆5辆，其中公务用车一辆、特种专业技术用车一辆、其他用车2辆，主要是路灯维修车辆。", [("5", "4", "=")]),
    ("目前共74个（房屋工程68个，市政工程6个），其中在建项目44个，停工项目16个，未开工项目14个。",
     [("74", "74", ""), ("74", "74", "")]),
    ("共22件，其中建议7件（主办3件，会办4件），提案15件（主办9件，会办6件）。",
     [("22", "22", ""), ("7", "7", ""), ("15", "15", "")]),
    ("公租房项目共实施84套，基本进入开工阶段。分别是甲24套、乙24套、丙36套。", [("84", "84", "=")]),
    ("报建项目70个，总造价为180万元，其中房建35个，造价为80万元；工业35个，造价为100万元。", [("180", "180", "")]),
    ("总支出100万元，其中：甲60万元，其中乙20万元、丙30万元；丁40万元。", [("100", "100", ""), ("60", "50", "")]),
    ("项目支出3000万元。主要用于审图120万元；道路1500万元，主要包括甲路、乙路；小区600万元等支出。",
     [("3000", "2220", "…")]),
    ("热线57起，市长信箱3件，其中涉及安全投诉42起，文明施工18起。", []),  # 57起 is not the sum of them
    ("总投资约16159.25万元，其中工程建安费13409.06万元，其他2000万元。", []),
    ("其中甲20万元、乙30万元。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_sums(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [
        (
            str(item.whole.figure.value),
            str(sum((part.figure.value for part in item.parts), Decimal(0))),
            "…" * item.open_ended + "=" * item.complete,
        )
        for item in breakdowns(text)
    ]
    assert sorted(found) == sorted(expected)


def test_a_list_in_the_paragraphs_below() -> None:
    whole = sum_of_list_below("2023年度基本支出2352.1万元，其中：")
    assert whole is not None and whole.words == "2023年度基本支出"
    assert sum_of_list_below("2023年度基本支出2352.1万元。") is None
    assert sum_of_list_below("其中：") is None


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("除专项资金以外的其他项目支出共计", "其他项目支出"),
        ("2021年项目支出共计", "项目支出"),
        ("政府采购共计金额", "政府采购"),
        ("共", ""),
    ],
)
def test_subjects(words: str, subject: str) -> None:
    assert subject_of(words) == subject


@given(st.text(alphabet="其中主要包括等分别是如下共计万元个辆，、；。：（）()0123456789.约其他\n ", max_size=120))
def test_nothing_raises(text: str) -> None:
    for item in breakdowns(text):
        assert len(item.parts) > 1
    sum_of_list_below(text)


def test_a_total_behind_its_parts() -> None:
    (item,) = breakdowns("其中道路278万元、路灯116万元，共计394万元；另有桥梁20万元")
    assert [part.figure.value for part in item.parts] == [278, 116] and item.behind and not item.complete
    (item,) = breakdowns("争取资金278万元、本级116万元，两项合计394万元")
    assert item.behind and item.complete
    assert breakdowns("办公费20万元，比上年10万元增加10万元，合计20万元") == ()
    assert breakdowns("受理40件、拨付3万元，共计5万元") == ()


def test_the_last_part_that_says_other_ends_the_list() -> None:
    (item,) = breakdowns("支出45万元，其中：维修费20万元、培训费15万元、其他费用10万元。")
    assert item.complete and item.ended
