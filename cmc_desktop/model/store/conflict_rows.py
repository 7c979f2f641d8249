"""Which canvases keep conflicts that nobody settled, without reading them."""

from __future__ import annotations

from sqlalchemy import Engine, select

from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.store.tables import TABLES
from cmc_desktop.model.store.trouble import told_plainly

_CONFLICTS = TABLES[Conflict]


def canvases_in_conflict(engine: Engine) -> set[str]:
    """The ids of canvases in which a conflict may be open, the only ones to be asked. Raises LibraryTrouble."""
    query = select(_CONFLICTS.c.canvas_id).where(_CONFLICTS.c.settled.is_(False)).distinct()
    with told_plainly(reading=True), engine.connect() as connection:
        return set(connection.execute(query).scalars())
