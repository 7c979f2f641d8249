"""From entities to rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite

from cmc_desktop.model.domain.canvas import NAMES
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.store.tables import TABLES


def row_of(canvas_id: str, thing: Entity) -> dict[str, Any]:
    """The database row of an entity; sequences of words become JSON text."""
    row = {name: getattr(thing, name) for name in thing.field_names()}
    for name, value in row.items():
        if isinstance(value, tuple):
            row[name] = json.dumps(value, ensure_ascii=False)
    if not isinstance(thing, Head):
        row["canvas_id"] = canvas_id
    return row


def _sequence_fields(kind: type[Entity]) -> tuple[int, ...]:
    """The places of the fields that hold several words."""
    return tuple(place for place, field in enumerate(fields(kind)) if str(field.type).startswith("tuple"))


def things_of(kind: type[Entity], rows: Iterable[Iterable[Any]]) -> Iterator[Entity]:
    """Entities out of rows whose columns are the kind's fields in order."""
    sequences = _sequence_fields(kind)
    if not sequences:
        for row in rows:
            yield kind(*row)
        return
    for row in rows:
        values = list(row)
        for place in sequences:
            values[place] = tuple(json.loads(values[place])) if values[place] != "[]" else ()
        yield kind(*values)


@lru_cache(maxsize=64)
def upsert(kind: type[Any], dialect: str) -> Insert:
    """The statement that writes a row of `kind`, new or not."""
    table = TABLES[kind]
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    key = ["id"] if kind is Head else ["canvas_id", "id"]
    columns = {name: insert.excluded[name] for name in kind.field_names() if name != "id"}
    return insert.on_conflict_do_update(index_elements=key, set_=columns)


def journal_text(puts: Iterable[Entity], olds: Iterable[Entity | None]) -> str:
    """What was written and what was there before, as JSON; fields that name people are left out."""
    lines = []
    for put, old in zip(puts, olds, strict=True):
        lines.append([NAMES[type(put)], put.id, _told(put), _told(old) if old is not None else None])
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


_BULKY = frozenset({"content", "ranks", "id"})


def _told(thing: Entity) -> dict[str, Any]:
    return {
        name: getattr(thing, name) for name in thing.field_names() if name not in thing.personal and name not in _BULKY
    }
