"""The drawn card of a box: coloured edge, outline, and the rings that tell where the room and the keys are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from cmc_desktop.ui.theme import Theme

#: room around the card for the ring of the element under discussion
RING = 3
#: pixels of the coloured edge
EDGE = 4
_RADIUS = 6
#: how strong the rings are around the box with the keys, and around the element discussed while the keys are elsewhere
STRONG, FAINT = 3.0, 1.5


def draw_card(painter: QPainter, area: QRect, theme: Theme, tone: str, *, is_focused: bool) -> None:
    """A card of a part's colour within `area`, which has the room for the rings."""
    card = QRectF(area).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
    shape = QPainterPath()
    shape.addRoundedRect(card, _RADIUS, _RADIUS)
    painter.fillPath(shape, QColor(theme.card))
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(QRectF(card.x(), card.y(), card.width(), EDGE), theme.tone(tone))
    painter.restore()
    painter.setPen(QPen(QColor(theme.muted if is_focused else theme.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_below_edge(card))


def draw_ring(painter: QPainter, area: QRect, theme: Theme, strength: float) -> None:
    """A ring around the card within `area`."""
    painter.setPen(QPen(QColor(theme.focus), strength))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5), _RADIUS + 2, _RADIUS + 2)


def _below_edge(card: QRectF) -> QPainterPath:
    """The outline of a card without the coloured edge on top."""
    path = QPainterPath()
    path.moveTo(card.left(), card.top() + EDGE)
    path.lineTo(card.left(), card.bottom() - _RADIUS)
    path.quadTo(card.bottomLeft(), QPointF(card.left() + _RADIUS, card.bottom()))
    path.lineTo(card.right() - _RADIUS, card.bottom())
    path.quadTo(card.bottomRight(), QPointF(card.right(), card.bottom() - _RADIUS))
    path.lineTo(card.right(), card.top() + EDGE)
    return path
