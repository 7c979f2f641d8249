"""The point of its history that a canvas stands at: kept, so that a file of it can come back and be joined."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.errors import CmcError, DamagedLibrary
from cmc_desktop.model.domain.merging.canvas_state import beside_of
from cmc_desktop.model.domain.merging.checkpoints import is_at
from cmc_desktop.model.domain.practice_mark import is_practice
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


def keep_for_export(store: LibraryStore, session: Session) -> None:
    """Before a canvas that can still change is written as a file: keep where it stands, so that the file can come back.

    Nothing is kept when it stands at its last checkpoint already, nor of a signed canvas or a practice.
    """
    canvas = session.canvas
    if canvas.sign_off is None and not is_practice(canvas.head) and not stands_at(store, canvas):
        session.do(KeepCheckpoint(Why.COPY.value))


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
