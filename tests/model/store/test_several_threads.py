"""A worker thread that reads a library while the window's thread works with it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import builders
from sqlalchemy import select

from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.tables import notes


def test_reading_on_a_worker_leaves_what_this_thread_is_reading_alone(library: Library, filled: Session) -> None:
    with library.store.engine.connect() as connection, ThreadPoolExecutor() as pool:
        rows = connection.execute(select(notes.c.id))
        first = rows.fetchone()
        on_workers = [pool.submit(library.session, filled.canvas.id) for _ in range(3)]
        assert [future.result().canvas.note_count() for future in on_workers] == [64] * 3
        assert len([first, *rows]) == 64


def test_edits_and_reading_on_workers_go_on_side_by_side(library: Library, filled: Session) -> None:
    """Each reading is of one moment: the notes and the number of the last edit belong together."""
    ended = threading.Event()

    def read() -> list[tuple[int, int]]:
        seen = []
        while True:
            last = ended.is_set()
            canvas, standing = library.store.load(filled.canvas.id)
            seen.append((canvas.note_count(), standing.seq))
            if last:
                return seen

    before = library.store.load(filled.canvas.id)[1].seq
    with ThreadPoolExecutor() as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for number in range(60):
                builders.put(filled, "value", f"Note {number}")
        finally:
            ended.set()
        for reader in readers:
            seen = reader.result()
            assert {count - seq for count, seq in seen} == {64 - before}
            assert seen[-1] == (64 + 60, before + 60)
    assert library.store.check() == "ok"
