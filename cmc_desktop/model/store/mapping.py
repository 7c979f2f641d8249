"""From entities to rows and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Insert, func
from sqlalchemy.dialects import sqlite

from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import NAMES
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.participant import Capacity, Leaving, Participant, Sector
from cmc_desktop.model.domain.quiet_check import CheckKind, QuietCheck
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.turn import Turn, TurnKind
from cmc_desktop.model.store.tables import TABLES

E = TypeVar("E", bound=Entity)


def row_of(canvas_id: str, thing: Entity) -> dict[str, Any]:
    """The database row of an entity; sequences become JSON text."""
    row = {name: getattr(thing, name) for name in thing.field_names()}
    for name in _SEQUENCE_NAMES[type(thing)]:
        row[name] = json.dumps(row[name], ensure_ascii=False) if row[name] else "[]"
    if not isinstance(thing, Head):
        row["canvas_id"] = canvas_id
    return row


_SEQUENCES = {"tuple[str, ...]": str, "tuple[int, ...]": int}
_PYTHON_TYPES = {"str": str, "int": int, "bool": bool, **dict.fromkeys(_SEQUENCES, str)}
#: fields that hold one of a few words
_WORDS: dict[type[Entity], dict[str, type[StrEnum]]] = {
    Head: {"state": CanvasState},
    Participant: {"capacity": Capacity, "sector": Sector, "leaving": Leaving},
    Answer: {"kind": AnswerKind},
    Turn: {"kind": TurnKind},
    Remark: {"kind": RemarkKind},
    QuietCheck: {"kind": CheckKind},
}


def _sequence_fields(kind: type[Entity]) -> dict[int, type]:
    """The places of the fields that hold several values, each with the type of those."""
    types = (_SEQUENCES.get(str(field.type)) for field in fields(kind))
    return {place: of for place, of in enumerate(types) if of is not None}


_SEQUENCE_NAMES = {kind: tuple(kind.field_names()[place] for place in _sequence_fields(kind)) for kind in TABLES}


def _check(kind: type[Entity], rows: Collection[Iterable[Any]]) -> None:
    """Raise ValueError when a row holds what this app never writes: SQLite itself would hand over anything."""
    types = tuple(_PYTHON_TYPES[str(field.type)] for field in fields(kind))
    if not {tuple(map(type, row)) for row in rows} <= {types}:
        raise ValueError(f"{kind.__name__}: a value of another type")
    for name, words in _WORDS.get(kind, {}).items():
        place = kind.field_names().index(name)
        if not {tuple(row)[place] for row in rows} <= set(words):
            raise ValueError(f"{kind.__name__}: an unknown {name}")


def things_of(kind: type[E], rows: Collection[Iterable[Any]]) -> Iterator[E]:
    """Entities out of rows whose columns are the kind's fields in order. Raises ValueError for damaged rows."""
    _check(kind, rows)
    sequences = _sequence_fields(kind)
    if not sequences:
        for row in rows:
            yield kind(*row)
        return
    for row in rows:
        values = list(row)
        for place, of in sequences.items():
            values[place] = _sequence(values[place], of) if values[place] != "[]" else ()
        yield kind(*values)


def _sequence(stored: str, of: type) -> tuple[Any, ...]:
    values = json.loads(stored)
    if type(values) is not list or any(type(value) is not of for value in values):
        raise ValueError(f"not a list of {of.__name__}")
    return tuple(values)


#: the bulky fields that an open canvas does not hold, with what stands for them there
LEFT_IN_LIBRARY: dict[type[Entity], dict[str, str]] = {
    Revision: {"content": "", "ranks": "{}"},
    Checkpoint: {"rest": "", "beside": ""},
}


@lru_cache(maxsize=64)
def upsert(kind: type[Any], dialect: str) -> Insert:
    """The statement that writes a row of `kind`, new or not."""
    table = TABLES[kind]
    insert: Any = sqlite.insert(table)
    if dialect == "postgresql":
        # brings asyncio and ssl along, which only a shared library needs
        from sqlalchemy.dialects import postgresql

        insert = postgresql.insert(table)
    key = ["id"] if kind is Head else ["canvas_id", "id"]
    columns = {name: insert.excluded[name] for name in kind.field_names() if name != "id"}
    for name, empty in LEFT_IN_LIBRARY.get(kind, {}).items():
        # what was left in the library when the canvas was opened is not wiped out by writing the rest
        columns[name] = func.coalesce(func.nullif(insert.excluded[name], empty), table.c[name])
    statement: Insert = insert.on_conflict_do_update(index_elements=key, set_=columns)
    return statement


def journal_text(puts: Iterable[Entity], olds: Iterable[Entity | None]) -> str:
    """What was written and what was there before, as JSON; fields that name people are left out."""
    lines = []
    for put, old in zip(puts, olds, strict=True):
        lines.append([NAMES[type(put)], put.id, _told(put), _told(old) if old is not None else None])
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


_BULKY = frozenset({"content", "ranks", "rest", "id"})


def _told(thing: Entity) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in _TOLD_NAMES[type(thing)]}


_TOLD_NAMES = {
    kind: tuple(name for name in kind.field_names() if name not in kind.personal and name not in _BULKY)
    for kind in TABLES
}
