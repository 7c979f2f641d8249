"""What hangs on the pointer while notes are dragged: the first of them, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from cmc_desktop.ui.board.note_delegate import NoteDelegate

_SHADOW = 10
_TALLEST = 220


def drag_picture(delegate: NoteDelegate, indexes: Sequence[QModelIndex], width: int, ratio: float) -> QPixmap:
    """The first of the notes on a soft shadow, with the number of notes when there are several."""
    first = indexes[0]
    height = min(_TALLEST, delegate.notes.height_at(first, width))
    pixmap = QPixmap(int((width + 2 * _SHADOW) * ratio), int((height + 2 * _SHADOW) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(_SHADOW, _SHADOW // 2, width, height)
    card = area.adjusted(0, 0, 0, -delegate.text.style.gap)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(_SHADOW, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 7))
        painter.drawRoundedRect(card.adjusted(-spread, -spread / 2, spread, spread), 8, 8)
    painter.setClipRect(card)
    delegate.notes.paint(painter, area, first, QStyle.StateFlag.State_Enabled)
    painter.setClipping(False)
    if len(indexes) > 1:
        _draw_number(painter, card, len(indexes), delegate)
    painter.end()
    return pixmap


def _draw_number(painter: QPainter, card: QRectF, number: int, delegate: NoteDelegate) -> None:
    words = str(number)
    badge = QRectF(0, 0, 14 + 8 * len(words), 20)
    badge.moveCenter(QPointF(card.right() - badge.width() / 2 + 9, card.top() + 5))
    painter.setBrush(QColor(delegate.theme.accent))
    painter.drawRoundedRect(badge, 10, 10)
    painter.setPen(QColor(delegate.theme.accent_ink))
    painter.setFont(delegate.text.font)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
