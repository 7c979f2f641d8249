"""The schema: one table per kind of thing, its columns read off the domain's own fields."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from cmc_desktop.model.domain.canvas import KINDS
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note

#: raised with every change of the schema, together with a migration
SCHEMA_VERSION = 3
#: "CMCD": marks an SQLite file as a library of this app
APPLICATION_ID = 0x434D4344

metadata = MetaData()

_COLUMN_TYPES = {"str": Text, "int": BigInteger, "bool": Boolean, "tuple[str, ...]": Text, "tuple[int, ...]": Text}


def _columns(kind: type[Entity], *, leave_out: frozenset[str] = frozenset()) -> list[Column[object]]:
    return [
        Column(field.name, _COLUMN_TYPES[str(field.type)], nullable=False)
        for field in fields(kind)
        if field.name not in leave_out
    ]


canvases = Table(
    "canvases", metadata, Column("id", Text, primary_key=True), *_columns(Head, leave_out=frozenset({"id"}))
)
#: what a series, the variants and the history of a project ask for
Index("canvases_project", canvases.c.project)


def _of_canvas() -> Column[str]:
    return Column("canvas_id", Text, ForeignKey("canvases.id"), nullable=False)


#: `num` gives the word index a small stable key for each note
notes = Table(
    "notes",
    metadata,
    Column("num", Integer, primary_key=True),
    _of_canvas(),
    *_columns(Note),
    UniqueConstraint("canvas_id", "id"),
)


def _table(name: str, kind: type[Entity]) -> Table:
    return Table(name, metadata, _of_canvas(), *_columns(kind), UniqueConstraint("canvas_id", "id"))


_NAMES = {
    "box_mark": "box_marks",
    "participant": "participants",
    "agenda_item": "agenda_items",
    "phase_run": "phase_runs",
    "workshop": "workshops",
    "answer": "answers",
    "sign_off": "sign_offs",
    "revision": "revisions",
    "element_run": "element_runs",
    "turn": "turns",
    "sheet_note": "sheet_notes",
    "remark": "remarks",
    "parked": "parked",
    "element_agreement": "element_agreements",
    "quiet_check": "quiet_checks",
    "minute": "minutes",
    "card_text": "card_texts",
    "checkpoint": "checkpoints",
    "conflict": "conflicts",
}

TABLES: dict[type[Entity], Table] = {
    Head: canvases,
    Note: notes,
    **{KINDS[kind]: _table(name, KINDS[kind]) for kind, name in _NAMES.items()},
}

#: what happened, in order; `seq` counts within a canvas, and being unique it stops a second writer
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_canvas(),
    Column("seq", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("way", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("slip", Text, nullable=False),
    Column("puts", Text, nullable=False),
    UniqueConstraint("canvas_id", "seq"),
)

#: agendas the council saved as its own
protocols = Table(
    "protocols",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phases", Text, nullable=False),
)

#: what the word index holds of each canvas and what the library's list shows of it, as of its journal entry `seq`;
#: `num` is its key in the index, never given again, `tags` a JSON list
overview = Table(
    "overview",
    metadata,
    Column("num", Integer, primary_key=True),
    _of_canvas(),
    Column("seq", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("notes", BigInteger, nullable=False),
    Column("tags", Text, nullable=False),
    UniqueConstraint("canvas_id"),
    sqlite_autoincrement=True,
)

#: up to which journal row the word index is made, and how many canvases were removed for good: whoever has read a list
#: of them reads it anew then. Of its one row the `id` is the number of the rule by which the words were folded.
search_state = Table(
    "search_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("journal_id", BigInteger, nullable=False),
    Column("removals", BigInteger, nullable=False),
)
