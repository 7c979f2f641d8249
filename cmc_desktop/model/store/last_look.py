"""What the last look at the canvases of a file found: as long as nobody has written into it, the next finds it too.

An open window looks once a second, and to know its last journal entry again is to read and hash all that one wrote,
which may be the whole canvas. A server tells of what is written, and is not asked for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import Connection

from cmc_desktop.model.store.sqlite_engine import raw_connection
from cmc_desktop.model.store.standing import Standing

#: how often others have written into the file, as this connection sees it, and the rows it wrote itself
_State: TypeAlias = tuple[int, int]
_KEPT = "cmc_last_look"


class LastLook:
    """What was found through one connection, in its present transaction or an earlier one."""

    def __init__(self, connection: Connection) -> None:
        self._kept = connection.info
        self._state = _state(connection)

    def found(self, canvas_id: str, standing: Standing) -> bool:
        """Whether the canvas stood there when it was looked at last, and nobody has written since."""
        return self._canvases().get(canvas_id) == standing

    def keep(self, canvas_id: str, standing: Standing) -> None:
        """Remember that the canvas stands there, as this very transaction sees it."""
        if self._state is not None:
            self._kept[_KEPT] = (self._state, {**self._canvases(), canvas_id: standing})

    def _canvases(self) -> Mapping[str, Standing]:
        """Where the canvases stand that were looked at since anything was written."""
        state, canvases = self._kept.get(_KEPT, (None, {}))
        return canvases if state is not None and state == self._state else {}


def _state(connection: Connection) -> _State | None:
    """None on a server."""
    if connection.dialect.name != "sqlite":
        return None
    version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    return version, raw_connection(connection).total_changes
