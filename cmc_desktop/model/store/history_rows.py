"""The history of the canvases of a project as it is kept: who came from whom, without what was said at each point."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, and_, func, select

from cmc_desktop.model.domain.canvas import NAMES
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.store.collector import collector_paused
from cmc_desktop.model.store.mapping import things_of
from cmc_desktop.model.store.tables import TABLES, canvases, journal
from cmc_desktop.model.store.trouble import damage_noticed, told_plainly

_CHECKPOINTS, _REVISIONS = TABLES[Checkpoint], TABLES[Revision]


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """A checkpoint, or a revision when it has no `revision` of its own; `held` tells whether its words are kept.

    `claimed` and `named_there`: for what it was made, or what it is called, is told by a copy alone; or, where it
    `outlived` the canvas it was made in, by that one, which was deleted for good. `began` is the key of the change by
    which a canvas began here, empty where that is not known.
    """

    canvas: str
    id: str
    parents: tuple[str, ...]
    why: str
    at: int
    revision: str = ""
    by: str = ""
    name: str = ""
    held: bool = True
    claimed: bool = False
    named_there: bool = False
    outlived: bool = False
    began: str = ""


def heads_of_project(engine: Engine, project: str, *, deleted: bool = False) -> list[Head]:
    """The canvases of a project by version, then by when they came into the library, without the deleted ones unless
    they are wanted. Raises LibraryTrouble."""
    with told_plainly(reading=True), engine.connect() as connection:
        return read_heads_of_project(connection, project, deleted=deleted)


def read_heads_of_project(connection: Connection, project: str, *, deleted: bool) -> list[Head]:
    """The same, as they are seen from one transaction."""
    columns = [canvases.c[name] for name in Head.field_names()]
    first = and_(journal.c.canvas_id == canvases.c.id, journal.c.seq == 1)
    query = select(*columns, journal.c.id).outerjoin(journal, first).where(canvases.c.project == project)
    if not deleted:
        query = query.where(canvases.c.deleted_at == 0)
    rows = connection.execute(query).all()
    with damage_noticed():
        came = {row[0]: row[-1] or 0 for row in rows}
        heads = things_of(Head, [row[:-1] for row in rows])
        return sorted(heads, key=lambda head: (head.version, head.created_at, came[head.id], head.id))


def kept_points(engine: Engine, canvas_ids: Iterable[str]) -> tuple[list[KeptPoint], list[KeptPoint]]:
    """The checkpoints and the revisions of some canvases, in no promised order. Raises LibraryTrouble."""
    table, ids = _CHECKPOINTS, list(canvas_ids)
    checkpoints = select(
        *(table.c[name] for name in ("canvas_id", "id", "parents", "why", "at", "revision", "by", "name")),
        func.length(table.c.rest) > 0,
    ).where(table.c.canvas_id.in_(ids))
    table = _REVISIONS
    revisions = select(*(table.c[name] for name in ("canvas_id", "id", "parents", "why", "at"))).where(
        table.c.canvas_id.in_(ids)
    )
    with told_plainly(reading=True), collector_paused(), engine.connect() as connection:
        points = connection.execute(checkpoints).all()
        kept = connection.execute(revisions).all()
    with damage_noticed():
        return (
            [KeptPoint(row[0], row[1], _parents(row[2]), *row[3:8], bool(row[8])) for row in points],
            [KeptPoint(row[0], row[1], _parents(row[2]), *row[3:]) for row in kept],
        )


def points_written(engine: Engine, canvas_ids: Iterable[str], changes: Iterable[str]) -> set[str]:
    """The ids of the checkpoints that changes with these keys wrote in some canvases. Raises LibraryTrouble."""
    query = select(journal.c.puts).where(journal.c.canvas_id.in_(list(canvas_ids)), journal.c.name.in_(list(changes)))
    with told_plainly(reading=True), engine.connect() as connection:
        rows = connection.execute(query).scalars().all()
    with damage_noticed():
        return {thing for row in rows for kind, thing, *_ in json.loads(row) if kind == NAMES[Checkpoint]}


def first_changes(engine: Engine, canvas_ids: Iterable[str]) -> dict[str, str]:
    """The key of the change by which each of these canvases came into the library. Raises LibraryTrouble."""
    query = select(journal.c.canvas_id, journal.c.name).where(
        journal.c.canvas_id.in_(list(canvas_ids)), journal.c.seq == 1
    )
    with told_plainly(reading=True), engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def sign_offs(engine: Engine, canvas_ids: Iterable[str]) -> set[tuple[str, int]]:
    """The hashes and times of the sign-offs of some canvases. Raises LibraryTrouble."""
    table = TABLES[SignOff]
    query = select(table.c.content_hash, table.c.at).where(table.c.canvas_id.in_(list(canvas_ids)))
    with told_plainly(reading=True), engine.connect() as connection:
        return {(row[0], row[1]) for row in connection.execute(query)}


def _parents(stored: str) -> tuple[str, ...]:
    found = json.loads(stored)
    if type(found) is not list or any(type(one) is not str for one in found):
        raise ValueError("not a list of hashes")
    return tuple(found)
