"""A library that was brought up to date has the very schema of one that is made today, in a file and on a server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from postgres_server import PostgresServer
from sqlalchemy import Connection, Engine, Inspector, inspect, text

from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.migrating import MIGRATIONS, migrate
from cmc_desktop.model.store.postgres_engine import open_engine
from cmc_desktop.model.store.postgres_library import create_library
from cmc_desktop.model.store.postgres_tables import APPLICATION, about_library
from cmc_desktop.model.store.postgres_tables import metadata as own_metadata
from cmc_desktop.model.store.sqlite_library import SqliteLibrary
from cmc_desktop.model.store.tables import SCHEMA_VERSION

#: what only Alembic keeps
_ALEMBIC = "alembic_version"


def old_library(connection: Connection, version: int) -> None:
    """Make an empty library as an app of that schema made it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")


def schema_of(connection: Connection) -> dict[str, object]:
    """Everything the database says of its tables, indexes, constraints and triggers, whatever order it was made in."""
    found = inspect(connection)
    tables = [name for name in found.get_table_names() if name != _ALEMBIC]
    told: dict[str, object] = {name: _table(found, name) for name in tables}
    told["more"] = sorted(_more(connection))
    return told


def _table(found: Inspector, name: str) -> dict[str, object]:
    columns = found.get_columns(name)
    return {
        "columns": {
            column["name"]: (
                str(column["type"]),
                column["nullable"],
                _without_names(str(column["default"])),
                bool(column.get("primary_key")),
                str(column.get("computed")),
                str(column.get("identity")),
            )
            for column in columns
        },
        "primary key": found.get_pk_constraint(name)["constrained_columns"],
        "foreign keys": _facts(found.get_foreign_keys(name)),
        "unique": _facts(found.get_unique_constraints(name)),
        "checks": _facts(found.get_check_constraints(name)),
        "indexes": _facts(found.get_indexes(name)),
    }


def _facts(constraints: Iterable[Mapping[str, object]]) -> list[str]:
    """What constraints say, without the names a database gives them."""
    return sorted(str(sorted((key, str(value)) for key, value in one.items() if key != "name")) for one in constraints)


def _without_names(default: str) -> str:
    return re.sub(r"'[a-z_]+_seq'", "'seq'", default)


def _more(connection: Connection) -> Iterator[str]:
    """What the inspector leaves out."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%'"
        for name, kind, sql in connection.execute(text(query)):
            words = " ".join((sql or "").split())
            if kind != "table" or words.startswith("CREATE VIRTUAL"):
                yield f"{kind} {name}: {words}"
            elif name != _ALEMBIC:
                yield f"table {name}: {[word for word in _KINDS if word in words]}"
        return
    for query in _ON_A_SERVER:
        yield from connection.execute(text(query)).scalars()


_KINDS = ("AUTOINCREMENT", "WITHOUT ROWID", "STRICT")
_ON_A_SERVER = (
    "SELECT tgrelid::regclass || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    f"SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '{_ALEMBIC}'",
    "SELECT relname || ' ' || pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid "
    f"WHERE connamespace = 'public'::regnamespace AND relname <> '{_ALEMBIC}'",
    "SELECT sequence_name || ' ' || data_type FROM information_schema.sequences",
)


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Engine]:
    engine = engines.open_engine(tmp_path / "old.cmcdb")
    yield engine
    engine.dispose()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_of_an_older_schema_becomes_what_a_new_one_is(tmp_path: Path, in_file: Engine, version: int) -> None:
    with in_file.begin() as connection:
        old_library(connection, version)
    with in_file.begin() as connection:
        migrate(connection, version, SCHEMA_VERSION)
        migrated = schema_of(connection)
    fresh = SqliteLibrary(tmp_path / "new.cmcdb", 100)
    with fresh.engine.connect() as connection:
        assert migrated == schema_of(connection)
    fresh.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_database_on_a_server_that_is_migrated_becomes_what_a_new_one_is(
    shared_library: ServerAddress, postgres: PostgresServer, version: int
) -> None:
    address = postgres.empty_database()
    old, new = open_engine(address), open_engine(shared_library)
    with old.begin() as connection:
        old_library(connection, version)
        own_metadata.create_all(connection)
        connection.execute(about_library.insert(), {"application": APPLICATION, "schema_version": version})
    assert not create_library(address)
    with old.connect() as migrated, new.connect() as fresh:
        assert schema_of(migrated) == schema_of(fresh)
    old.dispose()
    new.dispose()
    postgres.drop(address)
