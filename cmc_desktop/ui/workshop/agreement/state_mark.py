"""The sign of an element's state: a tick, an open circle, an empty square, a dash. Shape first, colour second."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.element_states import ElementState
from cmc_desktop.ui.look import Look


def paint_state(painter: QPainter, place: QRect, state: ElementState, look: Look) -> None:
    """Draw the sign into a square of 10 px and more."""
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5)
    if state is ElementState.AGREED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.good))
        painter.drawRoundedRect(place, 4, 4)
        ink = theme.card if theme.name == "light" else theme.paper
        look.icons.icon("check", ink).paint(painter, place.adjusted(1, 1, -1, -1))
    elif state is ElementState.OPEN:
        painter.setPen(QPen(QColor(theme.warning), 2))
        painter.drawEllipse(inner)
    elif state is ElementState.NONE_IDENTIFIED:
        painter.setPen(QPen(QColor(theme.good), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle = inner.center().y()
        painter.drawLine(QPointF(inner.left() + 1, middle), QPointF(inner.right() - 1, middle))
    else:
        painter.setPen(QPen(QColor(theme.muted), 1.5))
        painter.drawRoundedRect(inner, 2, 2)
    painter.restore()


class StateMark(QWidget):
    """The sign of one element; the word stands beside it."""

    SIDE = 18

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.state = ElementState.UNTOUCHED
        self.setFixedSize(self.SIDE, self.SIDE)

    def show_state(self, state: ElementState) -> None:
        if state is not self.state:
            self.state = state
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, self.rect(), self.state, self._look)
        painter.end()
