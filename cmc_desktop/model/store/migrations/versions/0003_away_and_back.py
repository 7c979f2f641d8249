"""Away and back: the word index of whole canvases, of their people too, and what the list shows of each."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _columns(kind: type[sa.Text | sa.BigInteger | sa.Boolean], names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=False) for name in names.split()]


def upgrade() -> None:
    _history()
    _words()


def _history() -> None:
    """Where copies come from and go to, and what is open after joining them. It begins with the next checkpoint."""
    empty = sa.Column("checkpoint", sa.Text(), nullable=False, server_default="")
    with op.batch_alter_table("canvases") as batch:
        batch.add_column(empty)
    with op.batch_alter_table("canvases") as batch:
        batch.alter_column("checkpoint", server_default=None)
    op.create_index("canvases_project", "canvases", ["project"])
    _of_canvas(
        "checkpoints",
        *_columns(sa.Text, "parents why"),
        *_columns(sa.BigInteger, "at"),
        *_columns(sa.Text, "revision rest_hash rest beside by name nonce"),
    )
    _of_canvas("conflicts", *_columns(sa.Text, "kind thing field values names"), *_columns(sa.Boolean, "settled"))


def _of_canvas(table: str, *columns: sa.Column[Any]) -> None:
    """A table of things that belong to a canvas and have an id of their own in it."""
    op.create_table(
        table,
        *_columns(sa.Text, "canvas_id id"),
        *columns,
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"]),
        sa.UniqueConstraint("canvas_id", "id"),
    )


def _words() -> None:
    """The index begins empty and is filled from the canvases when it is first needed."""
    is_file = op.get_bind().dialect.name == "sqlite"
    if is_file:
        op.drop_table("note_words")
    op.create_table(
        "overview",
        sa.Column("num", sa.Integer(), primary_key=True, nullable=False),
        *_columns(sa.Text, "canvas_id"),
        *_columns(sa.BigInteger, "seq changed_at notes"),
        *_columns(sa.Text, "tags"),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"]),
        sa.UniqueConstraint("canvas_id"),
        sqlite_autoincrement=True,
    )
    if is_file:
        op.execute(
            "CREATE VIRTUAL TABLE overview_words USING fts5("
            "words, columnsize=0, prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* C*'\")"
        )
    else:
        op.execute(
            "CREATE TABLE overview_words ("
            "num integer PRIMARY KEY REFERENCES overview(num), words text NOT NULL, vector tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX overview_words_vector ON overview_words USING gin (vector)")
    op.execute("UPDATE search_state SET journal_id = 0")
    with op.batch_alter_table("search_state") as batch:
        batch.add_column(sa.Column("removals", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("search_state") as batch:
        batch.alter_column("removals", server_default=None)
