"""How alike two texts are, alone and among many."""

from hypothesis import given
from hypothesis import strategies as st

from xladdin.scoring.statements import likeness, likeness_to

_TEXT = st.text("按时完成了公路养护", max_size=12)


@given(other=_TEXT, texts=st.lists(_TEXT, max_size=5), least=st.floats(0, 1))
def test_a_least_likeness_changes_no_answer_that_reaches_it(other: str, texts: list[str], least: float) -> None:
    alike = likeness_to(other)
    for one in texts:
        whole = likeness(one, other)
        assert alike(one, least) == whole or whole < least
