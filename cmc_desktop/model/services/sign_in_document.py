"""The sheet on which people sign that they are there: no more about them than the council needs."""

from __future__ import annotations

from collections.abc import Sequence

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.export.document import Column, Document, Heading, Look, Paragraph, Table, Together
from cmc_desktop.model.services.kit_wish import KitPerson
from cmc_desktop.model.services.script import about_canvas

#: room for a signature, in millimetres
_ROW = 13
#: letters of a name or an organisation: more would take the room in which others sign
_LETTERS = 90
#: rows for those whom nobody expected
_SPARE = 4


def sign_in_document(canvas: Canvas, people: Sequence[KitPerson], *, now: int) -> Document:
    """A row to sign for each of `people`, who may have no names yet, and a few more.

    Why the list is kept, by whom and until when is left to the council, which alone can know. `now` is the time of
    printing in ms.
    """
    rows = [
        (str(number), _shortened(one.name), _shortened(one.organisation), one.capacity, "")
        for number, one in enumerate(people, 1)
    ]
    rows += [(str(len(rows) + number), "", "", "", "") for number in range(1, _SPARE + 1)]
    columns = (
        Column("", 0.7),
        Column(tr("Name"), 2.7, strong=True),
        Column(tr("Organisation"), 2.9),
        Column(tr("Capacity"), 1.7),
        Column(tr("Signature"), 3.2),
    )
    purpose = Table(
        (Column("", 2.2), Column("", 6.0)),
        (
            (tr("This list is kept for"), ""),
            (tr("It is kept by"), ""),
            (tr("It is destroyed on"), ""),
        ),
        row_height=9,
    )
    told = tr("Only what is asked here is written down. To be filled in by the council before the list goes round:")
    return Document(
        title=tr("Sign-in sheet"),
        subtitle=about_canvas(canvas),
        blocks=(
            Together((Heading(tr("What this list is for"), 2), Paragraph(told, Look.MUTED, keep=True), purpose)),
            Heading(tr("Who is here"), 2),
            Table(columns, tuple(rows), row_height=_ROW),
        ),
        foot=tr("{title} · printed {day}", title=canvas.head.title or canvas.template.title, day=day(now)),
    )


def _shortened(words: str) -> str:
    """Who it is can be told from the beginning; whoever signs knows the rest."""
    return words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"
