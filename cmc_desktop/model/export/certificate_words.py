"""Every word that stands in a certificate, wherever in it: whoever has the signed file can read them all."""

from __future__ import annotations

from collections.abc import Iterator

#: the kinds of text in DER, by tag, and how each is written
_TEXTS = {
    0x0C: "utf-8",
    0x12: "ascii",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "latin-1",
    0x19: "latin-1",
    0x1A: "ascii",
    0x1B: "latin-1",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}
_OCTETS, _CONSTRUCTED, _OF_ITS_OWN = 0x04, 0x20, 0x80
_MANY = 0x1F
#: deeper than any certificate
_DEPTH = 40


def words_in_certificate(der: bytes) -> tuple[str, ...]:
    """The texts in DER, in the order in which they stand: of holder and issuer, other names, addresses, notices.

    What is no DER has none. Extensions that wrap their value in octets are gone into as well.
    """
    return tuple(dict.fromkeys(text for text in _texts(der, 0) if text.strip()))


def _texts(data: bytes, depth: int) -> Iterator[str]:
    if depth > _DEPTH:
        return
    for tag, value in _values(data):
        if tag & _CONSTRUCTED:
            yield from _texts(value, depth + 1)
        elif tag in _TEXTS:
            yield value.decode(_TEXTS[tag], errors="replace")
        elif tag & _OF_ITS_OWN:
            # An e-mail or web address in a list of other names has a tag of its own, and no other sign of being text.
            yield value.decode("utf-8", errors="replace")
        elif tag == _OCTETS:
            yield from _texts(value, depth + 1)


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and value of each thing in DER; none where it ends short or is something else."""
    found, place = [], 0
    while place < len(data):
        tag = data[place]
        if tag & _MANY == _MANY or place + 2 > len(data):
            return
        size, place = data[place + 1], place + 2
        if size & 0x80:
            count = size & 0x7F
            if not 1 <= count <= 4 or place + count > len(data):
                return
            size, place = int.from_bytes(data[place : place + count]), place + count
        if place + size > len(data):
            return
        found.append((tag, data[place : place + size]))
        place += size
    yield from found
