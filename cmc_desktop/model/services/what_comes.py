"""What a copy that came back would bring into the canvas here, for the page and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.merging import ComingCopy, merging_of
from cmc_desktop.model.domain.merging.coming import Came
from cmc_desktop.model.domain.merging.contest import Before
from cmc_desktop.model.domain.merging.incoming import Incoming, incoming
from cmc_desktop.model.domain.merging.sides import Sides


def what_comes(ours: Canvas, copy: ComingCopy, by: str = "", first: Mapping[str, Before] | None = None) -> Incoming:
    """What joining `copy` would bring; nothing is written. `by` is whose our side is.

    `first` tells, by conflict, how it was before those that are open already.
    """
    return incoming(
        Sides(ours, copy.canvas, by, copy.by, copy.authors), copy.base, merging_of(ours, copy, by), first or {}
    )


def counted(found: Incoming, *, conflicts: bool = True) -> str:
    """'14 new, 9 changed, 3 moved, 2 deleted, 3 conflicts': what there is; without `conflicts` perhaps nothing.

    Conflicts that were open before are told apart: '1 new conflict; 4 conflicts were open before, of which this copy
    changes 2'.
    """
    parts = (
        (found.count(Came.NEW, Came.BACK), trn("{n} new", "{n} new", found.count(Came.NEW, Came.BACK))),
        (
            found.count(Came.REWORDED, Came.RETAGGED),
            trn("{n} changed", "{n} changed", found.count(Came.REWORDED, Came.RETAGGED)),
        ),
        (found.count(Came.MOVED), trn("{n} moved", "{n} moved", found.count(Came.MOVED))),
        (found.count(Came.DELETED), trn("{n} deleted", "{n} deleted", found.count(Came.DELETED))),
        (found.beside, trn("{n} other", "{n} others", found.beside)),
        (conflicts and found.brought, _conflicts(found)),
    )
    told = ", ".join(words for number, words in parts if number)
    if not conflicts:
        return told
    nothing = "" if found.changed else tr("nothing that is seen on the board")
    return "; ".join(filter(None, (told or nothing, _open_before(found))))


def _open_before(found: Incoming) -> str:
    before, changed = len(found.contests) - found.brought, len(found.changed)
    if not before:
        return ""
    if changed == before:
        return trn(
            "{n} conflict was open before, and this copy changes it",
            "{n} conflicts were open before, and this copy changes them",
            before,
        )
    told = trn("{n} conflict was open before", "{n} conflicts were open before", before)
    return tr("{conflicts}, of which this copy changes {n}", conflicts=told, n=changed) if changed else told


def _conflicts(found: Incoming) -> str:
    if found.brought == len(found.contests):
        return trn("{n} conflict", "{n} conflicts", found.brought)
    return trn("{n} new conflict", "{n} new conflicts", found.brought)
