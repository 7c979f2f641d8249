"""What the library holds, or what a search found in it, as rows by shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmc_desktop.ui.library.rows import LibraryRow, found_row, row_of
from cmc_desktop.ui.library.shelf import Choice, Shelf, choices

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class Listing:
    """One reading of the library. Rows are in the library's order, last changed first."""

    def __init__(self) -> None:
        self._all: list[LibraryRow] = []
        self._found: list[LibraryRow] = []

    def read(self, library: Library, words: str) -> None:
        """Read every canvas and, with `words`, which hold these. Raises LibraryTrouble and keeps what it had."""
        now = library.clock.now()
        every = [*library.listed(), *library.listed(archived=True), *library.deleted()]
        rows = [row_of(listed, library.templates, now) for listed in every]
        found = rows
        if words.strip():
            found = [found_row(hit, words, library.templates, now) for hit in library.search(words, every)]
        self._all, self._found = rows, found

    @property
    def nothing_at_all(self) -> bool:
        """Whether there is no canvas besides deleted ones."""
        return len(self._all) == self.deleted

    @property
    def deleted(self) -> int:
        """How many deleted canvases there are."""
        return self.total(Choice(Shelf.DELETED))

    @property
    def cities(self) -> set[str]:
        return {row.head.city for row in self._all if row.head.city and not row.head.deleted_at}

    def found_on(self, shelf: Shelf) -> int:
        return len(self.rows(Choice(shelf)))

    def shelf_of(self, canvas_id: str) -> Shelf:
        """The widest shelf that shows a canvas."""
        away = (Choice(shelf) for shelf in (Shelf.ARCHIVE, Shelf.DELETED))
        heads = [row.head for row in self._all if row.id == canvas_id]
        return next((choice.shelf for choice in away if any(map(choice.holds, heads))), Shelf.ALL)

    def rows(self, choice: Choice) -> list[LibraryRow]:
        """The found rows on a shelf or of a city."""
        return [row for row in self._found if choice.holds(row.head)]

    def total(self, choice: Choice) -> int:
        """How many there are on a shelf whether found or not."""
        return sum(choice.holds(row.head) for row in self._all)

    def counted(self) -> list[tuple[Choice, int]]:
        """Every shelf and city with the number of found rows on it."""
        return [(choice, len(self.rows(choice))) for choice in choices(row.head for row in self._all)]
