"""What one session hands on to the next: the words, the people expected, the agenda, and what was put aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.bounds import COUNT_LIMIT
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.merging.checkpoints import checkpoint_of
from cmc_desktop.model.domain.merging.shown import BOX, kept_conflicts
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import Revision

#: how the journal of a canvas begins that goes on from another one here, whose points of history it takes along
NEW_VERSION, NEXT_SESSION, VARIANT = "NewVersion", "NextSession", "Variant"
MADE_OF_ANOTHER = (NEW_VERSION, NEXT_SESSION, VARIANT)


def continued(canvas: Canvas, kept: Callable[[str, str], Revision], now: int) -> tuple[Entity, ...]:
    """Everything but the head of the session after `canvas`, with the revision of the words it starts from.

    `kept(canvas id, hash)` reads a revision that was kept and raises NotThere; the present words may be none.
    """
    return (
        *live_notes(canvas),
        *hidden_claims(canvas),
        *set_marks(canvas),
        *people_taken_along(canvas),
        *conflicts_taken_along(canvas),
        *(replace(item, id=new_id()) for item in canvas.agenda),
        *(card for card in canvas.all(CardText) if card.is_own),
        *carried_over(canvas),
        _starting_point(canvas, kept, now),
    )


def next_head(canvas: Canvas, project: Iterable[Head], session: str, now: int) -> Head:
    """The head of a canvas that goes on from this one as `session`: the next number among the heads of its project."""
    return replace(
        canvas.head,
        id=new_id(),
        version=min(max([canvas.head.version, *(head.version for head in project)]) + 1, COUNT_LIMIT),
        parent=canvas.id,
        base=canvas.content_hash,
        revision=canvas.content_hash,
        state=CanvasState.DRAFT.value,
        created_at=now,
        archived=False,
        deleted_at=0,
        session=session,
        checkpoint="",
    )


def first_point(before: Canvas, head: Head, things: Iterable[Entity], parents: tuple[str, ...], now: int) -> Checkpoint:
    """Where the history of a canvas begins that goes on from another: of `head` and `things`, after `parents`."""
    after = Canvas(head, before.template)
    after.fill(things)
    return checkpoint_of(after, Why.CONTINUED, now, parents=parents)


def _starting_point(canvas: Canvas, kept: Callable[[str, str], Revision], now: int) -> Revision:
    try:
        return kept(canvas.id, canvas.content_hash)
    except NotThere:
        parents = (canvas.head.revision,) if canvas.head.revision else ()
        return Revision(canvas.content_hash, parents, "next session", now, canvas.content.canonical(), canvas.ranks())


def live_notes(canvas: Canvas) -> list[Note]:
    """The notes on the board as another canvas takes them over: what became of them here is told here."""
    notes = [note for box in canvas.template.walk for note in canvas.notes_in(box)]
    return [replace(note, said="", said_in="") for note in notes]


def hidden_claims(canvas: Canvas) -> list[Note]:
    """The notes that still claim to be the one text of a box, while another is shown."""
    claims = (thing for one in kept_conflicts(canvas).values() if one.kind == BOX for thing in one.values)
    notes = (canvas.find(Note, thing) for thing in claims)
    return [replace(note, said="", said_in="") for note in notes if note is not None and note.deleted]


def conflicts_taken_along(canvas: Canvas) -> list[Conflict]:
    """What is still open about anything that goes along: nobody has settled it, so the next sign-off waits, too."""
    along = {note.id for note in (*live_notes(canvas), *hidden_claims(canvas))}
    along |= {person.id for person in people_taken_along(canvas)}
    along |= {card.id for card in canvas.all(CardText) if card.is_own}
    return [one for one in kept_conflicts(canvas).values() if one.kind in ("head", BOX) or one.thing in along]


def set_marks(canvas: Canvas) -> list[BoxMark]:
    return [mark for mark in canvas.all(BoxMark) if mark.none_identified]


def people_taken_along(canvas: Canvas) -> list[Participant]:
    """The roster as it is expected next time; with it, still off it, whoever said what stands there by their name."""
    named = {note.author for note in live_notes(canvas)} | {one.person for one in canvas.all(Parked) if one.waits}
    return [person.expected for person in canvas.all(Participant) if not person.removed or person.id in named]


def carried_over(canvas: Canvas) -> list[Parked]:
    """What still waits on the parking list, with the session it comes from; notes that are gone are not named."""
    waiting = sorted((parked for parked in canvas.all(Parked) if parked.waits), key=lambda parked: parked.serial)
    here = {note.id for note in live_notes(canvas)}
    return [
        replace(
            parked,
            id=new_id(),
            serial=place,
            note=parked.note if parked.note in here else "",
            phase="",
            session=parked.session or session_name(canvas.head),
        )
        for place, parked in enumerate(waiting, 1)
    ]


def session_name(head: Head) -> str:
    """How a session is called in lists: by its name, or by its version."""
    return head.session or str(head.version)


def session_words(head: Head) -> str:
    """A session with its name and its version, which tells apart sessions of the same name."""
    version = tr("version {n}", n=head.version)
    return f"{head.session} · {version}" if head.session else version
