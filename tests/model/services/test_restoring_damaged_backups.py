"""What is said of a backup that cannot be restored: which file it is, what is wrong with it, and that the library is
as it was. The library is never called damaged for it."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import builders
import pytest
from builders import TEMPLATES

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths


@pytest.fixture
def backup(paths: Paths, clock: ManualClock, session: Session, library: Library, tmp_path: Path) -> Path:
    """A backup of a library with some notes, which a newer one follows; elsewhere, and the library closed."""
    for number in range(300):
        builders.put(session, "value", f"Home by night {number} " + "and back " * 40)
    file = tmp_path / "stick" / "old.cmcdb"
    file.parent.mkdir()
    BackingUp(paths.library, TEMPLATES, clock).write_to(file)
    library.close()
    return file


def refusals(paths: Paths, clock: ManualClock, file: Path, canvas_id: str) -> list[CmcError]:
    """What is told when it is looked into, put back, and when a canvas is taken out; the library is as it was."""
    before = paths.library.read_bytes()
    restoring = Restoring(paths.library, TEMPLATES, clock)
    with closing(Library.open(paths.library, TEMPLATES, clock)) as open_library:
        ways = [
            lambda: restoring.compare(file),
            lambda: restoring.put_back(file),
            lambda: restoring.take_out(open_library, file, canvas_id),
        ]
        found = []
        for way in ways:
            with pytest.raises(CmcError) as caught:
                way()
            found.append(caught.value)
    assert paths.library.read_bytes() == before
    for error in found:
        assert "library is damaged" not in str(error)
        assert ".." not in str(error)
        assert "library.cmcdb" not in str(error)
        assert error.safe
        assert error.todo
    return found


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_backup_that_was_cut_off_is_called_damaged_by_its_name(
    backup: Path, paths: Paths, clock: ManualClock, session: Session, share: float
) -> None:
    data = backup.read_bytes()
    backup.write_bytes(data[: round(len(data) * share)])
    for error in refusals(paths, clock, backup, session.canvas.id):
        assert str(error) == (
            f"The backup {backup} is damaged. The library was left as it is. Choose another backup."
        ) or error.happened.startswith("This backup failed its check: ")


def test_a_backup_of_a_newer_app_is_named(backup: Path, paths: Paths, clock: ManualClock, session: Session) -> None:
    with closing(sqlite3.connect(backup)) as plain:
        plain.execute("PRAGMA user_version=99")
    for error in refusals(paths, clock, backup, session.canvas.id):
        assert error.happened == f"{backup} was written by a newer CMC Desktop."


@pytest.mark.parametrize("length", [0, 16, 99])
def test_a_stump_of_a_file_is_no_library(
    backup: Path, paths: Paths, clock: ManualClock, session: Session, length: int
) -> None:
    backup.write_bytes(backup.read_bytes()[:length])
    for error in refusals(paths, clock, backup, session.canvas.id):
        assert error.happened == f"{backup} is not a CMC Desktop library."


def test_the_database_of_another_app_is_no_library(
    tmp_path: Path, backup: Path, paths: Paths, clock: ManualClock, session: Session
) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as plain:
        plain.execute("CREATE TABLE letters (text)")
    for error in refusals(paths, clock, other, session.canvas.id):
        assert error.happened == f"{other} is not a CMC Desktop library."


def test_what_the_check_says_of_a_canvas_ends_with_one_dot(
    backup: Path, paths: Paths, clock: ManualClock, session: Session
) -> None:
    with closing(sqlite3.connect(backup)) as plain:
        plain.execute("UPDATE notes SET text = CAST(x'ff' AS TEXT)")
        plain.commit()
    with pytest.raises(CmcError) as caught:
        Restoring(paths.library, TEMPLATES, clock).compare(backup)
    assert caught.value.happened == "This backup failed its check: “Night bus”: it is damaged."


@pytest.mark.parametrize("page", [3, 11, 28, 52, 90, 120, 150])
def test_what_sqlite_finds_is_a_short_detail_behind_plain_words(
    backup: Path, paths: Paths, clock: ManualClock, session: Session, page: int
) -> None:
    data = bytearray(backup.read_bytes())
    data[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    backup.write_bytes(data)
    with pytest.raises(CmcError) as caught:
        Restoring(paths.library, TEMPLATES, clock).compare(backup)
    told = caught.value.happened
    plain = "This backup failed its check: the file is damaged ("
    assert told.startswith((plain, f"The backup {backup} is damaged."))
    assert "***" not in told
    assert "\n" not in told
    assert len(told.removeprefix(plain)) <= 62 or not told.startswith(plain)


def test_a_folder_is_called_one(backup: Path, paths: Paths, clock: ManualClock, session: Session) -> None:
    for error in refusals_of_folder(paths, clock, backup.parent):
        assert error.happened == f"{backup.parent} is a folder, not a file."
    for error in refusals_of_folder(paths, clock, backup.with_name("missing.cmcdb")):
        assert error.happened == f"There is no file {backup.with_name('missing.cmcdb')}."


def refusals_of_folder(paths: Paths, clock: ManualClock, folder: Path) -> list[CmcError]:
    restoring = Restoring(paths.library, TEMPLATES, clock)
    found = []
    for way in (restoring.compare, restoring.put_back):
        with pytest.raises(CmcError) as caught:
            way(folder)
        assert caught.value.safe
        found.append(caught.value)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="knows no such permissions")
def test_a_file_that_may_not_be_read_is_told(
    backup: Path, paths: Paths, clock: ManualClock, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def refused(self: Path, *arguments: object, **named: object) -> object:
        if self == backup:
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **named)  # type: ignore[call-overload]  # whatever open takes

    monkeypatch.setattr(Path, "open", refused)
    for error in refusals(paths, clock, backup, session.canvas.id):
        assert error.happened == f"{backup} cannot be read: Permission denied."
