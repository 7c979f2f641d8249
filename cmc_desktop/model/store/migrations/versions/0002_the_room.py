"""The room: rounds and turns, private sheets, remarks, the parking list, agreed elements, minutes, own cards.

Nothing that was stored before changes; what is new of it begins empty.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _columns(kind: type[sa.Text | sa.BigInteger | sa.Boolean], names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=False) for name in names.split()]


def _of_canvas(table: str, *columns: sa.Column[Any]) -> None:
    """A table of things that belong to a canvas and have an id of their own in it."""
    op.create_table(
        table,
        *_columns(sa.Text, "canvas_id id"),
        *columns,
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"]),
        sa.UniqueConstraint("canvas_id", "id"),
    )


def _add_columns(table: str, empty: str, *columns: sa.Column[Any]) -> None:
    """Columns that hold `empty` in the rows there are; a new row has to say its own value, as in a new library."""
    with op.batch_alter_table(table) as batch:
        for column in columns:
            column.server_default = sa.DefaultClause(empty)
            batch.add_column(column)
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)


def upgrade() -> None:
    _add_columns("canvases", "", *_columns(sa.Text, "session"))
    _add_columns("notes", "", *_columns(sa.Text, "said said_in merged_into dropped_why"))
    _add_columns("notes", "0", *_columns(sa.Boolean, "taken_back"))
    _add_columns("workshops", "0", *_columns(sa.BigInteger, "due_at"))
    _round()
    _talk()
    _agreement()


def _round() -> None:
    _of_canvas(
        "element_runs",
        *_columns(sa.Text, "phase element"),
        *_columns(sa.BigInteger, "serial opened_at spent since laps"),
        *_columns(sa.Text, "starter speaker"),
        *_columns(sa.BigInteger, "speaker_since"),
    )
    _of_canvas(
        "turns",
        *_columns(sa.BigInteger, "serial"),
        *_columns(sa.Text, "phase element person kind"),
        *_columns(sa.BigInteger, "at took"),
        *_columns(sa.Boolean, "withdrawn"),
    )
    _of_canvas(
        "sheet_notes",
        *_columns(sa.BigInteger, "serial"),
        *_columns(sa.Text, "person element text"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Text, "released"),
        *_columns(sa.Boolean, "deleted"),
    )


def _talk() -> None:
    _of_canvas(
        "remarks",
        *_columns(sa.BigInteger, "serial"),
        *_columns(sa.Text, "note kind person words"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Text, "phase"),
        *_columns(sa.Boolean, "deleted"),
    )
    _of_canvas(
        "parked",
        *_columns(sa.BigInteger, "serial"),
        *_columns(sa.Text, "text element note person"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Text, "phase"),
        *_columns(sa.BigInteger, "settled_at"),
        *_columns(sa.Text, "outcome session"),
        *_columns(sa.Boolean, "deleted"),
    )
    _of_canvas(
        "minutes",
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Text, "phase element speaker text"),
        *_columns(sa.BigInteger, "edits"),
        *_columns(sa.Boolean, "deleted"),
    )
    _of_canvas("card_texts", *_columns(sa.Text, "say rule move_on"), *_columns(sa.Boolean, "own"))


def _agreement() -> None:
    _of_canvas("element_agreements", *_columns(sa.Text, "hash"), *_columns(sa.BigInteger, "at"))
    _of_canvas(
        "quiet_checks",
        *_columns(sa.BigInteger, "serial"),
        *_columns(sa.Text, "kind element hash counts"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Boolean, "withdrawn"),
    )
