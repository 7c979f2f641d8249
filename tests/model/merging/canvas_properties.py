"""What has to hold of whole canvases after every step and every merge."""

from __future__ import annotations

from dataclasses import dataclass

import builders
from laptops import Laptop
from state_properties import Broken

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes.merging import ComingCopy, merging_of
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.merging.canvas_state import ROOM, beside_of, rest_of, state_at, state_of
from cmc_desktop.model.domain.merging.shown import BOX, open_conflicts
from cmc_desktop.model.domain.merging.state import (
    DELETED,
    FIELDS,
    STONES,
    UNWRITTEN,
    Key,
    State,
    Thing,
    Value,
    is_hidden,
    is_off,
    values_of,
)
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Content


def holds(said: str, it_does: object, *told: object) -> None:
    if not it_does:
        raise Broken(f"{said}: {told}")


def check_canvas(canvas: Canvas) -> None:
    """What holds of a canvas at any time. Raises Broken."""
    state = state_of(canvas)
    kept = state_at(Content.from_canonical(canvas.content.canonical()), rest_of(canvas), beside_of(canvas))
    holds("a checkpoint keeps the state", kept == state, _differences(kept, state))
    waiting = {note_id for one in open_conflicts(canvas).values() if one.kind == BOX for note_id in one.values}
    for note in canvas.all(Note):
        shown = not is_hidden(state["note", note.id])
        holds("the board shows what the state says", shown == (not note.deleted) or note.id in waiting, note)
        traces = note.merged_into or note.dropped_why or note.taken_back
        holds("what is on the board did not go", note.deleted or not traces, note)
    on_board = [note_id for box in canvas.template.walk for note_id in (note.id for note in canvas.notes_in(box))]
    holds("in one place", len(on_board) == len(set(on_board)), on_board)
    for box in canvas.template.in_walk_order:
        holds("a box of one text", not box.single or canvas.note_count(box.key) < 2, box.key)
        marked = canvas.mark(box.key).none_identified
        holds("none identified and notes", not (marked and canvas.note_count(box.key)), box.key)


@dataclass(frozen=True)
class Before:
    """Both sides of a merge, before it."""

    ours: Canvas
    theirs: Canvas
    coming: ComingCopy

    @property
    def sides(self) -> tuple[State, State]:
        return state_of(self.ours), state_of(self.theirs)


def check_merge(laptop: Laptop, before: Before) -> None:
    """What holds right after a merge. Raises Broken."""
    after, base = state_of(laptop.canvas), before.coming.base
    one, other = before.sides
    back = taken_back_unseen(before)
    known = (one.keys() | other.keys()) - back
    holds("ids", after.keys() >= {key for key in known if key[0] not in UNWRITTEN}, known - after.keys())
    one, other, base, after = (_with_unwritten(state, known) for state in (one, other, base, after))
    for key in one.keys() & other.keys() - back:
        for place, field in enumerate(FIELDS[key[0]]):
            if field.quiet or (key[0] == "note" and place == DELETED):
                continue
            value = values_of(after[key][place])
            old = values_of(base[key][place]) if key in base else frozenset()
            x, y = values_of(one[key][place]), values_of(other[key][place])
            added = (x - old) | (y - old)
            if _is_gone(key, after) and key[0] != "note":
                continue  # nobody is asked about a person or a remark that is off
            holds("nothing lost", added <= value or _is_gone(key, after), key, place, added, value)
            if key in base and x == old:
                holds("theirs alone", value == y, key, place, value, y)
            elif key in base and y == old:
                holds("ours alone", value == x, key, place, value, x)
    for key in (one.keys() ^ other.keys()) - back:
        side, is_new = (one if key in one else other), key not in base
        if is_new:
            for place, field in enumerate(FIELDS[key[0]]):
                if not field.quiet and key[0] not in UNWRITTEN:
                    holds("new things come whole", after[key][place] == side[key][place], key, place)
    for key in one.keys() & other.keys():
        if key not in back and _is_gone(key, after):
            holds("hidden only if deleted", _is_gone(key, one) or _is_gone(key, other), key)
            holds("hidden only as it was seen", _words(key, after) in (_words(key, one), _words(key, other)), key)
    holds("no answers", laptop.canvas.answers == before.ours.answers)


