"""Four laptops write one canvas at once, and the server goes away in between: nothing is lost, nothing twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import builders
import pytest
import shared_writer
from postgres_server import PostgresServer

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress

TESTS = Path(builders.__file__).parent


def write(address: ServerAddress, postgres: PostgresServer, each: int, cuts: int) -> int:
    """Let four processes make `each` edits while the server is stopped and started `cuts` times; how many were told."""
    with closing(Library.open(address, builders.TEMPLATES, ManualClock())) as library:
        canvas_id = library.new("Night bus")
        library.session(canvas_id).do(AddNote("mission", "Marks:", id="common"))
        writers = [
            subprocess.Popen(
                [sys.executable, str(Path(shared_writer.__file__)), address.url, canvas_id, letter, str(each)],
                stdout=subprocess.PIPE,
                env={"PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
            )
            for letter in "ABCD"
        ]
        for cut in range(1, cuts + 1):
            _wait_for(library, canvas_id, 4 * each * cut // (cuts + 1), writers)
            postgres.stop()
            postgres.start()
        told = [int(writer.communicate()[0] or -1) for writer in writers]
        assert [writer.returncode for writer in writers] == [0] * 4
        canvas = library.session(canvas_id).canvas
        marks = {letter: [shared_writer.mark(letter, number) for number in range(each)] for letter in "ABCD"}
        added = sorted(note.text for note in canvas.notes_in("value"))
        assert added == sorted(mark for own in marks.values() for mark in own[::2])
        words = canvas.note("common").text.removeprefix("Marks:")
        found = [words[start : start + 3] for start in range(0, len(words), 3)]
        assert sorted(found) == sorted(mark for own in marks.values() for mark in own[1::2])
        for letter, own in marks.items():
            assert [mark for mark in found if mark[0] == letter] == own[1::2], "in the order in which they were made"
        numbers = [line.entry.seq for line in library.store.journal_of(canvas_id)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 4 * each + 2
    return sum(told)


def _wait_for(library: Library, canvas_id: str, edits: int, writers: list[subprocess.Popen[bytes]]) -> None:
    pause = threading.Event()
    while len(library.store.journal_of(canvas_id)) < edits:
        assert not any(writer.poll() for writer in writers), "a laptop gave up"
        pause.wait(0.05)  # other processes write meanwhile


def test_four_laptops_and_a_server_that_goes_away_once_lose_no_edit(
    shared_library: ServerAddress, postgres: PostgresServer
) -> None:
    write(shared_library, postgres, each=20, cuts=1)


@pytest.mark.soak
def test_two_thousand_edits_by_four_laptops_and_a_server_that_goes_away_ten_times(
    shared_library: ServerAddress, postgres: PostgresServer
) -> None:
    assert write(shared_library, postgres, each=500, cuts=10) > 0
