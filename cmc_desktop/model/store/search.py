"""Finding words in the notes of a whole library, by a word index that is brought up to date off the edit path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, Engine, bindparam, func, select, text

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.store import engine as engines
from cmc_desktop.model.store.tables import journal, notes, search_state
from cmc_desktop.model.store.trouble import damage_noticed, told_plainly

_INDEX = (
    "VIRTUAL TABLE {name} USING fts5("
    "text, canvas_id UNINDEXED, note_id UNINDEXED, box UNINDEXED, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)


class FoundNote(NamedTuple):
    """A note a search found; a tuple, as one letter may find every note there is."""

    canvas_id: str
    note_id: str
    box: str
    text: str


def create_index(connection: Connection) -> None:
    """Make the empty word index of a new library."""
    connection.exec_driver_sql(f"CREATE {_INDEX.format(name='note_words')}")
    connection.execute(search_state.insert(), {"id": 1, "journal_id": 0})


@contextmanager
def searching(engine: Engine) -> Iterator[Connection]:
    """A connection on which `notes_with` finds everything that is stored. Raises LibraryTrouble.

    The index is brought up to date first. Where it cannot be, as the library is read-only or another program is
    writing, one in memory takes its place for this search: whoever looks for words needs no right to write.
    """
    current = _is_current(engine) or _refreshed(engine)
    with told_plainly(reading=True), engine.connect() as connection:
        if current:
            yield connection
            return
        engines.raw_connection(connection).execute("PRAGMA temp_store=MEMORY")  # words of notes go into no other file
        _index_in_memory(connection)
        yield connection
        connection.rollback()  # and with it the index


def _is_current(engine: Engine) -> bool:
    with told_plainly(reading=True), engine.connect() as connection:
        known = connection.execute(select(search_state.c.journal_id)).scalar_one()
        newest = connection.execute(select(func.coalesce(func.max(journal.c.id), 0))).scalar_one()
    return bool(newest <= known)


def _refreshed(engine: Engine) -> bool:
    """Take the notes changed since the last time into the index; False when nothing can be written now."""
    try:
        with told_plainly(), engines.impatient(engine) as connection:
            take_in(connection)
    except LibraryTrouble:
        return False
    return True


def _index_in_memory(connection: Connection) -> None:
    """A word index of all notes under the name of the stored one, for this connection alone."""
    connection.exec_driver_sql(f"CREATE {_INDEX.format(name='temp.note_words')}")
    connection.exec_driver_sql(
        "INSERT INTO temp.note_words(rowid, text, canvas_id, note_id, box) "
        "SELECT num, text, canvas_id, id, box FROM notes WHERE NOT deleted"
    )


def take_in(connection: Connection) -> None:
    """Take the notes changed since the last time into the index, on a connection that writes."""
    known = connection.execute(select(search_state.c.journal_id)).scalar_one()
    query = select(journal.c.id, journal.c.canvas_id, journal.c.puts).where(journal.c.id > known)
    newest = known
    changed: dict[str, set[str]] = {}
    for number, canvas_id, puts in connection.execute(query):
        newest = max(newest, number)
        with damage_noticed():
            ids = {put[1] for put in json.loads(puts) if put[0] == "note"}
        changed.setdefault(canvas_id, set()).update(ids)
    for canvas_id, ids in changed.items():
        for chunk in _chunks(sorted(ids), 500):
            _index_notes(connection, canvas_id, chunk)
    connection.execute(search_state.update().values(journal_id=newest))


def forget(connection: Connection, canvas_id: str) -> None:
    """Take the notes of a canvas out of the index, so that no part of it holds their words any more."""
    connection.execute(text("DELETE FROM note_words WHERE canvas_id = :canvas"), {"canvas": canvas_id})
    connection.execute(text("INSERT INTO note_words(note_words) VALUES ('optimize')"))


def start_after_last(connection: Connection) -> None:
    """Note that the index holds everything; needed after journal rows were removed, as their numbers come again."""
    newest = connection.execute(select(func.coalesce(func.max(journal.c.id), 0))).scalar_one()
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


def notes_with(connection: Connection, word: str) -> list[FoundNote]:
    """Notes with a word that begins with `word`, best match first. `connection` is that of `searching`."""
    query = text("SELECT canvas_id, note_id, box, text FROM note_words WHERE note_words MATCH :query ORDER BY rank")
    quoted = '"' + word.replace('"', '""') + '"*'
    with told_plainly(reading=True):
        rows = connection.execute(query, {"query": quoted}).all()
    return list(map(FoundNote._make, rows))
