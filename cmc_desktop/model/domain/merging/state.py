"""What a merge looks at: the things of a canvas as fields, each with one value, or several where it is in conflict.

A state is plain data that any two copies work out alike: `{(kind, id): (value, value, …)}`, the values in the order of
`FIELDS`. A settled field is a string, an open one a frozenset of strings. Tombstones, and they alone, may be an empty
set: nobody deleted the note, the remark, the parked thing, or took the person off the roster.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cmc_desktop.model.domain.revision import digest

Value = str | frozenset[str]
Key = tuple[str, str]
Thing = tuple[Value, ...]
State = Mapping[Key, Thing]

#: the places of two fields of a note in its tuple
IN_BOX, DELETED = 1, 4
#: and of two of a person
CAPACITY, COUNTS = 4, 6
NOBODY: frozenset[str] = frozenset()
#: the tombstone of a note that stays on the board until a person decides: somebody deleted it, somebody else changed it
CONTESTED = frozenset({"contested"})
#: things with an id of their own that every canvas has, whether anybody wrote into them or not
UNWRITTEN: Mapping[str, Thing] = {"card_text": ("", "", "", ""), "room": ("",)}


class Field(NamedTuple):
    """A field that is merged. Of a `quiet` one no person is asked: one value is taken, the same on every computer."""

    name: str
    quiet: bool = False


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "head": (Field("title"), Field("city")),
    "note": (Field("text"), Field("box"), Field("place", quiet=True), Field("tags"), Field("deleted")),
    "box_mark": (Field("none_identified", quiet=True),),
    "participant": (
        Field("name"),
        Field("organisation"),
        Field("role"),
        Field("sector"),
        Field("capacity"),
        Field("speaks_for"),
        Field("counts"),
        Field("rank", quiet=True),
        Field("removed", quiet=True),
    ),
    "remark": (Field("kind"), Field("words"), Field("person", quiet=True), Field("deleted", quiet=True)),
    "parked": (
        Field("text"),
        Field("outcome"),
        Field("settled_at", quiet=True),
        Field("deleted", quiet=True),
    ),
    "card_text": (Field("say"), Field("rule"), Field("move_on"), Field("own", quiet=True)),
    # the agenda and how the workshop went, as one value: it is planned and led on one laptop
    "room": (Field("hash", quiet=True),),
}
#: where in its tuple a thing has its tombstones: what those saw who deleted it, or took it off the roster
STONES: Mapping[str, int] = {
    "note": DELETED,
    **{
        kind: [field.name for field in FIELDS[kind]].index(name)
        for kind, name in (("participant", "removed"), ("remark", "deleted"), ("parked", "deleted"))
    },
}
#: kinds whose values are part of a content or of what orders it; the others stand outside every hash
CONTENT_KINDS = frozenset({"head", "note", "box_mark"})


def values_of(value: Value) -> frozenset[str]:
    """The values of a field, settled or not."""
    return frozenset((value,)) if isinstance(value, str) else value


def tags_value(tags: tuple[str, ...]) -> str:
    """Tags as one value; a tag is a line."""
    return "\n".join(tags)


def tags_from(value: str) -> tuple[str, ...]:
    return tuple(value.split("\n")) if value else ()


def place_value(box: str, rank: str) -> str:
    """A rank with the box it is in: as a key of a box has no blank, both can be told apart."""
    return f"{box} {rank}"


def seen(text: str, box: str, tags: str) -> str:
    """What somebody saw who deleted a note: a hash of what it said and where it stood."""
    return digest(f"{box}\n{tags}\n\n{text}")


def note_thing(text: str, box: str, rank: str, tags: tuple[str, ...], *, deleted: bool = False) -> Thing:
    """A note without open conflicts."""
    joined = tags_value(tags)
    stones = frozenset((seen(text, box, joined),)) if deleted else NOBODY
    return (text, box, place_value(box, rank), joined, stones)


def with_stones(kind: str, values: Thing) -> Thing:
    """A thing beside the notes of which is told whether it is deleted, with what whoever deleted it saw."""
    place = STONES.get(kind)
    if place is None or not isinstance(values[place], str):
        return values
    stones = frozenset((_told(kind, values),)) if values[place] else NOBODY
    return (*values[:place], stones, *values[place + 1 :])


def is_off(kind: str, thing: Thing) -> bool:
    """Whether somebody deleted a thing, and it says just what they saw; so what was changed meanwhile stays."""
    if kind == "note":
        return is_hidden(thing)
    stones = thing[STONES[kind]]
    return _is_settled(kind, thing) and _told(kind, thing) in values_of(stones)


def _told(kind: str, thing: Thing) -> str:
    said = [value for field, value in zip(FIELDS[kind], thing, strict=True) if not field.quiet]
    return digest("\n\n".join(value if isinstance(value, str) else "" for value in said))


def _is_settled(kind: str, thing: Thing) -> bool:
    return all(field.quiet or isinstance(value, str) for field, value in zip(FIELDS[kind], thing, strict=True))


def is_hidden(note: Thing) -> bool:
    """Whether a note is off the board: somebody deleted it, and it says and stands just as they saw it."""
    text, box, _, tags, stones = note
    if not stones or not (isinstance(text, str) and isinstance(box, str) and isinstance(tags, str)):
        return False
    return seen(text, box, tags) in values_of(stones)
