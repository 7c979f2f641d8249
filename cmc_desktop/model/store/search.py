"""Finding words in the notes of a whole library, by a word index that is brought up to date off the edit path."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, bindparam, func, select, text

from cmc_desktop.model.store import engine as engines
from cmc_desktop.model.store.tables import journal, notes, search_state
from cmc_desktop.model.store.trouble import told_plainly

_CREATE = (
    "CREATE VIRTUAL TABLE note_words USING fts5("
    "text, canvas_id UNINDEXED, note_id UNINDEXED, box UNINDEXED, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)


@dataclass(frozen=True, slots=True)
class FoundNote:
    canvas_id: str
    note_id: str
    box: str
    text: str


def create_index(connection: Connection) -> None:
    """Make the empty word index of a new library."""
    connection.exec_driver_sql(_CREATE)
    connection.execute(search_state.insert(), {"id": 1, "journal_id": 0})


def refresh(engine: Engine) -> None:
    """Take the notes changed since the last time into the index."""
    with told_plainly():
        with engine.connect() as connection:
            known = connection.execute(select(search_state.c.journal_id)).scalar_one()
            newest = connection.execute(select(func.coalesce(func.max(journal.c.id), 0))).scalar_one()
        if newest > known:
            with engine.execution_options(**engines.WRITING).begin() as connection:
                _take_in(connection, known)


def _take_in(connection: Connection, known: int) -> None:
    query = select(journal.c.id, journal.c.canvas_id, journal.c.puts).where(journal.c.id > known)
    newest = known
    changed: dict[str, set[str]] = {}
    for number, canvas_id, puts in connection.execute(query):
        newest = max(newest, number)
        ids = {put[1] for put in json.loads(puts) if put[0] == "note"}
        changed.setdefault(canvas_id, set()).update(ids)
    for canvas_id, ids in changed.items():
        for chunk in _chunks(sorted(ids), 500):
            _index_notes(connection, canvas_id, chunk)
    connection.execute(search_state.update().values(journal_id=newest))


def _chunks(values: list[str], size: int) -> list[list[str]]:
    return [values[start : start + size] for start in range(0, len(values), size)]


def _index_notes(connection: Connection, canvas_id: str, ids: list[str]) -> None:
    query = select(notes.c.num, notes.c.id, notes.c.box, notes.c.text, notes.c.deleted).where(
        notes.c.canvas_id == canvas_id, notes.c.id.in_(bindparam("ids", expanding=True))
    )
    rows = connection.execute(query, {"ids": ids}).all()
    if rows:
        connection.execute(text("DELETE FROM note_words WHERE rowid = :num"), [{"num": row.num} for row in rows])
    live = [
        {"num": row.num, "text": row.text, "canvas": canvas_id, "note": row.id, "box": row.box}
        for row in rows
        if not row.deleted
    ]
    if live:
        insert = (
            "INSERT INTO note_words(rowid, text, canvas_id, note_id, box) VALUES (:num, :text, :canvas, :note, :box)"
        )
        connection.execute(text(insert), live)


def notes_with(engine: Engine, word: str, limit: int = 5000) -> list[FoundNote]:
    """Notes with a word that begins with `word`, best match first."""
    query = text(
        "SELECT canvas_id, note_id, box, text FROM note_words WHERE note_words MATCH :query ORDER BY rank LIMIT :limit"
    )
    quoted = '"' + word.replace('"', '""') + '"*'
    with told_plainly(), engine.connect() as connection:
        rows = connection.execute(query, {"query": quoted, "limit": limit}).all()
    return [FoundNote(*row) for row in rows]
