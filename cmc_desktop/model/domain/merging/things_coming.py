"""What a merge does to each thing of ours: to notes, marks, people and talk; and what stays although it went there."""

from __future__ import annotations

from collections.abc import Iterator

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import NAMES, Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.coming import Came, Coming
from cmc_desktop.model.domain.merging.outcome import Outcome
from cmc_desktop.model.domain.merging.shown import BOX
from cmc_desktop.model.domain.merging.sides import Sides
from cmc_desktop.model.domain.merging.state import STONES, State, is_off
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark


def things_coming(
    ours: Canvas, after: Canvas, found: Outcome, still_open: dict[str, Conflict], base: State
) -> Iterator[Coming]:
    """What `found` does to our canvas, which says `after` then; what is `still_open` is no part of it."""
    claimed = {value for one in still_open.values() if one.kind == BOX for value in one.values}
    fields = {(one.kind, one.thing, one.field) for one in still_open.values()}
    led = False
    for put in found.puts:
        if isinstance(put, Note):
            if put.id not in claimed:
                yield from _note(ours.find(Note, put.id), put, fields, is_known=("note", put.id) in base)
        elif isinstance(put, Head):
            yield from _head(ours.head, put, fields)
        elif isinstance(put, Conflict | BoxMark):
            continue
        elif isinstance(put, AgendaItem | PhaseRun | Workshop):
            led = True
        elif isinstance(put, Participant | Remark | Parked | CardText):
            yield from _beside(ours, after, put, fields, base)
    yield from _marks(ours, after)
    if led or found.room_stays:
        yield Coming("workshop", "", (Came.LED if led else Came.ROOM_STAYS,))
    for name in found.kept:
        person = ours.find(Participant, name)
        if person is not None:
            yield Coming("participant", name, (Came.KEPT,), "", "", _words(person))


def _marks(ours: Canvas, after: Canvas) -> Iterator[Coming]:
    """Marks that show from now on or no longer, whether they were written or notes come or go."""
    for box in ours.template.walk:
        is_set = after.mark(box).none_identified
        if is_set != ours.mark(box).none_identified:
            yield Coming("box_mark", box, (Came.MARKED if is_set else Came.UNMARKED,), box)


def _note(old: Note | None, new: Note, fields: set[tuple[str, str, str]], *, is_known: bool) -> Iterator[Coming]:
    """A note that was taken back here with its copy is new when it comes again: `is_known` says it was there before."""
    if new.deleted:
        if old is not None and not old.deleted:
            yield Coming("note", new.id, (Came.DELETED,), old.box, old.text)
        return
    if ("note", new.id, "deleted") in fields:
        return
    if old is None or old.deleted:
        came = Came.NEW if old is None or not is_known else Came.BACK
        yield Coming("note", new.id, (came,), new.box, "", new.text, tags_after=new.tags)
        return
    changed = {
        Came.REWORDED: old.text != new.text and ("note", new.id, "text") not in fields,
        Came.MOVED: old.box != new.box and ("note", new.id, "box") not in fields,
        Came.RETAGGED: old.tags != new.tags and ("note", new.id, "tags") not in fields,
    }
    kinds = tuple(came for came, so in changed.items() if so)
    if kinds:
        was_in = old.box if Came.MOVED in kinds else ""
        before = old.text if Came.REWORDED in kinds else new.text
        yield Coming("note", new.id, kinds, new.box, before, new.text, was_in, old.tags, new.tags)


def _head(old: Head, new: Head, fields: set[tuple[str, str, str]]) -> Iterator[Coming]:
    before, after = [], []
    for name in ("title", "city"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now and ("head", "", name) not in fields:
            before.append(was)
            after.append(now)
    if before:
        yield Coming("head", "", (Came.TITLED,), "", _joined(before), _joined(after))


def kept_as_changed(sides: Sides, after: Canvas, found: Outcome, base: State) -> Iterator[Coming]:
    """What the copy took off and we changed meanwhile: it stays, and that is told."""
    kinds: tuple[type[Participant | Remark | Parked], ...] = (Participant, Remark, Parked)
    for kind in kinds:
        for there in sides.theirs.all(kind):
            here, now = sides.ours.find(kind, there.id), after.find(kind, there.id)
            if not _is_gone(there) or here is None or now is None or _is_gone(here) or _is_gone(now):
                continue
            if there.id not in found.kept and not _was_off(base, there):
                yield Coming(NAMES[kind], there.id, (Came.KEPT_CHANGED,), _box_of(after, now), "", _words(now))


def _was_off(base: State, thing: Entity) -> bool:
    """Whether a thing was not there at the state both sides went on from, or off already."""
    key = (NAMES[type(thing)], thing.id)
    return key not in base or (key[0] in STONES and is_off(key[0], base[key]))


def _beside(
    ours: Canvas,
    after: Canvas,
    new: Participant | Remark | Parked | CardText,
    fields: set[tuple[str, str, str]],
    base: State,
) -> Iterator[Coming]:
    """People and talk; a person who only got another place on the roster is not worth a line.

    What we took off comes back where the copy changed it, unless it was off before, or never there.
    """
    kind = NAMES[type(new)]
    old = ours.find(type(new), new.id)
    box = _box_of(after, new)
    before, now = ("" if old is None else _words(old)), _words(new)
    if _is_gone(new):
        if old is not None and not _is_gone(old):
            yield Coming(kind, new.id, (Came.DELETED,), box, before)
    elif old is None or _is_gone(old):
        is_new = old is None or (kind, new.id) not in base
        came = Came.NEW if is_new else Came.BACK if _was_off(base, new) else Came.BACK_CHANGED
        yield Coming(kind, new.id, (came,), box, "", now)
    elif before != now and not any(one[:2] == (kind, new.id) for one in fields):
        yield Coming(kind, new.id, (Came.CHANGED,), box, before, now)


def _is_gone(thing: Entity) -> bool:
    return bool(getattr(thing, "deleted", False) or getattr(thing, "removed", False))


def _box_of(after: Canvas, thing: Entity) -> str:
    if isinstance(thing, Remark):
        note = after.find(Note, thing.note)
        return note.box if note is not None else ""
    if isinstance(thing, Parked) and thing.element in after.template:
        return thing.element
    return ""


def _words(thing: Participant | Remark | Parked | CardText) -> str:
    if isinstance(thing, Participant):
        return _joined([thing.name, thing.role, thing.organisation, thing.speaks_for])
    if isinstance(thing, Remark):
        return thing.words
    if isinstance(thing, Parked):
        return _joined([thing.text, thing.outcome])
    return "\n".join(part for part in (thing.say, thing.rule, thing.move_on) if part)


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