def _with_unwritten(state: State, keys: set[Key]) -> dict[Key, Thing]:
    """A state with what every canvas has, whether anybody wrote into it or not."""
    return {key: UNWRITTEN[key[0]] for key in keys if key[0] in UNWRITTEN} | dict(state)


def check_copy(canvas: Canvas, copy: Canvas) -> None:
    """What holds of a copy of a canvas, before anything is done to it. Raises Broken."""
    here, there = state_of(canvas), state_of(copy)
    holds("a copy says what the canvas says", here == there, _differences(here, there))
    holds("a copy leaves the same open", opened(canvas) == opened(copy), opened(canvas), opened(copy))


def _is_gone(key: Key, after: State) -> bool:
    """Whether a thing is off: nobody is asked about its fields any more."""
    return key[0] in STONES and is_off(key[0], after[key])


def _words(key: Key, state: State) -> list[Value]:
    return [value for field, value in zip(FIELDS[key[0]], state[key], strict=True) if not field.quiet and value]


def taken_back_unseen(before: Before) -> set[Key]:
    """What one side took back, notes or by an undone joining people and talk, and the other brings anew."""
    return {
        (kind, thing.id)
        for canvas, other in ((before.ours, before.theirs), (before.theirs, before.ours))
        for kind in STONES
        for thing in canvas.all(KINDS[kind])
        if (thing.taken_back if isinstance(thing, Note) else _is_off(thing))
        if (kind, thing.id) not in before.coming.base
        if (there := other.find(KINDS[kind], thing.id)) is not None and not _is_off(there)
    }


def _is_off(thing: Entity) -> bool:
    return bool(getattr(thing, "deleted", False) or getattr(thing, "removed", False))


def check_both_ways(before: Before) -> None:
    """2: joined on their laptop, the canvas says the same and leaves the same open. Raises Broken.

    Not claimed of the room: where both led a workshop, each keeps its own, and is told so.
    """
    coming = before.coming
    here, there = before.ours.snapshot(), before.theirs.snapshot()
    found = merging_of(before.ours, coming)
    here.write(found.puts)
    turned = ComingCopy(before.ours, coming.tip, coming.base, coming.bases)
    there.write(merging_of(before.theirs, turned).puts)
    holds("both say the same", here.content_hash == there.content_hash, here.content, there.content)
    holds("both leave the same open", opened(here) == opened(there), opened(here), opened(there))
    mine, theirs = dict(state_of(here)), dict(state_of(there))
    if found.room_stays:
        mine.pop(ROOM, None)
        theirs.pop(ROOM, None)
    holds("both are in the same state", mine == theirs, _differences(mine, theirs))


def check_both_sides_can_be_seen_again(laptop: Laptop, before: Before) -> None:
    """12: the points of history before a merge are kept, byte for byte; both sides of it, or theirs it went on to."""
    made = laptop.canvas.find(Checkpoint, laptop.canvas.head.checkpoint)
    assert made is not None
    if made.id == before.coming.tip.id:
        holds("went on to theirs", state_of(laptop.canvas) == state_of(before.theirs))
        return
    holds("joins both", before.coming.tip.id in made.parents and len(made.parents) == 2, made.parents)
    for parent in made.parents:
        side = before.theirs if parent == before.coming.tip.id else before.ours
        held = laptop.store.checkpoint(laptop.canvas.id, parent)
        content = laptop.store.revision(laptop.canvas.id, held.revision).content
        said = (content, held.rest, held.beside)
        holds("as it was", said == (side.content.canonical(), rest_of(side), beside_of(side)), parent)
        holds("sound", held.is_sound, parent)
        again = state_at(Content.from_canonical(content), held.rest, held.beside)
        holds("opens again", again == state_of(side), parent)


def check_replay(laptop: Laptop) -> None:
    """15: what was stored, step by step, gives the canvas in memory. Raises Broken."""
    replayed = laptop.memory.replayed()
    holds("replayed", builders.everything(replayed) == builders.everything(laptop.canvas))


def opened(canvas: Canvas) -> dict[str, tuple[str, ...]]:
    """The values of each open conflict."""
    return {one.id: tuple(sorted(one.values)) for one in open_conflicts(canvas).values()}


def _differences(one: State, other: State) -> list[object]:
    return [(key, one.get(key), other.get(key)) for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
