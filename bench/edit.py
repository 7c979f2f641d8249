"""From an edit to its durable commit, through the one door for change, against plain sqlite3 doing the same."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

from sqlalchemy import event

from bench.canvases import fill, open_library
from bench.figure import RUNS, Figure, percentile, short
from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import user_paths

_SIZES = (150, 10_000)
_EDITS_A_RUN = 70
_TEXT = "Night buses every twenty minutes, edit {number} of this run"

Statement = tuple[str, tuple[Any, ...]]


def measure(folder: Path) -> list[Figure]:
    """Rewording one note, at both sizes; app and floor take turns, edit by edit."""
    return [figure for size in _SIZES for figure in _at_size(folder / str(size), size)]


def _at_size(folder: Path, size: int) -> list[Figure]:
    paths = user_paths(folder)
    library = open_library(paths)
    canvas_id = library.new(f"Canvas of {size} notes")
    fill(library, canvas_id, size)
    session = library.session(canvas_id)
    twin = folder / "twin.cmcdb"
    statements = _statements_of_an_edit(library, session)
    shutil.copy(paths.library, twin)
    with closing(sqlite3.connect(twin, isolation_level=None)) as connection:
        settings = _use_settings_of(library, connection)
        app, raw = _take_turns(session, connection, statements)
    library.close()
    name = f"edit to durable, {size} notes"
    each = _EDITS_A_RUN
    medians = [[median(run[n : n + each]) for n in range(0, len(run), each)] for run in (app, raw)]
    note = (
        f"p95 {_share(app, 0.95)} (floor {_share(raw, 0.95)}), p99 {_share(app, 0.99)} (floor {_share(raw, 0.99)}); "
        f"{len(app)} edits, {settings}"
    )
    floor_name = f"sqlite3, the same {len(statements)} statements"
    return [Figure(name, "ms", medians[0], floor_name, medians[1], "at most 3x, the same at both sizes", note)]


def _share(values: list[float], share: float) -> str:
    return f"{short(percentile(values, share))} ms"


def _statements_of_an_edit(library: Library, session: Session) -> list[Statement]:
    """The statements one edit sends, with their values, as they reach the driver."""
    sent: list[Statement] = []
    with _heard(library, sent):
        session.do(EditNote(_note_ids(session)[0], _TEXT.format(number="x")))
    return [statement for statement in sent if not statement[0].startswith(("BEGIN", "PRAGMA"))]


@contextmanager
def _heard(library: Library, sent: list[Statement]) -> Iterator[None]:
    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        sent.append((statement, tuple(values)))

    engine = library.store.engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def _use_settings_of(library: Library, connection: sqlite3.Connection) -> str:
    """Give the floor's connection the app's own settings; returns those that decide about durability."""
    told = []
    with library.store.engine.connect() as app:
        for name in ("journal_mode", "synchronous", "fullfsync", "foreign_keys", "secure_delete", "cell_size_check"):
            value = app.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            connection.execute(f"PRAGMA {name}={value}")
            (taken,) = connection.execute(f"PRAGMA {name}").fetchone()
            assert taken == value, f"{name}: the floor would run with {taken}, the app with {value}"
            told.append(f"{name}={value}")
    return " ".join(told[:2])


def _note_ids(session: Session) -> list[str]:
    canvas = session.canvas
    return [note.id for box in canvas.template.walk for note in canvas.notes_in(box)]


def _take_turns(
    session: Session, connection: sqlite3.Connection, statements: list[Statement]
) -> tuple[list[float], list[float]]:
    """Times in ms of each app edit and each floor edit; the first few of both are practice."""
    ids = _note_ids(session)
    canvas_id, (_, journal) = session.canvas.id, statements[0]
    seq = int(journal[journal.index(canvas_id) + 1]) + 1
    app, raw = [], []
    practice = 20
    for number in range(practice + RUNS * _EDITS_A_RUN):
        change = EditNote(ids[number * 37 % len(ids)], _TEXT.format(number=number))
        start = perf_counter_ns()
        session.do(change)
        app.append((perf_counter_ns() - start) / 1e6)
        renewed = _renewed(statements, canvas_id, change, seq + number)
        start = perf_counter_ns()
        connection.execute("BEGIN IMMEDIATE")
        rows = [connection.execute(statement, values).rowcount for statement, values in renewed]
        connection.execute("COMMIT")
        raw.append((perf_counter_ns() - start) / 1e6)
        assert rows == [1, 1], "the floor wrote nothing"
    return app[practice:], raw[practice:]


def _renewed(statements: list[Statement], canvas_id: str, change: EditNote, seq: int) -> list[Statement]:
    """The statements for another note, text and journal number; a journal row goes in only after the one before it."""
    (journal_sql, journal), (note_sql, note) = statements
    id_place, text_place = note.index(canvas_id) + 1, note.index(_TEXT.format(number="x"))
    seq_places = [place + 1 for place, value in enumerate(journal) if value == canvas_id]
    return [
        (journal_sql, _with(journal, dict.fromkeys(seq_places, seq))),
        (note_sql, _with(note, {id_place: change.note, text_place: change.text})),
    ]


def _with(values: tuple[Any, ...], other: dict[int, Any]) -> tuple[Any, ...]:
    return tuple(other.get(place, value) for place, value in enumerate(values))
