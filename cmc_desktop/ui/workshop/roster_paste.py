"""People out of pasted text: rows of a spreadsheet, or one name a line."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.participant import Capacity, Sector

K = TypeVar("K", Capacity, Sector)
#: more rows than a room holds are a paste that went wrong
LIMIT = 500


def people_from_text(text: str) -> list[PersonDetails]:
    """Name, organisation, role, sector, capacity, speaks for: in this order, separated by tabs or semicolons.

    Rows without a name are left out, and so is a heading row; unknown words for sector or capacity give the default.
    """
    delimiter = "\t" if "\t" in text else ";"
    rows = csv.reader(text.splitlines(), delimiter=delimiter)
    people = [_person(row) for row in rows if row and row[0].strip()]
    if people and people[0].name.casefold() in ("name", tr("Name").casefold()):
        del people[0]
    return people[:LIMIT]


def _person(row: list[str]) -> PersonDetails:
    cells = [cell.strip() for cell in row] + [""] * 6
    return PersonDetails(
        name=cells[0],
        organisation=cells[1],
        role=cells[2],
        sector=_known(cells[3], Sector, Sector.NONE),
        capacity=_known(cells[4], Capacity, Capacity.PARTICIPANT),
        speaks_for=cells[5],
    )


def _known(word: str, kinds: Iterable[K], default: K) -> str:
    wanted = word.casefold()
    found: StrEnum = next((kind for kind in kinds if wanted in (kind.value, kind.label.casefold())), default)
    return found.value
