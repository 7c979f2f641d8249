"""The sign of an element's state on the wall: a tick, an empty circle, a dash; drawn, as no font need have it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmc_desktop.model.domain.element_states import ElementState

#: the tick in a square of side 1
_TICK = ((0.16, 0.54), (0.41, 0.79), (0.86, 0.24))


class StateShape(QWidget):
    """One sign, as large as it is told; nothing at all for an element that was not looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ElementState | None = None
        self._side = 1
        self._colours: dict[ElementState, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: ElementState | None, side: int, *, settled: str, open_: str) -> None:
        """`settled` and `open_` are the colours of what is agreed, or none identified, and of what is not."""
        self._state, self._side = state, side
        self._colours = {
            ElementState.AGREED: settled,
            ElementState.NONE_IDENTIFIED: settled,
            ElementState.OPEN: open_,
        }
        self.setVisible(state in self._colours)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state not in self._colours:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, width = self._side, max(2.0, self._side * 0.14)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(self._colours[self._state]), width, Qt.PenStyle.SolidLine, cap, join))
        if self._state is ElementState.AGREED:
            painter.drawPolyline(QPolygonF([QPointF(x * side, y * side) for x, y in _TICK]))
        elif self._state is ElementState.NONE_IDENTIFIED:
            painter.drawLine(QPointF(0.15 * side, side / 2), QPointF(0.85 * side, side / 2))
        else:
            painter.drawEllipse(QPointF(side / 2, side / 2), (side - width) / 2, (side - width) / 2)
        painter.end()
