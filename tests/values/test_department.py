"""Whether two names may be the same department's."""

import pytest

from xladdin.values.department import same_department


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("汨罗市住建系统", "汨罗市住房和城乡建设局", True),
        ("汨罗市住房和城乡建设局（本级）", "住建局", True),
        ("汨罗市住建局", "岳阳市住建局", False),
        ("汨罗市住建局", "汨罗市财政局", False),
    ],
)
def test_same_department(one: str, other: str, same: bool) -> None:
    assert same_department(one, other) == same_department(other, one) == same
