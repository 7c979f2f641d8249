"""Which canvases are looked at: by state, template, city, year and tag, any of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from functools import cached_property

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.store.listing import Listed


class Facet(Enum):
    """What canvases are told apart by."""

    STATE = "state"
    TEMPLATE = "template"
    CITY = "city"
    YEAR = "year"
    TAG = "tag"

    @property
    def label(self) -> str:
        return {
            Facet.STATE: tr("State"),
            Facet.TEMPLATE: tr("Template"),
            Facet.CITY: tr("City"),
            Facet.YEAR: tr("Year"),
            Facet.TAG: tr("Tag"),
        }[self]

    def of(self, listed: Listed) -> tuple[str, ...]:
        """What a canvas has of it: several tags, no city or one, one of all else. The year is that of its beginning."""
        return _VALUES[self](listed)


def year_of(head: Head) -> str:
    """The year in which a canvas was begun, by the local calendar."""
    return str(datetime.fromtimestamp(head.created_at / 1000).year)


_VALUES: Mapping[Facet, Callable[[Listed], tuple[str, ...]]] = {
    Facet.STATE: lambda listed: (listed.head.state,),
    Facet.TEMPLATE: lambda listed: (listed.head.template,),
    Facet.CITY: lambda listed: (listed.head.city,) if listed.head.city else (),
    Facet.YEAR: lambda listed: (year_of(listed.head),),
    Facet.TAG: lambda listed: listed.tags,
}


@dataclass(frozen=True)
class CanvasFilter:
    """The values chosen of each facet: one of them is enough, but of every facet that has any.

    Letters large and small are one: a city that was typed in two ways is the same city.
    """

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.chosen.values())

    def of(self, facet: Facet) -> frozenset[str]:
        """What is chosen of a facet."""
        return self.chosen.get(facet, frozenset())

    def holds(self, listed: Listed) -> bool:
        return all(not wanted.isdisjoint(map(_folded, facet.of(listed))) for facet, wanted in self._wanted)

    @cached_property
    def _wanted(self) -> list[tuple[Facet, frozenset[str]]]:
        return [(facet, frozenset(map(_folded, values))) for facet, values in self.chosen.items() if values]

    def choosing(self, facet: Facet, values: Iterable[str]) -> CanvasFilter:
        """The same filter with other values of one facet."""
        return replace(self, chosen={**self.chosen, facet: frozenset(values)})

    def counted(self, facet: Facet, among: Iterable[Listed]) -> dict[str, int]:
        """The values of a facet with how many of `among` would be shown for each; those chosen are always named.

        The other facets count, this one does not. The latest year is first, else it goes by the alphabet. Of several
        spellings the one that is chosen is named, else the commonest.
        """
        others = self.choosing(facet, ())
        spellings: dict[str, Counter[str]] = {}
        counts: Counter[str] = Counter()
        for listed in among:
            if others.holds(listed):
                values = facet.of(listed)
                for value in values:
                    spellings.setdefault(_folded(value), Counter())[value] += 1
                counts.update({_folded(value) for value in values})
        names = {folded: min(found, key=lambda one: (-found[one], one)) for folded, found in spellings.items()}
        names |= {_folded(value): value for value in sorted(self.of(facet))}
        order = sorted(names, reverse=facet is Facet.YEAR)
        return {names[folded]: counts[folded] for folded in order}


def _folded(value: str) -> str:
    return value.casefold()
