"""An older library is brought up to date: after a copy that was checked, in one step, or not at all."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import builders
import pytest
from alembic import command
from alembic.config import Config
from children import dies_writing_beyond, killed_by
from planted_migration import NEXT, let_it_also, scripts_with_one_more
from sqlalchemy import event

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.backup import fingerprint_of_file
from cmc_desktop.model.store.tables import SCHEMA_VERSION
from cmc_desktop.model.store.upgrade import MIGRATIONS, upgrade
from cmc_desktop.model.store.writing import WRITING

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The app's migrations and one more, which makes a table anew as well."""
    scripts = scripts_with_one_more(tmp_path / "100% scripts")
    let_it_also(
        scripts, 'with op.batch_alter_table("canvases") as made: made.alter_column("city", new_column_name="place")'
    )
    let_it_also(scripts, 'op.execute("INSERT INTO things SELECT id FROM notes")')
    return scripts


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library of the present version, which is the old one here."""
    path = tmp_path / "data" / "library.cmcdb"
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        for title in ("Night bus", "Market hall"):
            builders.fill(library.session(library.new(title, "Oslo")))
    return path


def migrate(path: Path, scripts: Path) -> Path | None:
    engine = engines.open_engine(path, patience=20)
    try:
        return upgrade(engine, path, scripts=scripts, target=NEXT)
    finally:
        engine.dispose()


def is_old(path: Path) -> bool:
    """Whether a library is as it was before; fails when it is neither old nor new."""
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = plain.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master")}
        columns = {row[1] for row in plain.execute("PRAGMA table_info(canvases)")}
        migrated = {text.endswith("(migrated)") for (text,) in plain.execute("SELECT text FROM notes")}
        assert len(migrated) == 1
        assert plain.execute("SELECT count(*) FROM canvases").fetchone() == (2,)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    new = [version == NEXT, "things" in tables, "colour" in columns, "place" in columns, *migrated]
    assert len(set(new)) == 1, f"half migrated: {new}"
    assert not {name for name in tables if name.startswith("_alembic_tmp")}
    return not new[0]


def test_an_old_library_is_migrated_and_a_copy_of_it_as_it_was_stays(old: Path, scripts: Path) -> None:
    before = fingerprint_of_file(old)
    copy = migrate(old, scripts)
    assert not is_old(old)
    assert copy is not None
    assert copy.parent == old.parent / "backups"
    assert is_old(copy)
    assert fingerprint_of_file(copy) == before
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_the_copy_restores_the_library(old: Path, scripts: Path) -> None:
    with closing(Library.open(old, builders.TEMPLATES, ManualClock())) as library:
        hashes = {item.head.id: library.session(item.head.id).canvas.content_hash for item in library.listed()}
    copy = migrate(old, scripts)
    assert copy is not None
    old.unlink()
    copy.rename(old)
    with closing(Library.open(old, builders.TEMPLATES, ManualClock())) as library:
        again = {item.head.id: library.session(item.head.id).canvas.content_hash for item in library.listed()}
        assert again == hashes
        builders.put(library.session(next(iter(hashes))), "value", "Work goes on")


def test_a_second_upgrade_does_nothing_and_makes_no_copy(old: Path, scripts: Path) -> None:
    migrate(old, scripts)
    assert migrate(old, scripts) is None
    assert len(list((old.parent / "backups").iterdir())) == 1


def test_an_earlier_copy_is_never_replaced(old: Path, scripts: Path) -> None:
    (old.parent / "backups").mkdir()
    earlier = old.parent / "backups" / f"library-schema-{SCHEMA_VERSION}.cmcdb"
    earlier.write_text("an earlier copy")
    copy = migrate(old, scripts)
    assert copy is not None
    assert copy != earlier
    assert earlier.read_text() == "an earlier copy"


def test_a_migration_that_fails_leaves_the_old_library(old: Path, scripts: Path) -> None:
    let_it_also(scripts, 'op.execute("UPDATE nowhere SET a = 1")')
    with pytest.raises(LibraryTrouble):
        migrate(old, scripts)
    assert is_old(old)


def test_a_migration_that_breaks_a_reference_leaves_the_old_library(old: Path, scripts: Path) -> None:
    let_it_also(scripts, 'op.execute("DELETE FROM canvases")')
    with pytest.raises(LibraryTrouble):
        migrate(old, scripts)
    assert is_old(old)


def test_without_room_for_a_copy_there_is_no_migration(old: Path, scripts: Path) -> None:
    (old.parent / "backups").write_text("in the way")
    with pytest.raises(LibraryTrouble, match="copy of the library could not be made") as caught:
        migrate(old, scripts)
    assert caught.value.safe
    assert is_old(old)


def test_a_damaged_library_is_not_migrated(old: Path, scripts: Path) -> None:
    data = bytearray(old.read_bytes())
    page = 4096
    data[5 * page : 6 * page] = bytes(page)
    old.write_bytes(data)
    with pytest.raises(LibraryTrouble):
        migrate(old, scripts)
    assert old.read_bytes() == data


def test_while_another_program_writes_nothing_is_migrated(old: Path, scripts: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryTrouble, match="in use"):
            migrate(old, scripts)
    assert is_old(old)


def statements_of(path: Path, scripts: Path, at: int = 0, then: Callable[[], None] = lambda: None) -> int:
    """Migrate; returns how many statements it took. Before statement `at`, counted from 1, `then` is called."""
    engine, count = engines.open_engine(path), 0

    def listener(*_arguments: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            then()

    event.listen(engine, "before_cursor_execute", listener)
    upgrade(engine, path, scripts=scripts, target=NEXT)
    engine.dispose()
    return count


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@posix_only
def test_killed_before_any_statement_the_library_is_old_and_the_next_start_brings_it_up_to_date(
    old: Path, scripts: Path
) -> None:
    data = old.read_bytes()
    trial = old.with_name("trial.cmcdb")
    trial.write_bytes(data)
    total = statements_of(trial, scripts)
    assert total > 20
    for number in range(1, total + 1):
        trial.write_bytes(data)
        assert killed_by(signal.SIGKILL, lambda at=number: statements_of(trial, scripts, at, die))  # type: ignore[misc]  # a default binds it
        assert is_old(trial), f"statement {number}"
    migrate(trial, scripts)
    assert not is_old(trial)
    assert not [path for path in (old.parent / "backups").iterdir() if path.name.endswith(".part")]


@posix_only
@pytest.mark.parametrize("more_pages", [0, 1, 2, 4])
def test_killed_while_the_commit_is_written_the_library_is_old_after_opening(
    old: Path, scripts: Path, more_pages: int
) -> None:
    """The header may say new already; what counts is what SQLite makes of it together with its journal."""
    limit = old.stat().st_size + more_pages * 4096
    assert killed_by(signal.SIGXFSZ, lambda: migrate(old, scripts), before=dies_writing_beyond(limit))
    assert old.with_name(old.name + "-journal").stat().st_size > 0
    assert int.from_bytes(old.read_bytes()[60:64], "big") == NEXT, "killed too early to show anything"
    assert engines.file_version(old) == SCHEMA_VERSION
    assert is_old(old)
    migrate(old, scripts)
    assert not is_old(old)


@posix_only
@pytest.mark.parametrize("kills", [15, pytest.param(1000, marks=pytest.mark.soak)], ids=["some", "many"])
def test_killed_at_any_moment_the_library_is_old_or_new(old: Path, scripts: Path, kills: int) -> None:
    seed = random.randrange(2**32)
    print("seed:", seed)
    chance = random.Random(seed)
    data = old.read_bytes()
    migrate(old, scripts)  # loads Alembic before the first fork
    outcomes = {True: 0, False: 0}
    for _ in range(kills):
        old.with_name(old.name + "-journal").unlink(missing_ok=True)
        old.write_bytes(data)
        child = os.fork()
        if child == 0:
            migrate(old, scripts)
            os._exit(0)
        until = time.perf_counter() + chance.uniform(0, 0.12)
        while time.perf_counter() < until:  # no sleep: it would wake up too late to hit the commit
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        outcomes[is_old(old)] += 1
    print("old:", outcomes[True], "new:", outcomes[False])


def test_the_migrations_from_nothing_make_what_a_new_library_is(tmp_path: Path) -> None:
    """A table changed without a migration would show here."""
    new, migrated = tmp_path / "new.cmcdb", tmp_path / "migrated.cmcdb"
    Library.open(new, builders.TEMPLATES, ManualClock()).close()
    engine = engines.open_engine(migrated)
    with engine.execution_options(**WRITING).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()
    assert columns(migrated) == columns(new)


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its columns, indexes and references."""
    with closing(sqlite3.connect(path)) as plain:
        names = [
            name
            for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if name != "alembic_version"
        ]
        return {
            name: [
                row
                for pragma in ("table_xinfo", "index_list", "foreign_key_list")
                for row in plain.execute(f"PRAGMA {pragma}({name})")
            ]
            for name in names
        }


def test_starting_with_a_library_of_today_loads_no_migrations(tmp_path: Path) -> None:
    """Alembic takes 0.4 s to load; nobody waits for it who has nothing to migrate."""
    program = "import sys; from cmc_desktop.__main__ import main; main(); sys.exit('alembic' in sys.modules)"
    for verb in (["new", "Night bus"], ["list"]):
        command = [sys.executable, "-c", program, "--data", str(tmp_path), *verb]
        assert subprocess.run(command, capture_output=True).returncode == 0
