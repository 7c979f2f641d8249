"""Which points of a history this library made, and of which only a copy tells that they were an end or a sign-off.

Anybody can write a copy that says a canvas was signed off. What was done here stands in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cmc_desktop.model.domain.changes import (
    BackPhase,
    EndWorkshop,
    KeepCheckpoint,
    KeepGiven,
    NameCheckpoint,
    NextPhase,
    SignOffCanvas,
    SkipPhase,
)
from cmc_desktop.model.domain.checkpoint import Why, phase_ended
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.services.continuing import MADE_OF_ANOTHER
from cmc_desktop.model.store.beginnings import DONE_HERE
from cmc_desktop.model.store.history_rows import KeptPoint, heads_of_project, kept_points, points_written, sign_offs
from cmc_desktop.model.store.library_store import LibraryStore

_ENDING = (NextPhase, BackPhase, SkipPhase, EndWorkshop, SignOffCanvas)
_NAMING = (KeepCheckpoint, KeepGiven, NameCheckpoint)


def told_by_copies(store: LibraryStore, project: str, points: Iterable[KeptPoint]) -> list[KeptPoint]:
    """The checkpoints of the canvases of a project, with those marked that are what they are by a copy's word alone.

    A sign-off counts as well where the canvas has just that sign-off. What a canvas took along from one that was
    deleted for good since is marked as well, as nothing is left that could tell of it. Raises LibraryTrouble.
    """
    engine = store.engine
    heads = heads_of_project(engine, project, deleted=True)
    canvases = [head.id for head in heads]
    left_alone = [head.id for head in heads if head.parent and head.parent not in canvases]
    along = points_written(engine, left_alone, MADE_OF_ANOTHER) if left_alone else set()
    ended = points_written(engine, canvases, [*(change.key for change in _ENDING), DONE_HERE])
    named = points_written(engine, canvases, [*(change.key for change in _NAMING), DONE_HERE])
    signed = sign_offs(engine, canvases)

    def marked(one: KeptPoint) -> KeptPoint:
        is_signed = one.why == Why.SIGN_OFF and (one.revision, one.at) in signed
        ends = one.why == Why.SIGN_OFF or bool(phase_ended(one.why))
        claimed, named_there = ends and one.id not in ended and not is_signed, bool(one.name) and one.id not in named
        if not (claimed or named_there):
            return one
        return replace(one, claimed=claimed, named_there=named_there, outlived=one.id in along)

    return list(map(marked, points))


def done_here(store: LibraryStore, head: Head) -> set[str]:
    """The ids of a canvas's checkpoints that are what they are by more than a copy's word. Raises LibraryTrouble."""
    points, _ = kept_points(store.engine, [head.id])
    return {one.id for one in told_by_copies(store, head.project, points) if not (one.claimed or one.named_there)}
