"""A library that was closed stays closed: an engine that was only disposed of connects anew with the next statement."""

from __future__ import annotations

from typing import NoReturn

from sqlalchemy import Engine, NullPool

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import LibraryTrouble


def close_for_good(engine: Engine) -> None:
    """End the engine's connections; those in use end with what they are used for. Who wants one later is refused.

    Then LibraryTrouble is raised, to a worker too that has not noticed yet.
    """
    pool, engine.pool = engine.pool, NullPool(_refused)
    pool.dispose()


def _refused() -> NoReturn:
    raise LibraryTrouble(tr("This library was closed."), safe=tr("What was stored before is safe."))
