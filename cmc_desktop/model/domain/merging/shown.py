"""Which value of a field a canvas shows while several stand in conflict: the same on every computer."""

from __future__ import annotations

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.state import Value, tags_value
from cmc_desktop.model.domain.note import Note

#: the one text of a box that holds one, claimed by several notes
BOX, TEXTS = "box", "texts"


def shown(values: Value, *, quiet: bool = False) -> str:
    """The longest value, as it loses least; of those the first. Of a quiet field simply the first."""
    if isinstance(values, str):
        return values
    return min(values) if quiet else min(values, key=lambda value: (-len(value), value))


def shown_place(places: Value, box: str) -> str:
    """The rank of a note in the box that is shown."""
    if isinstance(places, str):
        return places.partition(" ")[2]
    here = [place for place in places if place.startswith(f"{box} ")]
    return min(here or places).partition(" ")[2]


def value_of(thing: Entity, field: str) -> str:
    """A field of an entity as a merge sees it."""
    value = getattr(thing, field)
    if isinstance(value, bool):
        return "1" if value else ""
    return tags_value(value) if isinstance(value, tuple) else str(value)


def open_conflicts(canvas: Canvas) -> dict[str, Conflict]:
    """The conflicts nobody has settled yet, by id, in the order of the walk.

    A conflict is over, too, when the thing is gone, or says by now something else than joining left there.
    """
    return canvas.derived("open conflicts", _worked_out)


def open_one(canvas: Canvas, conflict: str) -> Conflict | None:
    """The conflict with this id, if it is one of `open_conflicts`: for who asks for one while the canvas changes."""
    one = canvas.find(Conflict, conflict)
    if one is None or one.settled or not _still_stands(canvas, one, frozenset()):
        return None
    return one


def kept_conflicts(canvas: Canvas) -> dict[str, Conflict]:
    """The open conflicts, and those of notes that are off the board only as long as the one text of a box is open."""
    return canvas.derived("kept conflicts", _all_kept)


def _worked_out(canvas: Canvas) -> dict[str, Conflict]:
    return {one.id: one for one in kept_conflicts(canvas).values() if not _waits(canvas, one)}


def _waits(canvas: Canvas, conflict: Conflict) -> bool:
    note = canvas.find(Note, conflict.thing) if conflict.kind == "note" else None
    return note is not None and note.deleted


def _all_kept(canvas: Canvas) -> dict[str, Conflict]:
    order = {box: place for place, box in enumerate(canvas.template.walk)}
    standing = [one for one in canvas.all(Conflict) if not one.settled]
    boxes = [one for one in standing if one.kind == BOX and _still_stands(canvas, one, frozenset())]
    claiming = frozenset(note_id for one in boxes for note_id in one.values)
    others = [one for one in standing if one.kind != BOX and _still_stands(canvas, one, claiming)]

    def place(one: Conflict) -> tuple[int, str, str]:
        """As on the board from top to bottom, what is outside the boxes first."""
        note = canvas.find(Note, one.thing) if one.kind == "note" else None
        return order.get(box_of_conflict(canvas, one), -1), note.rank if note is not None else "", one.id

    return {one.id: one for one in sorted((*boxes, *others), key=place)}


def box_of_conflict(canvas: Canvas, conflict: Conflict) -> str:
    """The box in which a conflict is seen; empty for one that is not about a box."""
    if conflict.kind == BOX:
        return conflict.thing
    note = canvas.find(Note, conflict.thing) if conflict.kind == "note" else None
    return note.box if note is not None else ""


def _still_stands(canvas: Canvas, conflict: Conflict, claiming: frozenset[str]) -> bool:
    if conflict.kind == BOX:
        return any(note.id in conflict.values for note in canvas.notes_in(conflict.thing))
    thing = canvas.find(KINDS[conflict.kind], conflict.thing if conflict.kind != "head" else canvas.id)
    if thing is None or (_is_gone(thing) and thing.id not in claiming):
        return False
    if conflict.field == "deleted":
        return True
    # who put another of the values there has chosen it
    return bool(conflict.values) and value_of(thing, conflict.field) == shown(frozenset(conflict.values))


def _is_gone(thing: Entity) -> bool:
    if isinstance(thing, Head | BoxMark):
        return False
    return bool(getattr(thing, "deleted", False) or getattr(thing, "removed", False))


def notes_in_conflict(canvas: Canvas) -> frozenset[str]:
    """The ids of the notes on the board about which copies differ and nobody has settled it."""
    return canvas.derived("notes in conflict", _notes_in_conflict)


def _notes_in_conflict(canvas: Canvas) -> frozenset[str]:
    found: set[str] = set()
    for one in open_conflicts(canvas).values():
        found.update(one.values if one.kind == BOX else (one.thing,) if one.kind == "note" else ())
    return frozenset(found)
