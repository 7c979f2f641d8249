"""What a file of a canvas holds that a canvas in the library does not: values are compared, not ids alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.store.library_store import LibraryStore


def news(own: Canvas, other: Canvas, store: LibraryStore) -> tuple[str, ...]:
    """The parts, as words for a list, in which `other`, read from a file, says what `own` does not; empty when nothing.

    `own` may hold more than `other`, but not other words on the board. Which element the room looks at is no news,
    nor is a clock that has gone on in `own` since. Raises LibraryTrouble when a kept revision cannot be read.
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
        (tr("the earlier states"), not all(_keeps(own, revision, store) for revision in other.all(Revision))),
    ]
    return tuple(part for part, differs in found if differs)


def _told(head: Head) -> Head:
    """A head as files tell it: the library's own matters and what follows from the rest left aside."""
    return replace(head, id="", state="", archived=False, deleted_at=0, revision="")


def _living(canvas: Canvas) -> Iterator[Note]:
    return (note for note in canvas.all(Note) if not note.deleted)


def _deleted(canvas: Canvas) -> Iterator[Note]:
    return (note for note in canvas.all(Note) if note.deleted)


def _has_all(own: Canvas, things: Iterable[Entity]) -> bool:
    return all(own.find(type(thing), thing.id) == thing for thing in things)


def _clocks_differ(own: Canvas, other: Canvas) -> bool:
    runs = [(own.run(run.id), run) for run in other.all(PhaseRun)]
    moved = [(here, there) for here, there in runs if here != there]
    if not all(_has_gone_on(here, there) for here, there in moved):
        return True
    # Where a clock has gone on, the room may have gone on to another phase, or home.
    later = bool(moved)
    return any(_pointer(own.workshop, later) != _pointer(workshop, later) for workshop in other.all(Workshop))


def _pointer(workshop: Workshop, later: bool) -> Workshop:
    return replace(workshop, element="", current="", ended_at=0) if later else replace(workshop, element="")


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
