"""The shelves of the library: by state, archive and city."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.head import CanvasState, Head


class Shelf(Enum):
    ALL = "all"
    IN_WORKSHOP = "in_workshop"
    DRAFTS = "drafts"
    SIGNED = "signed"
    ARCHIVE = "archive"

    @property
    def label(self) -> str:
        return {
            Shelf.ALL: tr("All canvases"),
            Shelf.IN_WORKSHOP: tr("In workshop"),
            Shelf.DRAFTS: tr("Drafts"),
            Shelf.SIGNED: tr("Signed"),
            Shelf.ARCHIVE: tr("Archive"),
        }[self]


_STATES = {
    Shelf.IN_WORKSHOP: {CanvasState.IN_WORKSHOP, CanvasState.AGREED},
    Shelf.DRAFTS: {CanvasState.DRAFT},
    Shelf.SIGNED: {CanvasState.SIGNED},
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list shows: a shelf, or the canvases of one city."""

    shelf: Shelf = Shelf.ALL
    city: str = ""

    @property
    def label(self) -> str:
        return self.city or self.shelf.label

    def holds(self, head: Head) -> bool:
        if head.archived or self.shelf is Shelf.ARCHIVE:
            return head.archived and self.shelf is Shelf.ARCHIVE
        if self.city:
            return head.city == self.city
        return self.shelf is Shelf.ALL or CanvasState(head.state) in _STATES[self.shelf]


def choices(heads: Iterable[Head]) -> list[Choice]:
    """Every shelf, then the cities of the canvases that are not archived."""
    cities = sorted({head.city for head in heads if head.city and not head.archived}, key=str.casefold)
    return [*(Choice(shelf) for shelf in Shelf), *(Choice(city=city) for city in cities)]
