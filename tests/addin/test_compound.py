"""The compound file is read by olefile without complaint, and its directory is a valid red-black tree."""

import io
import random

import olefile
import pytest

from xladdin.addin.compound import Folder, compound_file

NOTHING = 0xFFFFFFFF


def opened(content: Folder) -> olefile.OleFileIO:
    file = olefile.OleFileIO(io.BytesIO(compound_file(content)), raise_defects=olefile.DEFECT_INCORRECT)
    assert file.parsing_issues == []
    return file


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000])
def test_a_stream_of_any_size_comes_back(size: int) -> None:
    content = random.Random(size).randbytes(size)
    file = opened({"VBA": {"Module1": content, "dir": b"d"}, "PROJECT": b"p" * 500})
    assert file.openstream("VBA/Module1").read() == content
    assert file.openstream("VBA/dir").read() == b"d"
    assert file.openstream("PROJECT").read() == b"p" * 500


def test_so_many_streams_that_the_directory_needs_many_sectors() -> None:
    streams = {f"Sheet{number}": str(number).encode() * number for number in range(1, 200)}
    file = opened({"VBA": streams})
    assert {name: file.openstream(f"VBA/{name}").read() for name in streams} == streams


def test_more_than_one_sector_of_the_allocation_table() -> None:
    content = random.Random(0).randbytes(300_000)
    assert opened({"big": content}).openstream("big").read() == content


def test_a_file_beyond_the_header_s_table_is_refused() -> None:
    with pytest.raises(ValueError, match="6 MB"):
        compound_file({"big": bytes(7_200_000)})


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 7, 8, 20, 100])
def test_siblings_form_a_red_black_tree_in_the_order_of_length_and_letters(count: int) -> None:
    names = [f"{'Sheet' if number % 2 else 'a'}{number}" for number in range(count)]
    file = opened({"VBA": dict.fromkeys(names, b"x")})
    file.listdir()
    entries = file.direntries

    def walk(number: int) -> tuple[list[str], int]:
        """The names below, in order, and the number of black entries on every way down."""
        if number == NOTHING:
            return [], 0
        entry = entries[number]
        left, left_blacks = walk(entry.sid_left)
        right, right_blacks = walk(entry.sid_right)
        assert left_blacks == right_blacks
        if entry.color == 0:
            children = [entries[child] for child in (entry.sid_left, entry.sid_right) if child != NOTHING]
            assert all(child.color == 1 for child in children)
        return [*left, entry.name, *right], left_blacks + entry.color

    storage = next(entry for entry in entries if entry and entry.name == "VBA")
    in_order, _ = walk(storage.sid_child)
    assert in_order == sorted(names, key=lambda name: (len(name), name.upper()))
    assert entries[storage.sid_child].color == 1
