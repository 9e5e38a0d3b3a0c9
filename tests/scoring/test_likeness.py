"""How alike two texts are: the answers of difflib, and what is known of them before."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from xladdin.scoring.likeness import likeness, most_alike, signs_of

_TEXT = st.text("按时完成了公路养护", max_size=24)


@given(one=_TEXT, other=_TEXT)
def test_likeness_is_the_ratio_of_difflib(one: str, other: str) -> None:
    assert likeness(one, other) == SequenceMatcher(None, one, other, autojunk=False).ratio()


@given(one=_TEXT, other=_TEXT)
def test_texts_are_never_more_alike_than_their_signs(one: str, other: str) -> None:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    assert likeness(one, other) <= most_alike(signs_of(one), signs_of(other)) == matcher.quick_ratio()


def test_pieces_count_in_the_same_order_only() -> None:
    assert likeness("公路养护", "养护公路") == 0.5
    assert most_alike(signs_of("公路养护"), signs_of("养护公路")) == 1.0
    assert likeness("", "") == 1.0


def test_a_cell_filled_with_one_sign_is_no_hard_work() -> None:
    dashes = "—" * 32_767  # as many as Excel takes
    assert most_alike(signs_of(dashes), signs_of(dashes)) == likeness(dashes, dashes) == 1.0
