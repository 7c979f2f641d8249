"""Who took part in the other sessions and versions of a project: people whom a canvas may talk about all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Participant

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


def people_elsewhere(library: Library, canvas: Canvas) -> tuple[Participant, ...]:
    """Everybody on the rosters of the project's other canvases, deleted ones too; reads them all.

    Raises LibraryTrouble when one cannot be read.
    """
    every = [*library.every(), *library.deleted()]
    others = (item.head for item in every if item.head.project == canvas.head.project and item.head.id != canvas.id)
    return tuple(person for head in others for person in library.store.load(head.id)[0].all(Participant))
