"""The values that are in conflict: which a side has, whether others can settle it, and how all of it stands now."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.canvas_state import HEAD, state_of
from cmc_desktop.model.domain.merging.shown import BOX, TEXTS, open_conflicts, value_of
from cmc_desktop.model.domain.merging.state import DELETED, FIELDS, Key, State, values_of
from cmc_desktop.model.domain.merging.veil import VEILED, veiled
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import canonical, digest

#: how a conflict between deleting and changing is settled
KEEP, DELETE = "keep", "delete"
#: of these fields all values can be kept together
BOTH = frozenset({("note", "text"), ("note", "tags"), (BOX, TEXTS)})
#: fields that only hold what can be chosen
_CHOSEN = frozenset(
    {
        *(("note", field) for field in ("box", "tags", "deleted")),
        *(("participant", field) for field in ("sector", "capacity", "counts")),
        ("remark", "kind"),
    }
)


def takes_words(conflict: Conflict) -> bool:
    """Whether a conflict may be settled by words that are none of its values."""
    return (conflict.kind, conflict.field) not in _CHOSEN


def of_name(conflict: Conflict, name: str) -> frozenset[str]:
    """The values that somebody brought, as far as names tell."""
    if conflict.field == "deleted":
        return frozenset({DELETE} if name in conflict.names else ())
    return frozenset(value for value in conflict.values if conflict.name_of(value) == name)


def standing(canvas: Canvas, conflict: Conflict) -> str:
    """A hash of a conflict and of what the canvas shows of it: another one once either has changed."""
    told: list[object] = [conflict.id, sorted(conflict.values)]
    if conflict.kind == BOX:
        told += [[note.text, note.box, note.deleted] for note in claiming(canvas, conflict)]
    else:
        thing = canvas.head if conflict.kind == "head" else canvas.find(KINDS[conflict.kind], conflict.thing)
        if isinstance(thing, Note):
            told.append([thing.text, thing.box, list(thing.tags), thing.deleted])
        elif thing is not None:
            told.append(value_of(thing, conflict.field))
    return digest(canonical(told))


def values_on(canvas: Canvas, conflict: Conflict) -> frozenset[str]:
    """Which values of a conflict a side has, before or after copies were joined."""
    if conflict.kind == BOX:
        claimed = canvas.find(Conflict, conflict.id)
        held = set(claimed.values) if claimed is not None and claimed.id in open_conflicts(canvas) else set()
        held |= {note.id for note in canvas.notes_in(conflict.thing)}
        return frozenset(held & set(conflict.values))
    return values_in(state_of(canvas), conflict)


def values_in(state: State, conflict: Conflict) -> frozenset[str]:
    """Which values of a conflict a state has; of the texts that claim a box none is known."""
    key: Key = HEAD if conflict.kind == "head" else (conflict.kind, conflict.thing)
    thing = state.get(key)
    if thing is None or conflict.kind == BOX:
        return frozenset()
    if conflict.field == "deleted":
        return frozenset({DELETE} if thing[DELETED] else {KEEP})
    place = [one.name for one in FIELDS[conflict.kind]].index(conflict.field)
    found = values_of(thing[place])
    if conflict.kind in VEILED:
        return frozenset(one for one in conflict.values if veiled(*key, conflict.field, one) in found)
    return found


def claiming(canvas: Canvas, conflict: Conflict) -> list[Note]:
    """The notes that claim to be the one text of a box."""
    found = (canvas.find(Note, note_id) for note_id in conflict.values)
    return [note for note in found if note is not None]
