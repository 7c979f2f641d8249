"""The shelves of the library: by state, archive, what was deleted, and city."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.ui.saying import tr


class Shelf(Enum):
    ALL = "all"
    IN_WORKSHOP = "in_workshop"
    DRAFTS = "drafts"
    SIGNED = "signed"
    ARCHIVE = "archive"
    DELETED = "deleted"

    @property
    def label(self) -> str:
        return {
            Shelf.ALL: tr("All canvases"),
            Shelf.IN_WORKSHOP: tr("In workshop"),
            Shelf.DRAFTS: tr("Drafts"),
            Shelf.SIGNED: tr("Signed"),
            Shelf.ARCHIVE: tr("Archive"),
            Shelf.DELETED: tr("Deleted"),
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
        if head.deleted_at or self.shelf is Shelf.DELETED:
            return bool(head.deleted_at) and self.shelf is Shelf.DELETED
        if head.archived or self.shelf is Shelf.ARCHIVE:
            return head.archived and self.shelf is Shelf.ARCHIVE
        if self.city:
            return head.city == self.city
        return self.shelf is Shelf.ALL or CanvasState(head.state) in _STATES[self.shelf]


def choices(heads: Iterable[Head]) -> list[Choice]:
    """Every shelf, that for deleted canvases only where there are some; then the cities of those not put away."""
    heads = list(heads)
    there = [shelf for shelf in Shelf if shelf is not Shelf.DELETED or any(head.deleted_at for head in heads)]
    cities = {head.city for head in heads if head.city and not head.archived and not head.deleted_at}
    return [*map(Choice, there), *(Choice(city=city) for city in sorted(cities, key=str.casefold))]
