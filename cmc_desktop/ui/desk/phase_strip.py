"""What the moderator works with in the present phase, above the board: the round, the agreement, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.phase_rules import PhaseKind


class PhaseStrip(QWidget):
    """Shows the strip of the phase that goes on; takes no room in phases that have none."""

    def __init__(self, strips: Mapping[PhaseKind, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips = dict(strips)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for strip in strips.values():
            strip.hide()
            layout.addWidget(strip)
        self.hide()

    def refresh(self, canvas: Canvas) -> QWidget | None:
        """Show the strip of the present phase; returns it when it has just come, None otherwise."""
        item = canvas.current_item
        kind = item.kind if item is not None and canvas.sign_off is None else ""
        wanted = next((strip for known, strip in self._strips.items() if known == kind), None)
        fresh = wanted is not None and wanted.isHidden()
        for strip in self._strips.values():
            strip.setVisible(strip is wanted)
        self.setVisible(wanted is not None)
        return wanted if fresh else None
