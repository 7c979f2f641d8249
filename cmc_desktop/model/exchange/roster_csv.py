"""A roster as a table of another program: who comes, from which organisation, as what."""

from __future__ import annotations

import csv
from dataclasses import replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import BadFile, Refusal
from cmc_desktop.model.domain.text import LINE_LIMIT, line
from cmc_desktop.model.exchange.foreign_text import cleaned
from cmc_desktop.model.exchange.roster_text import LIMIT, PastedPeople, people_from_text
from cmc_desktop.model.exchange.strict_json import NotUtf8, decode

#: bytes of a roster: 500 people with everything there is to say of them take less
ROSTER_LIMIT = 1_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_roster(data: bytes) -> PastedPeople:
    """The people of a table, with or without a heading, its columns in any order, and how it was read; one name a line
    will do.

    Cells are text whatever they look like. Raises BadFile when it is no such table, holds nobody or too many.
    """
    text = _text(data)
    try:
        read = people_from_text(text, LIMIT + 1, whole=True)
    except csv.Error as error:
        raise BadFile(tr("This roster is damaged or cut off: its quotes do not match.")) from error
    if not read.people:
        raise BadFile(
            tr("There is no name in this roster."),
            todo=tr("Put one person on each line, the name in the first column."),
        )
    if len(read.people) > LIMIT:
        raise BadFile(tr("This roster has more than {limit} people.", limit=LIMIT))
    return replace(read, people=tuple(_clean(person, number) for number, person in enumerate(read.people, 1)))


def _text(data: bytes) -> str:
    if len(data) > ROSTER_LIMIT:
        raise BadFile(
            tr("This roster is larger than {limit} MB, which is more than any list of people takes.", limit=1)
        )
    if data.startswith(b"PK\x03\x04"):
        raise BadFile(
            tr("This is a packed or office file, not a table."), todo=tr("Save it as CSV in UTF-8, and choose that.")
        )
    try:
        text = data.decode("utf-16") if data.startswith(_UTF_16) else decode(data)
    except (NotUtf8, UnicodeDecodeError) as error:
        raise BadFile(
            tr(
                "This table is not in UTF-8, so its letters cannot be told: "
                "save it again in the spreadsheet, as “CSV UTF-8”."
            )
        ) from error
    if "\0" in text or data.startswith(b"%PDF"):
        raise BadFile(tr("This file is no table of people."), todo=tr("Choose a roster saved as CSV."))
    return text


def _clean(person: PersonDetails, number: int) -> PersonDetails:
    """A person whose words are as if they had been typed here. Raises BadFile."""
    where = tr("Row {n}", n=number)
    try:
        return replace(
            person,
            name=line(cleaned(person.name, LINE_LIMIT, where), where),
            organisation=line(cleaned(person.organisation, LINE_LIMIT, where), where),
            role=line(cleaned(person.role, LINE_LIMIT, where), where),
        )
    except Refusal as error:
        raise BadFile(f"{error.happened}") from error
