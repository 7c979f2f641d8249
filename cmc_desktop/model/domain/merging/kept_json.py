"""What a checkpoint keeps of a canvas besides its words, as JSON values: inside its hash, and beside it."""

from __future__ import annotations

import json
from typing import NotRequired, TypedDict


class GoneNote(TypedDict):
    """A note that is marked deleted."""

    box: str
    rank: str
    tags: list[str]
    text: str


class KeptConflict(TypedDict):
    """A field with its values while nobody has settled which of them stands."""

    field: str
    kind: str
    thing: str
    values: list[str]


class Rest(TypedDict):
    """What is inside the hash: open conflicts of the words, deleted notes by id, ranks of the others by id.

    `marks` are the boxes whose mark is covered by notes; not there when there are none.
    """

    conflicts: list[KeptConflict]
    deleted: dict[str, GoneNote]
    marks: NotRequired[list[str]]
    ranks: dict[str, str]


#: of a point that is known by its words only
NOTHING_KEPT: Rest = {"conflicts": [], "deleted": {}, "ranks": {}}

#: a field's value, or several where it is in conflict
KeptValue = str | list[str]
#: what is outside every hash: by kind and id the values of a thing's fields, in the order of `FIELDS`
Beside = dict[str, dict[str, list[KeptValue]]]


def read_rest(rest: str) -> Rest:
    """Raises ValueError for what is no JSON; what else is wrong shows in use."""
    told: Rest = json.loads(rest)
    return told
