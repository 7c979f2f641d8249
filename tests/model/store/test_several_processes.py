"""Several processes at work on one canvas: nothing is lost, nothing is overwritten unseen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress

import builders
import pytest
from sqlalchemy import event

from cmc_desktop.model.domain.changes import DeleteNotes, EditNote, Rename
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress, address_text
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.paths import Paths

pytestmark = pytest.mark.both_databases

EACH = 20


def test_four_commands_and_an_open_window_write_twenty_notes_each_and_none_is_lost(
    session: Session, library: Library, library_address: LibraryAddress, paths: Paths
) -> None:
    canvas_id = session.canvas.id
    app = [sys.executable, "-m", "cmc_desktop", "--data", str(paths.data), "--library", address_text(library_address)]
    command = [*app, "note", "add", canvas_id, "value", "-"]
    writers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    expected: dict[str, str] = {}
    for number, writer in enumerate(writers):
        assert writer.stdin is not None
        writer.stdin.write("".join(f"Writer {number}, note {note}\n" for note in range(EACH)))
        writer.stdin.flush()
    for note in range(EACH):
        (note_id,) = builders.put(session, "value", f"Window, note {note}")
        expected[note_id] = f"Window, note {note}"
    for number, writer in enumerate(writers):
        printed, error = writer.communicate()
        assert (error, writer.returncode) == ("", 0)
        texts = [f"Writer {number}, note {note}" for note in range(EACH)]
        expected |= dict(zip(printed.split(), texts, strict=True))
    canvas = library.session(canvas_id).canvas
    assert {note.id: note.text for note in canvas.notes_in("value")} == expected
    assert len(expected) == 5 * EACH
    numbers = [line.entry.seq for line in library.store.journal_of(canvas_id)]
    assert numbers == list(range(1, 5 * EACH + 2))
    for number in range(4):
        own = [note.text for note in canvas.notes_in("value") if note.text.startswith(f"Writer {number},")]
        assert own == [f"Writer {number}, note {note}" for note in range(EACH)], "a writer's notes keep their order"


@pytest.fixture
def other(session: Session, library_address: LibraryAddress) -> Iterator[Session]:
    """The same canvas, open in another window of another process."""
    library = Library.open(library_address, builders.TEMPLATES, ManualClock())
    yield library.session(session.canvas.id)
    library.close()


def test_a_note_that_another_window_deleted_is_not_brought_back_by_an_edit(session: Session, other: Session) -> None:
    (note_id,) = builders.put(session, "value", "Gone soon")
    other.catch_up()
    session.do(DeleteNotes((note_id,)))
    with pytest.raises(NotThere):
        other.do(EditNote(note_id, "Still here"))
    assert builders.texts(other, "value") == []


def test_an_edit_is_decided_anew_on_what_the_other_window_wrote(session: Session, other: Session) -> None:
    builders.put(session, "value", "First")
    builders.put(other, "value", "Second")
    assert builders.texts(other, "value") == ["First", "Second"]
    session.catch_up()
    assert builders.texts(session, "value") == ["First", "Second"]


def test_a_window_is_told_first_of_what_another_one_wrote_and_then_of_its_own(session: Session, other: Session) -> None:
    told: list[tuple[str, str]] = []
    other.observe(lambda written: told.append((written.way, written.name)))
    builders.put(session, "value", "First")
    builders.put(other, "value", "Second")
    assert told == [("elsewhere", ""), ("do", "AddNotes")]


def test_a_title_changed_elsewhere_while_a_canvas_is_read_is_not_put_back(
    library: Library, library_address: LibraryAddress
) -> None:
    """What is loaded is of one moment: else an old title would go with a new number, and be written again later."""
    canvas_id = library.new("Old title", "Oslo")
    with closing(LibraryStore(library_address, builders.TEMPLATES, patience=0)) as quick:
        elsewhere = Library(quick, builders.TEMPLATES, ManualClock())

        def rename(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if "FROM notes" in statement:
                with suppress(LibraryTrouble):  # that the reader keeps the other out is as good
                    elsewhere.do(canvas_id, Rename("New title", "Oslo"))

        event.listen(library.store.engine, "before_cursor_execute", rename)
        canvas, standing = library.store.load(canvas_id)
    lines = library.store.journal_of(canvas_id)
    assert standing.seq <= len(lines)
    title = "New title" if standing.seq == 2 else "Old title"
    assert canvas.head.title == title
