"""Where in its journal an open canvas stands: the number of an entry, and what tells it from another of that number.

A backup that is put back behind an open canvas goes on with the same numbers, and soon has entries of its own under
them. What an entry wrote is hashed, so that a window never takes them for what it has read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FunctionElement, Text, select
from sqlalchemy.ext.compiler import compiles

from cmc_desktop.model.store.tables import journal

#: the name under which SQLite is given `mark_of`
MARKING = "cmc_mark"


@dataclass(frozen=True, slots=True)
class Standing:
    """A journal entry of a canvas: its number, when it was written, and the hash of what it wrote."""

    seq: int
    at: int
    mark: str


#: where a canvas stands before its first entry
NOWHERE = Standing(0, 0, "")


def standing_at(row: dict[str, Any]) -> Standing:
    """Where a canvas stands once this row of the journal is written."""
    return Standing(row["seq"], row["at"], mark_of(row["puts"].encode()))


def mark_of(puts: object) -> str:
    """The hash of what an entry wrote, given in UTF-8; empty for what is no entry's."""
    return hashlib.sha256(puts).hexdigest() if isinstance(puts, bytes) else ""


class _Marked(FunctionElement[str]):
    """The mark of a row of the journal, worked out by the database: what it wrote may be long."""

    inherit_cache = True
    type = Text()


@compiles(_Marked, "sqlite")
def _marked_in_a_file(_element: _Marked, _compiler: Any, **_named: Any) -> str:
    return f"{MARKING}(CAST(journal.puts AS BLOB))"  # as a text it would have to be sound


@compiles(_Marked, "postgresql")
def _marked_on_a_server(_element: _Marked, _compiler: Any, **_named: Any) -> str:
    return "encode(sha256(convert_to(journal.puts, 'UTF8')), 'hex')"


#: the mark of a row of the journal, as a column of a statement
MARK = _Marked()
#: the columns of a `Standing`
STANDING = select(journal.c.seq, journal.c.at, MARK)
