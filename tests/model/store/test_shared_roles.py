"""Readers read, writers write, signers sign: the database itself refuses the rest, and the app says so first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import builders
import psycopg
import pytest
from postgres_server import PostgresServer
from psycopg import sql

from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    DeleteMinute,
    DeleteParked,
    EditCard,
    EditMinute,
    EndWorkshop,
    KeepCheckpoint,
    NameCheckpoint,
    NextPhase,
    Park,
    ResetCard,
    SetElement,
    SettleParked,
    SignOffCanvas,
)
from cmc_desktop.model.domain.errors import LibraryTrouble, Refusal
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.services.bringing_back import bring_back_file, read_copy_file
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.copy_file import history_for_export
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.last_point import keep_for_export
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.postgres_library import create_library
from cmc_desktop.model.store.postgres_roles import Role, role_name
from cmc_desktop.model.store.postgres_tables import metadata as own_metadata
from cmc_desktop.model.store.rights import Rights
from cmc_desktop.model.store.tables import TABLES, metadata


@pytest.fixture
def canvases(postgres: PostgresServer) -> Iterator[ServerAddress]:
    """A library with its own roles and a user in each, called as the role with 'mo_' before it; and one in none."""
    address = postgres.empty_database()
    create_library(address)
    users = {f"mo_{role}": role_name(address.database, role) for role in Role}
    for user, role in users.items():
        postgres.run(f"CREATE ROLE {user} LOGIN IN ROLE {role}")
    postgres.run("CREATE ROLE mo_nobody LOGIN")
    yield address
    postgres.drop(address)
    for user in (*users, "mo_nobody", *users.values()):
        postgres.run(f"DROP ROLE {user}")


def opened(address: ServerAddress, user: str) -> Library:
    return Library.open(replace(address, user=user), builders.TEMPLATES, ManualClock())


def agreed(library: Library) -> str:
    """A canvas everybody agreed to, not signed yet."""
    session = library.session(library.new("Night bus"))
    builders.workshop_at(session, "consensus")
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    return session.canvas.id


def test_a_reader_finds_and_opens_canvases_and_is_told_that_nothing_can_be_written(canvases: ServerAddress) -> None:
    with closing(opened(canvases, "postgres")) as owner:
        canvas_id = owner.new("Night bus", "Port Alder")
        owner.session(canvas_id).do(AddNote("value", "Free rides"))
    with closing(opened(canvases, "mo_reader")) as library:
        assert library.store.rights == Rights(write=False, sign=False)
        assert [hit.listed.head.id for hit in library.search("rides")] == [canvas_id]
        session = library.session(canvas_id)
        with pytest.raises(Refusal, match=r"may read this shared library.*role of a writer"):
            session.do(AddNote("value", "More rides"))
        assert builders.texts(session, "value") == ["Free rides"]
        with pytest.raises(Refusal, match="may read"):
            library.new("Another")
        with pytest.raises(Refusal, match="may read"):
            library.save_protocol("Ours", builders.AGENDA)


def test_a_reader_gives_a_copy_away_and_is_told_why_the_library_does_not_know_of_it(
    canvases: ServerAddress, tmp_path: Path
) -> None:
    with closing(opened(canvases, "postgres")) as owner:
        canvas_id = owner.new("Night bus", "Port Alder")
    with closing(opened(canvases, "mo_reader")) as library:
        made = give_copy(library.store, library.session(canvas_id), tmp_path / "copy.cmc", "Ada")
    assert made.told.startswith("You may read this shared library, not write in it. The library does not know")


def test_a_reader_exports_a_canvas_and_the_file_comes_back_as_a_copy(canvases: ServerAddress, tmp_path: Path) -> None:
    with closing(opened(canvases, "postgres")) as owner:
        canvas_id = owner.new("Night bus", "Port Alder")
        owner.session(canvas_id).do(KeepCheckpoint())
        owner.session(canvas_id).do(AddNote("value", "Free rides"))
    file = tmp_path / "exported.cmc"
    with closing(opened(canvases, "mo_reader")) as library:
        canvas = keep_for_export(library.store, library.session(canvas_id))
        history = history_for_export(library.store, canvas)
        file.write_bytes(cmc_bytes(canvas, revisions_of(library, canvas), checkpoints=history))
    with closing(builders.open_library(tmp_path)) as there:
        session = there.session(import_file(there, file).canvas_id)
        session.do(AddNote("value", "Warm stops"))
        back = builders.given_copy(there.store, session, tmp_path / "back.cmc", "Ada")
    with closing(opened(canvases, "mo_writer")) as library:
        copy = read_copy_file(back, library.templates)
        done = bring_back_file(library, copy, look_at(library, copy.canvas))
        assert done.canvas_id == canvas_id
        assert builders.texts(library.session(canvas_id), "value") == ["Free rides", "Warm stops"]


def test_a_writer_does_everything_but_sign(canvases: ServerAddress) -> None:
    with closing(opened(canvases, "mo_writer")) as library:
        assert library.store.rights == Rights(write=True, sign=False)
        session = library.session(agreed(library))
        with pytest.raises(Refusal, match=r"not sign.*role of a signer"):
            session.do(SignOffCanvas())
        assert session.canvas.sign_off is None
    with closing(opened(canvases, "mo_signer")) as library:
        session = library.session(session.canvas.id)
        session.do(SignOffCanvas())
        assert library.store.head(session.canvas.id).state == "signed"


def test_who_has_no_role_is_not_let_in(canvases: ServerAddress) -> None:
    with pytest.raises(LibraryTrouble, match="refused the connection"):
        opened(canvases, "mo_nobody")


def refused(postgres: PostgresServer, address: ServerAddress, user: str, statement: sql.Composed) -> bool:
    with psycopg.connect(host=address.host, port=address.port, dbname=address.database, user=user) as connection:
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return True
        finally:
            connection.rollback()
    return False


def test_the_database_refuses_what_a_role_may_not_do_whatever_program_asks(
    canvases: ServerAddress, postgres: PostgresServer
) -> None:
    tables = [*metadata.tables, *own_metadata.tables]
    deleting = {table: sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables}
    may = {
        user: {table for table, statement in deleting.items() if not refused(postgres, canvases, user, statement)}
        for user in ("mo_reader", "mo_writer", "mo_signer")
    }
    written = set(metadata.tables) | {"leaders"}
    assert may == {"mo_reader": set(), "mo_writer": written - {"sign_offs"}, "mo_signer": written}
    for user in may:
        assert refused(postgres, canvases, user, sql.SQL("CREATE TABLE mine (words text)").format())
        assert refused(postgres, canvases, user, sql.SQL("UPDATE journal SET puts = '[]'").format())


def test_roles_that_an_administrator_without_the_right_cannot_make_are_named(postgres: PostgresServer) -> None:
    address = postgres.empty_database()
    postgres.run("CREATE ROLE mo_plain LOGIN", f"ALTER DATABASE {address.database} OWNER TO mo_plain")
    with pytest.raises(LibraryTrouble, match=f"may not make the roles {address.database}_reader"):
        create_library(replace(address, user="mo_plain"))
    assert postgres.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", address.database) == [(0,)]
    for role in Role:
        postgres.run(f"CREATE ROLE {role_name(address.database, role)}")
    postgres.run(*(f"GRANT {role_name(address.database, role)} TO mo_plain WITH ADMIN OPTION" for role in Role))
    assert create_library(replace(address, user="mo_plain"))
    postgres.drop(address)
    postgres.run("DROP ROLE mo_plain", *(f"DROP ROLE {role_name(address.database, role)}" for role in Role))


def test_a_writer_removes_an_unsigned_canvas_for_good_and_a_signed_one_is_for_signers(canvases: ServerAddress) -> None:
    with closing(opened(canvases, "mo_writer")) as writer, closing(opened(canvases, "mo_signer")) as signer:
        draft, signed = writer.new("Draft"), agreed(writer)
        signer.do(signed, SignOffCanvas())
        for canvas_id in (draft, signed):
            writer.delete(canvas_id)
        writer.purge(draft)
        with pytest.raises(Refusal, match="by a signer only"):
            writer.purge(signed)
        signer.purge(signed)
        assert signer.every_listed()[0] == []


@pytest.fixture
def signed(canvases: ServerAddress) -> str:
    """A signed canvas of a shared library, beside a draft with a note."""
    with closing(opened(canvases, "mo_signer")) as signer:
        canvas_id = agreed(signer)
        signer.do(canvas_id, SignOffCanvas())
        signer.session(signer.new("Draft")).do(AddNote("value", "A draft"))
        return canvas_id


def by_sql(canvases: ServerAddress, statement: str, user: str = "mo_writer") -> None:
    url = f"postgresql://{user}@{canvases.host}:{canvases.port}/{canvases.database}"
    with psycopg.connect(url) as connection:
        connection.execute(statement)
        connection.rollback()


#: whatever a signed canvas refuses in the app
SEALED = sorted(table.name for kind, table in TABLES.items() if kind.sealed and kind is not SignOff)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notes SET text = 'forged'",
        "DELETE FROM notes",
        "UPDATE notes SET canvas_id = '{signed}' WHERE canvas_id <> '{signed}'",
        "DELETE FROM answers",
        "UPDATE revisions SET content = ''",
        "DELETE FROM revisions",
        "UPDATE checkpoints SET rest = 'forged'",
        "DELETE FROM checkpoints",
        "DELETE FROM journal",
        "UPDATE canvases SET title = 'forged'",
        "UPDATE canvases SET state = 'draft'",
        "DELETE FROM minutes",
        "DELETE FROM workshops",
    ],
)
def test_the_database_lets_no_writer_change_what_is_signed(
    canvases: ServerAddress, signed: str, statement: str
) -> None:
    with closing(opened(canvases, "mo_writer")) as writer:
        writer.do(signed, AddMinute("Said afterwards"))
        writer.do(signed, KeepCheckpoint())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        by_sql(canvases, statement.format(signed=signed))
    by_sql(canvases, statement.format(signed=signed), "mo_signer")


@pytest.mark.parametrize("table", SEALED)
def test_the_database_lets_no_writer_add_to_what_is_signed(canvases: ServerAddress, signed: str, table: str) -> None:
    kind = next(kind for kind, known in TABLES.items() if known.name == table)
    empty = {"str": "''", "int": "0", "bool": "false"}
    values = {field.name: empty.get(str(field.type), "'[]'") for field in fields(kind)}
    names, row = ", ".join(("canvas_id", *values)), ", ".join((f"'{signed}'", *values.values()))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        by_sql(canvases, f"INSERT INTO {table} ({names}) VALUES ({row})")
    by_sql(canvases, f"INSERT INTO {table} ({names}) VALUES ({row})", "mo_signer")


def test_a_writer_still_does_with_a_signed_canvas_what_the_app_allows(
    canvases: ServerAddress, signed: str, tmp_path: Path
) -> None:
    with closing(opened(canvases, "mo_writer")) as writer:
        session = writer.session(signed)
        line, parked = AddMinute("Said afterwards"), Park("For another day")
        done = [line, EditMinute(line.id, "Told afterwards"), DeleteMinute(line.id), parked]
        done += [SettleParked(parked.id, "Done"), DeleteParked(parked.id), EditCard("round", "", "Say", "Rule", "On")]
        done += [ResetCard("round"), KeepCheckpoint("kept", "Ada"), SetElement("costs"), EndWorkshop()]
        for change in done:
            assert session.do(change) is not None, change
        assert session.do(NameCheckpoint(session.canvas.head.checkpoint, "After it"))
        assert give_copy(writer.store, session, tmp_path / "copy.cmc", "Ada").told == ""
        follows = writer.session(Series(writer).new_version(signed))
        follows.do(AddNote("value", "Goes on"))
        for way in (Library.archive, Library.unarchive, Library.delete, Library.restore):
            way(writer, signed)


def test_making_it_again_heals_a_half_made_library_and_takes_foreign_rights_away(
    canvases: ServerAddress, postgres: PostgresServer
) -> None:
    name = canvases.database
    postgres.run("DROP TABLE leaders", "DROP TRIGGER cmc_tell_change ON journal", database=name)
    postgres.run(
        "DROP TABLE overview_words", "GRANT ALL ON notes TO mo_nobody", "DELETE FROM search_state", database=name
    )
    assert not create_library(canvases)
    with closing(opened(canvases, "mo_writer")) as writer:
        canvas_id = writer.new("Night bus")
        assert [hit.listed.head.id for hit in writer.search("night")] == [canvas_id]
        assert writer.store.leading is not None
        assert writer.store.leading.lead(canvas_id, "Mo’s laptop").is_here
    triggers = postgres.rows("SELECT 1 FROM pg_trigger WHERE tgname = 'cmc_tell_change'", name)
    assert triggers
    assert postgres.rows("SELECT has_table_privilege('mo_nobody', 'notes', 'SELECT')", name) == [(False,)]
