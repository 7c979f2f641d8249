"""Opening a library: what is ours, what is not, and what a crash left behind."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import builders
import pytest
from children import dies_writing_beyond, in_child, killed_by
from sqlalchemy import insert

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.model.store.purge import purge
from cmc_desktop.model.store.tables import APPLICATION_ID, SCHEMA_VERSION, protocols
from cmc_desktop.model.store.writing import WRITING
from cmc_desktop.paths import Paths


def refusal_of(path: Path) -> LibraryTrouble:
    """Why a library is not opened; fails when it is, or when the file is touched."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LibraryTrouble) as caught:
        LibraryStore(path, builders.TEMPLATES)
    assert (path.read_bytes() if path.is_file() else b"") == before
    return caught.value


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.cmcdb"
    path.write_text("Dear council,\n" * 40)
    assert "is not a CMC Desktop library" in refusal_of(path).happened


def test_a_file_of_a_few_bytes_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.cmcdb"
    path.write_bytes(b"SQLite format 3\x00")
    assert "is not a CMC Desktop library" in refusal_of(path).happened


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.cmcdb"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE canvases (id TEXT)")
        other.commit()
    assert "is not a CMC Desktop library" in refusal_of(path).happened


def test_a_library_of_a_newer_app_is_refused_and_left_alone(library: Library, paths: Paths) -> None:
    library.close()
    with closing(sqlite3.connect(paths.library)) as newer:
        newer.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    assert "newer CMC Desktop" in refusal_of(paths.library).happened


def test_a_folder_in_place_of_the_file_is_told_plainly(tmp_path: Path) -> None:
    assert "cannot be read" in refusal_of(tmp_path).happened


def test_a_file_in_place_of_the_folder_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    assert "cannot be read" in refusal_of(tmp_path / "data" / "deep" / "library.cmcdb").happened


def test_an_empty_file_becomes_a_new_library(tmp_path: Path) -> None:
    path = tmp_path / "library.cmcdb"
    path.touch()
    with closing(LibraryStore(path, builders.TEMPLATES)) as store:
        assert store.listed() == []
        assert store.check() == "ok"


def test_a_path_with_signs_that_mean_something_in_addresses_is_just_a_path(tmp_path: Path) -> None:
    path = tmp_path / "50 % & #1? æ" / "my library?mode=ro#x.cmcdb"
    with closing(Library.open(path, builders.TEMPLATES, builders.ManualClock())) as library:
        library.new("Night bus")
    assert path.is_file()
    assert [entry.name for entry in path.parent.iterdir() if not entry.name.endswith("-journal")] == [path.name]


def test_the_file_says_what_it_is(library: Library, paths: Paths) -> None:
    library.new("Night bus")
    header = paths.library.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION


def test_the_connection_has_the_settings_that_lose_nothing(library: Library) -> None:
    with library.store.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "fullfsync", "foreign_keys", "trusted_schema", "secure_delete")
        }
    extra = 3
    assert settings == {
        "journal_mode": "truncate",
        "synchronous": extra,
        "fullfsync": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
    }


def test_a_large_change_reaches_the_file_only_when_it_is_whole(library: Library, paths: Paths) -> None:
    before = paths.library.read_bytes()
    with library.store.engine.execution_options(**WRITING).begin() as connection:
        for n in range(8):
            values = {"key": f"own-{n}", "name": f"Own {n}", "phases": "x" * 2**20}
            connection.execute(insert(protocols), values)
        assert paths.library.read_bytes() == before
    assert paths.library.stat().st_size > 8 * 2**20


def test_a_closed_library_is_not_written_to_again(library: Library) -> None:
    canvas_id = library.new("Night bus")
    session = library.session(canvas_id)
    library.close()
    with pytest.raises(LibraryTrouble) as caught:
        builders.add_person(session, "Ada")
    assert caught.value.happened == "This library was closed."
    assert session.canvas.people == []


@pytest.mark.both_databases
def test_nothing_opens_a_closed_library_again(library: Library, library_address: LibraryAddress) -> None:
    canvas_id = library.new("Night bus")
    library.delete(canvas_id)
    library.finder.refresh()
    library.close()
    for wish in (
        lambda: library.purge(canvas_id),
        lambda: purge(library.store.engine, canvas_id, lambda _head: None),
        lambda: library.finder.canvases("bus"),
        library.every_listed,
        library.own_protocols,
        library.store.check,
        lambda: library.save_protocol("Short", [("present", "Present", 5)]),
        lambda: Series(library).next_session(canvas_id, "Evening"),
    ):
        with pytest.raises(LibraryTrouble, match="This library was closed"):
            wish()
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as again:
        assert [one.head.id for one in again.deleted()] == [canvas_id]


