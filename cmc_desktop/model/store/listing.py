"""What the library's list shows of its canvases: all of them at once, or those that changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.store.canvas_words import AT_ONCE, words_as_far_as_readable
from cmc_desktop.model.store.collector import collector_paused
from cmc_desktop.model.store.mapping import things_of
from cmc_desktop.model.store.search import as_tags, overtaken, stale
from cmc_desktop.model.store.statements import in_chunks
from cmc_desktop.model.store.tables import canvases, journal, overview, search_state
from cmc_desktop.model.store.trouble import damage_noticed, told_plainly


@dataclass(frozen=True, slots=True)
class Listed:
    """A canvas in the library's list; `tags` are those of its notes."""

    head: Head
    changed_at: int
    notes: int
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the library was read.

    What is written later has a higher journal number, or one of those before it that may still come in and are not
    `seen` yet. `removals`: how many canvases had been removed for good by then. `newest` tells the entry of that number
    from another one: its canvas, its number there, and when it was written.
    """

    journal_id: int
    newest: tuple[str, int, int]
    removals: int
    seen: frozenset[int]


def every_listed(engine: Engine) -> tuple[list[Listed], Mark]:
    """All canvases, those put away and deleted among them, last changed first. Raises LibraryTrouble."""
    with told_plainly(reading=True), collector_paused(), engine.connect() as connection:
        return in_order(listed_where(connection)), _mark(connection)


def listed_since(engine: Engine, mark: Mark) -> tuple[list[Listed], Mark] | None:
    """The canvases written to since `mark`, as they are now; None when all have to be read anew. Raises LibraryTrouble.

    That is so when a canvas was removed for good: it has to leave the list, and journal numbers may come again. So it
    is when an earlier state of the library was put back: what was written since is not there any more.
    """
    with told_plainly(reading=True), engine.connect() as connection:
        since = journal.c.id > mark.journal_id - overtaken(connection)
        entries = select(func.count()).select_from(journal).where(since).scalar_subquery()
        count, removals = connection.execute(select(entries, _REMOVALS)).one()
        if removals != mark.removals or _entry(connection, mark.journal_id) != mark.newest:
            return None
        if count == len(mark.seen):
            return [], mark
        there = connection.execute(select(journal.c.id, journal.c.canvas_id).where(since)).all()
        ids = sorted({canvas_id for number, canvas_id in there if number not in mark.seen})
        listed: list[Listed] = []
        for chunk in in_chunks(ids, AT_ONCE):
            listed += listed_where(connection, canvases.c.id.in_(chunk))
        return listed, _mark(connection)


def _mark(connection: Connection) -> Mark:
    newest = select(func.coalesce(func.max(journal.c.id), 0)).scalar_subquery()
    journal_id, removals = connection.execute(select(newest, _REMOVALS)).one()
    seen = select(journal.c.id).where(journal.c.id > journal_id - overtaken(connection))
    return Mark(journal_id, _entry(connection, journal_id), removals, frozenset(connection.execute(seen).scalars()))


def _entry(connection: Connection, journal_id: int) -> tuple[str, int, int]:
    """A canvas, and a journal entry of it by its number and time; nothing where none has the number `journal_id`."""
    query = select(journal.c.canvas_id, journal.c.seq, journal.c.at).where(journal.c.id == journal_id)
    canvas_id, seq, at = connection.execute(query).one_or_none() or ("", 0, 0)
    return canvas_id, seq, at


def in_order(listed: Iterable[Listed]) -> list[Listed]:
    """Last changed first, then by title."""
    return sorted(listed, key=lambda one: (-one.changed_at, one.head.title))


def listed_where(connection: Connection, *conditions: Any) -> list[Listed]:
    """The canvases for which `conditions` hold, in any order.

    What the word index knows of them is taken from there; of those that changed since, it is read.
    """
    query = select(*_COLUMNS).join(overview, overview.c.canvas_id == canvases.c.id, isouter=True).where(*conditions)
    rows = connection.execute(query).all()
    with damage_noticed():
        heads = things_of(Head, [row[:-3] for row in rows])
        found: dict[str, Listed] = {}
        rubbish: set[str] = set()
        for head, row in zip(heads, rows, strict=True):
            known = _known(head, row[-3:])
            if known is None:
                rubbish.add(head.id)
            found[head.id] = Listed(head, *(known or (head.created_at, 0, ())))
        _read_those_that_changed(connection, found, rubbish)
    return list(found.values())


def _known(head: Head, row: Sequence[Any]) -> tuple[int, int, tuple[str, ...]] | None:
    """What the index knows of a canvas; None when that is rubbish, which shuts nobody out of their canvases."""
    changed_at, notes, tags = row
    if changed_at is None:
        return head.created_at, 0, ()
    if tags == "[]" and type(changed_at) is int and type(notes) is int:
        return changed_at, notes, ()
    known = as_tags(tags)
    return (changed_at, notes, known) if known is not None and type(changed_at) is type(notes) is int else None


def _read_those_that_changed(connection: Connection, found: dict[str, Listed], rubbish: set[str]) -> None:
    changed = list(found.keys() & (stale(connection).keys() | rubbish))
    for chunk in in_chunks(changed, AT_ONCE):
        for canvas_id, words in words_as_far_as_readable(connection, chunk).items():
            head = found[canvas_id].head
            found[canvas_id] = Listed(head, words.changed_at, len(words.notes), tuple(sorted(words.tags)))


_REMOVALS = select(func.coalesce(func.max(search_state.c.removals), 0)).scalar_subquery()
_COLUMNS = [
    *(canvases.c[name] for name in Head.field_names()),
    overview.c.changed_at,
    overview.c.notes,
    overview.c.tags,
]
