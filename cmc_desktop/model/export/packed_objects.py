"""Looking at the bytes of a foreign PDF before a parser does: does it hold packed objects, and what do they mention?

A parser unpacks packed objects, those in object streams, as a whole while it opens a file, so that a megabyte can fill
the memory. What this app writes has none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

#: the kind of stream without which there are no packed objects; each letter of a name may be written as its number
_TABLE = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)")
_STREAM = re.compile(rb"stream\r?\n")
#: bytes that are unpacked in all while looking for words, and at a time
_LIMIT = 100_000_000
_PART = 1_000_000


def has_packed_objects(data: bytes) -> bool:
    """Whether a parser might unpack objects of this PDF; also when the words for it are there for another reason."""
    return _TABLE.search(data) is not None


def packed_mention(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of `words` is in a packed stream of `data`, as far as a bounded look finds it."""
    longest = max(map(len, words))
    left = _LIMIT
    for stream in _STREAM.finditer(data):
        before = b""
        for part in _unpacked(data, stream.end()):
            if any(word in before + part for word in words):
                return True
            before = part[-longest:]
            left -= len(part)
            if left <= 0:
                return False
    return False


def _unpacked(data: bytes, start: int) -> Iterator[bytes]:
    """What is packed in `data` from `start` on, in parts; ends with it, or where it is damaged."""
    unpacker = zlib.decompressobj()
    waiting: bytes = b""
    while not unpacker.eof:
        if not waiting:
            waiting, start = data[start : start + _PART], start + _PART
        try:
            part = unpacker.decompress(waiting, _PART)
        except zlib.error:
            return
        waiting = unpacker.unconsumed_tail
        if part:
            yield part
        elif start >= len(data):
            return
