"""What a copy that came back would bring into the canvas here, for the page and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.merging import ComingCopy, merging_of
from cmc_desktop.model.domain.merging.incoming import Came, Incoming, incoming
from cmc_desktop.model.domain.merging.outcome import Sides
from cmc_desktop.model.domain.merging.state import State


def what_comes(ours: Canvas, copy: ComingCopy, by: str = "", first: Mapping[str, State] | None = None) -> Incoming:
    """What joining `copy` would bring; nothing is written. `by` is whose our side is.

    `first` are, by conflict, the states before those that are open already.
    """
    return incoming(
        Sides(ours, copy.canvas, by, copy.by, copy.authors), copy.base, merging_of(ours, copy, by), first or {}
    )


def counted(found: Incoming, *, conflicts: bool = True) -> str:
    """'14 new, 9 changed, 3 moved, 2 deleted, 3 conflicts': what there is; without `conflicts` perhaps nothing."""
    parts = (
        (found.count(Came.NEW, Came.BACK), trn("{n} new", "{n} new", found.count(Came.NEW, Came.BACK))),
        (
            found.count(Came.REWORDED, Came.RETAGGED),
            trn("{n} changed", "{n} changed", found.count(Came.REWORDED, Came.RETAGGED)),
        ),
        (found.count(Came.MOVED), trn("{n} moved", "{n} moved", found.count(Came.MOVED))),
        (found.count(Came.DELETED), trn("{n} deleted", "{n} deleted", found.count(Came.DELETED))),
        (found.beside, trn("{n} other", "{n} others", found.beside)),
        (conflicts and len(found.contests), trn("{n} conflict", "{n} conflicts", len(found.contests))),
    )
    return ", ".join(words for number, words in parts if number) or (
        tr("nothing that is seen on the board") if conflicts else ""
    )
