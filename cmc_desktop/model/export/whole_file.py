"""A check sum over a whole PDF, kept inside it: any flipped, inserted or appended byte is found.

The document information holds /CMCDigest (64 hexadecimal digits): the SHA-256 of all bytes of the
file with these digits read as zeros. It guards against accident and careless change; whoever
changes the file on purpose can compute it anew, which the record says in plain words.

A signature comes after the file as it was written, with what a reader has to know of it (an incremental
update). The check sum is that of the bytes before it, which `as_written` finds.

The digits are found as a PDF reader would find them, by the table of objects at the end of the
file: a note that happens to spell the same words elsewhere is only a note.
"""

from __future__ import annotations

import hashlib
import re

KEY = "/CMCDigest"
EMPTY = "0" * 64

_END = re.compile(rb"startxref\n([0-9]{1,10})\n%%EOF\n\Z")
_TABLE = re.compile(rb"xref\n0 ([0-9]{1,7})\n")
#: all of it: a table that led to another one, or to a packed one, could hide things and fill the memory
_INFORMATION = re.compile(
    rb"trailer << /Info ([0-9]{1,7}) 0 R /Root [0-9]{1,7} 0 R /Size [0-9]{1,7}"
    rb" /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>\nstartxref\n"
)
_DIGITS = re.compile(rb"[0-9]+ 0 obj\n<< /CMCDigest \(([0-9a-f]{64})\)")
_ENTRY = 20
_LAST = re.compile(rb"startxref\s{1,2}([0-9]{1,10})\s{1,2}%%EOF\s{0,2}\Z")
_BEFORE = re.compile(rb"/Prev ([0-9]{1,10})(?![0-9])")
#: bytes that the last part of an updated file may take: a signature with its certificates takes some 20,000
_UPDATE_LIMIT = 1_000_000
#: updates that are looked through for the file as it was written
_UPDATES = 5


def _place(data: bytes) -> tuple[int, int] | None:
    """Where the digits of the check sum begin and end; None where they are not where they belong."""
    end = _END.search(data, max(0, len(data) - 40))
    table = _TABLE.match(data, int(end[1])) if end else None
    if table is None:
        return None
    trailer = _INFORMATION.match(data, table.end() + _ENTRY * int(table[1]))
    if trailer is None or int(trailer[1]) >= int(table[1]):
        return None
    entry = table.end() + _ENTRY * int(trailer[1])
    offset = data[entry : entry + 10]
    found = _DIGITS.match(data, int(offset)) if offset.isdigit() else None
    return found.span(1) if found else None


def _digest(data: bytes, place: tuple[int, int]) -> bytes:
    start, end = place
    whole = hashlib.sha256(memoryview(data)[:start])
    whole.update(EMPTY.encode("ascii"))
    whole.update(memoryview(data)[end:])
    return whole.hexdigest().encode("ascii")


def with_digest(data: bytes) -> bytes:
    """`data`, as pikepdf writes it with the key in the document information, with its check sum in place."""
    place = _place(data)
    if place is None:
        raise ValueError("this PDF was written without a place for its check sum")
    return data[: place[0]] + _digest(data, place) + data[place[1] :]


def has_digest(data: bytes) -> bool:
    """Whether `data` seems to carry a check sum, right or wrong."""
    return f"{KEY} (".encode("ascii") in data


def digest_holds(data: bytes) -> bool:
    """Whether `data` carries the check sum of just these bytes."""
    place = _place(data)
    return place is not None and _digest(data, place) == data[place[0] : place[1]]


def as_written(data: bytes) -> bytes | None:
    """The file whose check sum holds: `data`, or what it was before a signature came after it; None for neither."""
    for _ in range(_UPDATES):
        if digest_holds(data):
            return data
        before = _before(data)
        if before is None:
            return None
        data = before
    return None


def _before(data: bytes) -> bytes | None:
    """`data` without its last update; None when it has none, or a larger one than signing makes."""
    end = _LAST.search(data, max(0, len(data) - 60))
    start = int(end[1]) if end else len(data)
    if not len(data) - _UPDATE_LIMIT <= start < len(data):
        return None
    if not data.startswith(b"xref", start) or data.find(b"XRefStm", start) >= 0:
        return None
    found = _BEFORE.search(data, start)
    if found is None:
        return None
    mark = b"startxref\n%d\n%%%%EOF\n" % int(found[1])
    place = data.rfind(mark, max(0, len(data) - _UPDATE_LIMIT), start)
    return data[: place + len(mark)] if place > 0 else None
