"""Long paragraphs: no sentence, however long and odd, may hold up the checks of a report."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_sentences import CASES, codes

from xladdin.values.breakdown import breakdowns
from xladdin.values.sentence import statements_of

# Seconds of this process alone, whatever else the machine does. It takes a few tenths; minutes, where an expression
# explodes.
LONGEST = 5.0
PIECES = [
    *("其中1万元、", "1万元", "1万元、2万元，共计3万元，", "（1万元", "（", "比预算", "占", "得分", "某中心", "2023年"),
    *("1,", "1", "除其中的", "一是", "增加5%，", "预算", "分别为1人、", "；其中", "188/195×", " "),
]


@pytest.mark.parametrize("piece", PIECES)
def test_five_thousand_signs_of_the_same(piece: str) -> None:
    started = time.process_time()
    codes(piece * (5000 // len(piece)) + "三公经费18.90万元")
    assert time.process_time() - started < LONGEST


def test_thirty_pages() -> None:
    """Some three hundred sentences: more figures than any report has."""
    started = time.process_time()
    codes(*CASES["right"], *(sentence for _, sentence in CASES["wrong"]))
    assert time.process_time() - started < LONGEST


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "，", "（", "）", "、", "万元", "3.5", "年初预算", "较上年"]), max_size=400))
def test_no_mixture_raises(pieces: list[str]) -> None:
    text = "".join(pieces)
    started = time.process_time()
    for item in breakdowns(text):
        assert len(item.parts) > 1
    assert all(one.start <= one.figure.start for one in statements_of(text))
    assert time.process_time() - started < LONGEST
