"""A canvas as a whole: its head, notes, people, agenda, answers. Changed only by writing entities into it."""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Content, ContentBox, ContentNote, Revision
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.sign_off import SIGN_OFF_ID, SignOff
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.turn import Turn

KINDS: dict[str, type[Entity]] = {
    "head": Head,
    "note": Note,
    "box_mark": BoxMark,
    "participant": Participant,
    "agenda_item": AgendaItem,
    "phase_run": PhaseRun,
    "workshop": Workshop,
    "answer": Answer,
    "sign_off": SignOff,
    "revision": Revision,
    "element_run": ElementRun,
    "turn": Turn,
    "sheet_note": SheetNote,
    "remark": Remark,
    "parked": Parked,
    "element_agreement": ElementAgreement,
    "quiet_check": QuietCheck,
    "minute": Minute,
    "card_text": CardText,
    "checkpoint": Checkpoint,
    "conflict": Conflict,
}
NAMES: dict[type[Entity], str] = {kind: name for name, kind in KINDS.items()}

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


class Canvas:
    """The state of one canvas in memory, with its notes kept in order per box."""

    def __init__(self, head: Head, template: Template) -> None:
        self.template = template
        self._things: dict[type[Entity], dict[str, Entity]] = {kind: {} for kind in KINDS.values()}
        self._order: dict[str, list[tuple[str, str]]] = {key: [] for key in template.walk}
        self._content_boxes: dict[str, ContentBox] = {}
        self._content: Content | None = None
        self._content_hash: str | None = None
        self._derived: dict[str, Any] = {}
        self.write([head])

    # reading

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def head(self) -> Head:
        (head,) = self._things[Head].values()
        assert isinstance(head, Head)
        return head

    def all(self, kind: type[E]) -> Iterable[E]:
        """Every entity of `kind`, marked ones included, in no promised order."""
        return self._things[kind].values()  # type: ignore[return-value]  # keyed by type in write()

    def find(self, kind: type[E], entity_id: str) -> E | None:
        return self._things[kind].get(entity_id)  # type: ignore[return-value]  # keyed by type in write()

    def note(self, note_id: str) -> Note:
        """The note on the board with this id. Raises NotThere."""
        note = self.find(Note, note_id)
        if note is None or note.deleted:
            raise NotThere(tr("This note is not on the board any more."))
        return note

    def person(self, person_id: str) -> Participant:
        person = self.find(Participant, person_id)
        if person is None or person.removed:
            raise NotThere(tr("This person is not on the roster."))
        return person

    def notes_in(self, box: str) -> list[Note]:
        """The notes of a box from top to bottom."""
        notes = self._things[Note]
        return [notes[note_id] for _, note_id in self._order[box]]  # type: ignore[misc]  # keyed by type

    def note_count(self, box: str | None = None) -> int:
        if box is not None:
            return len(self._order[box])
        return sum(len(order) for order in self._order.values())

    def latest_note(self, phase: str) -> str:
        """The id of the last note that came in this phase and is still there; empty when there is none."""
        latest = reversed(self._things[Note].values())
        return next((note.id for note in latest if note.phase == phase and not note.deleted), "")  # type: ignore[attr-defined]  # keyed by type

    def row_of(self, note: Note) -> int:
        """The place of a note in its box, from 0."""
        return bisect_left(self._order[note.box], (note.rank, note.id))

    def ranks_around(
        self, box: str, row: int, leaving_out: frozenset[str] = frozenset()
    ) -> tuple[str | None, str | None]:
        """The ranks before and after a place in a box, as if the notes `leaving_out` were elsewhere."""
        return rank.around(self._order[box], row, leaving_out)

    def mark(self, box: str) -> BoxMark:
        """The mark that a box shows: one that a copy brought to a box with notes does not show while they are there."""
        mark = self.kept_mark(box)
        return mark.gone() if mark.none_identified and self._order[box] else mark

    def kept_mark(self, box: str) -> BoxMark:
        """The mark of a box, shown or not. Joining keeps it, so that the order of copies makes no difference."""
        return self.find(BoxMark, box) or BoxMark(box)

    @property
    def people(self) -> list[Participant]:
        """The roster in its order."""
        return sorted((p for p in self.all(Participant) if not p.removed), key=lambda p: (p.rank, p.id))

    @property
    def agenda(self) -> list[AgendaItem]:
        return sorted(
            (item for item in self.all(AgendaItem) if not item.removed), key=lambda item: (item.rank, item.id)
        )

    @property
    def workshop(self) -> Workshop:
        return next(iter(self.all(Workshop)), Workshop("workshop"))

    def run(self, item_id: str) -> PhaseRun:
        return self.find(PhaseRun, item_id) or PhaseRun(item_id)

    @property
    def current_item(self) -> AgendaItem | None:
        """The phase the workshop is in; None before it began and after it ended."""
        return self.find(AgendaItem, self.workshop.current) if self.workshop.active else None

    @property
    def answers(self) -> list[Answer]:
        """Every answer ever given, oldest first."""
        return sorted(self.all(Answer), key=lambda answer: answer.serial)

    @property
    def sign_off(self) -> SignOff | None:
        return self.find(SignOff, SIGN_OFF_ID)

    # content

    @property
    def content(self) -> Content:
        if self._content is None:
            for key in self.template.walk:
                if key not in self._content_boxes:
                    self._content_boxes[key] = ContentBox(
                        key,
                        tuple(ContentNote(note.id, note.text, note.tags) for note in self.notes_in(key)),
                        self.mark(key).none_identified,
                    )
            head = self.head
            boxes = tuple(self._content_boxes[key] for key in self.template.walk)
            self._content = Content(head.title, head.city, head.template, head.template_version, boxes)
        return self._content

    def share(self, content: Content) -> None:
        """Take over an equal content, with what was worked out for it already; another one is left aside."""
        if self.content == content:
            self._content = content
            self._content_boxes = {box.key: box for box in content.boxes}

    @property
    def content_hash(self) -> str:
        if self._content_hash is None:
            self._content_hash = self.content.hash
        return self._content_hash

    def ranks(self) -> str:
        """The ranks of all notes on the board by id, as JSON: what a merge needs besides the content."""
        return self.derived("ranks", Canvas._ranks)

    def _ranks(self) -> str:
        ranks = {note_id: place for order in self._order.values() for place, note_id in order}
        return json.dumps(ranks, sort_keys=True, separators=(",", ":"))

    def snapshot(self) -> Canvas:
        """A copy that later changes leave alone, for work on another thread; values are shared, being frozen."""
        copy = Canvas(self.head, self.template)
        copy._things = {kind: dict(things) for kind, things in self._things.items()}
        copy._order = {box: list(order) for box, order in self._order.items()}
        copy._content_boxes = dict(self._content_boxes)
        return copy

    def derived(self, name: str, work_out: Callable[[Canvas], T]) -> T:
        """What `work_out` makes of the canvas, made once until something is written."""
        if name not in self._derived:
            self._derived[name] = work_out(self)
        found: T = self._derived[name]
        return found

    def learns_of(self, snapshot: Canvas) -> bool:
        """Take over what was worked out for a snapshot; False, and nothing of it, when something was written since."""
        if self._things != snapshot._things:
            return False
        self._derived = snapshot._derived | self._derived
        return True

    # writing

    def fill(self, things: Iterable[Entity]) -> None:
        """Take over stored values into a fresh canvas, notes oldest first; quicker than `write` for many."""
        says = False
        for thing in things:
            self._things[type(thing)][thing.id] = thing
            if isinstance(thing, Note) and not thing.deleted:
                self._order[thing.box].append((thing.rank, thing.id))
            says = says or isinstance(thing, Note | BoxMark | Head)
        self._derived.clear()
        if says:
            for order in self._order.values():
                order.sort()
            self._content_boxes.clear()
            self._forget_content()

    def write(self, puts: Iterable[Entity]) -> None:
        """Take over new values. Rules have been checked before; this only keeps the order and the caches right."""
        self._derived.clear()
        for put in puts:
            kind = type(put)
            old = self._things[kind].get(put.id)
            if isinstance(put, Note):
                self._reorder(old, put)
            elif isinstance(put, BoxMark):
                self._forget_content(put.id)
            elif isinstance(put, Head):
                self._things[Head].clear()
                if not isinstance(old, Head) or (old.title, old.city) != (put.title, put.city):
                    self._forget_content()
            self._things[kind][put.id] = put.light

    def take_back(self, puts: Iterable[Entity], olds: Iterable[Entity | None]) -> None:
        """Undo a `write` that could not be stored: `olds` are the values before each put, None where there was none."""
        for put, old in reversed(tuple(zip(puts, olds, strict=True))):
            if old is not None:
                self.write([old])
                continue
            if isinstance(put, Note | BoxMark):
                self.write([put.gone()])
            self._things[type(put)].pop(put.id, None)
        self._derived.clear()

    def values_before(self, puts: Iterable[Entity]) -> tuple[Entity | None, ...]:
        """The present values of what `puts` would write."""
        return tuple(self._things[type(put)].get(put.id) for put in puts)

    def _reorder(self, old: Entity | None, new: Note) -> None:
        if isinstance(old, Note):
            self._forget_content(old.box)
            if not old.deleted:
                order = self._order[old.box]
                del order[bisect_left(order, (old.rank, old.id))]
        self._forget_content(new.box)
        if not new.deleted:
            insort(self._order[new.box], (new.rank, new.id))

    def _forget_content(self, box: str | None = None) -> None:
        self._content = None
        self._content_hash = None
        if box is not None:
            self._content_boxes.pop(box, None)
