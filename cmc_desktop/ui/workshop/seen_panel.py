"""A panel beside the board that follows the canvas while it is looked at, and costs nothing while it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class SeenPanel(QWidget):
    """Its kinds say in `_show` what the canvas says, and connect `_on_bridge_written`."""

    def __init__(
        self, bridge: SessionBridge, name: str, concerns: tuple[type[Entity], ...], parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader calls it; `concerns` are the kinds of things it tells of."""
        super().__init__(parent)
        self._bridge = bridge
        self._concerns = concerns
        self._is_stale = True
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dressed(self, "card")
        self.setAccessibleName(name)

    def refresh_when_seen(self) -> None:
        """Read everything anew, now or as soon as somebody looks."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        self._is_stale = False
        self._show()

    def _show(self) -> None:
        raise NotImplementedError

    def _on_bridge_written(self, written: Written) -> None:
        if any(isinstance(put, self._concerns) for put in written.puts):
            self.refresh_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self.refresh()
        super().showEvent(event)
