"""A damaged file is refused with one sentence or read as far as it goes; nothing else comes out of it."""

import random
from pathlib import Path

import pytest

from xladdin.errors import InputError
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.mark.parametrize(
    "original",
    ["layouts/yueyang_2024.xls", "layouts/yueyang_2024.ods", "layouts/one_sheet.xlsx", "filings/yueyang_2024.docx"],
)
def test_bytes_turned_at_random(original: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = (FIXTURES / original).read_bytes()
    dice = random.Random(2024)
    file = tmp_path / Path(original).name
    for _ in range(120):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 4, 40))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        if dice.random() < 0.2:
            del damaged[dice.randrange(len(damaged)) :]
        file.write_bytes(bytes(damaged))
        try:
            read_filing(file, vocabulary())
        except InputError as sentence:
            assert "\n" not in str(sentence) and str(sentence).endswith("。")
    assert capfd.readouterr() == ("", "")
