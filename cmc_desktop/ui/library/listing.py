"""What the library holds, and what a search and the filters leave of it, by shelf.

Everything is read once; later only what was written since. Rows are made by who shows them, when they come into view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.head import Head
from cmc_desktop.ui.library.shelf import Choice, Shelf, choices

if TYPE_CHECKING:
    from cmc_desktop.model.services.canvas_filter import CanvasFilter, Facet
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.store.listing import Listed, Mark

_FEW = 1000
#: canvases with the same of these are on the same shelves
_Place = tuple[bool, bool, str, str]


class Listing:
    """One reading of the library. Canvases are in the library's order, last changed first."""

    def __init__(self) -> None:
        self._library: Library | None = None
        self._mark: Mark | None = None
        self._all: dict[str, Listed] = {}
        self._ranks: dict[str, int] = {}
        #: the number of each canvas's place; one head for each place there is, and which of the choices show it
        self._places: dict[str, int] = {}
        self._heads: list[Head] = []
        self._choices_of: list[list[int]] = []
        self._choices: list[Choice] = []
        #: how many there are on each shelf, whether found or not, and how many of those found
        self._totals: Counter[Choice] = Counter()
        self._counts: Counter[Choice] = Counter()
        self._found: list[str] = []
        self._narrowed: list[str] = []
        self._words = ""
        self._filter: CanvasFilter | None = None

    def read(self, library: Library, words: str) -> None:
        """Read what is new in the library and, with `words`, which canvases hold these.

        Raises LibraryTrouble and keeps what it had.
        """
        found = library.finder.canvases(words) if words.strip() else None
        changed = self._news(library)
        if changed is not None:
            self._take(changed)
        self._library, self._words = library, words
        self._found = list(self._all) if found is None else self._in_order(found)
        self._narrow()

    def _in_order(self, found: set[str]) -> list[str]:
        """The ids of canvases in the library's order; few are put in order, many are picked out."""
        if len(found) > _FEW:
            return [one for one in self._all if one in found]
        return sorted(found & self._ranks.keys(), key=self._ranks.__getitem__)

    def _news(self, library: Library) -> dict[str, Listed] | None:
        """All canvases in their order; None when nothing was written since they were read."""
        if library is self._library and self._mark is not None:
            since = library.listed_since(self._mark)
            if since is not None:
                listed, self._mark = since
                if not listed:
                    return None
                return library.in_order((self._all | {one.head.id: one for one in listed}).values())
        every, self._mark = library.every_listed()
        return {one.head.id: one for one in every}

    def _take(self, every: dict[str, Listed]) -> None:
        self._all = every
        self._ranks = {one: rank for rank, one in enumerate(every)}
        heads: dict[_Place, Head] = {}
        numbers: dict[_Place, int] = {}
        self._places = {}
        for one, listed in every.items():
            place = _place(listed.head)
            heads[place] = listed.head
            self._places[one] = numbers.setdefault(place, len(numbers))
        self._heads = list(heads.values())
        self._choices = choices(self._heads)
        self._choices_of = [
            [at for at, choice in enumerate(self._choices) if choice.holds(head)] for head in self._heads
        ]
        self._totals = self._by_choice(self._all)

    @property
    def filter(self) -> CanvasFilter | None:
        """What the canvases are narrowed by."""
        return self._filter

    @filter.setter
    def filter(self, chosen: CanvasFilter | None) -> None:
        self._filter = chosen
        self._narrow()

    def _narrow(self) -> None:
        chosen, every = self._filter, self._all
        self._narrowed = [one for one in self._found if chosen.holds(every[one])] if chosen else self._found
        self._counts = self._by_choice(self._narrowed)

    def _by_choice(self, ids: Iterable[str]) -> Counter[Choice]:
        """How many of these canvases each choice shows."""
        found = [0] * len(self._choices)
        for place, count in Counter(map(self._places.__getitem__, ids)).items():
            for choice in self._choices_of[place]:
                found[choice] += count
        return Counter(dict(zip(self._choices, found, strict=True)))

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
        return {head.city for head in self._heads if head.city and not head.deleted_at}

    def found_on(self, shelf: Shelf) -> int:
        return self._counts[Choice(shelf)]

    def shelf_of(self, canvas_id: str) -> Shelf:
        """The widest shelf that shows a canvas."""
        away = (Choice(shelf) for shelf in (Shelf.ARCHIVE, Shelf.DELETED))
        heads = [self._all[canvas_id].head] if canvas_id in self._all else []
        return next((choice.shelf for choice in away if any(map(choice.holds, heads))), Shelf.ALL)

    def rows(self, choice: Choice) -> list[Listed]:
        """The found canvases on a shelf or of a city."""
        there = {place for place, head in enumerate(self._heads) if choice.holds(head)}
        every, places = self._all, self._places
        return [every[one] for one in self._narrowed if places[one] in there]

    def total(self, choice: Choice) -> int:
        """How many there are on a shelf whether found or not."""
        return self._totals[choice]

    def counted(self) -> list[tuple[Choice, int]]:
        """Every shelf and city with the number of found canvases on it."""
        return [(choice, self._counts[choice]) for choice in self._choices]

    def values(self, facet: Facet, choice: Choice) -> dict[str, int]:
        """What there is to choose of a facet on this shelf, each with how many canvases it would leave."""
        # with the library: it brings SQLAlchemy
        from cmc_desktop.model.services.canvas_filter import CanvasFilter

        found = (self._all[one] for one in self._found)
        return (self._filter or CanvasFilter()).counted(facet, (one for one in found if choice.holds(one.head)))


def _place(head: Head) -> _Place:
    return bool(head.deleted_at), head.archived, head.state, head.city
