"""User text as data: normal form, visible control characters, a bound on length."""

from __future__ import annotations

import unicodedata

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal

NOTE_LIMIT = 4000
LINE_LIMIT = 300
TAGS_LIMIT = 50


def clean(raw: str) -> str:
    """`raw` in NFC with one kind of line end; what no font can show becomes a visible sign.

    NUL and other control characters turn into their control pictures, halves of surrogate pairs
    into the replacement sign: they stay readable and can be hashed, stored and printed.
    """
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isprintable():
        return text.strip()
    return "".join(_visible(char) for char in text).strip()


def _visible(char: str) -> str:
    code = ord(char)
    if char in "\n\t" or 0x20 <= code < 0x7F:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return char


def is_clean(text: str) -> bool:
    """Whether `text` is already as `clean` would leave it."""
    return clean(text) == text


def note_text(raw: str) -> str:
    """The text of a note: not empty, at most 4,000 characters. Raises Refusal."""
    # composing what is composed wrongly takes time by the square of its length, so far too much is not even tried
    text = clean(raw) if len(raw) <= 10 * NOTE_LIMIT else raw
    if not text:
        raise Refusal(tr("A note needs some words."))
    if len(text) > NOTE_LIMIT:
        raise Refusal(
            tr("This note has {n} characters; a note holds at most {limit}.", n=len(text), limit=NOTE_LIMIT),
            todo=tr("Split it into several notes."),
        )
    return text


def spoken_words(raw: str) -> str:
    """Somebody's own words, which may be none: at most 4,000 characters. Raises Refusal."""
    words = clean(raw)
    if len(words) > NOTE_LIMIT:
        raise Refusal(tr("This is too long: at most {limit} characters.", limit=NOTE_LIMIT))
    return words


def line(raw: str, what: str) -> str:
    """A single line such as a title or a name; line breaks become spaces. Raises Refusal when too long."""
    text = " ".join(clean(raw).split())
    if len(text) > LINE_LIMIT:
        raise Refusal(tr("{what} is too long: at most {limit} characters.", what=what, limit=LINE_LIMIT))
    return text
