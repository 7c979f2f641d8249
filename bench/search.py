"""From a key in the search field to the painted results in a library of ten thousand canvases, and a fresh index."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.canvases import Desk
from bench.corpus import CANVASES, Vocabulary, corpus
from bench.figure import Figure, percentile, short
from bench.painted import Painted
from bench.running_app import RunningApp, running_app
from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.domain.words import phrases_in
from cmc_desktop.model.services.library import Library

_OF_EACH = 60


def measure(folder: Path) -> list[Figure]:
    """Five kinds of query in turn; each key beside the same question put to SQLite alone."""
    paths = corpus(folder)
    kinds = _queries(Vocabulary.make())
    app_times: dict[str, list[float]] = {name: [] for name in kinds}
    floors: dict[str, list[float]] = {name: [] for name in kinds}
    works: list[float] = []
    with running_app(Desk(paths, {})) as app, _plain_index(paths.library, folder / "plain.db") as ask:
        for number in range(_OF_EACH + 2):
            for name, queries in kinds.items():
                words = queries[number % len(queries)]
                (took, work), floor = _key_to_painted(app, words), ask(words)
                if number >= 2:  # the first are practice
                    app_times[name].append(took)
                    floors[name].append(floor)
                    works.append(work)
        fresh = [_edit_to_fresh(app) for _ in range(9)]
    return [
        *(_figure(name, app_times[name], floors[name]) for name in kinds),
        _all(app_times, floors, works),
        _fresh(fresh),
    ]


def _queries(vocabulary: Vocabulary) -> dict[str, list[str]]:
    chance, words = random.Random(5), vocabulary.words
    common, rare = words[:40], words[8_000:18_000]
    names = [word.capitalize() for word in words[2_000:2_400]]
    return {
        "rare word": [chance.choice(rare) for _ in range(_OF_EACH)],
        "common word": [chance.choice(common) for _ in range(_OF_EACH)],
        "two common words": [" ".join(chance.sample(common, 2)) for _ in range(_OF_EACH)],
        "three letters": [chance.choice(words[:400])[:3] for _ in range(_OF_EACH)],
        "one letter, phrase, person": [
            *(chance.choice("abcdefghijklmnoprstuvwxyz") for _ in range(_OF_EACH // 3)),
            *(f'"{" ".join(chance.sample(common, 2))}"' for _ in range(_OF_EACH // 3)),
            *(" ".join(chance.sample(names, 2)) for _ in range(_OF_EACH // 3)),
        ],
    }


def _key_to_painted(app: RunningApp, words: str) -> tuple[float, float]:
    """Type the last letter of `words`, the others being there; until the list with the answer is painted.

    Returns the ms that took, and those the processor worked for it: what others do on this machine adds to the first.
    """
    page = app.controller.library_page
    *_, last = words
    page.search.setText(words[:-1])
    app.wait_until(lambda: page.search.settled)
    app.settle()
    loop, watches = QEventLoop(), list[Painted]()
    model = page.table.rows

    def watch() -> None:
        widget = page.table.viewport() if model.canvases else page
        widget.update()
        watches.append(Painted([widget], loop.quit))

    model.modelReset.connect(watch)
    begun, worked = time.perf_counter_ns(), time.thread_time_ns()
    _press(page.search, last)
    loop.exec()
    took, work = (time.perf_counter_ns() - begun) / 1e6, (time.thread_time_ns() - worked) / 1e6
    model.modelReset.disconnect(watch)
    return took, work


def _press(field: Any, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@contextmanager
def _plain_index(library: Path, path: Path) -> Iterator[Callable[[str], float]]:
    """Asks a plain full-text table with the words of the same canvases for the fifty best, with an excerpt of each."""
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(library)) as source:
        connection.execute(
            "CREATE VIRTUAL TABLE plain USING fts5(words, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        connection.executemany(
            "INSERT INTO plain(words) VALUES (?)", source.execute("SELECT words FROM overview_words")
        )
        connection.commit()
        query = (
            "SELECT rowid, snippet(plain, 0, '[', ']', '…', 12) FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 50"
        )

        def ask(words: str) -> float:
            wanted = " AND ".join(f'"{" ".join(phrase)}" *' for phrase in phrases_in(words))
            begun = time.perf_counter_ns()
            connection.execute(query, (wanted,)).fetchall()
            return (time.perf_counter_ns() - begun) / 1e6

        yield ask


def _edit_to_fresh(app: RunningApp) -> float:
    """ms from an edit on the desk to the moment the stored index holds it."""
    library: Library = app.controller.library
    listed = library.listed()[0]
    app.controller.open_canvas(listed.head.id)
    app.settle()
    session = app.controller.desk.bridge.session
    note = next(note for box in session.canvas.template.walk for note in session.canvas.notes_in(box))
    app.controller.desk.bridge.do(EditNote(note.id, note.text + " edited"))
    begun = time.perf_counter_ns()
    while not library.finder.is_fresh:
        QTest.qWait(10)
    took = (time.perf_counter_ns() - begun) / 1e6
    app.controller.show_library()
    app.settle()
    return took


def _figure(name: str, times: list[float], floor: list[float]) -> Figure:
    within = sum(took <= 2 * least + 5 for took, least in zip(times, floor, strict=True))
    note = f"p95 {short(percentile(times, 0.95))} ms; {within} of {len(times)} within twice the floor + 5 ms"
    return Figure(f"search, {name}: key to painted", "ms", times, "FTS5, 50 best with excerpts", floor, "", note)


def _all(times: dict[str, list[float]], floors: dict[str, list[float]], works: list[float]) -> Figure:
    every = [took for of_kind in times.values() for took in of_kind]
    least = [took for of_kind in floors.values() for took in of_kind]
    p95, p99, floor = (
        short(value) for value in (percentile(every, 0.95), percentile(every, 0.99), percentile(least, 0.95))
    )
    processor = f"of the processor {short(percentile(works, 0.95))} and {short(percentile(works, 0.99))} ms"
    note = f"p95 {p95} ms, p99 {p99} ms, {processor}; floor p95 {floor} ms; {len(every)} keys, {CANVASES} canvases"
    aim = "p95 at most 30 ms, p99 at most 50 ms"
    return Figure("search, all: key to painted", "ms", every, "FTS5, 50 best with excerpts", least, aim, note)


def _fresh(times: list[float]) -> Figure:
    note = f"longest {short(max(times))} ms, median {short(median(times))} ms; written off the window's thread"
    return Figure("search, edit to fresh index", "ms", times, aim="at most 1,000 ms", note=note)
