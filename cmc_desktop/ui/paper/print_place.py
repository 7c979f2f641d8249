"""Where a print begins: over which window, and who is told how its making ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.tasks import Job


@dataclass(frozen=True)
class PrintPlace:
    """The system's dialog opens over `window`.

    `ended` is called when the pages are made, just before that; or with the reason why there are none.
    """

    window: QWidget
    ended: Callable[[CmcError | None], object]


#: begins to make pages that are printed there; cancelling the job stops it, and then nothing is asked any more
StartPrint = Callable[[PrintPlace], Job]
