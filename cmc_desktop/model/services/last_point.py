"""The point of its history that a canvas stands at: kept, so that a file of it can come back and be joined."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.errors import CanvasGone, CmcError, DamagedLibrary
from cmc_desktop.model.domain.merging.canvas_state import beside_of
from cmc_desktop.model.domain.merging.checkpoints import is_at
from cmc_desktop.model.domain.practice_mark import is_practice
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import LibraryStore


def stands_at(store: LibraryStore, canvas: Canvas) -> str:
    """The last checkpoint of a canvas that is just as it was then, in all it keeps; else empty."""
    last = canvas.find(Checkpoint, canvas.head.checkpoint)
    if last is None or not is_at(canvas, last):
        return ""
    try:
        held = store.checkpoint(canvas.id, last.id)
    except DamagedLibrary:
        return ""  # then a new one is made
    return last.id if held.rest and held.beside == beside_of(canvas) else ""


def keep_for_export(store: LibraryStore, session: Session) -> Canvas:
    """The canvas as it is written into a file: at a point of its history that is kept, so that the file can come back.

    Nothing is kept when it stands at its last checkpoint already, nor of a signed canvas or a practice. Where it cannot
    be kept, as by a reader of a shared library, the file alone knows of it, and goes on from the last point that is.
    Raises CanvasGone.
    """
    canvas = session.canvas
    if canvas.sign_off is not None or is_practice(canvas.head) or stands_at(store, canvas):
        return canvas
    change = KeepCheckpoint(Why.COPY.value)
    try:
        session.do(change)
    except CanvasGone:
        raise
    except CmcError:
        canvas = session.canvas.snapshot()
        # what it says now stands in the file anyhow, and what a revision holds would be looked for in the library
        made = change.decide(canvas, session.clock.now())
        canvas.write([thing for thing in made if not isinstance(thing, Revision)])
    return canvas


def keep_a_first_point(session: Session) -> None:
    """Give a canvas of a shared library the beginning of a history, so that a copy made while cut off can come back.

    Who may not write there leaves it as it is; so does who cannot, as the canvas is gone.
    """
    if session.canvas.head.checkpoint or session.canvas.head.deleted_at:
        return
    try:
        session.do(KeepCheckpoint(Why.KEPT.value))
    except CmcError:
        return
