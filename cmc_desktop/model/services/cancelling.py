"""What ends work that its user stopped."""

from __future__ import annotations

from collections.abc import Callable

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal


class Cancelled(Refusal):
    """The user stopped the work; it left nothing behind."""


class Steps:
    """The steps of an export: each is told, and before each the user may have stopped it."""

    def __init__(self, cancelled: Callable[[], bool] | None, progress: Callable[[str], None] | None) -> None:
        self._cancelled = cancelled
        self._progress = progress

    def __call__(self, what: str) -> None:
        """Begin a step, told in words. Raises Cancelled."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled(tr("The export was stopped."), safe=tr("Nothing was written."))
        if self._progress is not None:
            self._progress(what)
