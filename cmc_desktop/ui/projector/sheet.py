"""The white sheet on the dark wall, with a part's colour on its upper edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from cmc_desktop.ui.projector.measure import Measure
from cmc_desktop.ui.theme import LIGHT


class Sheet(QWidget):
    """Holds what is written on it; `edge` is the height of the coloured strip, which its layout has to leave free."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = QColor(LIGHT.accent)
        self._radius = 4
        self.edge = 4

    def dress(self, colour: QColor, measure: Measure) -> None:
        self._colour = colour
        self._radius = self.edge = max(4, measure.px(12))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(whole, QColor(LIGHT.card))
        painter.setClipRect(0, 0, self.width(), self.edge)
        painter.fillPath(whole, self._colour)
        painter.end()
