"""Reads the streams of a compound file (MS-CFB), the container of .xls. `xladdin.addin.compound` writes them."""

import struct
from typing import NamedTuple

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on mean: no sector
_SMALL_STREAM, _SMALL_SECTOR = 4096, 64


class Damaged(Exception):
    """The container contradicts itself."""


class Stream(NamedTuple):
    """The place of a stream: its first sector and its size."""

    start: int
    size: int


class CompoundFile:
    """The sectors of a compound file and the table that chains them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise Damaged
        self._sector_size = 1 << shift
        directory_start, small_table_start = struct.unpack_from("<I8xI", data, 48)
        self._next = self._allocation_table()
        self._directory = self._chain(directory_start)
        self._small_table_start = small_table_start

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        if start >= len(self._data):
            raise Damaged
        return self._data[start : start + self._sector_size]

    def _allocation_table(self) -> list[int]:
        """The sector that follows each sector. Its own sectors are listed in the header, then in a chain."""
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following, count = struct.unpack_from("<2I", self._data, 68)
        for _ in range(min(count, len(self._data) // self._sector_size)):
            listed = self._whole_numbers(following)
            numbers += listed[:-1]
            following = listed[-1]
        return [value for number in numbers if number < _LAST_SECTOR for value in self._whole_numbers(number)]

    def _whole_numbers(self, sector: int) -> list[int]:
        content = self._sector(sector)
        if len(content) < self._sector_size:
            raise Damaged
        return list(struct.unpack(f"<{len(content) // 4}I", content))

    def _chain(self, start: int) -> bytes:
        sectors: list[bytes] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(self._next) or len(sectors) > len(self._next):
                raise Damaged
            sectors.append(self._sector(number))
            number = self._next[number]
        return b"".join(sectors)

    def streams(self) -> dict[str, Stream]:
        """Name -> place of every stream; folders are not told apart."""
        found: dict[str, Stream] = {}
        for position in range(0, len(self._directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", self._directory, position + 64)
            if kind != 2 or not 2 <= length <= 64:
                continue
            title = self._directory[position : position + length - 2].decode("utf-16-le", "replace")
            found.setdefault(title, self._place(position))
        return found

    def _place(self, position: int) -> Stream:
        return Stream(*struct.unpack_from("<2I", self._directory, position + 116))

    def content(self, stream: Stream) -> bytes:
        """The bytes of a stream. A small one lies in pieces of 64 bytes inside the stream of the root."""
        content = self._small_content(stream.start) if stream.size < _SMALL_STREAM else self._chain(stream.start)
        if len(content) < stream.size:
            raise Damaged
        return content[: stream.size]

    def _small_content(self, start: int) -> bytes:
        room = self._chain(self._place(0).start)
        table = self._chain(self._small_table_start)
        pieces: list[bytes] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(table) // 4 or len(pieces) > _SMALL_STREAM // _SMALL_SECTOR:
                raise Damaged
            pieces.append(room[number * _SMALL_SECTOR : (number + 1) * _SMALL_SECTOR])
            (number,) = struct.unpack_from("<I", table, number * 4)
        return b"".join(pieces)
