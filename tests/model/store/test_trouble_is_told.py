"""A library that is locked, read-only or full: what is stored stays, what is not is said, and work can go on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import builders
import pytest
from children import as_nobody, in_child

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.paths import Paths

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and permissions")

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another process keeps a lock on the library: IMMEDIATE lets others read, EXCLUSIVE does not."""
    command = [sys.executable, "-c", HOLD, str(path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate("")


def impatient(path: Path) -> Library:
    return Library(LibraryStore(path, builders.TEMPLATES, patience=20), builders.TEMPLATES, ManualClock())


def told(trouble: LibraryTrouble) -> list[str]:
    """The sentences; what happened, what is safe and what to do are all there."""
    sentences = [trouble.happened, trouble.safe, trouble.todo]
    assert all(sentences)
    return sentences


def test_while_another_program_writes_reading_goes_on_and_an_edit_is_refused_then_works(
    session: Session, paths: Paths
) -> None:
    builders.put(session, "value", "Before")
    with closing(impatient(paths.library)) as library:
        mine = library.session(session.canvas.id)
        with held(paths.library, "IMMEDIATE"):
            assert builders.texts(library.session(session.canvas.id), "value") == ["Before"]
            with pytest.raises(LibraryTrouble) as caught:
                builders.put(mine, "value", "During")
            assert "in use by another program" in told(caught.value)[0]
            assert builders.texts(mine, "value") == ["Before"]
            assert mine.undo_label == ""
        builders.put(mine, "value", "After")
        assert builders.texts(library.session(session.canvas.id), "value") == ["Before", "After"]


def test_a_search_while_another_program_writes_finds_the_newest_words_at_once(session: Session, paths: Paths) -> None:
    with closing(Library.open(paths.library, builders.TEMPLATES, ManualClock())) as library:
        builders.put(session, "value", "An old ferry")
        assert library.search("ferry")
        builders.put(session, "value", "A new tram")
        asked = library.session(session.canvas.id)
        with held(paths.library, "IMMEDIATE"):
            assert [note.text for hit in library.search("tram") for note in hit.notes] == ["A new tram"]
            assert [note.text for hit in library.search("ferry") for note in hit.notes] == ["An old ferry"]
        builders.put(asked, "value", "The edit after it")
        assert [note.text for hit in library.search("edit") for note in hit.notes] == ["The edit after it"]


def test_a_library_that_is_locked_whole_cannot_be_opened_and_says_so(library: Library, paths: Paths) -> None:
    library.close()
    with held(paths.library, "EXCLUSIVE"), pytest.raises(LibraryTrouble) as caught:
        impatient(paths.library).listed()
    assert "in use by another program" in told(caught.value)[0]


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that others than its owner may enter."""
    folder = Path(tempfile.mkdtemp(prefix="cmc-public-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def library_with_a_note(folder: Path) -> tuple[Path, str]:
    path = folder / "library.cmcdb"
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        session = library.session(library.new("Night bus"))
        builders.put(session, "value", "Before")
        return path, session.canvas.id


def what_happens(path: Path, canvas_id: str) -> tuple[int, list[str], list[str]]:
    """Read and search, then try to write: canvases found, what the writer was told, the notes it has in memory."""
    with closing(impatient(path)) as library:
        assert len(library.search("before")) == len(library.listed())
        found = len(library.listed())
        session = library.session(canvas_id)
        try:
            session.do(AddNote("value", "During"))
        except LibraryTrouble as trouble:
            return found, told(trouble), builders.texts(session, "value")
    return found, [], []


@posix_only
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_what_may_only_be_read_is_read_and_an_edit_says_that_it_was_not_stored(public_folder: Path, what: str) -> None:
    path, canvas_id = library_with_a_note(public_folder)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    path.chmod(0o666 if what == "folder" else 0o444)
    public_folder.chmod(0o777 if what == "file" else 0o555)
    found, sentences, in_memory = in_child(lambda: what_happens(path, canvas_id), before=as_nobody)
    assert found == 1
    assert sentences[0] == "The library is read-only."
    assert in_memory == ["Before"]
    public_folder.chmod(0o755)
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        builders.put(library.session(canvas_id), "value", "After")
        assert builders.texts(library.session(canvas_id), "value") == ["Before", "After"]


@posix_only
@pytest.mark.parametrize("name", ["library.cmcdb", "new folder/library.cmcdb"])
def test_a_new_library_in_a_folder_that_may_not_be_written_is_told(public_folder: Path, name: str) -> None:
    public_folder.chmod(0o555)

    def open_it() -> list[str]:
        with pytest.raises(LibraryTrouble) as caught:
            impatient(public_folder / name)
        return told(caught.value)

    assert "cannot be" in in_child(open_it, before=as_nobody)[0]
    assert list(public_folder.iterdir()) == []


@posix_only
def test_a_library_that_may_not_be_read_is_told(public_folder: Path) -> None:
    path, _ = library_with_a_note(public_folder)
    path.chmod(0o600)

    def open_it() -> list[str]:
        with pytest.raises(LibraryTrouble) as caught:
            impatient(path)
        return told(caught.value)

    if path.stat().st_uid == 0:
        assert "cannot be read" in in_child(open_it, before=as_nobody)[0]


def test_a_full_library_keeps_what_it_has_and_goes_on_when_there_is_room(session: Session, library: Library) -> None:
    builders.put(session, "value", "Before")
    with library.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    stored = ["Before"]

    def fill() -> None:
        for number in range(1000):
            builders.put(session, "value", f"Note {number}")
            stored.append(f"Note {number}")

    with pytest.raises(LibraryTrouble) as caught:
        fill()
    assert told(caught.value)[0] == "The disk is full."
    assert builders.texts(session, "value") == stored
    with library.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    builders.put(session, "value", "There is room again")
    assert builders.texts(library.session(session.canvas.id), "value") == [*stored, "There is room again"]


def may_mount() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "--mount", "true"], capture_output=True).returncode == 0


def test_on_a_disk_that_is_really_full_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("a small disk may not be mounted here")
    script = Path(__file__).with_name("full_disk.py")
    command = ["unshare", "--mount", sys.executable, str(script), str(tmp_path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(finished.stdout)
    print(found)
    assert found.pop("stored") > 100
    assert found.pop("told").startswith("The disk is full. Everything stored before is safe;")
    assert found == {"in_memory": True, "readable": True, "goes_on": True, "check": "ok"}
