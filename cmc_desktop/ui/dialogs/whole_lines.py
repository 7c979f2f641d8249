"""Rows of a list dressed as lines, as high as their words need: Qt forgets the room around the words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

#: pixels around the words, at both sides and above and below them: the padding of lines, and Qt's own
_AROUND = QSize(24, 17)


class WholeLines(QStyledItemDelegate):
    """Breaks words for the width that the view has, and once more whenever that is another one."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        view.setWordWrap(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setItemDelegate(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(80, width - _AROUND.width()), 10_000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        needed = QFontMetrics(self._view.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        return QSize(width, needed.height() + _AROUND.height())
