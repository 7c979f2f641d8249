"""What a canvas that goes on from another one is to it: a new version, a session, a variant, where that is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cmc_desktop.model.domain.checkpoint import Why
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.services.continuing import MADE_OF_ANOTHER, VARIANT
from cmc_desktop.model.services.history_words import VARIANT_MADE
from cmc_desktop.model.store.history_rows import KeptPoint, first_changes
from cmc_desktop.model.store.library_store import LibraryStore


def with_beginnings(store: LibraryStore, heads: Iterable[Head], points: Iterable[KeptPoint]) -> list[KeptPoint]:
    """The points, with those marked at which one of the canvases began. Raises LibraryTrouble."""
    points, by_id = list(points), {head.id: head for head in heads}
    continued = [one for one in points if one.why == Why.CONTINUED]
    if not continued:
        return points
    made_by = first_changes(store.engine, by_id)
    began: dict[str, str] = {}
    for head in by_id.values():
        change = made_by.get(head.id, "")
        # what it took along from the one before, as that one's own beginning, is there as well
        before = {one.id for one in continued if one.canvas == head.parent}
        own = [one for one in continued if one.canvas == head.id and one.at == head.created_at and one.id not in before]
        if change in MADE_OF_ANOTHER and len(own) == 1:
            began[own[0].id] = change
            if change == VARIANT:
                began |= {parent: began.get(parent, VARIANT_MADE) for parent in own[0].parents}
    return [
        replace(one, began=began[one.id]) if one.why == Why.CONTINUED and one.id in began else one for one in points
    ]
