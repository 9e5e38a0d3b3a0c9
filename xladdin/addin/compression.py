"""The compression of MS-OVBA 2.4.1, in which a VBA project keeps its texts.

A container is a signature byte and chunks of at most 4,096 bytes. A chunk is a row of literal bytes and copy tokens;
a token's bits are divided between distance and length according to how much of the chunk is already written.
"""

from collections import defaultdict
from collections.abc import Iterator

_CHUNK = 4096
_SHORTEST = 3
_SIGNATURE = 0b011 << 12
_COMPRESSED = 1 << 15


def compress(text: bytes) -> bytes:
    """The text as a compressed container. The same text gives the same bytes at every call."""
    chunks = (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))
    return b"\x01" + b"".join(_chunk(chunk) for chunk in chunks)


def _chunk(chunk: bytes) -> bytes:
    body = _token_sequences(chunk)
    if len(body) <= _CHUNK:
        return (len(body) - 1 | _SIGNATURE | _COMPRESSED).to_bytes(2, "little") + body
    if len(chunk) == _CHUNK:
        return (_CHUNK - 1 | _SIGNATURE).to_bytes(2, "little") + chunk
    # A raw chunk is always 4,096 bytes: a shorter one would be read back with zeros at its end.
    raise ValueError(f"the last {len(chunk)} bytes cannot be compressed, and padding would change the text")


def _token_sequences(chunk: bytes) -> bytes:
    """Groups of eight: a byte of flags (1 = copy token), then the tokens."""
    body = bytearray()
    tokens = list(_tokens(chunk))
    for start in range(0, len(tokens), 8):
        group = tokens[start : start + 8]
        body.append(sum(1 << bit for bit, token in enumerate(group) if len(token) == 2))
        body += b"".join(group)
    return bytes(body)


def _tokens(chunk: bytes) -> Iterator[bytes]:
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    position = 0
    while position < len(chunk):
        length_bits = 16 - max(4, (position - 1).bit_length()) if position else 12
        longest = min((1 << length_bits) - 1 + _SHORTEST, len(chunk) - position)
        source, length = _longest_match(chunk, position, longest, seen)
        if length < _SHORTEST:
            length = 1
            yield chunk[position : position + 1]
        else:
            distance = position - source
            yield ((distance - 1) << length_bits | (length - _SHORTEST)).to_bytes(2, "little")
        for start in range(position, position + length):
            seen[chunk[start : start + _SHORTEST]].append(start)
        position += length


def _longest_match(chunk: bytes, position: int, longest: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Where the longest earlier run equal to the text at `position` begins, and how long it is; the nearest wins."""
    source, length = 0, 0
    for candidate in reversed(seen.get(chunk[position : position + _SHORTEST], [])):
        end = length
        if chunk[candidate : candidate + end] != chunk[position : position + end]:
            continue
        while end < longest and chunk[candidate + end] == chunk[position + end]:
            end += 1
        if end > length:
            source, length = candidate, end
        if length == longest:
            break
    return source, length
