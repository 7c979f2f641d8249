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
from cmc_desktop.model.store.history_rows import KeptPoint, heads_of_project, points_written, sign_offs
from cmc_desktop.model.store.library_store import LibraryStore

_ENDING = (NextPhase, BackPhase, SkipPhase, EndWorkshop, SignOffCanvas)
_NAMING = (KeepCheckpoint, KeepGiven, NameCheckpoint)


def told_by_copies(store: LibraryStore, project: str, points: Iterable[KeptPoint]) -> list[KeptPoint]:
    """The checkpoints of the canvases of a project, with those marked that are what they are by a copy's word alone.

    A sign-off counts as well where the canvas has just that sign-off. Raises LibraryTrouble.
    """
    engine = store.engine
    canvases = [head.id for head in heads_of_project(engine, project, deleted=True)]
    ended = points_written(engine, canvases, [change.key for change in _ENDING])
    named = points_written(engine, canvases, [change.key for change in _NAMING])
    signed = sign_offs(engine, canvases)

    def marked(one: KeptPoint) -> KeptPoint:
        is_signed = one.why == Why.SIGN_OFF and (one.revision, one.at) in signed
        ends = one.why == Why.SIGN_OFF or bool(phase_ended(one.why))
        claimed, named_there = ends and one.id not in ended and not is_signed, bool(one.name) and one.id not in named
        return replace(one, claimed=claimed, named_there=named_there) if claimed or named_there else one

    return list(map(marked, points))
