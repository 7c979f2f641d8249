"""Reads one canvas of a library, whole or what changed in it, with as few ways to a server as can be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, text

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import KINDS
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import CanvasGone, LibraryReplaced, NotThere
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.store.last_look import LastLook
from cmc_desktop.model.store.mapping import LEFT_IN_LIBRARY, things_of
from cmc_desktop.model.store.standing import NOWHERE, STANDING, Standing
from cmc_desktop.model.store.statements import in_chunks
from cmc_desktop.model.store.tables import TABLES, canvases, journal
from cmc_desktop.model.store.together import read_together
from cmc_desktop.model.store.trouble import damage_noticed


def read_head(connection: Connection, canvas_id: str) -> Head:
    """The head of a canvas. Raises NotThere."""
    return _the_head(connection.execute(_HEAD, {"canvas": canvas_id}).all(), canvas_id)


def read_whole(connection: Connection, canvas_id: str) -> tuple[Head, dict[type[Entity], Sequence[Any]], Standing]:
    """The head of a canvas, the rows of everything in it by kind, and where it stands.

    Raises NotThere.
    """
    queries = (_HEAD, _LAST, *_LOADS.values())
    heads, last, *rows = read_together(connection, [(query, {"canvas": canvas_id}) for query in queries])
    return _the_head(heads, canvas_id), dict(zip(_LOADS, rows, strict=True)), _standing(last)


def read_since(connection: Connection, canvas_id: str, since: Standing) -> tuple[tuple[Entity, ...], Standing]:
    """The present values of what was written after `since`, and where the canvas stands now.

    Raises CanvasGone, or LibraryReplaced, when it never stood there.
    """
    last_look = LastLook(connection)
    if last_look.found(canvas_id, since):
        return (), since
    place = {"canvas": canvas_id, "seq": since.seq}
    known, last, rows = read_together(
        connection, [(_ENTRY, place), (_LAST, {"canvas": canvas_id}), (_PUTS_SINCE, place)]
    )
    if _standing(known) != since:
        raise lost(connection, canvas_id)
    now = _standing(last)
    if now == since:
        last_look.keep(canvas_id, now)
        return (), since
    with damage_noticed():
        changed: dict[str, dict[str, None]] = {}
        for kind, thing_id, *_ in (put for (row,) in rows for put in json.loads(row)):
            changed.setdefault(kind, {})[thing_id] = None
        wanted = {KINDS[name]: list(ids) for name, ids in changed.items()}
    return tuple(_read_things(connection, canvas_id, wanted)), now


def stood(connection: Connection, canvas_id: str, standing: Standing) -> bool:
    """Whether the canvas stands, or stood, at this very journal entry."""
    return _standing(connection.execute(_ENTRY, {"canvas": canvas_id, "seq": standing.seq}).all()) == standing


def lost(connection: Connection, canvas_id: str) -> CanvasGone | LibraryReplaced:
    """What to say of an open canvas whose last entry is not in the journal."""
    if connection.execute(_HEAD, {"canvas": canvas_id}).first() is not None:
        return LibraryReplaced(
            tr("The library holds another state of this canvas than this window, as when a backup was restored."),
            safe=tr("Nothing was mixed with it; words that were not stored are kept."),
            todo=tr("Open the canvas again."),
        )
    return CanvasGone(
        tr(
            "This canvas is not in the library any more: it was removed for good in another window, or a backup that "
            "does not hold it was restored."
        ),
        safe=tr("Nothing of it was written again."),
        todo=tr("A copy or a backup of it may still be there."),
    )


def _standing(rows: Sequence[Any]) -> Standing:
    return Standing(*rows[0]) if rows else NOWHERE


def _the_head(rows: Sequence[Any], canvas_id: str) -> Head:
    if not rows:
        raise NotThere(
            tr("There is no canvas with the id {id} in this library.", id=canvas_id),
            todo=tr("“list” shows the canvases there are."),
        )
    with damage_noticed():
        (head,) = things_of(Head, rows)
    return head


def _load_query(kind: type[Entity]) -> Select[Any]:
    table = TABLES[kind]
    light = LEFT_IN_LIBRARY.get(kind, {})
    columns = [
        text(f"'{light[name]}'") if name in light else table.c[name]  # no word of a user's
        for name in kind.field_names()
    ]
    query = select(*columns).where(table.c.canvas_id == bindparam("canvas"))
    return query.order_by(table.c.num) if kind is Note else query


def _read_things(connection: Connection, canvas_id: str, wanted: Mapping[type[Entity], list[str]]) -> Iterator[Entity]:
    """The present values of some things of a canvas; new notes in the order of their ids, in which they came."""
    queries: list[tuple[type[Entity], Select[Any], dict[str, Any]]] = []
    for kind, ids in wanted.items():
        if kind is Head:
            queries.append((kind, _HEAD, {"canvas": canvas_id}))
            continue
        for chunk in in_chunks(ids, _AT_ONCE):
            queries.append((kind, _SOME[kind], {"canvas": canvas_id, "ids": chunk}))
    found = read_together(connection, [(query, values) for _, query, values in queries])
    for (kind, _, _), rows in zip(queries, found, strict=True):
        with damage_noticed():
            yield from things_of(kind, rows) if kind is not Head else (_the_head(rows, canvas_id),)


#: ids in one query, below every database's bound on parameters
_AT_ONCE = 500
_HEAD = select(*(canvases.c[name] for name in Head.field_names())).where(canvases.c.id == bindparam("canvas"))
_LOADS = {kind: _load_query(kind) for kind in TABLES if kind is not Head}
#: made once: a statement is compiled for a server when it is first seen
_SOME = {kind: query.where(TABLES[kind].c.id.in_(bindparam("ids", expanding=True))) for kind, query in _LOADS.items()}
_OF_CANVAS = STANDING.where(journal.c.canvas_id == bindparam("canvas"))
_ENTRY = _OF_CANVAS.where(journal.c.seq == bindparam("seq"))
_LAST = _OF_CANVAS.order_by(journal.c.seq.desc()).limit(1)
_PUTS_SINCE = (
    select(journal.c.puts)
    .where(journal.c.canvas_id == bindparam("canvas"), journal.c.seq > bindparam("seq"))
    .order_by(journal.c.seq)
)
