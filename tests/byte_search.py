"""Searches files for words in whatever way they may be hidden in bytes: encodings, packed streams, zip members, text.

What a reader of the file would see is searched as well: the text of a PDF's pages, of parts of office files.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pikepdf
from pypdf import PdfReader

from cmc_desktop.model.domain.name_folding import folded_name

_LEAST = 5


def found_in(folder: Path, words: Iterable[str]) -> list[tuple[str, str, str]]:
    """(file, where in it, word) of each of `words` in the files below `folder`, and in the names of files and folders.

    What packed bytes may hold by chance, as it is shorter than five, is searched in texts alone.
    """
    hits = []
    wanted = [_Wanted(word, folded_name(word), _bare(word), _encoded(word)) for word in words]
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        parts: list[tuple[str, bytes | str]] = [("its name", name)]
        if path.is_file():
            parts += _parts(path.read_bytes(), "bytes")
        for where, part in parts:
            hits += [(name, where, word) for word in _words_in(part, wanted)]
    return hits


class _Wanted(NamedTuple):
    """A word in the forms that are searched for."""

    word: str
    folded: str
    bare: str
    encoded: frozenset[bytes]


def _words_in(part: bytes | str, wanted: list[_Wanted]) -> list[str]:
    if isinstance(part, str):
        folded, bare = folded_name(part), _bare(part)
        return [one.word for one in wanted if one.folded in folded or one.bare in bare]
    lowered = part.lower()
    return [one.word for one in wanted if any(form in lowered for form in one.encoded)]


def _bare(text: str) -> str:
    """Letters alone, as a page may part words anywhere and turn letters round."""
    return "".join(filter(str.isalnum, folded_name(text)))


def _encoded(word: str) -> frozenset[bytes]:
    """The word in small letters, composed and decomposed, in the encodings that files use."""
    found = set()
    for form in ("NFC", "NFD"):
        for text in {unicodedata.normalize(form, word), unicodedata.normalize(form, word.swapcase())}:
            for encoding in ("utf-8", "utf-16-be", "utf-16-le", "latin-1", "cp1252", "mac-roman"):
                data = text.encode(encoding, "ignore")
                if len(data.decode(encoding)) != len(text) or len(data) < _LEAST:
                    continue
                found |= {data, data.hex().encode(), b" ".join(b"%02x" % byte for byte in data)}
                found.add("".join(f"\\{byte:03o}" for byte in data).encode())
            found.add(quote(text).encode())
            found.add(text.encode("unicode_escape"))
            found.add("".join(f"&#{ord(char)};" for char in text).encode())
            found.add("".join(f"&#x{ord(char):x};" for char in text).encode())
    return frozenset(data.lower() for data in found if len(data) >= _LEAST)


def _parts(data: bytes, where: str) -> Iterator[tuple[str, bytes | str]]:
    """The bytes themselves, their text, and everything that is packed in them."""
    yield where, data
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{where}: comment", archive.comment
            for member in archive.infolist():
                yield f"{where}: name of a member", member.filename
                yield f"{where}: extra of {member.filename}", member.extra + member.comment
                yield from _parts(archive.read(member), f"{where}: {member.filename}")
    elif data.startswith(b"\x89PNG"):
        yield from _of_png(data, where)
    else:
        text = _text_of(data)
        if text is not None:
            yield f"{where}: text", text
        if text is not None and text.lstrip().startswith("<"):
            yield f"{where}: words", re.sub(r"<[^>]*>", "", text)


def _text_of(data: bytes) -> str | None:
    """The text that bytes are; None for bytes that are none, in which short words may stand by chance."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if all(char.isprintable() or char in "\t\n\r\x0c" for char in text) else None


def _of_png(data: bytes, where: str) -> Iterator[tuple[str, bytes | str]]:
    place = 8
    while place < len(data):
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        chunk = data[place + 8 : place + 8 + length]
        if kind != b"IDAT":
            yield f"{where}: {kind!r}", chunk
            yield f"{where}: {kind!r} text", chunk.decode("latin-1")
        if kind in (b"zTXt", b"iTXt") and b"x" in chunk:
            yield f"{where}: {kind!r} unpacked", zlib.decompress(chunk[chunk.index(b"x") :])
        place += 12 + length


def _of_pdf(data: bytes) -> Iterator[tuple[str, bytes | str]]:
    with pikepdf.open(io.BytesIO(data)) as document:
        for number, thing in enumerate(document.objects):
            if isinstance(thing, pikepdf.Stream):
                yield f"stream {number}, raw", thing.read_raw_bytes()
                unpacked = thing.read_bytes()
                yield from _parts(unpacked, f"stream {number}") if unpacked[:4] != b"%PDF" else _of_pdf(unpacked)
            yield from ((f"string in object {number}", text) for text in _strings(thing, 0))
    reader = PdfReader(io.BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    for number, text in enumerate(pages, 1):
        yield f"text of page {number}", text
        yield f"text of page {number}, turned", text[::-1]
    yield "information", " ".join(map(str, (reader.metadata or {}).values()))


def _strings(thing: object, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(thing, pikepdf.String):
        yield from (text for text in (str(thing), bytes(thing).decode("latin-1")) if text.isprintable())
    elif isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _strings(one, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).items():
            yield key
            if not (isinstance(one, pikepdf.Object) and one.is_indirect):
                yield from _strings(one, depth + 1)
