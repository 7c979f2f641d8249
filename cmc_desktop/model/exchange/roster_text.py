"""People out of text: rows of a spreadsheet, lines with commas or semicolons, or one name a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.participant import Capacity, Sector
from cmc_desktop.model.exchange.roster_columns import Columns, columns_of
from cmc_desktop.model.exchange.roster_words import Meaning, capacities, plain, sectors

#: more rows than a room holds are a paste that went wrong
LIMIT = 500
#: so many of the words that were not understood are repeated
_SHOWN = 5


@dataclass(frozen=True)
class PastedPeople:
    """The people of a paste, and the words for sector and capacity that mean none the app knows, as often as met.

    `columns` says how the rows were read, `headed` whether by a heading of theirs; `headings` are the words of those in
    `columns`, where there are any; `left_out` are columns not taken.
    """

    people: tuple[PersonDetails, ...]
    unknown_sectors: tuple[str, ...] = ()
    unknown_capacities: tuple[str, ...] = ()
    columns: tuple[Meaning, ...] = ()
    headed: bool = False
    left_out: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """How the rows were read and what was not understood, as sentences."""
        return (self.understood, *self.doubts) if self.understood else self.doubts

    @property
    def understood(self) -> str:
        """How the rows were read, as a sentence; empty for a list of names."""
        if len(self.columns) < 2:
            return ""
        words = self.headings or ("",) * len(self.columns)
        columns = ", ".join(_column(meaning, word) for meaning, word in zip(self.columns, words, strict=True))
        return tr("The columns were read as {columns}.", columns=columns)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What was not understood, as sentences."""
        sentences = []
        if self.left_out:
            sentences.append(tr("Not taken over: {columns}.", columns=_quoted(self.left_out)))
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


def people_from_text(text: str, limit: int = LIMIT, *, whole: bool = False) -> PastedPeople:
    """Read people by the heading of their columns, else in the order name, organisation, role, sector, capacity,
    speaks for, with capacities wherever they stand.

    Rows without a name and those beyond `limit` are left out; unknown words for sector or capacity give the default
    and are told. Of a `whole` file quotes that do not match raise csv.Error.
    """
    columns = columns_of(text, whole=whole)
    reading = _Reading(sectors(), capacities(), capacities(anywhere=True))
    rows = [_by_meaning(columns, row) for row in columns.rows]
    people = [reading.person(row, looks_around=not columns.headed) for row in rows if _name(row)]
    held = [
        (meaning, columns.words[place] if columns.words else "")
        for place, meaning in enumerate(columns.meanings)
        if meaning is not None and any(row[place] for row in columns.rows)
    ]
    return PastedPeople(
        tuple(people[:limit]),
        tuple(reading.unknown_sectors),
        tuple(reading.unknown_capacities),
        tuple(meaning for meaning, _ in held),
        columns.headed,
        columns.left_out,
        tuple(word for _, word in held),
    )


def _by_meaning(columns: Columns, row: Sequence[str]) -> dict[Meaning, str]:
    return {meaning: cell for meaning, cell in zip(columns.meanings, row, strict=True) if meaning is not None}


def _name(row: Mapping[Meaning, str]) -> str:
    parts = (row.get(meaning, "") for meaning in (Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME))
    return " ".join(part for part in parts if part)


class _Reading:
    """Makes people of rows, and keeps the words that mean nothing it knows."""

    def __init__(
        self, sectors: Mapping[str, Sector], capacities: Mapping[str, Capacity], anywhere: Mapping[str, Capacity]
    ) -> None:
        self._sectors = sectors
        self._capacities = capacities
        self._anywhere = anywhere
        self.unknown_sectors: list[str] = []
        self.unknown_capacities: list[str] = []

    def person(self, row: Mapping[Meaning, str], *, looks_around: bool) -> PersonDetails:
        """The person of a row. A capacity among the roles counts as one; with `looks_around`, in whatever column."""
        cells = dict(row)
        if not cells.get(Meaning.CAPACITY):
            others = (meaning for meaning in cells if meaning is Meaning.ROLE or looks_around)
            others = (meaning for meaning in others if meaning is not Meaning.NAME)
            found = next((meaning for meaning in others if plain(cells[meaning]) in self._anywhere), None)
            if found is not None:
                cells[Meaning.CAPACITY] = cells.pop(found)
        sector, capacity = cells.get(Meaning.SECTOR, ""), cells.get(Meaning.CAPACITY, "")
        if sector and plain(sector) not in self._sectors:
            self.unknown_sectors.append(sector)
        if capacity and plain(capacity) not in self._capacities:
            self.unknown_capacities.append(capacity)
        return PersonDetails(
            _name(row),
            cells.get(Meaning.ORGANISATION, ""),
            cells.get(Meaning.ROLE, ""),
            self._sectors.get(plain(sector), Sector.NONE).value,
            self._capacities.get(plain(capacity), Capacity.PARTICIPANT).value,
            cells.get(Meaning.SPEAKS_FOR, ""),
        )


def _column(meaning: Meaning, word: str) -> str:
    """What a column tells, and its heading where that is another word."""
    if not word or plain(word) in (plain(meaning.label), meaning.value):
        return meaning.label
    return tr("{column} (“{word}”)", column=meaning.label, word=word)


def _quoted(words: Iterable[str]) -> str:
    different = list(dict.fromkeys(words))
    quoted = ", ".join(f"“{word}”" for word in different[:_SHOWN])
    return f"{quoted}, …" if len(different) > _SHOWN else quoted
