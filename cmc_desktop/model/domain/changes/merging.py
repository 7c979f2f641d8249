"""Joining a copy that came back, and settling what both sides changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS, NAMES, Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.minutes import JoinMinutes
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.conflict import VALUES_LIMIT, Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.former_names import followed, named_anew, renaming
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.keeping import kept_content
from cmc_desktop.model.domain.merging.ancestry import ancestors, last_common
from cmc_desktop.model.domain.merging.authors import Authors
from cmc_desktop.model.domain.merging.canvas_state import state_of
from cmc_desktop.model.domain.merging.checkpoints import checkpoint_of, is_at, new_checkpoint
from cmc_desktop.model.domain.merging.outcome import Outcome, outcome
from cmc_desktop.model.domain.merging.room import in_known_phase, known_phases
from cmc_desktop.model.domain.merging.sides import Sides
from cmc_desktop.model.domain.merging.state import FIELDS, Key, State
from cmc_desktop.model.domain.merging.three_way import merged
from cmc_desktop.model.domain.merging.veil import veiled
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision

#: a merge that would hide more notes than this, or more than this part of them, asks first
HIDDEN_LIMIT, HIDDEN_PART = 20, 0.1
_NAME = [field.name for field in FIELDS["participant"]].index("name")


@dataclass(frozen=True, eq=False)
class ComingCopy:
    """A copy as it came back: its canvas, at the checkpoint `tip`, and `base`, the state both sides went on from.

    `bases` are the ids of the checkpoints behind `base`; `line` the checkpoints that led to `tip`, as far as they are
    not known here; `contents` the revisions those name. `by` is whose copy it is, perhaps nobody's by name;
    `authors` knows who brought what before, in both.
    """

    canvas: Canvas
    tip: Checkpoint
    base: State
    bases: tuple[str, ...]
    line: tuple[Checkpoint, ...] = ()
    contents: tuple[Revision, ...] = ()
    by: str = ""
    authors: Authors | None = None


def merging_of(ours: Canvas, copy: ComingCopy, by: str = "") -> Outcome:
    """What joining `copy` would do to our canvas; nothing is written. `by` is whose ours is.

    While nothing is written to ours it is worked out once: what was shown is what is joined.
    """
    known = ours.derived("mergings", _no_mergings).setdefault(copy, {})
    if by not in known:
        known[by] = _merging_of(ours, copy, by)
    return known[by]


def _no_mergings(_ours: Canvas) -> WeakKeyDictionary[ComingCopy, dict[str, Outcome]]:
    """By copy, as long as somebody holds it, and by whose ours is."""
    return WeakKeyDictionary()


def _merging_of(ours: Canvas, copy: ComingCopy, by: str) -> Outcome:
    theirs = copy.canvas
    state = merged(copy.base, _as_seen(ours, theirs, copy.base), _as_seen(theirs, ours, copy.base))
    return outcome(Sides(ours, theirs, by, copy.by, copy.authors), state)


def _as_seen(canvas: Canvas, other: Canvas, base: State) -> State:
    """The state of a side; what it took back and the other brings anew counts as if it never had it."""
    state = state_of(canvas)
    back = {key for key in _taken_back(canvas) if key not in base and _is_there(other, key)}
    return {key: thing for key, thing in state.items() if key not in back} if back else state


def _taken_back(canvas: Canvas) -> Iterator[Key]:
    """What is off a side. Of people and talk that was not there at the base, only an undone joining leaves that."""
    yield from (("note", note.id) for note in canvas.all(Note) if note.taken_back)
    for kind in (Participant, Remark, Parked):
        yield from ((NAMES[kind], thing.id) for thing in canvas.all(kind) if thing == thing.gone())


def _is_there(canvas: Canvas, key: Key) -> bool:
    thing = canvas.find(KINDS[key[0]], key[1])
    if isinstance(thing, Note):
        return not thing.deleted
    return thing is not None and thing != thing.gone()


def hides_many(ours: Canvas, found: Outcome) -> bool:
    """Whether so many notes would go off the board that a person has to say yes to it."""
    return len(found.hidden) > HIDDEN_LIMIT or len(found.hidden) > HIDDEN_PART * ours.note_count()


@dataclass(frozen=True, eq=False)
class MergeCopy(Change):
    """Take in what a copy brings. `by` is whose our side is; `agreed` says yes to hiding many notes.

    One Undo takes all of it back. Answers do not come along: whoever was asked is asked again. A canvas that was
    deleted here comes back into the list with it.
    """

    copy: ComingCopy
    by: str = ""
    agreed: bool = False
    #: the last checkpoint of our side, when it is known to be as the canvas is now
    stands_at: str = ""
    #: what stood beside its words then
    beside: str = ""

    @property
    def label(self) -> str:
        return tr("join {name}’s copy", name=self.copy.by) if self.copy.by else tr("join the copy")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        if not self._is_news(canvas):
            return ()
        found = merging_of(canvas, self.copy, self.by)
        if not self.agreed and hides_many(canvas, found):
            raise HidesMany(found.hidden)
        _check_can_be_chosen_from(found)
        before: tuple[Entity, ...] = ()
        last = canvas.find(Checkpoint, canvas.head.checkpoint)
        stands = last is not None and last.id == self.stands_at and is_at(canvas, last, self.beside)
        if not stands:
            before = new_checkpoint(canvas, Why.BEFORE_MERGE, now, self.by)
        ours = next((put.id for put in before if isinstance(put, Checkpoint)), self.stands_at)
        after = canvas.snapshot()
        after.write(before)
        came = self._named_as_here(canvas, (*before, *self._came(canvas), *found.puts))
        came = (*came, *self._minutes(canvas, found))
        after.write(came)
        return (*(put for put in came if not isinstance(put, Head)), *self._joined(after, ours, now))

    def _is_news(self, canvas: Canvas) -> bool:
        """Whether the copy was not joined meanwhile, perhaps in another window.

        Raises Refusal when something else was joined: then both went on from another state than it was looked at from.
        """
        tip = self.copy.tip.id
        parents = {one.id: one.parents for side in (canvas, self.copy.canvas) for one in side.all(Checkpoint)}
        if tip in ancestors(parents, canvas.head.checkpoint):
            return False
        if last_common(parents, canvas.head.checkpoint, tip) != tuple(sorted(self.copy.bases)):
            raise Refusal(
                tr("Other copies were joined with this canvas meanwhile, or joining them was undone."),
                safe=tr("Nothing was joined."),
                todo=tr("Look at the copy again, then join it."),
            )
        return True

    def _came(self, canvas: Canvas) -> Iterable[Entity]:
        """The history of the copy, as far as it is not known here."""
        yield from (one for one in self.copy.contents if canvas.find(Revision, one.id) is None)
        yield from self.copy.line
        if canvas.find(Checkpoint, self.copy.tip.id) is None:
            yield self.copy.tip

    def _named_as_here(self, canvas: Canvas, puts: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """The same, and what else is to be written, so that nothing names people as they are not called any more.

        The name of somebody about whose name both sides differ is not changed before that is settled.
        """
        differ = {one.thing for one in puts if isinstance(one, Conflict) and one.field == "name" and not one.settled}
        people = {one.id: one for one in (*canvas.all(Participant), *puts) if isinstance(one, Participant)}
        pairs = [
            (one.name, people[one.id].name)
            for side in (canvas, self.copy.canvas)
            for one in side.all(Participant)
            if one.id in people and one.id not in differ and one.name != people[one.id].name
        ]
        named = [one for one in people.values() if one.id not in differ]
        pairs += _had_at(self.copy.base, named, {name for put in puts for name in _names_in(put)})
        if not pairs:
            return puts
        renamed = renaming(pairs, [one.name for one in people.values()])
        written = {(type(put), put.id) for put in puts}
        others = (put for put in followed(canvas, renamed) if (type(put), put.id) not in written)
        return (*others, *(named_anew(put, renamed) for put in puts))

    def _minutes(self, canvas: Canvas, found: Outcome) -> tuple[Entity, ...]:
        theirs = self.copy.canvas
        people = {put.id for put in found.puts if isinstance(put, Participant)}
        strangers = [one.expected for one in theirs.all(Participant) if one.id not in people]
        phases = known_phases(canvas, found.puts)
        lines = tuple(in_known_phase(line, phases) for line in theirs.all(Minute) if not line.undone)
        return JoinMinutes(lines, tuple(strangers)).decide(canvas, 0)

    def _joined(self, after: Canvas, ours: str, now: int) -> tuple[Entity, ...]:
        """The checkpoint after the merge: that of the copy itself where our side had done nothing since it left."""
        tip = self.copy.tip
        if self.copy.bases == (ours,) and is_at(after, tip, tip.beside) and _goes_on(after, tip.id, ours):
            return (replace(after.head, checkpoint=tip.id, revision=after.content_hash, deleted_at=0),)
        parents = (ours, tip.id)
        made = checkpoint_of(after, Why.MERGE, now, self.by, parents)
        head = replace(after.head, checkpoint=made.id, revision=after.content_hash, deleted_at=0)
        return (*kept_content(after, Why.MERGE, now), made, head)


def _check_can_be_chosen_from(found: Outcome) -> None:
    """Refuse more values of a field than a file can hold. Raises Refusal."""
    if any(isinstance(put, Conflict) and not put.settled and len(put.values) > VALUES_LIMIT for put in found.puts):
        raise Refusal(
            tr("With this copy more than {n} values of one field would wait to be chosen from.", n=VALUES_LIMIT),
            safe=tr("Nothing was joined."),
            todo=tr("Settle first what is open, then join it."),
        )


def _had_at(base: State, people: Iterable[Participant], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Which of some names somebody had at the base, told by its mark, with the present name: the copy may hide it."""
    for person in people:
        thing = base.get(("participant", person.id))
        mark = thing[_NAME] if thing is not None else ""
        if mark != veiled("participant", person.id, "name", person.name):
            marks = {mark} if isinstance(mark, str) else mark
            yield from ((one, person.name) for one in names if veiled("participant", person.id, "name", one) in marks)


def _names_in(thing: Entity) -> tuple[str, ...]:
    """Whom a point, a mark or a conflict names."""
    if isinstance(thing, Checkpoint | BoxMark):
        return (thing.by,) if thing.by else ()
    return tuple(filter(None, thing.names)) if isinstance(thing, Conflict) else ()


def _goes_on(canvas: Canvas, tip: str, before: str) -> bool:
    """Whether a point goes on from another by points that are known: of a very long line not all are taken in."""
    return before in ancestors({one.id: one.parents for one in canvas.all(Checkpoint)}, tip)


class HidesMany(Refusal):
    """A merge would take many notes off the board; `notes` are their ids."""

    def __init__(self, notes: tuple[str, ...]) -> None:
        super().__init__(
            trn(
                "Joining this copy would take {n} note off the board.",
                "Joining this copy would take {n} notes off the board.",
                len(notes),
            ),
            safe=tr("Nothing was joined yet."),
            todo=tr("Look at which they are; then join it all the same, or leave it."),
        )
        self.notes = notes
