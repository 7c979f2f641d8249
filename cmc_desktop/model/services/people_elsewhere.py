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
    every = library.of_project(canvas.head.project, deleted=True)
    others = (head.id for head in every if head.id != canvas.id)
    return tuple(person for other in others for person in library.store.load(other)[0].all(Participant))
