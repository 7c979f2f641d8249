"""Reading JSON from strangers: exact, bounded, and refusing in one sentence whatever the bytes are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile

FILE_LIMIT = 20 * 1024 * 1024
DEPTH_LIMIT = 20
NUMBER_LIMIT = 2**53 - 1
#: lists and objects in one file, and likewise fields: more than any canvas needs, and few enough to hold in memory
PARTS_LIMIT = 1_000_000

BOM = b"\xef\xbb\xbf"
#: what files in UTF-16 begin with
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_APART = re.compile(rb'"[ \t\n\r]+:')
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)


class NotUtf8(BadFile):
    """The file is text in another encoding, or no text at all."""


def decode(data: bytes) -> str:
    """The text of a file of at most 20 MB in UTF-8, with or without a byte order mark. Raises BadFile, NotUtf8."""
    if len(data) > FILE_LIMIT:
        raise BadFile(
            tr("This file is larger than {limit} MB, which is the most a canvas may take.", limit=20),
            todo=tr("Look whether it is the right file: the app writes none so large."),
        )
    if not data.strip():
        raise BadFile(tr("This file is empty."))
    if data.startswith(UTF_16):
        raise NotUtf8(tr("This file was saved as UTF-16."), todo=tr("Save it again as UTF-8."))
    try:
        return data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(
            tr("This file is not text in UTF-8: the first wrong byte is number {place}.", place=error.start + 1)
        ) from error


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object in a file: no repeated names, no fractions, no half characters. Raises BadFile."""
    text = decode(data)
    # a part takes two bytes at least, so a file of 2 MB never has too many
    if len(data) > 2 * PARTS_LIMIT and _has_too_many_parts(data) and _has_too_many_parts(_STRINGS.sub(b"", data)):
        raise BadFile(tr("This file has more parts than any canvas needs."))
    try:
        value = _loaded(text)
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError as error:
        raise BadFile(
            tr(
                "This file is damaged or cut off: it is not valid JSON at line {line}, column {column}.",
                line=error.lineno,
                column=error.colno,
            )
        ) from error
    if not isinstance(value, dict):
        raise BadFile(tr("This file does not hold a canvas: it has to begin with “{brace}”.", brace="{"))
    # UTF-8 has no half characters, but an escape may be one
    members = _check_tree(value, halves="\\u" in text)
    if _may_name_twice(data, members):
        _loaded(text, _once_each)
    return value


def _loaded(text: str, pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None) -> Any:
    return json.loads(
        text, object_pairs_hook=pairs, parse_int=_whole, parse_float=_no_fraction, parse_constant=_no_fraction
    )


def _may_name_twice(data: bytes, members: int) -> bool:
    """Whether a name may stand twice in one place, where the parsed file has so many members.

    Each member in the file has a quote and a colon, so with just as many of these nothing was written over.
    """
    return data.count(b'":') != members or _APART.search(data) is not None


def _has_too_many_parts(data: bytes) -> bool:
    return data.count(b"[") + data.count(b"{") > PARTS_LIMIT or data.count(b":") > PARTS_LIMIT


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise BadFile(tr("This file names “{field}” twice in the same place.", field=excerpt(name)))
            seen.add(name)
    return found


def _whole(digits: str) -> int:
    if len(digits) < 16:
        return int(digits)
    # Python itself refuses to read thousands of digits, and other programs lose digits above 2^53.
    if len(digits) > 17 or abs(int(digits)) > NUMBER_LIMIT:
        raise BadFile(
            tr("This file holds the number {number}, which is not exact in every program.", number=excerpt(digits))
        )
    return int(digits)


def _no_fraction(number: str) -> NoReturn:
    raise BadFile(tr("This file holds the number {number}: only whole numbers are allowed.", number=excerpt(number)))


def _too_deep() -> BadFile:
    return BadFile(tr("This file has lists within lists deeper than {limit} levels.", limit=DEPTH_LIMIT))


def _check_tree(root: dict[str, Any], *, halves: bool) -> int:
    """Bound the depth and refuse names and texts that cannot be hashed, without recursion; texts may have `halves`.

    Returns the number of members in all objects.
    """
    level: list[Any] = [root]
    members = depth = 0
    while level:
        depth += 1
        if depth > DEPTH_LIMIT:
            raise _too_deep()
        objects = [part for part in level if type(part) is dict]
        _check_names(set().union(*objects))
        members += sum(map(len, objects))
        parts = [part.values() if type(part) is dict else part for part in level]
        if halves:
            for text in (value for part in parts for value in part if type(value) is str):
                _check_whole_characters(text)
        level = [value for part in parts for value in part if type(value) is dict or type(value) is list]
    return members


def _check_names(names: set[str]) -> None:
    if "".join(names).isascii():
        return
    for name in sorted(names):
        if not name.isascii():
            raise BadFile(
                tr("This file has a field “{field}”: names of fields are plain ASCII letters.", field=excerpt(name))
            )


def _check_whole_characters(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadFile(
            tr("This file holds half a character (a lone surrogate) in the text “{text}”.", text=excerpt(text))
        ) from error


def excerpt(value: object) -> str:
    """A piece of a foreign file, short and printable enough to stand in a sentence."""
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = value if isinstance(value, str) else json.dumps(value)
    short = text if len(text) <= 40 else text[:39] + "…"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in short)
