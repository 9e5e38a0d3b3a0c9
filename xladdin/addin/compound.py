"""A compound file (MS-CFB, version 3): the little file system inside vbaProject.bin.

Sectors of 512 bytes. Streams below 4,096 bytes lie in sectors of 64 bytes inside the mini stream. No time stamps, so
the same content gives the same bytes.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Folder: TypeAlias = Mapping[str, "bytes | Folder"]

_SECTOR, _MINI_SECTOR, _CUTOFF = 512, 64, 4096
_END, _FAT_SECTOR, _FREE, _NOTHING = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 0xFFFFFFFF
_FATS_IN_HEADER = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1


@dataclass
class _Entry:
    """One row of the directory."""

    name: str
    kind: int
    content: bytes = b""
    color: int = _BLACK
    left: int = _NOTHING
    right: int = _NOTHING
    child: int = _NOTHING
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        head = struct.pack("<64sHBB3I", name, len(name), self.kind, self.color, self.left, self.right, self.child)
        return head + bytes(36) + struct.pack("<IQ", self.start, self.size)


@dataclass
class _Sectors:
    """Sectors of one size and the table that chains them."""

    size: int
    body: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """The number of the first sector that the content was written to."""
        count = -(-len(content) // self.size)
        if not count:
            return _END
        first = len(self.table)
        self.body += content.ljust(count * self.size, b"\0")
        self.table += [*range(first + 1, first + count), _END]
        return first


def compound_file(root: Folder) -> bytes:
    """The file that holds these streams (bytes) and storages (mappings)."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add_children(root, entries)
    sectors, mini = _Sectors(_SECTOR), _Sectors(_MINI_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.size = len(entry.content)
            entry.start = (mini if entry.size < _CUTOFF else sectors).add(entry.content)
    entries[0].start, entries[0].size = sectors.add(bytes(mini.body)), len(mini.body)
    mini_table = _table(mini.table)
    mini_start = sectors.add(mini_table)
    directory = sectors.add(_directory(entries))
    return _with_header(sectors, directory, mini_start, len(mini_table) // _SECTOR)


def _add_children(folder: Folder, entries: list[_Entry]) -> int:
    """Adds a storage's entries as a red-black tree; the number of the tree's root."""
    numbers = []
    for name in sorted(folder, key=lambda name: (len(name), name.upper())):
        content = folder[name]
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            storage = _Entry(name, _STORAGE)
            entries.append(storage)
            storage.child = _add_children(content, entries)
    black_levels = (len(numbers) + 1).bit_length() - 1
    return _tree(numbers, entries, black_levels)


def _tree(numbers: list[int], entries: list[_Entry], black_levels: int) -> int:
    """A balanced tree: full levels are black, the entries below them red, so every path has as many black ones."""
    if not numbers:
        return _NOTHING
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.color = _BLACK if black_levels > 0 else _RED
    entry.left = _tree(numbers[:middle], entries, black_levels - 1)
    entry.right = _tree(numbers[middle + 1 :], entries, black_levels - 1)
    return numbers[middle]


def _directory(entries: list[_Entry]) -> bytes:
    empty = struct.pack("<64sHBB3I", b"", 0, 0, 0, _NOTHING, _NOTHING, _NOTHING) + bytes(48)
    return b"".join(entry.packed() for entry in entries) + empty * (-len(entries) % 4)


def _table(numbers: list[int]) -> bytes:
    padded = numbers + [_FREE] * (-len(numbers) % (_SECTOR // 4))
    return struct.pack(f"<{len(padded)}I", *padded)


def _with_header(sectors: _Sectors, directory: int, mini_start: int, mini_count: int) -> bytes:
    used, count = len(sectors.table), 1
    while count * (_SECTOR // 4) < used + count:
        count += 1
    if count > _FATS_IN_HEADER:
        raise ValueError("a VBA project of more than 6 MB is not provided for")
    fat_sectors = range(used, used + count)
    header = struct.pack(
        "<8s16x5H6x9I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        *(0x003E, 3, 0xFFFE, 9, 6),  # versions, byte order, sector shifts
        *(0, count, directory, 0, _CUTOFF, mini_start, mini_count, _END, 0),
    )
    difat = [*fat_sectors, *[_FREE] * (_FATS_IN_HEADER - count)]
    fat = _table(sectors.table + [_FAT_SECTOR] * count)
    return header + struct.pack(f"<{_FATS_IN_HEADER}I", *difat) + bytes(sectors.body) + fat
