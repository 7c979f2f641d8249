"""A check sum over a whole PDF, kept inside it: any flipped, inserted or appended byte is found.

The document information holds /CMCDigest (64 hexadecimal digits): the SHA-256 of all bytes of the
file with these digits read as zeros. It guards against accident and careless change; whoever
changes the file on purpose can compute it anew, which the record says in plain words.
"""

from __future__ import annotations

import hashlib
import re

KEY = "/CMCDigest"
EMPTY = "0" * 64
_PLACE = re.compile(rb"/CMCDigest \(([0-9a-f]{64})\)")


def _places(data: bytes) -> list[re.Match[bytes]]:
    return list(_PLACE.finditer(data))


def with_digest(data: bytes) -> bytes:
    """`data`, which holds the key with zeros once, with its check sum in place."""
    (place,) = _places(data)
    start, end = place.span(1)
    return data[:start] + hashlib.sha256(data).hexdigest().encode("ascii") + data[end:]


def has_digest(data: bytes) -> bool:
    """Whether `data` claims to carry a check sum."""
    return KEY.encode("ascii") in data


def digest_holds(data: bytes) -> bool:
    """Whether `data` carries exactly one check sum and it is the one of these bytes."""
    places = _places(data)
    if len(places) != 1:
        return False
    start, end = places[0].span(1)
    zeroed = data[:start] + EMPTY.encode("ascii") + data[end:]
    return hashlib.sha256(zeroed).hexdigest().encode("ascii") == data[start:end]
