"""A shared library is made and brought up to date by its administrator, in one step or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from planted_migration import NEXT, let_it_also, scripts_with_one_more
from postgres_server import PostgresServer

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.postgres_library import create_library
from cmc_desktop.model.store.postgres_roles import Role, role_name
from cmc_desktop.model.store.tables import SCHEMA_VERSION


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The app's migrations and one more, which fails at its end when a note says so."""
    scripts = scripts_with_one_more(tmp_path / "scripts")
    let_it_also(
        scripts, 'op.execute("INSERT INTO things SELECT DISTINCT text FROM notes WHERE 1 / (length(text) - 18) <> 7")'
    )
    return scripts


@pytest.fixture
def owned(postgres: PostgresServer) -> Iterator[ServerAddress]:
    """An empty database of an administrator as the documentation has it: no superuser, but may make roles."""
    address = postgres.empty_database()
    postgres.run(
        "CREATE ROLE canvases_admin LOGIN CREATEROLE", f"ALTER DATABASE {address.database} OWNER TO canvases_admin"
    )
    yield replace(address, user="canvases_admin")
    postgres.drop(address)
    postgres.run("DROP ROLE IF EXISTS canvases_admin")
    for role in Role:
        postgres.run(f"DROP ROLE IF EXISTS {role_name(address.database, role)}")


def version(postgres: PostgresServer, address: ServerAddress) -> object:
    return postgres.rows("SELECT schema_version FROM about_library", address.database)[0][0]


def add_note(address: ServerAddress, text: str) -> None:
    with closing(Library.open(address, builders.TEMPLATES, ManualClock())) as library:
        builders.put(library.session(library.new("Night bus")), "value", text)


def test_an_administrator_who_is_no_superuser_makes_the_library_and_brings_it_up_to_date(
    owned: ServerAddress, postgres: PostgresServer, scripts: Path
) -> None:
    assert create_library(owned)
    add_note(owned, "A note")
    assert not create_library(owned, scripts=scripts, target=NEXT)
    assert version(postgres, owned) == NEXT
    assert postgres.rows("SELECT text FROM notes", owned.database) == [("A note (migrated)",)]
    assert postgres.rows("SELECT id FROM things", owned.database) == [("A note (migrated)",)]
    reader = role_name(owned.database, Role.READER)
    (may,) = postgres.rows(f"SELECT has_table_privilege('{reader}', 'things', 'SELECT')", owned.database)
    assert may == (True,), "the roles know the new table"
    with pytest.raises(LibraryTrouble, match="newer CMC Desktop"):
        add_note(owned, "By an older app")
    with pytest.raises(LibraryTrouble, match="newer CMC Desktop"):
        create_library(owned)


def test_an_update_that_fails_midway_leaves_everything_as_it_was(
    owned: ServerAddress, postgres: PostgresServer, scripts: Path
) -> None:
    create_library(owned)
    add_note(owned, "Fifteen")  # with what is put behind it 18 letters, by which is divided
    with pytest.raises(LibraryTrouble):
        create_library(owned, scripts=scripts, target=NEXT)
    assert version(postgres, owned) == SCHEMA_VERSION
    assert postgres.rows("SELECT text FROM notes", owned.database) == [("Fifteen",)]
    assert postgres.rows("SELECT to_regclass('things')", owned.database) == [(None,)]
    add_note(owned, "Worked on as before")


def test_two_administrators_at_once_make_one_library_and_update_it_once(
    owned: ServerAddress, postgres: PostgresServer, scripts: Path
) -> None:
    def at_once(**wish: object) -> list[object]:
        done: list[object] = []

        def work() -> None:
            try:
                done.append(create_library(owned, **wish))  # type: ignore[arg-type]  # the same wish for both
            except LibraryTrouble as error:
                done.append(error)

        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return done

    assert sorted(map(str, at_once())) == ["False", "True"]
    add_note(owned, "A note")
    assert at_once(scripts=scripts, target=NEXT) == [False, False]
    assert postgres.rows("SELECT text FROM notes", owned.database) == [("A note (migrated)",)]
