"""The word index of a library: which canvases hold what words, on SQLite and on PostgreSQL.

The index has one entry for each canvas: the words of its title, city and session, of its notes, of what else is said
of them while copies differ, and of the names of its people. It is brought up to date off the edit path. What it does
not hold yet is told by `stale`, and whoever searches reads the words of those canvases themselves: so a search finds
everything that is stored, and needs no right to write.

Where another rule folded the words, as after a new build, that is not so at once: the index is then folded anew before
anything else is taken in (`refold`), and until somebody who may write has come to its end, a canvas that did not change
is found by its words as the earlier rule folded them. To read all of thousands of canvases instead would take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from cmc_desktop.model.domain.errors import ChangedElsewhere, DamagedLibrary, LibraryTrouble
from cmc_desktop.model.domain.words import FOLDING, Phrase
from cmc_desktop.model.store import postgres_search, sqlite_search
from cmc_desktop.model.store import sqlite_engine as engines
from cmc_desktop.model.store.canvas_words import AT_ONCE, CanvasWords, words_as_far_as_readable, words_of
from cmc_desktop.model.store.statements import in_chunks
from cmc_desktop.model.store.tables import journal, overview, search_state
from cmc_desktop.model.store.trouble import told_plainly

#: of a library in which nothing was indexed yet
_EMPTY = {"id": FOLDING, "journal_id": 0, "removals": 0}


def create_index(connection: Connection) -> None:
    """Make the empty word index of a new library."""
    create_words(connection)
    connection.execute(search_state.insert(), _EMPTY)


def create_words(connection: Connection) -> None:
    """Make the table of the index's words."""
    _kind(connection).create(connection)


def _kind(connection: Connection) -> Any:
    return postgres_search if connection.dialect.name == "postgresql" else sqlite_search


def as_tags(stored: object) -> tuple[str, ...] | None:
    """The tags of a canvas as the index keeps them; None when it holds something else."""
    try:
        tags = json.loads(stored) if isinstance(stored, str) else None
    except ValueError:
        return None
    return tuple(tags) if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags) else None


def begin_anew(connection: Connection) -> None:
    """Empty the index, which is then filled from the canvases again."""
    _kind(connection).keep_off(connection)
    connection.exec_driver_sql("DELETE FROM overview_words")
    connection.execute(overview.delete())
    if not connection.execute(search_state.update().values(id=FOLDING, journal_id=0)).rowcount:
        connection.execute(search_state.insert(), _EMPTY)


def is_sound(connection: Connection) -> bool:
    """Whether the index says what can be an index: rows of figures, words where there are canvases, how far it is."""
    if connection.execute(select(search_state.c.journal_id)).scalar() is None:
        return False
    numbers = (overview.c.seq, overview.c.changed_at, overview.c.notes)
    rows = connection.execute(select(overview.c.tags, *numbers)).all()
    for tags, *row in rows:
        if {type(value) for value in row} != {int} or (tags != "[]" and as_tags(tags) is None):
            return False
    return not rows or connection.exec_driver_sql("SELECT 1 FROM overview_words LIMIT 1").first() is not None


def mend(engine: Engine) -> None:
    """Begin the index anew where it is rubbish; only what is made from the canvases is lost. Raises LibraryTrouble."""
    while True:
        with told_plainly(reading=True), engine.connect() as connection:
            if is_sound(connection):
                return
        with suppress(ChangedElsewhere), told_plainly(), _at_once(engine) as connection:
            begin_anew(connection)


def refold(engine: Engine, go_on: Callable[[], bool] = lambda: True, done: set[str] | None = None) -> bool:
    """Take in anew, a few canvases at a time, what was folded by another rule; False when `go_on` ended it before.

    False too while somebody else is doing it. Meanwhile the list has its figures. Canvases that are `done` are left,
    and those taken in are added to them, for the next try. Raises LibraryTrouble.
    """
    done = set() if done is None else done
    with told_plainly(reading=True), engine.connect() as connection:
        if connection.execute(select(search_state.c.id)).scalar() == FOLDING:
            return True
        waiting = list(in_chunks(sorted(set(numbers(connection).values()) - done), AT_ONCE))
    while waiting:
        if not go_on():
            return False
        chunk = waiting.pop()
        try:
            with told_plainly(), _at_once(engine) as connection:
                if not _kind(connection).alone(connection):
                    return False
                put_entries(connection, words_of(connection, chunk))
            done.update(chunk)
        except ChangedElsewhere:
            waiting.append(chunk)  # one of them was removed for good meanwhile
        except DamagedLibrary:
            # a canvas that cannot be read keeps the words it had, and the others do not
            waiting += [[one] for one in chunk] if len(chunk) > 1 else []
    with told_plainly(), _at_once(engine) as connection:
        connection.execute(search_state.update().values(id=FOLDING))
    return True


def overtaken(connection: Connection) -> int:
    """How many numbers before the last entry of the journal that was seen entries may still come in."""
    kept: int = _kind(connection).OVERTAKEN
    return kept


