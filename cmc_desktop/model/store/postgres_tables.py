"""What a library on a server has beyond the tables of one in a file: version, who leads, word of every change."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, inspect

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

#: What was signed is changed or removed by nobody who may not sign, whatever program they use.
_GUARD = """CREATE OR REPLACE FUNCTION cmc_guard_signed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE canvas text := to_jsonb(coalesce(OLD, NEW)) ->> TG_ARGV[0];
    BEGIN
        IF EXISTS (SELECT 1 FROM sign_offs WHERE canvas_id = canvas)
        AND NOT has_table_privilege('sign_offs', 'INSERT') THEN
            RAISE EXCEPTION 'signed' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN coalesce(NEW, OLD);
    END $$"""
_GUARDED = ("notes", "box_marks", "answers", "revisions", "journal")


def _guards() -> Iterator[str]:
    yield _GUARD
    on = "FOR EACH ROW WHEN ({}) EXECUTE FUNCTION cmc_guard_signed('{}')"
    changed = on.format("OLD.* IS DISTINCT FROM NEW.*", "canvas_id")
    for table in _GUARDED:
        yield f"CREATE OR REPLACE TRIGGER cmc_guard_update BEFORE UPDATE ON {table} {changed}"
        yield f"CREATE OR REPLACE TRIGGER cmc_guard_delete BEFORE DELETE ON {table} {on.format('true', 'canvas_id')}"
    old, new = (
        ", ".join(f"{row}.{name}" for name in ("title", "city", "session", "template")) for row in ("OLD", "NEW")
    )
    said = f"({old}) IS DISTINCT FROM ({new})"
    yield f"CREATE OR REPLACE TRIGGER cmc_guard_update BEFORE UPDATE ON canvases {on.format(said, 'id')}"


def tell_changes(connection: Connection) -> None:
    """Let the database itself tell of every commit, and guard what is signed, whichever client it is."""
    for statement in (*_TELL, *_guards()):
        connection.exec_driver_sql(statement)


def missing_of(connection: Connection) -> list[str]:
    """The names of what a library has beyond the tables of one in a file, and this one has not."""
    there = set(inspect(connection).get_table_names())
    query = "SELECT tgname || ' ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    triggers = set(connection.exec_driver_sql(query).scalars())
    wanted = {"cmc_tell_change journal", "cmc_tell_leader leaders", "cmc_tell_gone canvases"}
    wanted |= {f"cmc_guard_{verb} {table}" for table in _GUARDED for verb in ("update", "delete")}
    wanted.add("cmc_guard_update canvases")
    return [*sorted(set(metadata.tables) - there), *sorted(wanted - triggers)]
