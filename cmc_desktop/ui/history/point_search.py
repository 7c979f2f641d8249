"""Finds points in a long history by any of the words that its line says of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cmc_desktop.model.domain.words import begins_one_of, folded_words
from cmc_desktop.ui.history.history_list import HistoryList
from cmc_desktop.ui.history.history_model import HistoryModel
from cmc_desktop.ui.saying import tr

#: so many points are looked through by eye
FEW = 30


class PointSearch(QLineEdit):
    """What is typed leads to the next point below that says it, Enter to the one after it; Down leads into the list.

    Signals:
        looked(str): the words were looked for; they are given where no point says them, else it is empty.
    """

    looked = Signal(str)

    def __init__(self, model: HistoryModel, points: HistoryList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._points = model, points
        self.setPlaceholderText(tr("Find a point by name, person, date or number"))
        self.setAccessibleName(tr("Find a point"))
        self.textEdited.connect(lambda _text: self._go(0))
        self.returnPressed.connect(lambda: self._go(1))
        model.modelReset.connect(self._count)
        self._count()

    def _count(self) -> None:
        self.setVisible(self._model.rowCount() > FEW)

    def _go(self, skipped: int) -> None:
        """Choose the first point that says the words, from the current one on and `skipped` below it, then from the
        top."""
        words = folded_words(self.text())
        count = self._model.rowCount()
        begin = max(0, self._points.currentIndex().row()) + skipped
        for row in [(begin + step) % count for step in range(count)] if words else []:
            said = folded_words(self._model.said(row))
            if all(begins_one_of(word, said) for word in words):
                self._points.choose(self._model.point(row).key)
                self.looked.emit("")
                return
        self.looked.emit(self.text() if words else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._points.setFocus()
        else:
            super().keyPressEvent(event)