def stale(connection: Connection) -> dict[str, int]:
    """The canvases of which the index does not hold the newest words, with the number of their last journal entry."""
    known = connection.execute(select(search_state.c.journal_id)).scalar() or 0
    known -= overtaken(connection)
    newest = func.max(journal.c.seq)
    query = (
        select(journal.c.canvas_id, newest)
        .join(overview, overview.c.canvas_id == journal.c.canvas_id, isouter=True)
        .where(journal.c.id > known)
        .group_by(journal.c.canvas_id)
        .having(newest > func.coalesce(func.max(overview.c.seq), 0))
    )
    return dict(connection.execute(query).all())


def refresh(engine: Engine, go_on: Callable[[], bool] = lambda: True, at_once: int = AT_ONCE) -> bool:
    """Take the words of canvases that changed into the index; False when `go_on` ended it before all were in.

    Each `at_once` are a transaction of their own. False too while somebody else is doing it. Raises LibraryTrouble
    when nothing can be written now.
    """
    while True:
        with told_plainly(reading=True), engine.connect() as connection:
            waiting = stale(connection)
        if not waiting or not go_on():
            return not waiting
        try:
            with told_plainly(), _at_once(engine) as connection:
                taken = take_in(connection, limit=at_once)
        except ChangedElsewhere:
            continue  # one of them was removed for good meanwhile
        if not taken:
            return False


def _at_once(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that writes and does not wait for others who do."""
    return engines.impatient(engine) if engine.dialect.name == "sqlite" else engine.begin()


def refreshed(engine: Engine, go_on: Callable[[], bool] = lambda: True) -> bool:
    """The same; False as well where nothing can be written now, as the library is read-only or in use."""
    try:
        return refresh(engine, go_on)
    except LibraryTrouble:
        return False


def take_in(connection: Connection, limit: int = 0) -> int:
    """Take up to `limit` canvases, or all, that changed into the index, on a connection that writes; how many."""
    if not _kind(connection).alone(connection):
        return 0
    newest = connection.execute(select(func.coalesce(func.max(journal.c.id), 0))).scalar_one()
    waiting = sorted(stale(connection))
    chosen = waiting[:limit] if limit else waiting
    for chunk in in_chunks(chosen, AT_ONCE):
        put_entries(connection, words_as_far_as_readable(connection, chunk))
    if len(chosen) == len(waiting):
        connection.execute(search_state.update().values(journal_id=newest))
    return len(chosen)


def put_entries(connection: Connection, canvases_words: Mapping[str, CanvasWords]) -> None:
    """Put the words of canvases into the index in the place of those that are there, and what the list shows of them.

    On a connection that writes.
    """
    rows = [
        {
            "canvas_id": canvas_id,
            "seq": words.seq,
            "changed_at": words.changed_at,
            "notes": len(words.notes),
            "tags": json.dumps(sorted(words.tags), ensure_ascii=False),
        }
        for canvas_id, words in canvases_words.items()
    ]
    if not rows:
        return
    connection.execute(_put(connection), rows)
    query = select(overview.c.canvas_id, overview.c.num).where(overview.c.canvas_id.in_(list(canvases_words)))
    keys = dict(connection.execute(query).all())
    indices = {keys[canvas_id]: words.index for canvas_id, words in canvases_words.items()}
    _kind(connection).put(connection, indices)


def _put(connection: Connection) -> Any:
    insert: Any = _kind(connection).insert(overview)
    columns = {name: insert.excluded[name] for name in ("seq", "changed_at", "notes", "tags")}
    return insert.on_conflict_do_update(index_elements=["canvas_id"], set_=columns)


def holding(connection: Connection, phrases: Sequence[Phrase]) -> list[int]:
    """The keys in the index of the canvases that hold every one of `phrases`, which are one at least."""
    found: list[int] = _kind(connection).holding(connection, phrases)
    return found


def numbers(connection: Connection) -> dict[int, str]:
    """The canvases in the index by their keys there, which are never given again."""
    return dict(connection.execute(select(overview.c.num, overview.c.canvas_id)).all())


def forget(connection: Connection, canvas_id: str) -> None:
    """Take a canvas out of the index, so that no part of it holds its words any more."""
    query = select(overview.c.num).where(overview.c.canvas_id == canvas_id)
    for num in connection.execute(query).scalars().all():
        _kind(connection).remove(connection, num)
    connection.execute(overview.delete().where(overview.c.canvas_id == canvas_id))


def count_removal(connection: Connection) -> None:
    """Tell whoever has read a list of canvases that one of them is gone."""
    connection.execute(search_state.update().values(removals=search_state.c.removals + 1))


def start_after_last(connection: Connection) -> None:
    """Note that the index holds everything; needed after journal rows were removed, as their numbers come again."""
    newest = connection.execute(select(func.coalesce(func.max(journal.c.id), 0))).scalar_one()
    connection.execute(search_state.update().values(journal_id=newest))
