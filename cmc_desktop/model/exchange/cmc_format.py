"""What a `.cmc` file of format version 1 consists of: the fields of each part and what their values may be.

`docs/cmc-format.md` tells the same for people, `resources/schema/cmc-1.schema.json` for programs.
"""

from __future__ import annotations

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.participant import Capacity, Leaving, Sector
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.exchange.fields import (
    EMPTY,
    FLAG,
    HASH,
    HASH_OR_NONE,
    ID,
    ID_OR_NONE,
    KEY,
    LINE,
    LIST,
    NAME,
    OBJECT,
    RANK,
    TIME,
    WORDS,
    Shape,
    either,
    one_of,
    whole,
)

FORMAT = "cmc"
MAJOR, MINOR = 1, 0
NOTES_LIMIT = 20_000
TAGS_LIMIT = 50
PARENTS_LIMIT = 50
_COUNT = whole(1, 1_000_000)

FILE: dict[str, Shape] = {
    "agenda": LIST,
    "answers": LIST,
    "app": LINE,
    "canvas": OBJECT,
    "content": OBJECT,
    "content_hash": HASH,
    "file_hash": HASH,
    "format": NAME,
    "format_version": LIST,
    "marks": OBJECT,
    "notes": LIST,
    "order": OBJECT,
    "people": LIST,
    "phase_runs": LIST,
    "revisions": LIST,
    "sign_off": Shape(lambda value: value is None or type(value) is dict, OBJECT.wanted),
    "workshop": OBJECT,
}
CANVAS: dict[str, Shape] = {
    "base": HASH_OR_NONE,
    "city": LINE,
    "created_at": TIME,
    "id": ID,
    "parent": ID_OR_NONE,
    "project": ID,
    "template": KEY,
    "template_version": _COUNT,
    "title": NAME,
    "version": _COUNT,
}
CONTENT: dict[str, Shape] = {
    "boxes": LIST,
    "city": LINE,
    "format": NAME,
    "template": KEY,
    "template_version": _COUNT,
    "title": NAME,
}
CONTENT_BOX: dict[str, Shape] = {"key": KEY, "none_identified": FLAG, "notes": LIST}
CONTENT_NOTE: dict[str, Shape] = {"id": ID, "tags": LIST, "text": Shape(lambda value: type(value) is str, WORDS.wanted)}
NOTE: dict[str, Shape] = {
    "author": ID_OR_NONE,
    "changed_at": TIME,
    "deleted": FLAG,
    "id": ID,
    "made_at": TIME,
    "phase": ID_OR_NONE,
}
#: a deleted note is no part of the content, so it carries what the content tells of the others
DELETED_NOTE: dict[str, Shape] = {**NOTE, **CONTENT_NOTE, "box": KEY, "rank": RANK}
MARK: dict[str, Shape] = {"at": TIME, "by": LINE}
PERSON: dict[str, Shape] = {
    "arrived_at": TIME,
    "capacity": one_of(Capacity),
    "counts": FLAG,
    "id": ID,
    "leaving": one_of(Leaving),
    "leaving_reason": WORDS,
    "left_at": TIME,
    "name": NAME,
    "organisation": LINE,
    "rank": RANK,
    "removed": FLAG,
    "role": LINE,
    "sector": one_of(Sector),
    "speaks_for": LINE,
}
AGENDA_ITEM: dict[str, Shape] = {
    "id": ID,
    "kind": one_of(PhaseKind),
    "minutes": whole(1, 24 * 60),
    "name": NAME,
    "rank": RANK,
    "removed": FLAG,
}
PHASE_RUN: dict[str, Shape] = {
    "ended_at": TIME,
    "extra_minutes": whole(-1_000_000, 1_000_000),
    "id": ID,
    "running_since": TIME,
    "skip_reason": LINE,
    "skipped": FLAG,
    "spent": TIME,
    "started_at": TIME,
}
WORKSHOP: dict[str, Shape] = {
    "current": ID_OR_NONE,
    "element": either(KEY, EMPTY),
    "ended_at": TIME,
    "protocol": LINE,
    "started_at": TIME,
}
ANSWER: dict[str, Shape] = {
    "at": TIME,
    "content_hash": HASH,
    "how": LINE,
    "id": ID,
    "kind": one_of(AnswerKind),
    "person": ID,
    "withdrawn": FLAG,
    "words": WORDS,
}
SIGN_OFF: dict[str, Shape] = {"at": TIME, "content_hash": HASH}
REVISION: dict[str, Shape] = {
    "at": TIME,
    "content": OBJECT,
    "hash": HASH,
    "parents": LIST,
    "ranks": OBJECT,
    "why": LINE,
}
