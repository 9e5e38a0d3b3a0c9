"""What is compressed is read back the same, by the reader that oletools brings."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from xladdin.addin.compression import compress


def read_back(text: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(compress(text))))


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=9000))
def test_any_text_comes_back(text: str) -> None:
    assert read_back(text.encode("ascii")) == text.encode("ascii")


@given(st.lists(st.sampled_from(["Dim Row As Long\r\n", "End Sub\r\n", "    ", "x", "= 1"]), max_size=2000))
def test_repetitive_text_comes_back(lines: list[str]) -> None:
    text = "".join(lines).encode("ascii")
    assert read_back(text) == text


@pytest.mark.parametrize("length", [0, 1, 2, 3, 15, 16, 17, 18, 4095, 4096, 4097, 8191, 8192, 8193])
def test_runs_end_at_every_border_of_chunk_and_token(length: int) -> None:
    assert read_back(b"a" * length) == b"a" * length


def test_text_with_repetitions_becomes_much_shorter() -> None:
    text = b"Dim Row As Long\r\n" * 500
    assert len(compress(text)) < len(text) / 10


def test_a_full_chunk_of_noise_is_stored_as_it_is() -> None:
    noise = random.Random(1).randbytes(4096)
    assert read_back(noise) == noise
    assert len(compress(noise)) == 1 + 2 + 4096


@pytest.mark.parametrize("length", [3641, 4095])
def test_noise_that_fills_the_last_chunk_only_partly_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="cannot be compressed"):
        compress(random.Random(2).randbytes(4096 + length))


def test_noise_shorter_than_that_still_fits() -> None:
    noise = random.Random(3).randbytes(3640)
    assert read_back(noise) == noise
