"""What a `.cmc` file of format version 1 consists of: the fields of each part and what their values may be.

`docs/cmc-format.md` tells the same for people, `resources/schema/cmc-1.schema.json` for programs.
"""

from __future__ import annotations

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.bounds import COUNT_LIMIT, LAST_TIME
from cmc_desktop.model.domain.checkpoint import Why, end_of
from cmc_desktop.model.domain.element_run import CLOSED
from cmc_desktop.model.domain.participant import Capacity, Leaving, Sector
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.model.domain.turn import TurnKind
from cmc_desktop.model.exchange.fields import (
    FLAG,
    HASH,
    HASH_OR_NONE,
    ID,
    ID_OR_NONE,
    KEY,
    KEY_OR_NONE,
    LINE,
    LIST,
    NAME,
    OBJECT,
    RANK,
    REASONS,
    SOME_WORDS,
    TIME,
    WORDS,
    Shape,
    one_of,
    since,
    whole,
)

FORMAT = "cmc"
MAJOR, MINOR = 1, 2
NOTES_LIMIT = 20_000
PARENTS_LIMIT = 50
#: turns, remarks, parked things or lines of minutes: more than the longest series of workshops brings
ENTRIES_LIMIT = 100_000
_COUNT = whole(1, COUNT_LIMIT)
_NEW_LIST = since(1, LIST, ())
_NEW_LINE = since(1, LINE, "")
_SINCE_COPIES = since(2, LIST, ())
#: points of the history in one file: more than years of copies bring
CHECKPOINTS_LIMIT = 10_000

FILE: dict[str, Shape] = {
    "agenda": LIST,
    "answers": LIST,
    "app": LINE,
    "canvas": OBJECT,
    "cards": _NEW_LIST,
    "checkpoint": since(2, HASH_OR_NONE, ""),
    "checkpoints": _SINCE_COPIES,
    "conflicts": _SINCE_COPIES,
    "content": OBJECT,
    "content_hash": HASH,
    "element_agreements": _NEW_LIST,
    "element_runs": _NEW_LIST,
    "file_hash": HASH,
    "format": NAME,
    "format_version": LIST,
    "marks": OBJECT,
    "minutes": _NEW_LIST,
    "notes": LIST,
    "order": OBJECT,
    "parking": _NEW_LIST,
    "people": LIST,
    "phase_runs": LIST,
    "remarks": _NEW_LIST,
    "revisions": LIST,
    "sign_off": Shape(lambda value: value is None or type(value) is dict, OBJECT.wanted),
    "turns": _NEW_LIST,
    "workshop": OBJECT,
}
CANVAS: dict[str, Shape] = {
    "base": HASH_OR_NONE,
    "city": LINE,
    "created_at": TIME,
    "id": ID,
    "parent": ID_OR_NONE,
    "project": ID,
    "session": _NEW_LINE,
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
    "dropped_why": since(1, REASONS, ""),
    "id": ID,
    "made_at": TIME,
    "merged_into": since(1, ID_OR_NONE, ""),
    "phase": ID_OR_NONE,
    "said": since(1, WORDS, ""),
    "said_in": since(1, KEY_OR_NONE, ""),
    "taken_back": since(1, FLAG, False),
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
    "extra_minutes": whole(-COUNT_LIMIT, COUNT_LIMIT),
    "id": ID,
    "running_since": TIME,
    "skip_reason": LINE,
    "skipped": FLAG,
    "spent": TIME,
    "started_at": TIME,
}
WORKSHOP: dict[str, Shape] = {
    "current": ID_OR_NONE,
    "due_at": since(1, TIME, 0),
    "element": KEY_OR_NONE,
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
ELEMENT_RUN: dict[str, Shape] = {
    "element": KEY,
    "laps": _COUNT,
    "opened_at": TIME,
    "phase": ID,
    "serial": whole(0, COUNT_LIMIT),
    "since": whole(CLOSED, LAST_TIME),
    "speaker": ID_OR_NONE,
    "speaker_since": TIME,
    "spent": TIME,
    "starter": ID_OR_NONE,
}
TURN: dict[str, Shape] = {
    "at": TIME,
    "element": KEY,
    "id": ID,
    "kind": one_of(TurnKind),
    "person": ID,
    "phase": ID,
    "serial": _COUNT,
    "took": TIME,
    "withdrawn": FLAG,
}
REMARK: dict[str, Shape] = {
    "at": TIME,
    "deleted": FLAG,
    "id": ID,
    "kind": one_of(RemarkKind),
    "note": ID,
    "person": ID_OR_NONE,
    "phase": ID_OR_NONE,
    "serial": _COUNT,
    "words": WORDS,
}
PARKED: dict[str, Shape] = {
    "at": TIME,
    "deleted": FLAG,
    "element": KEY_OR_NONE,
    "id": ID,
    "note": ID_OR_NONE,
    "outcome": WORDS,
    "person": ID_OR_NONE,
    "phase": ID_OR_NONE,
    "serial": _COUNT,
    "session": LINE,
    "settled_at": TIME,
    "text": SOME_WORDS,
}
ELEMENT_AGREEMENT: dict[str, Shape] = {"at": TIME, "element": KEY, "hash": HASH}
MINUTE: dict[str, Shape] = {
    "at": TIME,
    "deleted": FLAG,
    "edits": whole(0, COUNT_LIMIT),
    "element": KEY_OR_NONE,
    "id": ID,
    "phase": ID_OR_NONE,
    "speaker": ID_OR_NONE,
    "text": SOME_WORDS,
}
CARD: dict[str, Shape] = {
    "element": KEY_OR_NONE,
    "kind": one_of(PhaseKind),
    "move_on": WORDS,
    "rule": WORDS,
    "say": WORDS,
}
_OBJECT_OR_NONE = Shape(lambda value: value is None or type(value) is dict, OBJECT.wanted)
CHECKPOINT: dict[str, Shape] = {
    "at": TIME,
    "beside": _OBJECT_OR_NONE,
    "by": LINE,
    "id": HASH,
    "name": LINE,
    "nonce": LINE,
    "parents": LIST,
    "rest": _OBJECT_OR_NONE,
    "rest_hash": HASH,
    "revision": HASH,
    "why": one_of((*Why, *map(end_of, PhaseKind))),
}
CHECKPOINT_REST: dict[str, Shape] = {"conflicts": LIST, "deleted": OBJECT, "ranks": OBJECT}
#: where boxes with notes keep a mark "none identified"
CHECKPOINT_REST_AND_MARKS: dict[str, Shape] = CHECKPOINT_REST | {"marks": LIST}
CHECKPOINT_CONFLICT: dict[str, Shape] = {"field": KEY, "kind": KEY, "thing": LINE, "values": LIST}
CHECKPOINT_NOTE: dict[str, Shape] = {"box": KEY, "rank": RANK, "tags": LIST, "text": SOME_WORDS}
CONFLICT: dict[str, Shape] = {"field": KEY, "kind": KEY, "names": LIST, "thing": LINE, "values": LIST}
