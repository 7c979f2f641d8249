"""What a library on a server has beyond the tables of one in a file: version, who leads, word of every change."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, inspect

from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.store.tables import TABLES, journal

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
    f"""CREATE OR REPLACE FUNCTION cmc_tell_gone() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('{CHANNEL}', OLD.id || ' gone'); RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER cmc_tell_gone AFTER DELETE ON canvases
    FOR EACH ROW EXECUTE FUNCTION cmc_tell_gone()""",
)

#: What was signed is changed, added to or removed by nobody who may not sign, whatever program they use. A row may be
#: moved from one canvas to another, so both are looked at.
_GUARD = """CREATE OR REPLACE FUNCTION cmc_guard_signed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before text; after text;
    BEGIN
        IF TG_TABLE_NAME = 'canvases' THEN before := OLD.id;
        ELSIF TG_OP <> 'INSERT' THEN before := OLD.canvas_id;
        END IF;
        IF TG_OP <> 'DELETE' AND TG_TABLE_NAME <> 'canvases' THEN after := NEW.canvas_id; END IF;
        IF EXISTS (SELECT 1 FROM public.sign_offs WHERE canvas_id IN (before, after))
        AND NOT has_table_privilege('public.sign_offs', 'INSERT') THEN
            RAISE EXCEPTION 'signed' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN coalesce(NEW, OLD);
    END $$"""
#: what the app itself still writes of a signed canvas: where the library keeps it, and where its history stands
_MOVES_ON = frozenset({"archived", "deleted_at", "checkpoint", "revision"})
#: of a point of the history: who made it and how it is called, by the names that hold at present
_CALLED = frozenset({"by", "beside", "name"})


def _guards() -> Iterator[tuple[str, str, str]]:
    """The triggers that guard what is signed: verb, table and under which condition."""
    anything = "OLD.* IS DISTINCT FROM NEW.*"
    for kind, table in TABLES.items():
        if kind is Head:
            yield "update", table.name, _differ(table, _MOVES_ON)
            continue
        if kind is SignOff:
            continue  # whoever may not sign may not write there at all
        if kind.sealed:
            yield "insert", table.name, "true"
            yield "update", table.name, anything
        elif kind is Revision:
            yield "update", table.name, anything
        elif kind is Checkpoint:
            yield "update", table.name, _differ(table, _CALLED)
        yield "delete", table.name, "true"
    yield "update", journal.name, anything
    yield "delete", journal.name, "true"


def _differ(table: Table, but: frozenset[str]) -> str:
    """Whether a row differs from what it was, in more than some columns."""
    names = [column.name for column in table.columns if column.name not in but]
    old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("OLD", "NEW"))
    return f"({old}) IS DISTINCT FROM ({new})"


def tell_changes(connection: Connection) -> None:
    """Let the database itself tell of every commit, and guard what is signed, whichever client it is."""
    for statement in (*_TELL, _GUARD):
        connection.exec_driver_sql(statement)
    for verb, table, condition in _guards():
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER cmc_guard_{verb} BEFORE {verb} ON {table} "
            f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION cmc_guard_signed()"
        )


def missing_of(connection: Connection) -> list[str]:
    """The names of what a library has beyond the tables of one in a file, and this one has not."""
    there = set(inspect(connection).get_table_names())
    query = "SELECT tgname || ' ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    triggers = set(connection.exec_driver_sql(query).scalars())
    wanted = {"cmc_tell_change journal", "cmc_tell_leader leaders", "cmc_tell_gone canvases"}
    wanted |= {f"cmc_guard_{verb} {table}" for verb, table, _ in _guards()}
    return [*sorted(set(metadata.tables) - there), *sorted(wanted - triggers)]
