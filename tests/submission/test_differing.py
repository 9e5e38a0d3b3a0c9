"""What a cell was changed from and to never looks the same in the sentence."""

import pytest

from xladdin.submission.differing import Content, told_apart


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (195, 196, ("195", "196")),
        (None, 0, ("空白", "0")),
        ("好\n\n的", "不好", ("好 的", "不好")),
        (45, "45", ("数字 45", "文本 45")),
        ("工作经费", "工作经费 ", ("工作经费", "工作经费␣")),
        ("目标1\n目标2", "目标1 目标2", ("目标1↵目标2", "目标1␣目标2")),
        (None, " ", ("空白", "␣")),
    ],
)
def test_short_contents(before: Content, after: Content, shown: tuple[str, str]) -> None:
    assert told_apart(before, after) == shown


def test_long_texts_are_shown_where_they_differ() -> None:
    before = f"{'甲' * 300}达标{'乙' * 300}"
    one, other = told_apart(before, before.replace("达标", "未达标"))
    assert one == f"…{'甲' * 20}达标{'乙' * 38}…"
    assert other == f"…{'甲' * 20}未达标{'乙' * 37}…"


def test_a_long_text_that_was_cut_off() -> None:
    assert told_apart("甲" * 100, "甲" * 90) == (f"…{'甲' * 30}", f"…{'甲' * 20}")
