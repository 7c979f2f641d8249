"""Whether the word index says of each canvas what the canvas says; an entry that does not is made anew, unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, select, text

from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.canvas_words import AT_ONCE, CanvasWords, words_of
from cmc_desktop.model.store.search import as_tags, put_entries, stale
from cmc_desktop.model.store.statements import in_chunks
from cmc_desktop.model.store.tables import canvases, overview
from cmc_desktop.model.store.trouble import told_plainly


def misfits(connection: Connection, pause: Callable[[], object] = lambda: None) -> list[str]:
    """The ids of the canvases whose entry says something else than they do, or is missing.

    Those that were written to since their entry was made are none: the index takes them in by itself. `pause` is called
    before each few canvases.
    """
    waiting = stale(connection)
    found = [one for one in connection.execute(select(canvases.c.id)).scalars() if one not in waiting]
    return [one for chunk in in_chunks(found, AT_ONCE) for one in _misfits_among(connection, chunk, pause)]


def index_fits(engine: Engine) -> bool:
    """Whether there are none. Raises LibraryTrouble."""
    with told_plainly(reading=True), engine.connect() as connection:
        return not misfits(connection)


def mend_entries(path: Path, canvas_ids: Sequence[str]) -> None:
    """Make the entries of these canvases in the library file `path` anew, unless somebody else is writing.

    Only what is made from the canvases is lost. Raises LibraryTrouble.
    """
    engine = engines.open_engine(path)
    try:
        for chunk in in_chunks(canvas_ids, AT_ONCE):
            with told_plainly(), engines.impatient(engine) as connection:
                put_entries(connection, words_of(connection, chunk))
    finally:
        engine.dispose()


def _misfits_among(connection: Connection, chunk: Sequence[str], pause: Callable[[], object]) -> list[str]:
    pause()
    entries = {row.canvas_id: row for row in connection.execute(_ENTRIES, {"ids": chunk})}
    nums = [row.num for row in entries.values()]
    words = dict(connection.execute(_words(connection), {"nums": nums}).all()) if nums else {}
    there = words_of(connection, chunk)
    return [one for one in chunk if one in there and not _fits(entries.get(one), words, there[one])]


def _fits(entry: Any, words: dict[int, str], there: CanvasWords) -> bool:
    if entry is None or words.get(entry.num) != there.index:
        return False
    told = (entry.seq, entry.changed_at, entry.notes, as_tags(entry.tags))
    return told == (there.seq, there.changed_at, len(there.notes), tuple(sorted(there.tags)))


def _words(connection: Connection) -> Any:
    key = "num" if connection.dialect.name == "postgresql" else "rowid"
    query = text(f"SELECT {key}, words FROM overview_words WHERE {key} IN :nums")
    return query.bindparams(bindparam("nums", expanding=True))


_ENTRIES = select(*(overview.c[name] for name in ("canvas_id", "num", "seq", "changed_at", "notes", "tags"))).where(
    overview.c.canvas_id.in_(bindparam("ids", expanding=True))
)
