"""From a canvas, or from a checkpoint of it, to the state that a merge looks at; both give the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.kept_json import Beside, GoneNote, KeptConflict, KeptValue, read_rest
from cmc_desktop.model.domain.merging.room import room_hash
from cmc_desktop.model.domain.merging.shown import BOX, kept_conflicts, value_of
from cmc_desktop.model.domain.merging.state import (
    CONTENT_KINDS,
    DELETED,
    FIELDS,
    NOBODY,
    STONES,
    Key,
    State,
    Thing,
    Value,
    note_thing,
    with_stones,
)
from cmc_desktop.model.domain.merging.talk import talk_hash
from cmc_desktop.model.domain.merging.veil import thing_veiled, veiled
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Content, canonical

#: the head has one name in every copy, whatever the id of the canvas
HEAD: Key = ("head", "")
ROOM: Key = ("room", "")
#: what a checkpoint keeps beside the state, so that it shows whether anything was written since
TALK = "talk"


def state_of(canvas: Canvas) -> State:
    """The state a canvas is in now."""
    return canvas.derived("merge state", _worked_out)


def _worked_out(canvas: Canvas) -> State:
    ranks = {note.id: note.rank for note in canvas.all(Note)}
    besides = _conflicts(canvas), covered_marks(canvas), _things_beside(canvas)
    return _assembled(canvas.content, ranks, _deleted(canvas), *besides)


def state_at(content: Content, rest: str, beside: str) -> State:
    """The state of a checkpoint. Raises ValueError, KeyError or TypeError when it is not what a checkpoint keeps."""
    told = read_rest(rest)
    things: Beside = json.loads(beside) if beside else {}
    found = {
        (kind, thing): with_stones(kind, thing_veiled(kind, thing, _from_json(values)))
        for kind, of_kind in things.items()
        if kind != TALK
        for thing, values in of_kind.items()
    }
    return _assembled(content, told["ranks"], told["deleted"], told["conflicts"], told.get("marks", ()), found)


def _from_json(values: Iterable[KeptValue]) -> Thing:
    return tuple(value if isinstance(value, str) else frozenset(value) for value in values)


def rest_of(canvas: Canvas) -> str:
    """What a checkpoint keeps of a canvas besides its content: ranks, deleted notes, open conflicts. No names."""
    return canvas.derived("rest", _rest)


def _rest(canvas: Canvas) -> str:
    of_content = [one for one in _conflicts(canvas) if one["kind"] in (*CONTENT_KINDS, BOX)]
    marks = covered_marks(canvas)
    besides = canonical({"conflicts": of_content, "deleted": _deleted(canvas)} | ({"marks": marks} if marks else {}))
    # as `canonical` writes them all, "ranks" being the last: a revision kept at the same time has them, too
    return f'{besides[:-1]},"ranks":{canvas.ranks()}}}'


def beside_of(canvas: Canvas) -> str:
    """What a checkpoint keeps outside every hash: people, named by marks, talk, cards, and hashes of how the workshop
    went and of the minutes."""
    return canvas.derived("beside", _beside)


def beside_veiled(beside: Beside) -> Beside:
    """The same as JSON values, from a file that may spell names out."""
    return {
        kind: {thing: _plain(thing_veiled(kind, thing, _from_json(values))) for thing, values in of_kind.items()}
        for kind, of_kind in beside.items()
    }


def _plain(values: Thing) -> list[KeptValue]:
    return [value if isinstance(value, str) else sorted(value) for value in values]


def _beside(canvas: Canvas) -> str:
    found: Beside = {}
    things = _with_conflicts(_things_beside(canvas), _conflicts(canvas))
    for (kind, thing), values in things.items():
        plain = _plain(values)
        if kind in STONES:
            plain[STONES[kind]] = "1" if values[STONES[kind]] else ""
        found.setdefault(kind, {})[thing] = plain
    talk = talk_hash(canvas)
    if talk:
        found[TALK] = {"": [talk]}
    return canonical(found)


def covered_marks(canvas: Canvas) -> list[str]:
    """The boxes with notes that a copy brought a mark 'none identified' to; it shows when the notes are gone."""
    return [box for box in canvas.template.walk if canvas.note_count(box) and canvas.kept_mark(box).none_identified]


def _deleted(canvas: Canvas) -> dict[str, GoneNote]:
    return {
        note.id: {"box": note.box, "rank": note.rank, "tags": list(note.tags), "text": note.text}
        for note in canvas.all(Note)
        if note.deleted
    }


def _conflicts(canvas: Canvas) -> list[KeptConflict]:
    return [
        {
            "field": one.field,
            "kind": one.kind,
            "thing": one.thing,
            "values": sorted(veiled(one.kind, one.thing, one.field, value) for value in one.values),
        }
        for one in sorted(kept_conflicts(canvas).values(), key=lambda one: one.id)
    ]


def _things_beside(canvas: Canvas) -> dict[Key, Thing]:
    found: dict[Key, Thing] = {}
    for kind in FIELDS:
        if kind in KINDS and kind not in CONTENT_KINDS:
            for thing in canvas.all(KINDS[kind]):
                if not (isinstance(thing, CardText) and thing == thing.gone()):
                    found[kind, thing.id] = _values(kind, thing)
    room = room_hash(canvas)
    if room:
        found[ROOM] = (room,)
    return found


def _values(kind: str, thing: Entity) -> Thing:
    values: Thing = tuple(value_of(thing, field.name) for field in FIELDS[kind])
    return with_stones(kind, thing_veiled(kind, thing.id, values))


def _assembled(
    content: Content,
    ranks: Mapping[str, str],
    deleted: Mapping[str, GoneNote],
    conflicts: Iterable[KeptConflict],
    covered: Iterable[str],
    beside: Mapping[Key, Thing],
) -> State:
    found: dict[Key, Thing] = {HEAD: (content.title, content.city)}
    for box in content.boxes:
        found["box_mark", box.key] = ("1" if box.none_identified else "",)
        for note in box.notes:
            found["note", note.id] = note_thing(note.text, box.key, ranks[note.id], note.tags)
    found |= {("box_mark", box): ("1",) for box in covered}
    for note_id, gone in deleted.items():
        found["note", note_id] = note_thing(gone["text"], gone["box"], gone["rank"], tuple(gone["tags"]), deleted=True)
    # what has a hash is taken from there alone, whatever a file says beside it
    found |= {key: thing for key, thing in beside.items() if key[0] not in CONTENT_KINDS}
    return _with_conflicts(found, conflicts)


def _with_conflicts(things: dict[Key, Thing], conflicts: Iterable[KeptConflict]) -> dict[Key, Thing]:
    """`things` with all values of the fields that are in conflict."""
    for one in conflicts:
        if one["kind"] == BOX:
            # every one of them claims to be the text of the box; that all but one are hidden is how it is shown
            for note_id in one["values"]:
                _put(things, ("note", note_id), DELETED, NOBODY)
            continue
        kind = one["kind"]
        key = HEAD if kind == "head" else (kind, one["thing"])
        place = [field.name for field in FIELDS[kind]].index(one["field"])
        _put(things, key, place, frozenset(one["values"]))
    return things


def _put(things: dict[Key, Thing], key: Key, place: int, value: Value) -> None:
    if key in things:
        thing = things[key]
        things[key] = (*thing[:place], value, *thing[place + 1 :])
