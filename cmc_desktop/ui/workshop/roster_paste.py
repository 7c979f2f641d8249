"""People out of pasted text: rows of a spreadsheet, or one name a line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.participant import Capacity, Sector

K = TypeVar("K", Capacity, Sector)
#: more rows than a room holds are a paste that went wrong
LIMIT = 500
#: so many of the words that were not understood are repeated
_SHOWN = 5
#: what spreadsheets say besides the words of the app; hyphens and capitals make no difference
_SECTORS = {
    Sector.NONE: "none, n/a, unknown",
    Sector.GOVERNMENT: "public, public sector, government, council, city council, municipality, municipal, city, "
    "authority, administration, state",
    Sector.INDUSTRY: "private, private sector, business, company, enterprise, economy",
    Sector.ACADEMIA: "university, academic, science, school, education",
    Sector.SOCIETY: "ngo, charity, community, citizen, citizens, non profit, nonprofit, association",
    Sector.ENVIRONMENT: "nature, environmental, ecology",
}
_CAPACITIES = {
    Capacity.MODERATOR: "facilitator, chair",
    Capacity.PARTICIPANT: "member",
    Capacity.NOTE_TAKER: "minutes, minute taker, notetaker, scribe, secretary",
    Capacity.OBSERVER: "guest, visitor, researcher observing, observing",
}


@dataclass(frozen=True)
class PastedPeople:
    """The people of a paste, and the words for sector and capacity that mean none the app knows, as often as met."""

    people: tuple[PersonDetails, ...]
    unknown_sectors: tuple[str, ...] = ()
    unknown_capacities: tuple[str, ...] = ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """What was not understood, as sentences."""
        sentences = []
        if count := len(self.unknown_sectors):
            words = _quoted(self.unknown_sectors)
            sentences.append(
                trn(
                    "{n} sector was not recognised: {words}.",
                    "{n} sectors were not recognised: {words}.",
                    count,
                    words=words,
                )
            )
        if count := len(self.unknown_capacities):
            words = _quoted(self.unknown_capacities)
            sentences.append(
                trn(
                    "{n} capacity was not recognised and became participant: {words}.",
                    "{n} capacities were not recognised and became participant: {words}.",
                    count,
                    words=words,
                )
            )
        return tuple(sentences)


def people_from_text(text: str) -> PastedPeople:
    """Name, organisation, role, sector, capacity, speaks for: in this order, separated by tabs or semicolons.

    Rows without a name are left out, and so is a heading row; unknown words for sector or capacity give the default
    and are told.
    """
    delimiter = "\t" if "\t" in text else ";"
    rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if row and row[0].strip()]
    if rows and _plain(rows[0][0]) in ("name", _plain(tr("Name"))):
        del rows[0]
    sectors, capacities = _vocabulary(_SECTORS), _vocabulary(_CAPACITIES)
    people, unknown_sectors, unknown_capacities = [], [], []
    for row in rows[:LIMIT]:
        name, organisation, role, sector, capacity, speaks_for = [*(cell.strip() for cell in row[:6]), *[""] * 6][:6]
        if sector and _plain(sector) not in sectors:
            unknown_sectors.append(sector)
        if capacity and _plain(capacity) not in capacities:
            unknown_capacities.append(capacity)
        known_sector = sectors.get(_plain(sector), Sector.NONE)
        known_capacity = capacities.get(_plain(capacity), Capacity.PARTICIPANT)
        people.append(PersonDetails(name, organisation, role, known_sector.value, known_capacity.value, speaks_for))
    return PastedPeople(tuple(people), tuple(unknown_sectors), tuple(unknown_capacities))


def _vocabulary(english: Mapping[K, str]) -> dict[str, K]:
    """Every word that means a kind; the labels of the user's language come before English ones."""
    words: dict[str, K] = {}
    labels: dict[str, K] = {}
    for kind, others in english.items():
        words[_plain(kind.value)] = kind
        labels[_plain(kind.label)] = kind
        for word in others.split(","):
            words[_plain(word)] = kind
    return words | labels


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _quoted(words: Iterable[str]) -> str:
    different = list(dict.fromkeys(words))
    quoted = ", ".join(f"“{word}”" for word in different[:_SHOWN])
    return f"{quoted}, …" if len(different) > _SHOWN else quoted
