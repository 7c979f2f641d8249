"""A whole library goes from a file to a server and back without one row or hash that differs, or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import builders
import pytest
from children import killed_by
from postgres_server import PostgresServer
from sqlalchemy import Engine, select

from cmc_desktop.model.domain.changes import AddMinute
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.moving import check_library, copy_library, opener
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.model.store.tables import metadata

open_it = opener(builders.TEMPLATES)
#: made anew from the rest
_INDEX = {"overview", "search_state"}


def opened(address: LibraryAddress) -> Library:
    return Library.open(address, builders.TEMPLATES, ManualClock())


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in a file with a signed canvas, one in the middle of its workshop, an archived and a deleted one."""
    path = tmp_path_factory.mktemp("original") / "library.cmcdb"
    with closing(opened(path)) as library:
        builders.sign(library.session(library.new("Signed – “ä 𝄞”", "Oslo")))
        builders.lived_in(library.session(library.new("In its workshop")), "discuss")
        library.archive(library.new("Put away"))
        library.delete(library.new("Deleted"))
        library.save_protocol("Ours", builders.AGENDA)
    return path


@pytest.fixture
def lived_in(original: Path, tmp_path: Path) -> Path:
    """That library, for one test."""
    return Path(shutil.copy(original, tmp_path / "library.cmcdb"))


def rows(engine: Engine) -> dict[str, list[str]]:
    """Every row there is, but for the index of words."""
    with engine.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in _INDEX
        }


def rows_at(address: LibraryAddress) -> dict[str, list[str]]:
    with closing(open_it(address)) as store:
        return rows(store.engine)


def hashes(address: LibraryAddress) -> set[tuple[str, str]]:
    """The content hash of every canvas and of every revision that is kept."""
    with closing(opened(address)) as library:
        canvases = [library.session(listed.head.id).canvas for listed in (*library.every(), *library.deleted())]
        kept = {(canvas.id, revision.id) for canvas in canvases for revision in canvas.all(Revision)}
        return kept | {(canvas.id, canvas.content_hash) for canvas in canvases}


def test_a_library_keeps_every_row_and_hash_from_a_file_to_a_server_and_back(
    lived_in: Path, shared_library: ServerAddress, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    copied = copy_library(lived_in, shared_library, open_it, lambda done, total: told.append((done, total)))
    back = tmp_path / "back.cmcdb"
    copy_library(shared_library, back, open_it)
    assert rows_at(lived_in) == rows_at(shared_library) == rows_at(back)
    assert hashes(lived_in) == hashes(shared_library) == hashes(back)
    assert len(hashes(back)) == 4
    assert told[-1] == (copied, copied) == (sum(map(len, rows_at(back).values())),) * 2
    assert not [path for path in tmp_path.iterdir() if "part" in path.name]


def test_a_copied_library_is_searched_and_worked_on(lived_in: Path, shared_library: ServerAddress) -> None:
    copy_library(lived_in, shared_library, open_it)
    with closing(opened(shared_library)) as library:
        (hit,) = library.search("Home by night")
        assert hit.listed.head.title == "In its workshop"
        session = library.session(hit.listed.head.id)
        session.do(AddMinute("Written on the server"))
        minutes = library.session(session.canvas.id).canvas.all(Minute)
        assert "Written on the server" in [minute.text for minute in minutes]


def test_a_library_is_never_copied_over_another(lived_in: Path, shared_library: ServerAddress, tmp_path: Path) -> None:
    with closing(opened(shared_library)) as library:
        library.new("There already")
    before = rows_at(shared_library)
    with pytest.raises(Refusal, match="not empty"):
        copy_library(lived_in, shared_library, open_it)
    assert rows_at(shared_library) == before
    there = tmp_path / "there.cmcdb"
    there.write_bytes(b"something")
    with pytest.raises(Refusal, match="is there already"):
        copy_library(shared_library, there, open_it)
    assert there.read_bytes() == b"something"
    with pytest.raises(NotThere):
        copy_library(tmp_path / "nowhere.cmcdb", tmp_path / "new.cmcdb", open_it)


def test_a_copy_with_one_letter_that_differs_is_taken_back(
    lived_in: Path, shared_library: ServerAddress, postgres: PostgresServer
) -> None:
    postgres.run(
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.text := replace(NEW.text, 'council', 'Council'); RETURN NEW; END $$",
        "CREATE TRIGGER spoil BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION spoil()",
        database=shared_library.database,
    )
    with pytest.raises(LibraryTrouble, match="differs from the library in notes"):
        copy_library(lived_in, shared_library, open_it)
    assert not any(rows_at(shared_library).values())


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("step", [1, 5, 9])
def test_killed_at_any_point_nothing_is_copied(
    lived_in: Path, shared_library: ServerAddress, tmp_path: Path, step: int
) -> None:
    def kill_at(steps: int) -> Callable[[int, int], None]:
        left = [steps]

        def progress(_done: int, _total: int) -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        return progress

    for target in (shared_library, tmp_path / "back.cmcdb"):
        assert killed_by(signal.SIGKILL, lambda target=target: copy_library(lived_in, target, open_it, kill_at(step)))
    assert not any(rows_at(shared_library).values())
    assert not (tmp_path / "back.cmcdb").exists()
    copy_library(lived_in, tmp_path / "back.cmcdb", open_it)
    assert rows_at(tmp_path / "back.cmcdb") == rows_at(lived_in)


def test_every_canvas_is_checked_and_one_with_other_words_than_were_stored_is_named(
    lived_in: Path, shared_library: ServerAddress, postgres: PostgresServer
) -> None:
    copy_library(lived_in, shared_library, open_it)
    for address in (lived_in, shared_library):
        with closing(open_it(address)) as store:
            found = list(check_library(store))
        assert sorted(canvas.title for canvas in found if not canvas.fault) == [
            "Deleted",
            "In its workshop",
            "Put away",
            "Signed – “ä 𝄞”",
        ]
        assert {(canvas.id, canvas.content_hash) for canvas in found} <= hashes(address)
    postgres.run("UPDATE notes SET text = 'Other words' WHERE text = 'The council'", database=shared_library.database)
    with closing(open_it(shared_library)) as store:
        (wrong,) = [canvas for canvas in check_library(store) if canvas.fault]
    assert wrong.title == "In its workshop"
