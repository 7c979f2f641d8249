"""How the canvases of a library came into it."""

from __future__ import annotations

from sqlalchemy import Engine, select

from cmc_desktop.model.store.tables import journal
from cmc_desktop.model.store.trouble import told_plainly

#: how the journal of a canvas begins that came as a file: as itself, or beside one that was here already
IMPORTED, BESIDE = "Import", "ImportBeside"
#: what follows the beginning of one that came out of a backup of this very library: the points it made here itself
DONE_HERE = "DoneHere"


def came_as_a_file(engine: Engine, canvas_id: str) -> bool:
    """Whether the first that is known of a canvas is that it was imported as itself. Raises LibraryTrouble."""
    query = select(journal.c.name).where(journal.c.canvas_id == canvas_id).order_by(journal.c.seq).limit(1)
    with told_plainly(reading=True), engine.connect() as connection:
        return bool(connection.execute(query).scalar() == IMPORTED)
