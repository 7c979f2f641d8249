"""What a commit writes into a canvas: its head, the journal row that everybody goes by, and the values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, exists, insert, literal, select, update

from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.store.mapping import row_of, upsert
from cmc_desktop.model.store.standing import MARK, Standing
from cmc_desktop.model.store.statements import Writing
from cmc_desktop.model.store.tables import TABLES, canvases, journal


def writings(dialect: str, row: dict[str, Any], puts: tuple[Entity, ...], after: Standing) -> list[Writing]:
    """What stores `puts` with their journal `row`, in its order. One that misses its canvas, or the very journal entry
    it follows, hits nothing."""
    canvas_id, is_first = row["canvas_id"], row["seq"] == 1
    # The head and the journal first: of two writers on a server the second waits there, before it holds anything
    # the first one wants.
    first = [_head(dialect, canvas_id, put, is_first) for put in puts if isinstance(put, Head)]
    # where the entry it follows is not there, the canvas was removed, or an earlier state of it was put back
    follows = {**row, "after_at": after.at, "after_mark": after.mark}
    first.append(Writing(_JOURNAL, [row]) if is_first else Writing(_FOLLOWS, [follows], must_hit=True))
    return [*first, *_rows(dialect, canvas_id, (put for put in puts if not isinstance(put, Head)))]


def _head(dialect: str, canvas_id: str, head: Head, is_first: bool) -> Writing:
    values = row_of(canvas_id, head)
    if is_first:
        return Writing(upsert(Head, dialect), [values])
    del values["id"]
    return Writing(_HEAD, [{"canvas": canvas_id, **values}], must_hit=True)


def _rows(dialect: str, canvas_id: str, puts: Iterable[Entity]) -> Iterator[Writing]:
    for kind, things in groupby(sorted(puts, key=_table_order), key=type):
        yield Writing(upsert(kind, dialect), [row_of(canvas_id, thing) for thing in things])


def _table_order(thing: Entity) -> int:
    return _ORDER[type(thing)]


_ORDER = {kind: place for place, kind in enumerate(TABLES)}
_JOURNAL = insert(journal)
#: for every entry but the first: only after the one before it
_ENTRY = {column.name: bindparam(column.name, type_=column.type) for column in journal.columns if column.name != "id"}
_FOLLOWS = (
    insert(journal)
    .from_select(
        list(_ENTRY),
        select(*_ENTRY.values()).where(
            exists(
                select(literal(1)).where(
                    journal.c.canvas_id == _ENTRY["canvas_id"],
                    journal.c.seq == _ENTRY["seq"] - literal(1),
                    journal.c.at == bindparam("after_at", type_=journal.c.at.type),
                    bindparam("after_mark", type_=journal.c.puts.type) == MARK,
                )
            )
        ),
    )
    .execution_options(preserve_rowcount=True)
)
#: the head of a canvas that is there
_HEAD = update(canvases).where(canvases.c.id == bindparam("canvas"))
