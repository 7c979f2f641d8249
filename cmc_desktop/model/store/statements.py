"""What is asked of a database and written into it, before anything is sent: the same for a file and for a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable

Values = Mapping[str, Any]
#: how a server calls the transaction that goes on
TRANSACTION = "SELECT pg_current_xact_id()::text"


@dataclass(frozen=True, slots=True)
class Writing:
    """A statement with the rows it writes. `must_hit`: one that finds nothing to write ends all that come with it."""

    statement: Executable
    rows: Sequence[Values]
    must_hit: bool = False


def in_chunks(ids: Sequence[str], size: int) -> Iterator[list[str]]:
    """The ids that are asked for, `size` of them in each statement."""
    return (list(ids[start : start + size]) for start in range(0, len(ids), size))
