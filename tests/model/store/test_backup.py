"""A copy of a library is called one only when it was read back and compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store import backup, upgrade
from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.backup import backups_beside, fingerprint_of_file, verified_copy
from cmc_desktop.paths import Paths


def test_a_copy_opens_with_the_same_words(session: Session, paths: Paths) -> None:
    builders.fill_with_sample(session)
    copy = verified_copy(paths.library, backups_beside(paths.library), "today.cmcdb")
    assert copy == backups_beside(paths.library) / "today.cmcdb"
    with closing(Library.open(copy, builders.TEMPLATES, ManualClock())) as library:
        assert library.session(session.canvas.id).canvas.content_hash == session.canvas.content_hash


def test_a_copy_is_of_one_moment_while_others_write(
    session: Session, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written between copying and comparing must not make a sound copy look wrong."""
    builders.put(session, "value", "Before")
    real = backup._copy

    def copy_while_written(source: sqlite3.Connection, target: Path, pause: backup.Pause) -> None:
        real(source, target, pause)
        at_once = sqlite3.connect(paths.library, timeout=0, isolation_level=None)
        with closing(at_once) as other, pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE notes SET text = 'Meanwhile'")

    monkeypatch.setattr(backup, "_copy", copy_while_written)
    verified_copy(paths.library, backups_beside(paths.library), "today.cmcdb")


@pytest.mark.parametrize(
    "statement", ["UPDATE notes SET text = text || '.'", "DELETE FROM notes", "DROP TABLE answers"]
)
def test_a_copy_that_differs_from_the_library_is_thrown_away(
    session: Session, paths: Paths, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    builders.put(session, "value", "Before")
    real = backup._copy

    def copy_wrongly(source: sqlite3.Connection, target: Path, pause: backup.Pause) -> None:
        real(source, target, pause)
        with closing(sqlite3.connect(target)) as copy:
            copy.execute(statement)
            copy.commit()

    monkeypatch.setattr(backup, "_copy", copy_wrongly)
    with pytest.raises(LibraryTrouble, match="differs") as caught:
        verified_copy(paths.library, backups_beside(paths.library), "today.cmcdb")
    assert caught.value.safe
    assert list(backups_beside(paths.library).iterdir()) == []


def test_what_an_interrupted_copy_left_is_replaced(session: Session, paths: Paths) -> None:
    backups_beside(paths.library).mkdir()
    (backups_beside(paths.library) / ".today.cmcdb.part").write_text("half a copy")
    copy = verified_copy(paths.library, backups_beside(paths.library), "today.cmcdb")
    assert list(backups_beside(paths.library).iterdir()) == [copy]


def test_the_fingerprint_sees_every_letter(session: Session, paths: Paths) -> None:
    builders.put(session, "value", "Before")
    before = fingerprint_of_file(paths.library)
    assert fingerprint_of_file(paths.library) == before
    with closing(sqlite3.connect(paths.library)) as plain:
        plain.execute("UPDATE notes SET text = 'before'")
        plain.commit()
    after = fingerprint_of_file(paths.library)
    assert {table for table in before if before[table] != after[table]} == {"notes"}


def test_nobody_writes_between_the_copy_and_the_migration(
    library: Library, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the copy would lack what was written then, and restoring it would lose that."""
    real = upgrade.verified_copy

    def written_after(*arguments: object) -> Path:
        copy = real(*arguments)  # type: ignore[arg-type]  # handed on as they came
        with (
            closing(sqlite3.connect(paths.library, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("DELETE FROM protocols")
        raise KeyboardInterrupt(copy)

    monkeypatch.setattr(upgrade, "verified_copy", written_after)
    engine = engines.open_engine(paths.library)
    with pytest.raises(KeyboardInterrupt):
        upgrade.upgrade(engine, paths.library, target=99)
    engine.dispose()
