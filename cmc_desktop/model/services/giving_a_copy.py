"""A copy is given to somebody, or sent back by them: made, written, and its point of history kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import KeepCheckpoint, KeepGiven
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import CanvasGone, CmcError, LibraryTrouble, NotThere
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.services.copy_file import CopyFile, copy_from_memory, copy_of
from cmc_desktop.model.services.safe_file import write_safely
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.beginnings import came_as_a_file
from cmc_desktop.model.store.library_store import LibraryStore


def give_copy(store: LibraryStore, session: Session, path: Path, by: str = "") -> CopyFile:
    """Write a copy of the canvas for `by` to take away; the state it leaves in is kept here.

    Tells what was not as usual: made from memory, while the library could not be reached. Raises Refusal for a
    practice, OSError.
    """
    given = about_to_give(session, by, back=is_sent_back(store, session.canvas))
    made = copy_made(store, given)
    write_safely(path, made.data)
    return keep_given(session, given, made)


@dataclass(frozen=True, eq=False)
class Given:
    """A copy that is about to be given: `canvas` stands at its point, `made` is what makes it, not stored yet.

    `untold` says why it cannot be stored; empty while nothing is known against it.
    """

    canvas: Canvas
    made: tuple[Entity, ...]
    untold: str = ""


def about_to_give(session: Session, by: str = "", *, back: bool = False) -> Given:
    """Where the canvas stands as a copy is given to `by`, or sent `back` by them: kept once the file is written.

    So nobody is told of a copy that could not be written. Where this is the first point of all it goes on from one that
    is kept before, as a file can come back only when it goes on from a point that the library knows.

    Raises Refusal for a practice.
    """
    if is_practice(session.canvas.head):
        raise no_file_from_practice()
    untold = ""
    if not session.canvas.head.checkpoint:
        try:
            session.do(KeepCheckpoint(Why.KEPT.value, name=tr("before the first copy")))
        except CmcError as error:
            untold = error.happened
    canvas = session.canvas.snapshot()
    why = Why.SENT_BACK if back else Why.COPY
    made = KeepCheckpoint(why.value, by).decide(canvas, session.clock.now())
    canvas.write(made)
    return Given(canvas, made, untold)


def copy_made(store: LibraryStore, given: Given) -> CopyFile:
    """The copy to be written, on any thread; from memory where the library cannot be read, or has it no more."""
    try:
        return CopyFile(copy_of(store, given.canvas), given.untold)
    except (LibraryTrouble, NotThere) as error:
        return copy_from_memory(given.canvas, error.happened)


def keep_given(session: Session, given: Given, made: CopyFile) -> CopyFile:
    """Keep the point of a copy whose file is written; returns `made`, with why it is not kept if it cannot be.

    So it is when the library cannot be reached or written, or not by whoever gives it: a reader of a shared library, a
    laptop that another one leads; nor when another window removed the canvas for good, or writes there all the time.
    """
    try:
        session.do(KeepGiven(given.made))
    except CmcError as error:  # the file is there: whatever it was, it is told with it
        return replace(made, untold=error.happened, is_gone=isinstance(error, CanvasGone))
    return replace(made, untold="")


def given_to(canvas: Canvas) -> str:
    """Whom the copy that a canvas came as was given to; empty when nobody said."""
    given = [one for one in canvas.all(Checkpoint) if one.why == Why.COPY and one.by]
    return max(given, key=lambda one: one.at).by if given else ""


def is_sent_back(store: LibraryStore, canvas: Canvas) -> bool:
    """Whether a canvas came as a copy itself, so that what is given of it goes back to where that was made."""
    if not canvas.head.checkpoint:
        return False
    try:
        return came_as_a_file(store.engine, canvas.id)
    except LibraryTrouble:
        return False
