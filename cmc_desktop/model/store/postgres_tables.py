"""What a library on a server has beyond the tables of one in a file: its version, and word of every change."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text

metadata = MetaData()

#: one row; in a file, SQLite's header says this
about_library = Table(
    "about_library",
    metadata,
    Column("application", Text, primary_key=True),
    Column("schema_version", BigInteger, nullable=False),
)
APPLICATION = "cmc-desktop"

#: the channel on which every commit tells "canvas-id seq"
CHANNEL = "cmc_changes"
_TELL = (
    "CREATE OR REPLACE FUNCTION cmc_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN PERFORM pg_notify('{CHANNEL}', NEW.canvas_id || ' ' || NEW.seq); RETURN NULL; END $$",
    "CREATE OR REPLACE TRIGGER cmc_tell_change AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION cmc_tell_change()",
)


def tell_changes(connection: Connection) -> None:
    """Let the database itself tell of every commit, whichever client makes it."""
    for statement in _TELL:
        connection.exec_driver_sql(statement)
