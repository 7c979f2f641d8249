"""The wish to join the copy that is looked at; where many notes would go off the board, it is asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes.merging import ComingCopy, HidesMany
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.ui.merge.hides_many_dialog import HidesManyDialog
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class Joining:
    """For the canvas of `bridge`, which `library` holds; `by` is whose our side is."""

    def __init__(self, bridge: SessionBridge, library: Library, by: str, asking: QWidget) -> None:
        """`asking` is the page that it is wished for on."""
        self._bridge = bridge
        self._library = library
        self._by = by
        self._asking = asking

    def join(self, copy: ComingCopy, *, agreed: bool = False) -> None:
        """Join it, in one step that Undo takes back; a refusal is told by the bridge."""

        def wish(slip: str) -> None:
            try:
                bring_back(self._library, self._bridge.session, copy, self._by, agreed=agreed, slip=slip)
            except HidesMany as error:
                self._ask(copy, error.notes)

        self._bridge.attempt(wish, tr("join the copy"))

    def _ask(self, copy: ComingCopy, notes: tuple[str, ...]) -> None:
        dialog = HidesManyDialog(self._bridge.canvas, notes, copy.by, self._asking.window())
        dialog.accepted.connect(lambda: self.join(copy, agreed=True))
        dialog.open()
