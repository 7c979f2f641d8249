"""What a library on a server has beyond the tables of one in a file: version, who leads, word of every change."""

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

#: from which laptop a workshop is led, by the number of its app: see `postgres_leading`
leaders = Table(
    "leaders",
    metadata,
    Column("canvas_id", Text, primary_key=True),
    Column("presence", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
)

#: the channel on which every commit tells "canvas-id seq", and every change of who leads "canvas-id lead"
CHANNEL = "cmc_changes"
_TELL = (
    f"""CREATE OR REPLACE FUNCTION cmc_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('{CHANNEL}', NEW.canvas_id || ' ' || NEW.seq); RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER cmc_tell_change AFTER INSERT ON journal
    FOR EACH ROW EXECUTE FUNCTION cmc_tell_change()""",
    f"""CREATE OR REPLACE FUNCTION cmc_tell_leader() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('{CHANNEL}', coalesce(NEW.canvas_id, OLD.canvas_id) || ' lead'); RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER cmc_tell_leader AFTER INSERT OR UPDATE OR DELETE ON leaders
    FOR EACH ROW EXECUTE FUNCTION cmc_tell_leader()""",
)


def tell_changes(connection: Connection) -> None:
    """Let the database itself tell of every commit, whichever client makes it."""
    for statement in _TELL:
        connection.exec_driver_sql(statement)