def test_errors_of_the_database_never_quote_user_text(library: Library) -> None:
    with library.store.engine.connect() as connection, pytest.raises(Exception, match="no such table") as caught:
        connection.exec_driver_sql("SELECT * FROM nowhere WHERE a = ?", ("Aunt Agatha",))
    assert "Agatha" not in str(caught.value)


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@posix_only
@pytest.mark.parametrize("pages", [1, 2, 3, 8])
def test_a_first_start_killed_while_the_file_is_written_leaves_a_new_library(tmp_path: Path, pages: int) -> None:
    path = tmp_path / "library.cmcdb"
    assert killed_by(
        signal.SIGXFSZ,
        lambda: LibraryStore(path, builders.TEMPLATES),
        before=dies_writing_beyond(pages * 4096),
    )
    assert path.stat().st_size == pages * 4096, "killed too early to show anything"
    with closing(Library.open(path, builders.TEMPLATES, builders.ManualClock())) as library:
        canvas_id = library.new("Night bus")
        assert [item.head.id for item in library.listed()] == [canvas_id]
        assert library.store.check() == "ok"


@posix_only
def test_two_first_starts_at_once_make_one_library(tmp_path: Path) -> None:
    """Both see no file; the one that comes second finds the library made."""
    path = tmp_path / "library.cmcdb"

    class SecondComesFirst(LibraryStore):
        def _create(self) -> None:
            in_child(lambda: LibraryStore(path, builders.TEMPLATES).close())
            super()._create()

    with closing(SecondComesFirst(path, builders.TEMPLATES)) as store:
        assert store.check() == "ok"
        assert store.listed() == []


@posix_only
def test_many_first_starts_at_once_all_succeed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cmc_desktop", "--data", str(tmp_path), "new"]
    starts = [
        subprocess.Popen([*command, f"Canvas {number}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for number in range(4)
    ]
    results = [(*start.communicate(), start.returncode) for start in starts]
    assert [(error, status) for _, error, status in results] == [("", 0)] * 4
    with closing(Library.open(tmp_path / "library.cmcdb", builders.TEMPLATES, builders.ManualClock())) as library:
        assert {item.head.id for item in library.listed()} == {printed.strip() for printed, _, _ in results}


@posix_only
def test_a_commit_killed_midway_is_rolled_back_whole(library: Library, paths: Paths, canvas_id: str) -> None:
    """Many notes in one transaction, killed when a part of its pages is written."""
    session = library.session(canvas_id)
    builders.put(session, "value", "Before")
    library.close()
    size = paths.library.stat().st_size
    words = ["word " * random.Random(number).randrange(200, 700) for number in range(60)]

    def write_many() -> None:
        with closing(Library.open(paths.library, builders.TEMPLATES, builders.ManualClock())) as other:
            builders.put(other.session(canvas_id), "value", *words)

    assert killed_by(signal.SIGXFSZ, write_many, before=dies_writing_beyond(size + 8 * 4096))
    assert paths.library.with_name(paths.library.name + "-journal").stat().st_size > 0, (
        "killed too early to show anything"
    )
    with closing(Library.open(paths.library, builders.TEMPLATES, builders.ManualClock())) as again:
        assert builders.texts(again.session(canvas_id), "value") == ["Before"]
        assert again.store.check() == "ok"


def test_a_library_that_was_moved_away_is_not_made_anew_by_a_late_look(tmp_path: Path) -> None:
    library = builders.open_library(tmp_path)
    path = library.store.path
    assert path is not None
    library.close()
    path.rename(tmp_path / "elsewhere.cmcdb")
    with pytest.raises(LibraryTrouble):
        library.listed()
    assert not path.exists()


def test_a_library_moved_away_before_anything_was_read_from_it_is_not_made_anew(tmp_path: Path) -> None:
    builders.open_library(tmp_path).close()
    library = builders.open_library(tmp_path)
    path = library.store.path
    assert path is not None
    path.rename(tmp_path / "elsewhere.cmcdb")
    with pytest.raises(LibraryTrouble):
        library.listed()
    assert not path.exists()
