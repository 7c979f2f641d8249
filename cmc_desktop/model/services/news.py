"""What a file of a canvas holds that a canvas in the library does not: values are compared, not ids alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.shown import kept_conflicts
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.store.library_store import LibraryStore


def news(own: Canvas, other: Canvas, store: LibraryStore, *, with_history: bool = False) -> tuple[str, ...]:
    """The parts, as words for a list, in which `other`, read from a file, says what `own` does not; empty when nothing.

    `own` may hold more than `other`, but not other words on the board. Which element the room looks at is no news,
    nor is what has gone on in `own` since: a clock, a line of minutes changed again, a parked thing settled.
    Points of history count `with_history` only. Raises LibraryTrouble when a kept revision cannot be read.
    """
    found = [
        (tr("the head"), _told(own.head) != _told(other.head)),
        (tr("the words"), own.content.boxes != other.content.boxes),
        (tr("what is known of the notes"), not _has_all(own, _living(other))),
        (tr("the deleted notes"), not _has_all(own, _deleted(other))),
        (tr("the marks"), not _has_all(own, other.all(BoxMark))),
        (tr("the people"), not _has_all(own, other.all(Participant))),
        (tr("the answers"), not _has_all(own, other.all(Answer))),
        (tr("the sign-off"), not _has_all(own, other.all(SignOff))),
        (tr("the agenda"), not _has_all(own, other.all(AgendaItem))),
        (tr("the clocks"), _clocks_differ(own, other)),
        (tr("the turns"), not _has_all(own, other.all(Turn))),
        (tr("the elements agreed on"), not _has_all(own, other.all(ElementAgreement))),
        (tr("the remarks"), not _has_all(own, other.all(Remark))),
        (tr("the parking list"), not all(_settled_since(own, parked) for parked in other.all(Parked))),
        (tr("the minutes"), not all(_edited_since(own, minute) for minute in other.all(Minute))),
        (tr("the cards"), not _has_all(own, other.all(CardText))),
        (tr("what is in conflict"), not _open_values(other) <= _open_values(own)),
        (tr("the private sheets"), not _has_all(own, other.all(SheetNote))),
        (tr("the quiet checks"), not _has_all(own, other.all(QuietCheck))),
        (tr("the history"), with_history and not _points(other) <= _points(own)),
        (tr("the earlier states"), not all(_keeps(own, revision, store) for revision in other.all(Revision))),
    ]
    return tuple(part for part, differs in found if differs)


def _open_values(canvas: Canvas) -> set[tuple[str, str]]:
    """The values that wait for a person to choose, each with the id of its conflict."""
    return {(one.id, value) for one in kept_conflicts(canvas).values() for value in one.values}


def _points(canvas: Canvas) -> set[tuple[str, str]]:
    """The points of history, each with what somebody called it."""
    return {(one.id, one.name) for one in canvas.all(Checkpoint)}


def _told(head: Head) -> Head:
    """A head as files tell it: the library's own matters and what follows from the rest left aside."""
    return replace(head, id="", state="", archived=False, deleted_at=0, revision="", checkpoint="")


def _living(canvas: Canvas) -> Iterator[Note]:
    return (note for note in canvas.all(Note) if not note.deleted)


def _deleted(canvas: Canvas) -> Iterator[Note]:
    return (note for note in canvas.all(Note) if note.deleted)


def _has_all(own: Canvas, things: Iterable[Entity]) -> bool:
    return all(own.find(type(thing), thing.id) == thing for thing in things)


def _settled_since(own: Canvas, parked: Parked) -> bool:
    """Whether `own` has the parked thing as it is, or dealt with by now."""
    here = own.find(Parked, parked.id)
    return here is not None and parked in (here, replace(here, settled_at=0, outcome=""))


def _edited_since(own: Canvas, minute: Minute) -> bool:
    """Whether `own` has the line as it is, or changed again."""
    here = own.find(Minute, minute.id)
    return here is not None and (here == minute or here.edits > minute.edits)


def _clocks_differ(own: Canvas, other: Canvas) -> bool:
    if not all(_ran_on(own.find(ElementRun, run.id), run) for run in other.all(ElementRun)):
        return True
    runs = [(own.run(run.id), run) for run in other.all(PhaseRun)]
    moved = [(here, there) for here, there in runs if here != there]
    if not all(_has_gone_on(here, there) for here, there in moved):
        return True
    # Where a clock has gone on, the room may have gone on to another phase, or home.
    later = bool(moved)
    return any(_pointer(own.workshop, later) != _pointer(workshop, later) for workshop in other.all(Workshop))


def _pointer(workshop: Workshop, later: bool) -> Workshop:
    still = replace(workshop, element="", due_at=0)
    return replace(still, current="", ended_at=0) if later else still


def _ran_on(here: ElementRun | None, there: ElementRun) -> bool:
    """Whether the element's clock `here` is `there`, or may be it some time later: an element is come back to."""
    if here is None or here == there:
        return here == there
    return (here.opened_at, here.starter) == (there.opened_at, there.starter) and here.spent >= there.spent


def _has_gone_on(here: PhaseRun, there: PhaseRun) -> bool:
    """Whether the clock `here` may be `there` some time later: that one was not ended."""
    return (
        bool(there.started_at)
        and not there.ended_at
        and here.started_at == there.started_at
        and here.spent >= there.spent
    )


def _keeps(own: Canvas, revision: Revision, store: LibraryStore) -> bool:
    kept = own.find(Revision, revision.id)
    return kept is not None and kept.light == revision.light and store.revision(own.id, revision.id) == revision
