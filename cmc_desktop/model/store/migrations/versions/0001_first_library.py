"""The first library: canvases with their notes, people, agenda, answers and journal."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _columns(kind: type[sa.Text | sa.BigInteger | sa.Boolean], names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=False) for name in names.split()]


def _of_canvas(table: str, *columns: sa.Column[Any]) -> None:
    """A table of things that belong to a canvas and have an id of their own in it."""
    op.create_table(
        table,
        *columns,
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"]),
        sa.UniqueConstraint("canvas_id", "id"),
    )


def upgrade() -> None:
    op.create_table(
        "canvases",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *_columns(sa.Text, "project"),
        *_columns(sa.BigInteger, "version"),
        *_columns(sa.Text, "parent base title city template"),
        *_columns(sa.BigInteger, "template_version"),
        *_columns(sa.Text, "state"),
        *_columns(sa.BigInteger, "created_at"),
        *_columns(sa.Boolean, "archived"),
        *_columns(sa.BigInteger, "deleted_at"),
        *_columns(sa.Text, "revision"),
    )
    _of_canvas(
        "notes",
        sa.Column("num", sa.Integer(), primary_key=True, nullable=False),
        *_columns(sa.Text, "canvas_id id box rank text tags author phase"),
        *_columns(sa.BigInteger, "made_at changed_at"),
        *_columns(sa.Boolean, "deleted"),
    )
    _of_canvas(
        "box_marks",
        *_columns(sa.Text, "canvas_id id"),
        *_columns(sa.Boolean, "none_identified"),
        *_columns(sa.Text, "by"),
        *_columns(sa.BigInteger, "at"),
    )
    _people_and_agenda()
    _agreement()
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        *_columns(sa.Text, "canvas_id"),
        *_columns(sa.BigInteger, "seq at"),
        *_columns(sa.Text, "way name phase slip puts"),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"]),
        sa.UniqueConstraint("canvas_id", "seq"),
    )
    op.create_table(
        "protocols",
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        *_columns(sa.Text, "name phases"),
    )
    op.create_table(
        "search_state",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        *_columns(sa.BigInteger, "journal_id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE note_words USING fts5("
            "text, canvas_id UNINDEXED, note_id UNINDEXED, box UNINDEXED, "
            "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
        )
    op.execute("INSERT INTO search_state (id, journal_id) VALUES (1, 0)")


def _people_and_agenda() -> None:
    _of_canvas(
        "participants",
        *_columns(sa.Text, "canvas_id id rank name organisation role sector capacity speaks_for"),
        *_columns(sa.Boolean, "counts"),
        *_columns(sa.BigInteger, "arrived_at left_at"),
        *_columns(sa.Text, "leaving leaving_reason"),
        *_columns(sa.Boolean, "removed"),
    )
    _of_canvas(
        "agenda_items",
        *_columns(sa.Text, "canvas_id id rank kind name"),
        *_columns(sa.BigInteger, "minutes"),
        *_columns(sa.Boolean, "removed"),
    )
    _of_canvas(
        "phase_runs",
        *_columns(sa.Text, "canvas_id id"),
        *_columns(sa.BigInteger, "started_at ended_at running_since spent extra_minutes"),
        *_columns(sa.Boolean, "skipped"),
        *_columns(sa.Text, "skip_reason"),
    )
    _of_canvas(
        "workshops",
        *_columns(sa.Text, "canvas_id id protocol current element"),
        *_columns(sa.BigInteger, "started_at ended_at"),
    )


def _agreement() -> None:
    _of_canvas(
        "answers",
        *_columns(sa.Text, "canvas_id id"),
        *_columns(sa.BigInteger, "serial"),
        *_columns(sa.Text, "person content_hash kind words how"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Boolean, "withdrawn"),
    )
    _of_canvas("sign_offs", *_columns(sa.Text, "canvas_id id content_hash"), *_columns(sa.BigInteger, "at"))
    _of_canvas(
        "revisions",
        *_columns(sa.Text, "canvas_id id parents why"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Text, "content ranks"),
    )
